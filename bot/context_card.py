"""The card of a quote's surroundings: whole paragraphs of its story, the quote marked in them."""

from __future__ import annotations

import discord
from discord import ui

from bot.cards import source_line, standing_lines
from bot.escape import units
from bot.excerpt import CUT, excerpt
from bot.layout import MAX_URL, TEXT_LIMIT, clip, layout
from bot.look import PLAIN, Look
from store.answer import Quote

_COLOUR = discord.Colour(0x3B6EA8)


def context_card(around: Quote, look: Look = PLAIN) -> ui.LayoutView:
    """The paragraphs as one quote; where they are too long for a card, what is cut is never the quote itself."""
    head = f"### {clip(around.headline, 200) or 'untitled'}"
    facts = "\n".join([source_line(around, MAX_URL, look.language), *standing_lines(around, look.language)])
    foot = "-# The __underlined__ words are the quote. All is verbatim."
    shown = excerpt(around, TEXT_LIMIT - units(head + facts + foot) - len(CUT) - 1)
    cut = f"{CUT}\n" if shown.cut else ""
    return layout(_COLOUR, [f"{head}\n{facts}"], [shown.markdown], [f"{cut}{foot}"])
