"""Looking up: a checked query to the card of a listing, with the buttons of the exchange that is kept of it."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import UTC, datetime
from typing import cast

from bot.article_card import ArticlePages, article_card
from bot.desk import Desk
from bot.keeping import kept
from bot.kept.exchanges import Content, Exchange, Place, new_exchange
from bot.layout import add_rows
from bot.listing_buttons import ORDERS, Cut, article_rows, listing_rows, page_rows
from bot.lookup_cards import listing_card, sources_card, sources_pages
from bot.reply import Reply
from store.answer import Span
from store.article import Article, speaking
from store.listing import Listing, Lookup
from store.query import MAX_LISTED, Query

log = logging.getLogger(__name__)


async def look_up(desk: Desk, place: Place, lookup: Lookup, query: Query) -> Reply:
    """The first page of a lookup as long as one can be, and the exchange kept of it. Raises what the core raises."""
    listing = await desk.door.look_up(lookup, replace(query, limit=MAX_LISTED))
    log.info("looked up lookup=%s quotes=%d", lookup, len(listing.quotes))
    desk.metrics.answered(lookup, "found" if listing.quotes else "nothing")
    exchange = await kept(desk, new_exchange(lookup, place, Content.of(listing.query, listing.coverage)))
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
        add_rows(view, listing_rows(listing, exchange.id, page, order))
    return Reply(view, exchange=exchange.id if exchange else None)


async def show_sources(desk: Desk, place: Place) -> Reply:
    """The first page of the publishers."""
    coverage = await desk.door.coverage()
    desk.metrics.answered("sources", "found" if coverage.articles else "nothing")
    content = Content.of(Query(question="sources"), coverage)
    return await sources_page(desk, await kept(desk, new_exchange("sources", place, content)), 1)


async def sources_page(desk: Desk, exchange: Exchange | None, page: int) -> Reply:
    """One page of the publishers, with buttons where an exchange was kept."""
    publishers = await desk.door.sources()
    view = sources_card(publishers, page)
    if exchange is None:
        return Reply(view)
    add_rows(view, page_rows("sources", exchange.id, page, sources_pages(publishers)))
    return Reply(view, exchange=exchange.id)


async def show_article(desk: Desk, place: Place, article_id: str) -> Reply:
    """An article's first page. Raises NotFoundError."""
    article, coverage = await desk.door.article(article_id), await desk.door.coverage()
    desk.metrics.answered("article", "found")
    content = Content.of(Query(question=article.current.headline), coverage, about=article_id)
    exchange = await kept(desk, new_exchange("article", place, content))
    return article_page(article, exchange, Cut(article_id), None)


def article_page(article: Article, exchange: Exchange | None, cut: Cut, page: int | None) -> Reply:
    """One page of an article; where none is given the one with what was matched."""
    now = datetime.now(UTC)
    shown = speaking(article.versions, now)
    # Offsets of another version mean nothing in this one.
    matched = Span(cut.start, cut.end) if shown and shown.number == cut.version and cut.end else None
    view = article_card(article, now, matched, page)
    if exchange is None:
        return Reply(view)
    pages = ArticlePages.of(article, now, matched)
    if pages:
        add_rows(view, article_rows(exchange.id, cut, page or pages.first, len(pages.spans)))
    return Reply(view, exchange=exchange.id if exchange.kind == "article" else None)
