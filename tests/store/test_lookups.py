"""Lookups of a topic: which stories are listed, in which order, with which words marked, and what is folded."""

from __future__ import annotations

from datetime import date

import pytest

from store.listing import Listing
from store.query import MAX_LISTED, Query, build_query
from tests.store.shelf import Shelf
from tests.store.stories import record

TOPIC = "floating crane of Karren"


def told(name: str, day: str, text: str, **fields: str) -> dict[str, str]:
    return record(name, f"News of {name}", text, published=day, **fields)


ORDERED = told("order", "2019-01-02", "A floating crane of Karren was ordered by the harbour board on Tuesday.")
ARRIVED = told(
    "arrival",
    "2020-03-03T12:00",
    "Crowds greeted the floating crane as it reached Karren.\n\nThe mayor wept. “The floating crane of Karren will "
    "outlive us,” she said.",
)
SANK = told("storm", "2021-05-01", "The floating crane of Karren sank in a storm off the north mole overnight.")
COPY = {**SANK, "id": "copy", "headline": "Crane lost", "published": "2021-05-03", "publisher": "Coast Sample Daily"}
UNDATED = told("rumour", "", "Nobody knows when the floating crane left Karren for good, and few ask.")
HERRING = told("herring", "2022-01-01", "The herring festival drew a record crowd to Quillhaven at the weekend.")
EVERY = (ORDERED, ARRIVED, SANK, COPY, UNDATED, HERRING)


def query(question: str = TOPIC, limit: int = MAX_LISTED, **filters: str) -> Query:
    return build_query(question, limit=limit, most=MAX_LISTED, **filters)


@pytest.fixture
def port(shelf: Shelf) -> Shelf:
    shelf.index(*EVERY)
    return shelf


def days(listing: Listing) -> list[str | None]:
    return [quote.published.text for quote in listing.quotes]


def test_a_timeline_has_an_event_once_at_its_first_day_and_names_the_copy(port: Shelf) -> None:
    with port.open() as library:
        listing = library.timeline(query())
    assert days(listing) == ["2019-01-02", "2020-03-03T12:00", "2021-05-01"]
    assert [[copy.headline for copy in quote.also_in] for quote in listing.quotes] == [[], [], ["Crane lost"]]
    assert (listing.lookup, listing.found, listing.capped, listing.nearest) == ("timeline", 3, False, ())


def test_each_quote_of_a_timeline_is_the_opening_of_its_story_word_for_word(port: Shelf) -> None:
    with port.open() as library:
        for quote in library.timeline(query()).quotes:
            version = library.article(quote.article_id).current
            assert quote.text == version.text[quote.start : quote.end] == version.paragraphs[0]


def test_a_timeline_can_be_turned_and_limited(port: Shelf) -> None:
    with port.open() as library:
        turned = library.timeline(query(order="newest"))
        limited = library.timeline(query(limit=2))
        since = library.timeline(query(since="2020-01-01", publisher="harbour sample herald"))
    assert days(turned) == ["2021-05-01", "2020-03-03T12:00", "2019-01-02"]
    assert len(limited.quotes) == 2
    assert days(limited) == sorted(filter(None, days(limited)))
    assert limited.found == 3
    assert days(since) == ["2020-03-03T12:00", "2021-05-01"]


def test_the_latest_on_a_topic_comes_first_and_has_nothing_undated(port: Shelf) -> None:
    with port.open() as library:
        listing = library.latest(query())
    assert days(listing) == ["2021-05-03", "2020-03-03T12:00", "2019-01-02"]
    assert [copy.published.text for copy in listing.quotes[0].also_in] == ["2021-05-01"]


def test_the_latest_is_found_where_many_older_stories_fit_better(shelf: Shelf) -> None:
    older = [
        told(f"o{at}", f"2019-{at % 12 + 1:02}-{at % 28 + 1:02}", f"Floating crane Karren, Karren crane {at} {at:b}.")
        for at in range(120)
    ]
    newest = "The floating crane, which the port of Karren bought from a yard in Ostholm, was painted red this week."
    shelf.index(*older, told("newest", "2023-02-02", newest))
    with shelf.open() as library:
        listing = library.latest(query(limit=1))
    assert days(listing) == ["2023-02-02"]
    assert listing.capped


def test_a_search_has_a_passage_a_story_and_marks_the_words_looked_for(port: Shelf) -> None:
    with port.open() as library:
        listing = library.search(query("floating cranes"))
    assert len({quote.article_id for quote in listing.quotes}) == len(listing.quotes) == listing.found == 4
    assert None in days(listing)
    for quote in listing.quotes:
        marked = {quote.text[span.start - quote.start : span.end - quote.start] for span in quote.matches}
        assert "floating crane" in marked
    assert listing.quotes[0].as_json()["matches"]


def test_a_search_can_be_put_in_order_of_publication_the_undated_last(port: Shelf) -> None:
    with port.open() as library:
        newest = library.search(query("floating cranes", order="newest"))
        oldest = library.search(query("floating cranes", order="oldest"))
    assert days(oldest)[-1] is None
    assert days(newest)[-1] is None
    assert days(oldest)[:3] == sorted(filter(None, days(oldest)))
    assert days(newest)[:3] == sorted(filter(None, days(newest)), reverse=True)


def test_a_story_without_a_word_of_the_search_is_not_listed(port: Shelf) -> None:
    with port.open() as library:
        found = library.search(query("herring zeppelins"))
    assert [quote.headline for quote in found.quotes] == [HERRING["headline"]]


def test_nothing_on_a_topic_names_the_nearest_coverage(port: Shelf) -> None:
    with port.open() as library:
        for look in (library.search, library.timeline, library.latest):
            listing = look(query("quarrel beyond Pluto", since="2022-06-01"))
            assert (listing.quotes, listing.found) == ((), 0)
            assert 1 <= len(listing.nearest) <= 3


def test_what_the_words_of_a_topic_say_is_understood_in_every_lookup(port: Shelf) -> None:
    with port.open() as library:
        for look in (library.search, library.timeline, library.latest):
            listing = look(query(f"news about the {TOPIC} in 2019"))
            assert (listing.query.since, listing.query.until) == (date(2019, 1, 1), date(2019, 12, 31))
            assert days(listing) == ["2019-01-02"]


def test_a_lookup_in_an_empty_library_finds_nothing(shelf: Shelf) -> None:
    with shelf.open() as library:
        for look in (library.search, library.timeline, library.latest):
            listing = look(query())
            assert (listing.quotes, listing.nearest, listing.coverage.articles) == ((), (), 0)
