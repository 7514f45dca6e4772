"""Who sees a reply: what its asker chose, within what the server allows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import discord

from bot.desk import Desk
from bot.respond import guild_of
from store.wording import counted

NAMED = 3  # channels named in a note


@dataclass(frozen=True, slots=True)
class Audience:
    """`note` tells the asker why only they see what they wanted everyone to see; empty where nothing needs telling."""

    private: bool
    note: str = ""


def audience_of(desk: Desk, interaction: discord.Interaction, *, private: bool | None) -> Audience:
    """Known before any work, as the first response to a command decides it for good. `private` None: not chosen."""
    settings = desk.guilds.of(guild_of(interaction))
    wanted = settings.private if private is None else private
    if wanted or settings.open_to_all(interaction.channel_id, parent_of(interaction.channel)):
        return Audience(wanted)
    return Audience(True, f"-# Only you see this. Answers for everyone: {channel_words(settings.channels, NAMED)}.")


def parent_of(channel: object) -> int | None:
    """The channel that a thread is in; None for what is no thread."""
    return channel.parent_id if isinstance(channel, discord.Thread) else None


def channel_words(channels: Iterable[int], most: int) -> str:
    """`<#1>, <#2> and 3 more channels`, the oldest channels first."""
    named = [f"<#{channel}>" for channel in sorted(channels)]
    more = f" and {counted(len(named) - most, 'more channel')}" if len(named) > most else ""
    return ", ".join(named[:most]) + more
