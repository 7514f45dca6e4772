"""What stands under a listing or an article: pages, the other order, an export, and a select that opens a story."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import discord
from discord import ui

from bot.lookup_cards import on_page, page_count
from bot.press import Choose, Press, row
from bot.suggest import LONGEST, cut, one_line
from bot.wording import date_words
from store.answer import Quote
from store.listing import Listing
from store.wanted import Order

ORDERS: dict[str, Order] = {"newest": "newest first", "oldest": "oldest first"}
EXPORTED = ("timeline", "said")


@dataclass(frozen=True, slots=True)
class Cut:
    """A story to open, and what in it was matched: nothing where `end` is 0."""

    article_id: str
    version: int = 0
    start: int = 0
    end: int = 0

    @property
    def written(self) -> str:
        """As it stands in a custom id."""
        return f"{self.article_id}.{self.version}.{self.start}.{self.end}"

    @classmethod
    def read(cls, written: str) -> tuple[Cut, int | None]:
        """The cut and, where one is named, the page. Raises ValueError for what was never written."""
        article_id, version, start, end, *page = written.split(".")
        return cls(article_id, int(version), int(start), int(end)), int(page[0]) if page else None


def listing_rows(listing: Listing, exchange: str, page: int, order: str) -> list[ui.ActionRow[Any]]:
    """The rows under a page of a listing; none under an empty one."""
    if not listing.quotes:
        return []
    options = _options(on_page(listing, page))
    rows = [row(Choose("open", exchange, options, placeholder="Open a story …"))]
    rows += page_rows("page", exchange, page, page_count(listing), order)
    if listing.lookup in EXPORTED:
        other = "oldest" if (order or _order(listing)) == "newest" else "newest"
        export = [Press("export", exchange, f"{kind}.{order}", label=label) for kind, label in _EXPORTS]
        rows.append(row(Press("turn", exchange, f"1.{other}", label=f"{other.capitalize()} first"), *export))
    return rows


_EXPORTS = (("csv", "Export CSV"), ("md", "Export Markdown"))


def page_rows(action: str, exchange: str, page: int, pages: int, order: str = "") -> list[ui.ActionRow[Any]]:
    """Back and forth; nothing where there is one page."""
    if pages < 2:
        return []
    back = Press(action, exchange, f"{page - 1}.{order}", label="Previous", disabled=page <= 1)
    forth = Press(action, exchange, f"{page + 1}.{order}", label="Next", disabled=page >= pages)
    return [row(back, forth)]


def article_rows(exchange: str, cut: Cut, page: int, pages: int) -> list[ui.ActionRow[Any]]:
    """The paragraphs before and after those of a page."""
    if pages < 2:
        return []
    back = Press("read", exchange, f"{cut.written}.{page - 1}", label="Paragraphs before", disabled=page <= 1)
    forth = Press("read", exchange, f"{cut.written}.{page + 1}", label="Paragraphs after", disabled=page >= pages)
    return [row(back, forth)]


def _order(listing: Listing) -> str:
    """The order in which a listing stands that was not turned."""
    wanted = listing.query.order
    if wanted:
        return next(name for name, order in ORDERS.items() if order == wanted)
    return "oldest" if listing.lookup == "timeline" else "newest"


def _options(quotes: tuple[Quote, ...]) -> list[discord.SelectOption]:
    options = {
        cut_of(quote).written: discord.SelectOption(
            label=cut(one_line(quote.headline), LONGEST) or "untitled",
            value=cut_of(quote).written,
            description=cut(one_line(f"{quote.publisher or ''} {date_words(quote.published)}"), LONGEST),
        )
        for quote in quotes
    }
    return list(options.values())


def cut_of(quote: Quote) -> Cut:
    """The story of a quote, and the quote in it."""
    return Cut(quote.article_id, quote.version, quote.start, quote.end)
