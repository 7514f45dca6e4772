"""The card of a server's settings, for those who may change them."""

from __future__ import annotations

from datetime import date

import discord
from discord import ui

from bot.audience import channel_words
from bot.kept.guilds import GuildSettings
from bot.languages import LANGUAGES, day_words
from bot.layout import layout

_COLOUR = discord.Colour(0x3B6EA8)
_LISTED = 40  # channels; about 1,000 of the characters of a card
_EXAMPLE = date(2013, 3, 25)


def settings_card(settings: GuildSettings, *, reads_messages: bool) -> ui.LayoutView:
    """Each setting with what it means. `reads_messages`: whether unasked replies are possible at all."""
    lines = [
        f"**Answers for everyone:** {_where(settings)}",
        f"**Commands answer:** {_whom(settings)}",
        f"**Dates:** {LANGUAGES[settings.language]}, for example {day_words(_EXAMPLE, settings.language)}",
        f"**Quotes a card:** {settings.quotes}",
        f"**Unasked replies in my threads:** {_unasked(settings, reads_messages)}",
    ]
    return layout(_COLOUR, ["### Settings of this server", "\n".join(lines)])


def _where(settings: GuildSettings) -> str:
    if not settings.channels:
        return "in every channel"
    return f"in {channel_words(settings.channels, _LISTED)}; elsewhere commands answer only who asks"


def _whom(settings: GuildSettings) -> str:
    if settings.private:
        return "only who asks, unless they choose otherwise; mentions are answered for everyone"
    return "everyone, unless who asks chooses otherwise"


def _unasked(settings: GuildSettings, reads_messages: bool) -> str:
    if not settings.unasked:
        return "off"
    return "on" if reads_messages else "on, but whoever runs me has not let me read messages that do not name me"
