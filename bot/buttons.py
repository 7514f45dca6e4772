"""Which buttons stand under a card: at most four in a row, as more wrap on a phone."""

from __future__ import annotations

from typing import Any

from discord import ui

from bot.escape import displayable
from bot.kept.exchanges import Exchange
from bot.press import Press, row
from store.answer import Answer

LABEL = 30  # characters of what a button removes
MOST_PARTS = 4  # buttons that remove a part


def answer_rows(answer: Answer, exchange: Exchange | None, shown: int = 0) -> list[ui.ActionRow[Any]]:
    """The buttons of an answer of which `shown` quotes, or what stands in their place, are on the card.

    None where nothing was kept of it, or where there is nothing to ask yet.
    """
    if exchange is None or answer.verdict == "no_articles":
        return []
    key, place = exchange.id, exchange.place
    first = [Press("follow", key, label="Ask follow-up")]
    if shown:
        first.insert(0, Press("more", key, str(shown), label="More quotes"))
        first.insert(1, Press("timeline", key, label="Timeline"))
    if place.private:
        first.append(Press("share", key, label="Share"))
    elif place.guild is not None and not place.thread:
        first.append(Press("thread", key, label="Open thread"))
    votes = [Press("vote", key, "yes", label="Helpful"), Press("vote", key, "no", label="Not helpful")]
    if shown:
        votes.append(Press("receipt", key, label="Receipt"))
    rows = [row(*first), row(*votes)]
    parts = answer.query.parts[:MOST_PARTS]
    if parts:
        rows.append(row(*(Press("drop", key, part.key, label=_without(part.words)) for part in parts)))
    return rows


def _without(words: str) -> str:
    """`✕ March 2013`: a button shows about 34 characters of its label, and no markdown."""
    shown = displayable(words)
    return f"✕ {shown}" if len(shown) <= LABEL else f"✕ {shown[:LABEL].rstrip()}…"
