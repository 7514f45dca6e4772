"""A small Discord with our client in it, its door leading to a scripted core in a real worker process."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any, cast

import discord
import simcord
from sqlalchemy import Engine

from bot.admins import Admins
from bot.ask import MAX_WAITING, Asker
from bot.client import DatelineClient
from bot.desk import Desk
from bot.door import Door
from bot.kept.exchanges import Exchanges
from bot.kept.feeds import Feeds
from bot.kept.flags import Flags
from bot.kept.gaps import gaps
from bot.kept.guilds import Guilds
from bot.kept.jobs import Jobs
from bot.kept.tables import open_tables
from bot.kept.watches import Watches
from bot.limits import RateLimiter
from bot.metrics import Metrics
from bot.names import Names
from bot.queue import Queue
from bot.worker import Core
from bot.writer import Writer
from bot.writing import Tools
from store.core import Library
from store.web.fetcher import Fetcher
from tests.discord.cores import ScriptedCore
from tests.discord.samples import payload_texts

NOBODY = Admins(frozenset(), frozenset())


def no_fetcher() -> Fetcher:
    """What the writer would fetch with: in these tests nothing is fetched."""
    raise AssertionError("a test fetches something")


@dataclass
class World:
    """One guild with a channel and two people; `marks` is where the core leaves what it was asked."""

    env: simcord.Env
    client: DatelineClient
    desk: Desk
    guild: simcord.GuildHandle
    channel: simcord.ChannelHandle
    alice: simcord.MemberActor
    bob: simcord.MemberActor
    marks: Path
    tables: Engine

    @property
    def asker(self) -> Asker:
        return self.desk.asker

    @property
    def door(self) -> Door:
        return self.desk.door

    @property
    def name(self) -> str:
        """How a person writes our name into a message."""
        assert self.client.user is not None
        return self.client.user.mention

    def text_channel(self) -> discord.TextChannel:
        """The channel as our client knows it."""
        channel = self.client.get_channel(self.channel.id)
        assert isinstance(channel, discord.TextChannel)
        return channel

    def fresh_client(self) -> DatelineClient:
        """The client of a restarted bot with the same data folder."""
        desk = replace(self.desk, limiter=RateLimiter(50, clock=lambda: 0.0), guilds=Guilds(self.tables))
        return DatelineClient(desk, self.marks)

    def asked(self) -> list[str]:
        """Every question that reached the core, in order."""
        asked = self.marks / "asked"
        return asked.read_text(encoding="utf-8").splitlines() if asked.exists() else []

    def replies(self, channel: simcord.ChannelHandle | None = None) -> list[discord.Message]:
        """Our messages in a channel, oldest first."""
        return [message for message in (channel or self.channel).history() if message.author == self.client.user]

    def now(self, message: Any) -> discord.Message:
        """A message of the channel as everyone sees it now."""
        return next(one for one in self.channel.history() if one.id == message.id)

    def requests(self, method: str, ending: str) -> list[Any]:
        """The bodies of the REST calls with this method and path ending."""
        return [
            entry.json for entry in self.env.http_requests if entry.method == method and entry.path.endswith(ending)
        ]


@asynccontextmanager
async def opened(
    marks: Path,
    *,
    opener: Callable[[], Core] | None = None,
    per_minute: int = 5,
    clock: Callable[[], float] = lambda: 0.0,
    seconds: float = 20.0,
    max_waiting: int = MAX_WAITING,
    message_content: bool = False,
    admins: Admins = NOBODY,
    guild_id: int | None = None,
    **options: Any,
) -> AsyncIterator[World]:
    """Everything as `dateline run` wires it, but for the clock of the limiter, which stands still."""
    opener = opener or ScriptedCore(marks).open
    door = Door(opener, stuck_seconds=20)
    await door.open()
    tables = open_tables(marks)
    metrics = Metrics()
    feeds = Feeds(tables)
    tools = Tools(cast(Callable[[], Library], opener), no_fetcher)
    asker = Asker(seconds=seconds, max_waiting=max_waiting, metrics=metrics)
    desk = Desk(
        door=door,
        asker=asker,
        limiter=RateLimiter(per_minute, clock=clock),
        exchanges=Exchanges(tables),
        guilds=Guilds(tables),
        flags=Flags(tables),
        watches=Watches(tables),
        names=Names(door, opener, metrics),
        metrics=metrics,
        admins=admins,
        queue=Queue(Jobs(tables), Writer(tools), marks / "uploads", feeds),
        feeds=feeds,
        gaps=partial(gaps, tables),
        exports=marks / "exports",
    )
    client = DatelineClient(desk, marks, message_content=message_content)
    try:
        # Not `simcord.run`, whose clock context cannot be left in another task, as a fixture does.
        env = simcord.Env(client, **options)
        await env.start()
        guild = env.create_guild(id=guild_id)
        channel = guild.create_text_channel("news")
        alice, bob = (guild.add_member(env.create_user(name)) for name in ("alice", "bob"))
        yield World(env, client, desk, guild, channel, alice, bob, marks, tables)
        await desk.queue.stop()
        await env.shutdown()
        env.raise_errors()
    finally:
        await desk.queue.stop()
        await door.close()
        tables.dispose()


def card(message: Any) -> str:
    """All the markdown of a sent card."""
    assert message is not None
    components = [component if isinstance(component, dict) else component.to_dict() for component in message.components]
    return "\n".join(payload_texts(components))
