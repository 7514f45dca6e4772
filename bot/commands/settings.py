"""`/settings`: what the people who manage a server choose for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Literal

import discord
from discord import AppCommandOptionType, ChannelType, app_commands

from bot import notices
from bot.desk import Desk
from bot.kept.guilds import GuildSettings
from bot.languages import LANGUAGES
from bot.look import MAX_QUOTES
from bot.reply import Reply, TurnedDownError
from bot.respond import guild_of, respond
from bot.settings_card import settings_card

Edit = Callable[[GuildSettings], GuildSettings]


class ChannelOption(app_commands.Transformer):
    """A channel with messages, as its id. A thread has its channel's setting."""

    @property
    def type(self) -> AppCommandOptionType:
        return AppCommandOptionType.channel

    @property
    def channel_types(self) -> list[ChannelType]:
        return [ChannelType.text, ChannelType.news, ChannelType.voice, ChannelType.stage_voice, ChannelType.forum]

    async def transform(self, _: discord.Interaction, value: app_commands.AppCommandChannel, /) -> int:
        return value.id


ChannelId = app_commands.Transform[int, ChannelOption]


class SettingsGroup(app_commands.Group):
    """Shown to members with Manage Server, in servers that we are a member of; each use is checked again."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            name="settings",
            description="How I answer in this server.",
            allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=False, private_channel=False),
            allowed_installs=app_commands.AppInstallationType(guild=True, user=False),
            default_permissions=discord.Permissions(manage_guild=True),
        )
        self._desk = desk
        self.add_command(ChannelsGroup(desk))

    @app_commands.command(description="Show the settings of this server.")
    async def show(self, interaction: discord.Interaction) -> None:
        await _change(self._desk, interaction, lambda settings: settings)

    @app_commands.command(description="Whether commands answer everyone or only the person who asks.")
    @app_commands.describe(answers="What holds where the person does not choose")
    async def privacy(self, interaction: discord.Interaction, answers: Literal["public", "private"]) -> None:
        await _change(self._desk, interaction, lambda settings: replace(settings, private=answers == "private"))

    @app_commands.command(description="The language of the dates on my cards; quotes stay as they are.")
    @app_commands.describe(language="The language of the dates")
    @app_commands.choices(language=[app_commands.Choice(name=name, value=code) for code, name in LANGUAGES.items()])
    async def language(self, interaction: discord.Interaction, language: str) -> None:
        await _change(self._desk, interaction, lambda settings: replace(settings, language=language))

    @app_commands.command(description="How many quotes a card shows; a button shows more.")
    @app_commands.describe(number="Quotes a card")
    async def quotes(self, interaction: discord.Interaction, number: app_commands.Range[int, 1, MAX_QUOTES]) -> None:
        await _change(self._desk, interaction, lambda settings: replace(settings, quotes=number))

    @app_commands.command(description="Whether I answer in threads that I opened without being named.")
    @app_commands.describe(replies="Answer messages that do not name me")
    async def unasked(self, interaction: discord.Interaction, replies: Literal["on", "off"]) -> None:
        await _change(self._desk, interaction, lambda settings: replace(settings, unasked=replies == "on"))


class ChannelsGroup(app_commands.Group):
    """`/settings channels`: where answers are for everyone."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(name="channels", description="Where I answer for everyone.")
        self._desk = desk

    @app_commands.command(description="Answer for everyone in this channel, and nowhere but in allowed ones.")
    @app_commands.describe(channel="The channel; its threads are allowed with it")
    async def allow(self, interaction: discord.Interaction, channel: ChannelId) -> None:
        await _change(
            self._desk, interaction, lambda settings: replace(settings, channels=settings.channels | {channel})
        )

    @app_commands.command(description="No longer answer for everyone in this channel.")
    @app_commands.describe(channel="A channel that was allowed")
    async def disallow(self, interaction: discord.Interaction, channel: ChannelId) -> None:
        await _change(self._desk, interaction, lambda settings: _without(settings, channel))

    @app_commands.command(description="Answer for everyone in every channel.")
    async def everywhere(self, interaction: discord.Interaction) -> None:
        await _change(self._desk, interaction, lambda settings: replace(settings, channels=frozenset()))


async def _change(desk: Desk, interaction: discord.Interaction, edit: Edit) -> None:
    """Keep what `edit` makes of the settings and show them, to who manages the server and to nobody else."""

    async def work() -> Reply:
        guild = guild_of(interaction)
        if guild is None or not interaction.permissions.manage_guild:
            raise TurnedDownError(notices.not_a_manager())
        settings = await desk.guilds.change(guild, edit)
        return Reply(settings_card(settings, reads_messages=interaction.client.intents.message_content))

    await respond(desk, interaction, work, private=True)


def _without(settings: GuildSettings, channel: int) -> GuildSettings:
    """Raises TurnedDownError for the last one: no channel allowed means every channel."""
    if channel not in settings.channels:
        raise TurnedDownError(notices.not_allowed_before(everywhere=not settings.channels))
    if len(settings.channels) == 1:
        raise TurnedDownError(notices.last_channel())
    return replace(settings, channels=settings.channels - {channel})
