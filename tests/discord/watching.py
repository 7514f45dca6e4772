"""What tests of watches have in common: somebody who may add one, a look, what was posted."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import Any

import discord
import simcord

from bot.client import DatelineClient
from bot.kept.tables import FILE
from tests.discord.world import World, card

TOPIC = "strike of the tram drivers"


def manager(world: World) -> simcord.MemberActor:
    """Somebody who may manage channels and threads."""
    may = discord.Permissions(manage_channels=True, manage_threads=True)
    role = world.guild.create_role("editors", permissions=may)
    return world.guild.add_member(world.env.create_user("carol"), roles=[role])


async def add(world: World, who: Any = None, topic: str = TOPIC, **options: str) -> simcord.InteractionResult:
    return await (who or manager(world)).slash(world.channel, "watch add", topic=topic, **options)


async def look(world: World, client: DatelineClient | None = None) -> None:
    """The look that the bot takes by itself every half a minute."""
    await (client or world.client).watching.look()


def posts(world: World, channel: simcord.ChannelHandle | None = None) -> list[str]:
    """The cards of the posts in a channel: what nobody asked for."""
    return [card(message) for message in world.replies(channel) if "### New on" in card(message)]


def execute(world: World, statement: str, *values: object) -> list[Any]:
    """Do something to the bot's own tables."""
    with closing(sqlite3.connect(world.marks / FILE)) as tables, tables:
        return tables.execute(statement, values).fetchall()
