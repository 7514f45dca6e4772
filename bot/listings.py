"""Listings as lines for a person in the terminal: what was looked up, its quotes by date or by fit, how much more."""

from __future__ import annotations

from rich.text import Text

from bot.printing import BLANK, Line, Lines, dated_lines, nearest_lines, one_line, quote_lines
from bot.wording import listing_words, understood_words
from store.listing import Listing


def listing_lines(listing: Listing) -> Lines:
    """What was understood, the quotes, and how many there are; where there are none the nearest coverage."""
    if understood := understood_words(listing.query):
        yield Line(Text(one_line(understood)))
        yield BLANK
    for quote in listing.quotes:
        by_date = listing.lookup in ("timeline", "latest")
        yield from dated_lines(quote) if by_date else quote_lines(quote, quote.matches)
        yield BLANK
    yield Line(Text(one_line(listing_words(listing)), "dim" if listing.quotes else ""))
    yield from nearest_lines(listing.nearest)
