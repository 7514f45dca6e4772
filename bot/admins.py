"""Admins: the people who run the archive, by Discord's ids in the settings, whatever a server permits."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass

import discord

from bot import notices
from bot.reply import TurnedDownError


@dataclass(frozen=True, slots=True)
class Admins:
    """Who they are, and in which servers they may do what only they can; both are ids of Discord."""

    people: Set[int]
    servers: Set[int]

    def may(self, interaction: discord.Interaction) -> bool:
        """Whether who does this is one of them, in one of these servers, of which we are a member, managing it.

        Where somebody only brought the bot along for themselves, Discord's word on their permissions is of no worth.
        """
        guild = interaction.guild_id
        return (
            guild in self.servers
            and interaction.user.id in self.people
            and interaction.client.get_guild(guild or 0) is not None
            and (interaction.is_guild_integration() or not interaction.is_user_integration())
            and (interaction.permissions.manage_guild or interaction.permissions.administrator)
        )

    def require(self, interaction: discord.Interaction) -> None:
        """Raises TurnedDownError, which tells nothing else, unless they may."""
        if not self.may(interaction):
            raise TurnedDownError(notices.not_an_admin())
