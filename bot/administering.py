"""Replying to an admin: everything that only who runs the archive may do passes through here."""

from __future__ import annotations

import discord

from bot.desk import Desk
from bot.reply import Reply
from bot.respond import Work, respond, respond_in_place


async def administer(desk: Desk, interaction: discord.Interaction, work: Work, *, shown: bool = False) -> None:
    """Reply to an admin, so that all see it where it is `shown`, or tell somebody else that this is not for them."""
    may = desk.admins.may(interaction)
    await respond(desk, interaction, _checked(desk, interaction, work), private=not (shown and may), limited=not may)


async def administer_in_place(desk: Desk, interaction: discord.Interaction, work: Work) -> None:
    """The same where the pressed button stands."""
    may = desk.admins.may(interaction)
    await respond_in_place(desk, interaction, _checked(desk, interaction, work), limited=not may)


def _checked(desk: Desk, interaction: discord.Interaction, work: Work) -> Work:
    async def checked() -> Reply:
        desk.admins.require(interaction)
        return await work()

    return checked
