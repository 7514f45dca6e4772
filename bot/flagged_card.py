"""A card that stands in Discord, made anew from what was kept of it, as what it quoted stands now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from discord import ui

from bot.cards import quotes_card
from bot.kept.exchanges import Content, Exchange
from bot.look import PLAIN, Look
from bot.watch_card import post_card
from store.answer import Answer, Quote, Timings
from store.query import Query
from store.requoting import Requoted


def flagged_card(exchange: Exchange, quotes: Sequence[Requoted], look: Look = PLAIN) -> ui.LayoutView:
    """The card of an answer or of the post of a watch with its buttons; `quotes` are all that it quoted, in order.

    As many as it had are on it, whatever its server chose since.
    """
    content = exchange.content
    shown = [_told_of(quote, content.query) if isinstance(quote, Quote) else quote for quote in quotes]
    answer = _answer(content, [quote for quote in shown if isinstance(quote, Quote)])
    if exchange.kind == "watch":
        return post_card(answer, shown, exchange)
    return quotes_card(answer, shown, exchange, look)


def _answer(content: Content, quotes: Sequence[Quote]) -> Answer:
    return Answer(
        query=content.query,
        verdict="answered",
        reason="",
        quotes=tuple(quotes),
        nearest=(),
        newest_relevant=None,
        coverage=content.coverage,
        took_ms=Timings(),
    )


def _told_of(quote: Quote, query: Query) -> Quote:
    """A later version that only says more is told where a day in the past was asked about, as it was at first."""
    plain = quote.later is not None and quote.later.status != "corrected"
    return replace(quote, later=None) if plain and query.as_of is None else quote
