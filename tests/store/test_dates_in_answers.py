"""Dates through the Library: resolved beside a quote, understood in a question."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from store.answer import Span
from store.dates import SourceDate
from store.query import build_query
from store.quoting import quote_of
from tests.store.shelf import Shelf
from tests.store.stories import record, version_of_text

LOCK = record(
    "lock",
    "Lock keeper resigns",
    "The keeper of the Karren lock resigned on Monday after a quarrel over night tolls.",
    published="2013-03-25",
)
OLD_LOCK = record(
    "old",
    "Lock keeper appointed",
    "A keeper of the Karren lock was appointed in the spring after a quarrel over night tolls.",
    published="2009-05-04",
)
ASKED = "What happened to the keeper of the Karren lock after a quarrel over night tolls"

KEEPER = "Which keeper of the Karren lock was appointed in the spring after a quarrel over night tolls"


@pytest.fixture
def asked(shelf: Shelf) -> Shelf:
    shelf.now = datetime(2013, 4, 3, tzinfo=UTC)
    shelf.index(LOCK, OLD_LOCK)
    return shelf


def test_a_day_in_a_quote_is_resolved_beside_it_and_the_quote_is_untouched(asked: Shelf) -> None:
    with asked.open() as library:
        answer = library.ask(build_query("Who resigned on Monday after a quarrel over night tolls at the lock?"))
    quote = next(quote for quote in answer.quotes if quote.headline == LOCK["headline"])
    [found] = quote.dates
    assert quote.text[found.start - quote.start : found.end - quote.start] == "on Monday"
    assert found.resolved == "2013-03-25"
    [quoted] = [one for one in answer.as_json()["quotes"] if one["dates"]]  # type: ignore[attr-defined]
    assert quoted["dates"] == [
        {"start": found.start, "end": found.end, "text": "on Monday", "resolved": "2013-03-25"},
    ]


@pytest.mark.parametrize(
    ("updated", "told"),
    [
        (None, {"on Monday": "2013-03-25", "on Thursday": "2013-03-21"}),
        ("2013-03-25T23:00", {"on Monday": "2013-03-25", "on Thursday": "2013-03-21"}),
        ("2013-03-28T09:00", {"on Monday": "2013-03-25"}),
    ],
)
def test_of_a_story_updated_later_only_what_both_days_make_plain_is_resolved(
    updated: str | None, told: dict[str, str]
) -> None:
    text = "The lock closed on Monday, the keeper said. It opened again on Thursday, the town said."
    version = version_of_text(text, published=SourceDate("2013-03-25"), updated=SourceDate(updated))
    dates = quote_of(version, Span(0, len(text)), (version,), datetime.now(UTC)).dates
    assert {text[date.start : date.end]: date.resolved for date in dates} == told


def test_dates_in_a_question_limit_what_is_searched_and_are_told(asked: Shelf) -> None:
    with asked.open() as library:
        told = library.ask(build_query(f"{ASKED} in March 2013?"))
    assert {quote.headline for quote in told.quotes} == {LOCK["headline"]}
    assert told.as_json()["understood"] == {
        "since": "2013-03-01",
        "until": "2013-03-31",
        "publisher": None,
        "speaker": None,
        "phrases": [],
        "order": None,
        "words": "March 2013",
    }
    assert told.as_json()["filters"]["since"] == "2013-03-01"  # type: ignore[index]


def test_words_relative_to_today_count_from_the_clock_of_the_library(asked: Shelf) -> None:
    with asked.open() as library:
        told = library.ask(build_query(f"{ASKED} last week?"))
    assert told.query.understood is not None
    assert told.query.understood.words == ("25 to 31 March 2013",)
    assert {quote.headline for quote in told.quotes} == {LOCK["headline"]}


def test_given_bounds_win_over_the_words_of_the_question(asked: Shelf) -> None:
    with asked.open() as library:
        told = library.ask(build_query(f"{ASKED} in March 2013?", until="2010-01-01"))
    assert {quote.headline for quote in told.quotes} == {OLD_LOCK["headline"]}
    assert told.as_json()["understood"] is None


def test_words_about_when_it_was_reported_are_answered_with_a_no_outside_them(asked: Shelf) -> None:
    with asked.open() as library:
        told = library.ask(build_query(f"{ASKED} in May 2011?"))
    assert (told.verdict, told.quotes) == ("outside_dates", ())
    assert {mention.headline for mention in told.nearest} == {LOCK["headline"], OLD_LOCK["headline"]}


def test_words_that_may_be_about_when_it_happened_are_answered_from_any_day(asked: Shelf) -> None:
    with asked.open() as library:
        told = library.ask(build_query(f"{KEEPER} between May 2010 and May 2011?"))
    assert told.verdict == "answered"
    assert told.query.understood is not None
    assert (told.query.since, told.query.until) == (None, None)


def test_search_and_timeline_read_the_words_as_well(asked: Shelf) -> None:
    query = build_query("What was said of the keeper of the Karren lock in March 2013?")
    with asked.open() as library:
        assert {quote.headline for quote in library.search(query).quotes} == {LOCK["headline"]}
        assert {quote.headline for quote in library.timeline(query).quotes} <= {LOCK["headline"]}
