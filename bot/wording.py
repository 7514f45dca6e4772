"""Dates, counts and filters in words, the same on every card and in the terminal."""

from __future__ import annotations

from datetime import datetime

from bot.escape import escape
from bot.languages import ENGLISH, day_words, iso_day_words, iso_period_words, moment_words, range_words
from store.answer import Coverage, Later, Quote, ResolvedDate
from store.dates import SourceDate
from store.listing import Listing
from store.query import Query
from store.wording import counted


def date_words(published: SourceDate, language: str = ENGLISH) -> str:
    """`25 March 2013, 23:37 UTC+02:00`: as precise as the source, never moved to another zone, named only if known."""
    if published.text is None or published.day is None:
        return "undated (the source gives no date that can be read)"
    if published.precision == "day":
        return day_words(published.day, language)
    moment = datetime.fromisoformat(published.text)
    return f"{moment_words(moment, language)} {moment.tzname() or ''}".rstrip()


def later_words(later: Later, language: str = ENGLISH) -> str:
    """`Corrected later, on 6 November 2013.`: what happened to a story after the day that was asked about."""
    how = "Corrected" if later.status == "corrected" else "Updated"
    return f"{how} later, on {iso_day_words(later.on.text, language)}" if later.on.text else f"{how} later"


def source_date_words(published: SourceDate, language: str = ENGLISH) -> str:
    """`date_words` for a card, escaped: at the head of a line `25. März` would become a list.

    Only a moment in a known zone gets Discord's relative form behind it: for a day, or a clock time in an unknown
    zone, the reader's client would show a moment that no source gave.
    """
    words = date_words(published, language)
    if published.day is None:
        return words
    words = escape(words)
    if not published.zone_known or published.moment is None:
        return words
    return f"{words} (<t:{int(published.moment.timestamp())}:R>)"


def filter_words(query: Query, language: str = ENGLISH) -> list[str]:
    """What narrowed the question, one phrase each; empty when all coverage was searched. Not escaped."""
    words = []
    if query.since and query.until and not (query.understood and query.understood.days):
        # As they were given: `1 January 2013 to 31 January 2013` is not cut to `January 2013`.
        words.append(f"{day_words(query.since, language)} to {day_words(query.until, language)}")
    elif query.since or query.until:
        words.append(range_words(query.since, query.until, language))
    if query.as_of:
        words.append(f"as of {day_words(query.as_of, language)}")
    if query.publisher:
        words.append(f"published by {query.publisher}")
    return words


def understood_words(query: Query) -> str | None:
    """`Understood: March 2013 · newest first`: what the question's own words were taken to say. Not escaped.

    `Follows: the missile shield · March 2013` where they were taken with those of the question before.
    """
    found = query.understood
    if query.taken and query.taken.kept:
        words = f"Follows: {' · '.join(part.words for part in query.parts)}"
    elif found and found.words:
        words = f"Understood: {' · '.join(found.words)}"
    else:
        return None
    if found and found.days and not (query.since or query.until):
        words += "; nothing published then answers this, so any day was taken"
    if found and found.publisher and not query.publisher:
        words += "; nothing it published answers this, so any publisher was taken"
    return words


def listing_words(listing: Listing) -> str:
    """`10 of 17 stories on “missile defence”, oldest first.`: what a lookup found, or that it found nothing."""
    limits = ", ".join(filter_words(listing.query))
    within = f" ({limits})" if limits else ""
    if not listing.coverage.articles:
        return "No articles are indexed yet."
    if not listing.quotes:
        return f"Nothing in the coverage {_sought(listing)}{within}."
    shown, found = len(listing.quotes), listing.found
    many = counted(found, "quote" if listing.lookup == "said" else "article")
    capped = "; there may be more that fit less well" if listing.capped else ""
    return (
        f"{f'{shown:,} of ' if shown < found else ''}{many} {_sought(listing)}{within}, {order_words(listing)}{capped}."
    )


def _sought(listing: Listing) -> str:
    if listing.lookup == "said":
        about = f" about “{listing.query.question}”" if listing.query.question else ""
        return f"by a speaker called “{listing.query.speaker}”{about}"
    return f"on “{listing.query.question}”"


def order_words(listing: Listing) -> str:
    """`newest first`: the order of a listing, as asked for or as its lookup has it."""
    usual = {"search": "best first", "timeline": "oldest first", "latest": "newest first", "said": "newest first"}
    return listing.query.order or usual[listing.lookup]


def telling_dates(quote: Quote) -> list[tuple[str, ResolvedDate]]:
    """The words of a quote that say less than what they were resolved to, each once; those near an answer first."""
    found: dict[str, ResolvedDate] = {}
    for one in sorted(quote.dates, key=lambda date: (not _answers(quote, date), date.start)):
        words = quote.text[one.start - quote.start : one.end - quote.start]
        if iso_period_words(one.resolved) not in words:
            found.setdefault(words, one)
    return list(found.items())


def _answers(quote: Quote, date: ResolvedDate) -> bool:
    return any(span.start <= date.start and date.end <= span.end for span in quote.answer_spans)


def coverage_words(coverage: Coverage) -> str:
    """`12,408 articles, 3 January 2019 to 2 March 2026`."""
    words = counted(coverage.articles, "article")
    if coverage.first is None or coverage.newest is None:
        return words
    first, newest = iso_day_words(coverage.first), iso_day_words(coverage.newest)
    return f"{words}, {first}" if first == newest else f"{words}, {first} to {newest}"


def index_words(coverage: Coverage, language: str = ENGLISH) -> str:
    """`Index 41 of 2 March 2026, 12,408 articles`: which state of the coverage an answer came from. Not escaped."""
    built = f" of {iso_day_words(coverage.built, language)}" if coverage.built else ""
    articles = f", {counted(coverage.articles, 'article')}" if coverage.articles else ""
    return f"Index {coverage.generation}{built}{articles}"
