"""Looking up: a checked query to the card of a listing, with the buttons of the exchange that is kept of it."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, cast

from discord import ui

from bot.article_card import ArticlePages, article_card
from bot.desk import Desk
from bot.kept.exchanges import Content, Exchange, Place, new_exchange
from bot.kept.tables import KeptError
from bot.listing_buttons import ORDERS, Cut, article_rows, listing_rows, page_rows
from bot.lookup_cards import listing_card, sources_card, sources_pages
from bot.reply import Reply
from store.answer import Coverage, Span
from store.listing import Listing, Lookup
from store.query import MAX_LISTED, Query, build_query

log = logging.getLogger(__name__)


async def read_lookup(
    words: str,
    *,
    since: str | None = None,
    until: str | None = None,
    publisher: str | None = None,
    order: str | None = None,
    speaker: str | None = None,
) -> Query:
    """The checked query of a lookup, as long as a listing can be. Raises QueryError. In a thread, as for a question."""
    return await asyncio.to_thread(
        build_query,
        _sound(words),
        since=since,
        until=until,
        publisher=publisher,
        order=order,
        speaker=_sound(speaker) if speaker else None,
        limit=MAX_LISTED,
        most=MAX_LISTED,
    )


async def look_up(desk: Desk, place: Place, lookup: Lookup, query: Query) -> Reply:
    """The first page of a lookup, and the exchange kept of it. Raises what the core raises."""
    listing = await desk.door.look_up(lookup, query)
    log.info("looked up lookup=%s quotes=%d", lookup, len(listing.quotes))
    desk.metrics.answered(lookup, "found" if listing.quotes else "nothing")
    exchange = await _kept(desk, lookup, place, listing.query, listing.coverage)
    return listing_reply(listing, exchange, 1)


async def look_again(desk: Desk, exchange: Exchange, order: str) -> Listing:
    """The listing of a kept lookup, in another order where `order` is one. Raises what the core raises."""
    query = exchange.content.query
    if order in ORDERS:
        query = replace(query, by_date=ORDERS[order])
    return await desk.door.look_up(cast(Lookup, exchange.kind), query)


def listing_reply(listing: Listing, exchange: Exchange | None, page: int, order: str = "") -> Reply:
    """A page of a listing with its buttons."""
    view = listing_card(listing, page)
    if exchange:
        _add(view, listing_rows(listing, exchange.id, page, order))
    return Reply(view, exchange=exchange.id if exchange else None)


async def show_sources(desk: Desk, place: Place) -> Reply:
    """The first page of the publishers."""
    publishers, coverage = await desk.door.sources(), await desk.door.coverage()
    desk.metrics.answered("sources", "found" if publishers else "nothing")
    exchange = await _kept(desk, "sources", place, Query(question="sources"), coverage)
    view = sources_card(publishers, 1)
    if exchange:
        _add(view, page_rows("sources", exchange.id, 1, sources_pages(publishers)))
    return Reply(view, exchange=exchange.id if exchange else None)


async def show_article(desk: Desk, place: Place, article_id: str) -> Reply:
    """An article's first page. Raises NotFoundError."""
    article, coverage = await desk.door.article(article_id), await desk.door.coverage()
    desk.metrics.answered("article", "found")
    exchange = await _kept(desk, "article", place, Query(question=article.current.headline), coverage, article_id)
    if exchange is None:
        return Reply(article_card(article, datetime.now(UTC)))
    return await article_page(desk, exchange, Cut(article_id), None)


async def article_page(desk: Desk, exchange: Exchange, cut: Cut, page: int | None) -> Reply:
    """One page of an article; where none is given the one with what was matched."""
    article, now = await desk.door.article(cut.article_id), datetime.now(UTC)
    pages = ArticlePages.of(article, now)
    current = pages is not None and pages.version.number == cut.version
    matched = Span(cut.start, cut.end) if current and cut.end else None
    view = article_card(article, now, matched, page)
    pages = ArticlePages.of(article, now, matched)
    if pages:
        _add(view, article_rows(exchange.id, cut, page or pages.first, len(pages.spans)))
    return Reply(view, exchange=exchange.id if exchange.kind == "article" else None)


async def _kept(
    desk: Desk, kind: Any, place: Place, query: Query, coverage: Coverage, about: str | None = None
) -> Exchange | None:
    content = Content(query=query, generation=coverage.generation, built=coverage.built, about=about)
    exchange = new_exchange(kind, place, content)
    try:
        await desk.exchanges.keep(exchange)
    except KeptError as error:
        log.error("looked up without buttons: %s", error)
        return None
    return exchange


def _add(view: ui.LayoutView, rows: list[ui.ActionRow[Any]]) -> None:
    for one in rows:
        view.add_item(one)


def _sound(words: str) -> str:
    """Without lone surrogates, which JSON can carry and no tokenizer takes."""
    return words.encode("utf-8", "ignore").decode("utf-8")
