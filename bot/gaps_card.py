"""The card of the gaps, a page at a time: what was asked most that the coverage does not answer."""

from __future__ import annotations

from collections.abc import Sequence

import discord
from discord import ui

from bot.gaps import Gap
from bot.gaps_wording import about_words, asked_words, why_words
from bot.layout import clip, layout
from store.wording import counted

PER_PAGE = 8
"""At 300 units each and 120 around them well below the 4,000 of a message."""
_COLOUR = discord.Colour(0x3B6EA8)


def gaps_pages(gaps: Sequence[Gap]) -> int:
    """How many pages the card has, at least 1."""
    return max(1, -(-len(gaps) // PER_PAGE))


def gaps_card(gaps: Sequence[Gap], page: int = 1) -> ui.LayoutView:
    """A page of the gaps, counted from 1; pages past the end show the last."""
    page = max(1, min(page, gaps_pages(gaps)))
    shown = gaps[(page - 1) * PER_PAGE : page * PER_PAGE]
    if not shown:
        return layout(_COLOUR, ["### Gaps\n**Nothing that was asked has been declined.**"])
    asked = counted(sum(gap.asked for gap in gaps), "question")
    pages = f" · page {page} of {gaps_pages(gaps)}" if gaps_pages(gaps) > 1 else ""
    head = f"### Gaps\n{asked} declined, on {counted(len(gaps), 'topic')}{pages}"
    foot = "-# Most asked first, without who asked. Stories on a topic fill its gap: `/coverage add`."
    return layout(_COLOUR, [head], *([_block(gap)] for gap in shown), [foot])


def _block(gap: Gap) -> str:
    about = f" · {about}" if (about := about_words(gap)) else ""
    told = f"-# {asked_words(gap)}{f' · {why}' if (why := why_words(gap)) else ''}"
    return f"**{clip(gap.topic, 70) or 'untitled'}**{about}\n“{clip(gap.example, 90)}”\n{told}"
