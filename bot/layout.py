"""What every card is made of: a framed column, texts clipped and escaped to fit it, links, rows of buttons.

Everything from outside passes through here, so that no input can pass a limit of Discord's: 4,000 characters of text
and 40 components a message, a note below the card counted in.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote as percent_encode
from urllib.parse import urlsplit

import discord
from discord import ui

from bot.escape import displayable, escape, units
from bot.excerpt import grapheme_start

NOTE_LIMIT = 150
TEXT_LIMIT = 4000 - NOTE_LIMIT  # UTF-16 units over all texts of one card
MAX_URL = 512

Block = Sequence[str | ui.Item[Any]]


def layout(colour: discord.Colour, *blocks: Block, rows: Sequence[ui.ActionRow[Any]] = ()) -> ui.LayoutView:
    """One framed column of blocks with a line between each two, and rows of buttons below it.

    A block is one or more texts of markdown, or other items.
    """
    frame: ui.Container[ui.LayoutView] = ui.Container(accent_colour=colour)
    for number, block in enumerate(blocks):
        if number:
            frame.add_item(ui.Separator())
        for part in block:
            frame.add_item(ui.TextDisplay(part) if isinstance(part, str) else part)
    view = ui.LayoutView(timeout=None)
    view.add_item(frame)
    add_rows(view, rows)
    return view


def add_rows(view: ui.LayoutView, rows: Sequence[ui.ActionRow[Any]]) -> None:
    """Put rows of buttons below what a card holds already."""
    for one in rows:
        view.add_item(one)


def clip(text: str, room: int) -> str:
    """One line of escaped text in at most `room` UTF-16 units, cut between words with `…` where it is longer."""
    words = " ".join(displayable(text).split())
    if units(escape(words)) <= room:
        return escape(words)
    low, high = 0, min(len(words), room)
    while low < high:
        middle = (low + high + 1) // 2
        if units(escape(words[:middle])) < room:
            low = middle
        else:
            high = middle - 1
    end = grapheme_start(words, low)
    space = words.rfind(" ", end // 2, end + 1)
    return escape(words[: space if space > 0 else end].rstrip()) + "…"


def read_link(url: str | None, longest: int = MAX_URL) -> str | None:
    """`[Read](<https://…>)` without a preview, or None for what is no plain web address or is too long.

    The label is constant: a headline as label would show its escapes, and could itself pass for an address.
    """
    if url is None:
        return None
    try:
        parts = urlsplit(url.strip())
        address = percent_encode(parts.geturl(), safe="%/:?#@!$&'*+,;=~-._")
    except ValueError:  # an unclosed IPv6 bracket, or a lone surrogate
        return None
    if parts.scheme not in ("http", "https") or not parts.netloc or "@" in parts.netloc or len(address) > longest:
        return None
    return f"[Read](<{address}>)"
