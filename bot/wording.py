"""Dates, counts and filters in words, the same on every card and in the terminal."""

from __future__ import annotations

from datetime import datetime

from store.answer import Coverage, Later
from store.dates import SourceDate
from store.query import Query
from store.wording import counted, day_words, iso_day_words


def date_words(published: SourceDate) -> str:
    """`25 March 2013, 23:37 UTC+02:00`: as precise as the source, never moved to another zone, named only if known."""
    if published.text is None or published.day is None:
        return "undated (the source gives no date that can be read)"
    words = day_words(published.day)
    if published.precision == "day":
        return words
    moment = datetime.fromisoformat(published.text)
    return f"{words}, {moment:%H:%M} {moment.tzname() or ''}".rstrip()


def later_words(later: Later) -> str:
    """`Corrected later, on 6 November 2013.`: what happened to a story after the day that was asked about."""
    how = "Corrected" if later.status == "corrected" else "Updated"
    return f"{how} later, on {iso_day_words(later.on.text)}" if later.on.text else f"{how} later"


def source_date_words(published: SourceDate) -> str:
    """`date_words` for a card.

    Only a moment in a known zone gets Discord's relative form behind it: for a day, or a clock time in an unknown
    zone, the reader's client would show a moment that no source gave.
    """
    words = date_words(published)
    if not published.zone_known or published.moment is None:
        return words
    return f"{words} (<t:{int(published.moment.timestamp())}:R>)"


def filter_words(query: Query) -> list[str]:
    """What narrowed the question, one phrase each; empty when all coverage was searched. Not escaped."""
    words = []
    if query.since and query.until:
        words.append(f"{day_words(query.since)} to {day_words(query.until)}")
    elif query.since:
        words.append(f"since {day_words(query.since)}")
    elif query.until:
        words.append(f"until {day_words(query.until)}")
    if query.as_of:
        words.append(f"as of {day_words(query.as_of)}")
    if query.publisher:
        words.append(f"published by {query.publisher}")
    return words


def coverage_words(coverage: Coverage) -> str:
    """`12,408 articles, 3 January 2019 to 2 March 2026`."""
    words = counted(coverage.articles, "article")
    if coverage.first is None or coverage.newest is None:
        return words
    first, newest = iso_day_words(coverage.first), iso_day_words(coverage.newest)
    return f"{words}, {first}" if first == newest else f"{words}, {first} to {newest}"


def index_words(coverage: Coverage) -> str:
    """`Index 41 of 2 March 2026, 12,408 articles`: which state of the coverage an answer came from. Not escaped."""
    built = f" of {iso_day_words(coverage.built)}" if coverage.built else ""
    return f"Index {coverage.generation}{built}, {counted(coverage.articles, 'article')}"
