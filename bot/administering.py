"""Replying to an admin: everything that only who runs the archive may do passes through here."""

from __future__ import annotations

import discord

from bot.desk import Desk
from bot.reply import Reply
from bot.respond import Work, respond


async def administer(desk: Desk, interaction: discord.Interaction, work: Work, *, shown: bool = False) -> None:
    """Reply to an admin, so that all see it where it is `shown`, or tell somebody else that this is not for them."""

    async def checked() -> Reply:
        desk.admins.require(interaction)
        return await work()

    may = desk.admins.may(interaction)
    await respond(desk, interaction, checked, private=not (shown and may), limited=not may)
