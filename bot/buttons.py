"""Which buttons stand under a card: at most four in a row, as more wrap on a phone."""

from __future__ import annotations

from typing import Any

from discord import ui

from bot.kept.exchanges import Exchange
from bot.press import Press, row
from store.answer import Answer


def answer_rows(answer: Answer, exchange: Exchange | None) -> list[ui.ActionRow[Any]]:
    """The buttons of an answer; none where nothing was kept of it, or where there is nothing to ask yet."""
    if exchange is None or answer.verdict == "no_articles":
        return []
    key = exchange.id
    rows = []
    if answer.quotes:
        rows.append(row(Press("more", key, label="More quotes"), Press("receipt", key, label="Receipt")))
    votes = [Press("vote", key, "yes", label="Helpful"), Press("vote", key, "no", label="Not helpful")]
    shared = [Press("share", key, label="Share")] if exchange.place.private else []
    rows.append(row(*votes, *shared))
    return rows
