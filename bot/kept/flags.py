"""Flags: which earlier answers quoted a story that was corrected, withdrawn, removed or restored, and which were told.

What is still to be told is never written down but found: in what answers quoted, in what became of stories, and in what
was told. An answer that is kept only after its story was withdrawn is found like any other.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection, Engine, and_, delete, func, insert, or_, select

from bot.kept.tables import about, exchanges, flagged, quoted, told, transact
from store.schema import stamp
from store.standings import Standing, Standings

Outcome = Literal["edited", "not_reached", "gone", "nothing"]
"""`not_reached`: Discord lets nobody edit that card; `gone`: it stands nowhere any more; `nothing` had to be told."""

_POSITION = "followed"  # the name under which `about` keeps how far the record's log was read


@dataclass(frozen=True, slots=True)
class Flag:
    """A card that has to tell what became of these stories: each with the change of the log since which it does."""

    exchange: str
    stories: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FlagReport:
    """How many cards were told of what became of stories they had quoted, and how many are still to be."""

    edited: int = 0
    not_reached: int = 0
    gone: int = 0
    waiting: int = 0


class Flags:
    """The kept flags. Every call works in a thread; each raises KeptError where the tables cannot be used."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    async def position(self) -> int:
        """The change of the record's log up to which it is known what became of stories; 0 at first."""
        row = select(about.c.value).where(about.c.name == _POSITION)
        return int(await transact(self._engine, lambda connection: connection.scalar(row)) or 0)

    async def learn(self, standings: Standings) -> None:
        """Note what became of stories, and up to which change that is known."""
        await transact(self._engine, lambda connection: _learn(connection, standings))

    async def waiting(self) -> list[Flag]:
        """The cards that have to be told something, the newest first."""
        return await transact(self._engine, _waiting)

    async def told(self, flag: Flag, outcome: Outcome) -> None:
        """Note what became of telling it."""
        await transact(self._engine, lambda connection: _tell(connection, flag, outcome))

    async def report(self, article_id: str | None = None) -> FlagReport:
        """What became of telling all there was to tell, or of one story only."""
        return await transact(self._engine, lambda connection: _report(connection, article_id))


def _learn(connection: Connection, standings: Standings) -> None:
    for story in standings.stories:
        connection.execute(delete(flagged).where(flagged.c.article_id == story.article_id))
        connection.execute(insert(flagged).values(**_row(story)))
    connection.execute(delete(about).where(about.c.name == _POSITION))
    connection.execute(insert(about).values(name=_POSITION, value=str(standings.until)))


def _row(story: Standing) -> dict[str, object]:
    corrects = json.dumps(story.corrects)
    return {"article_id": story.article_id, "now": story.now, "seq": story.seq, "corrects": corrects}


def _waiting(connection: Connection) -> list[Flag]:
    earlier = and_(told.c.exchange == quoted.c.exchange, told.c.article_id == quoted.c.article_id)
    rows = (
        select(quoted, flagged.c.now, flagged.c.seq, flagged.c.corrects, told.c.outcome)
        .join_from(flagged, quoted, flagged.c.article_id == quoted.c.article_id)
        .join(exchanges, exchanges.c.id == quoted.c.exchange)
        .outerjoin(told, earlier)
        .where(or_(told.c.seq.is_(None), told.c.seq < flagged.c.seq))
        .order_by(exchanges.c.number.desc(), quoted.c.article_id)
    )
    found: dict[str, dict[str, int]] = {}
    for row in connection.execute(rows):
        # What was told once is told again when it no longer holds; before that a restored story needs no word.
        concerns = (
            row.now in ("withdrawn", "removed") or row.outcome == "edited" or _corrected(row.version, row.corrects)
        )
        if concerns:
            found.setdefault(row.exchange, {})[row.article_id] = row.seq
    return [Flag(exchange, tuple(stories.items())) for exchange, stories in found.items()]


def _corrected(version: int, corrects: str) -> bool:
    return version in json.loads(corrects)


def _tell(connection: Connection, flag: Flag, outcome: Outcome) -> None:
    at = stamp()
    for article_id, seq in flag.stories:
        connection.execute(delete(told).where(told.c.exchange == flag.exchange, told.c.article_id == article_id))
        row = {"exchange": flag.exchange, "article_id": article_id, "seq": seq, "outcome": outcome, "at": at}
        connection.execute(insert(told).values(**row))


def _report(connection: Connection, article_id: str | None) -> FlagReport:
    count = func.count(told.c.exchange.distinct()).label("cards")
    rows = select(told.c.outcome, count).group_by(told.c.outcome)
    if article_id is not None:
        rows = rows.where(told.c.article_id == article_id)
    counts = {row.outcome: row.cards for row in connection.execute(rows)}
    waiting = [
        flag for flag in _waiting(connection) if article_id is None or any(key == article_id for key, _ in flag.stories)
    ]
    return FlagReport(
        edited=counts.get("edited", 0),
        not_reached=counts.get("not_reached", 0),
        gone=counts.get("gone", 0),
        waiting=len(waiting),
    )
