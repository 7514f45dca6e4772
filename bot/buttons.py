"""Which buttons stand under a card: at most four in a row, as more wrap on a phone."""

from __future__ import annotations

from typing import Any

from discord import ui

from bot.kept.exchanges import Exchange
from bot.press import Press, row
from store.answer import Answer


def answer_rows(answer: Answer, exchange: Exchange | None, shown: int = 0) -> list[ui.ActionRow[Any]]:
    """The buttons of an answer of which `shown` quotes are on the card.

    None where nothing was kept of it, or where there is nothing to ask yet.
    """
    if exchange is None or answer.verdict == "no_articles":
        return []
    key = exchange.id
    rows = []
    if answer.quotes:
        more = Press("more", key, str(shown), label="More quotes")
        rows.append(row(more, Press("receipt", key, label="Receipt")))
    votes = [Press("vote", key, "yes", label="Helpful"), Press("vote", key, "no", label="Not helpful")]
    shared = [Press("share", key, label="Share")] if exchange.place.private else []
    rows.append(row(*votes, *shared))
    return rows
