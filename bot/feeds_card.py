"""The card of the feeds: what is asked, how often, and how the last poll of each went."""

from __future__ import annotations

from collections.abc import Sequence

import discord
from discord import ui

from bot.kept.feeds import Feed
from bot.layout import clip, layout
from store.wording import counted

_COLOUR = discord.Colour(0x3B6EA8)
_SHOWN = 12
"""At 300 units each below the 4,000 of a message; the others are counted."""


def feeds_card(feeds: Sequence[Feed]) -> ui.LayoutView:
    """The feeds, those in trouble first."""
    if not feeds:
        return layout(_COLOUR, ["**No feed is asked.** `/coverage feeds add` has one asked from then on."])
    ordered = sorted(feeds, key=lambda feed: -feed.failures)
    lines = [_line(feed) for feed in ordered[:_SHOWN]]
    more = [f"-# … and {counted(len(feeds) - _SHOWN, 'feed')} more"] if len(feeds) > _SHOWN else []
    return layout(_COLOUR, [f"### {counted(len(feeds), 'feed')}"], lines, *([more] if more else []))


def _line(feed: Feed) -> str:
    asked = f"<t:{int(feed.polled.timestamp())}:R>" if feed.polled else "not asked yet"
    told = f"⚠ {clip(feed.trouble, 110)}" if feed.trouble else clip(feed.outcome or "", 110)
    return f"**{clip(feed.shown, 120)}**\nevery {feed.minutes} min · {asked}{f' · {told}' if told else ''}"
