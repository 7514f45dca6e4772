"""The town with an office: a server whose editor, Carol, runs the archive from Discord."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import discord
import simcord
from simcord.backend import serializers

from bot.admins import Admins
from bot.commands.menus import ADD
from bot.kept.jobs import Job
from store.catalogue import Headline
from tests.discord.town import town
from tests.discord.world import World, card

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
    people: set[int]

    async def done(self) -> list[Job]:
        """All jobs, oldest first, once none is left."""
        async with asyncio.timeout(60):
            while await self.world.desk.queue.waiting():  # noqa: ASYNC110 - the queue tells only its cards
                await asyncio.sleep(0.05)
        await self.world.env.settle(timeout=30)
        return (await self.world.desk.queue.newest(100))[::-1]

    async def add(self, who: simcord.MemberActor, *files: tuple[str, bytes]) -> simcord.InteractionResult:
        """`/coverage add` with files."""
        options: dict[str, Any] = {f"file{number}": file for number, file in enumerate(files, 1)}
        return await who.slash(self.world.channel, "coverage add", **options)

    async def do(self, name: str, who: simcord.MemberActor | None = None, **options: Any) -> simcord.InteractionResult:
        """Carol's, or somebody else's, `/coverage …`."""
        return await (who or self.carol).slash(self.world.channel, f"coverage {name}", **options)

    async def choose(
        self, message: discord.Message, who: simcord.MemberActor | None = None
    ) -> simcord.InteractionResult:
        """*Add to coverage* on a message. SimCord's own way leaves out that the menu is one of this server's."""
        backend = self.world.env.backend
        root = backend.find_command(ADD, SERVER, type=3)
        assert root is not None
        stored = serializers.message_payload(backend, backend.get_message(message.channel.id, message.id))
        data = {
            "id": root["id"],
            "name": ADD,
            "type": 3,
            "guild_id": str(SERVER),
            "target_id": str(message.id),
            "resolved": {"messages": {str(message.id): dict(stored)}},
        }
        return await (who or self.carol)._dispatch_interaction(2, self.world.channel, data)

    async def jobs(self) -> list[Job]:
        """All jobs that are more than proposals, oldest first, whatever they are at."""
        return (await self.world.desk.queue.newest(100))[::-1]

    def card(self, number: int) -> discord.Message:
        """The card of a job in the channel, as it is now."""
        [shown] = [message for message in self.world.replies() if re.search(rf"\bJob {number}\b", card(message))]
        return shown

    async def headlines(self) -> Sequence[Headline]:
        """Of all stories that may be quoted."""
        return (await self.world.door.catalogue()).headlines

    async def ask(self, question: str) -> str:
        """The card that a reader gets."""
        return card((await self.world.alice.slash(self.world.channel, "ask", question=question)).response)

    async def restart(self) -> None:
        """The bot ends, whatever it is at, and starts again over the same folder."""
        await self.world.desk.queue.stop()
        await self.world.env.restart_bot(self.world.fresh_client())

    def member(self, name: str, *, admin: bool = False, manager: bool = True) -> simcord.MemberActor:
        """Somebody else in the office's server: on the list of its admins, or managing the server."""
        return self.member_of(self.world.guild, name, admin=admin, manager=manager)

    def member_of(
        self, guild: simcord.GuildHandle, name: str, *, admin: bool = False, manager: bool = True
    ) -> simcord.MemberActor:
        """As `member`, of another server."""
        roles = [guild.create_role(name, permissions=discord.Permissions(manage_guild=True))] if manager else []
        member = guild.add_member(self.world.env.create_user(name), roles=roles)
        if admin:
            self.people.add(member.id)
        return member


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
        yield Office(world, carol, dave, folder, people)


def story(headline: str, text: str) -> bytes:
    """A Markdown file of a story."""
    return STORY.format(headline=headline, text=text).encode()
