"""What each server chose: where the bot answers, who sees it, the language of dates, quotes a card."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import Connection, Engine, delete, insert, select

from bot.kept.tables import KeptError, guilds, transact
from bot.languages import ENGLISH, LANGUAGES
from bot.look import MAX_QUOTES, Look


@dataclass(frozen=True, slots=True, kw_only=True)
class GuildSettings:
    """`channels` are the ids of those with answers for everyone, none of them meaning all.

    `unasked`: also plain messages in threads that we opened are answered. `private`: slash commands are answered to
    the asker alone where they do not say. `language` is a code of LANGUAGES, `quotes` are 1 to MAX_QUOTES; raises
    ValueError for others.
    """

    channels: frozenset[int] = frozenset()
    unasked: bool = False
    private: bool = False
    language: str = ENGLISH
    quotes: int = MAX_QUOTES

    def __post_init__(self) -> None:
        if self.language not in LANGUAGES:
            raise ValueError(f"there are no dates in the language {self.language!r}")
        if not 1 <= self.quotes <= MAX_QUOTES:
            raise ValueError(f"a card has 1 to {MAX_QUOTES} quotes, not {self.quotes}")

    @property
    def look(self) -> Look:
        """How cards look there."""
        return Look(language=self.language, quotes=self.quotes)

    def open_to_all(self, channel: int | None, parent: int | None) -> bool:
        """Whether answers in this channel, or in this thread of the channel `parent`, are for everyone."""
        return not self.channels or channel in self.channels or parent in self.channels


DEFAULTS = GuildSettings()
_SETTINGS = TypeAdapter(GuildSettings)


class Guilds:
    """The settings of every server. All are held in memory, because who sees a reply is decided before any work.

    Must be used on the event loop, by one process for each file of tables.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._known: dict[int, GuildSettings] = {}
        self._changing = asyncio.Lock()

    async def load(self) -> None:
        """Read what is kept. Raises KeptError."""
        self._known = await transact(self._engine, _all)

    def of(self, guild: int | None) -> GuildSettings:
        """The settings of a server; the defaults where it chose none, and outside of servers."""
        return DEFAULTS if guild is None else self._known.get(guild, DEFAULTS)

    async def change(self, guild: int, edit: Callable[[GuildSettings], GuildSettings]) -> GuildSettings:
        """Keep what `edit` makes of a server's settings, one change after another. Raises KeptError."""
        async with self._changing:
            edited = edit(self.of(guild))
            if edited != self.of(guild):
                await transact(self._engine, lambda connection: _replace(connection, guild, edited))
                self._known[guild] = edited
        return edited


def _all(connection: Connection) -> dict[int, GuildSettings]:
    return {row.guild: _read(row.guild, row.settings) for row in connection.execute(select(guilds))}


def _read(guild: int, written: str) -> GuildSettings:
    try:
        return _SETTINGS.validate_json(written)
    except ValidationError as error:
        fault = error.errors()[0]["msg"]
        raise KeptError(f"The kept settings of server {guild} cannot be used ({fault}); update Dateline.") from error


def _replace(connection: Connection, guild: int, settings: GuildSettings) -> None:
    connection.execute(delete(guilds).where(guilds.c.guild == guild))
    connection.execute(insert(guilds).values(guild=guild, settings=_SETTINGS.dump_json(settings).decode()))
