"""The town with an office: a server whose editor, Carol, runs the archive from Discord."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import discord
import simcord

from bot.admins import Admins
from bot.kept.jobs import Job
from tests.discord.town import town
from tests.discord.world import World

SERVER = 900_000_000_000_000_001
STORY = """---
title: {headline}
publisher: Harbour Sample Herald
date: 2019-07-02
---

{text}
"""


@dataclass
class Office:
    """The world, and two people who run its archive."""

    world: World
    carol: simcord.MemberActor
    dave: simcord.MemberActor
    folder: Path

    async def done(self) -> list[Job]:
        """All jobs, oldest first, once none is left."""
        await self.world.env.settle(timeout=60)
        assert await self.world.desk.queue.waiting() == 0
        return (await self.world.desk.queue.newest(100))[::-1]

    async def add(self, who: simcord.MemberActor, *files: tuple[str, bytes]) -> simcord.InteractionResult:
        """`/coverage add` with files."""
        options: dict[str, Any] = {f"file{number}": file for number, file in enumerate(files, 1)}
        return await who.slash(self.world.channel, "coverage add", **options)


@asynccontextmanager
async def office(folder: Path, **options: Any) -> AsyncIterator[Office]:
    """The office, open."""
    people: set[int] = set()
    async with town(folder, admins=Admins(people, {SERVER}), guild_id=SERVER, **options) as world:
        role = world.guild.create_role("archive", permissions=discord.Permissions(manage_guild=True))
        carol, dave = (world.guild.add_member(world.env.create_user(one), roles=[role]) for one in ("carol", "dave"))
        people |= {carol.id, dave.id}
        world.env.settle_timeout = 15  # a job is done before an action is over
        await world.env.settle(timeout=30)
        yield Office(world, carol, dave, folder)


def story(headline: str, text: str) -> bytes:
    """A Markdown file of a story."""
    return STORY.format(headline=headline, text=text).encode()
