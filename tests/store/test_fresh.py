"""New coverage of a topic: what came into the index after a position, and what is not news though it came in later."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from store.fresh import Fresh, Frontier, Position
from store.newcomers import WINDOW
from store.query import Query, build_query
from tests.store.shelf import Shelf
from tests.store.stories import record

TOPIC = build_query("strike of the tram drivers in Marrowgate")
TRAM = record(
    "tram",
    "Tram drivers to strike",
    "Tram drivers in Marrowgate will strike on Friday over night shifts, their union said.",
    published="2019-06-04",
)
WAIT = record(
    "wait",
    "Council asks drivers to wait",
    "The council of Marrowgate asked the tram drivers to put off their strike until July.",
    published="2019-06-05",
)
CRANE = record("crane", "Port buys a crane", "The port has bought a floating crane for 3.2 million crowns.")
NOON = datetime(2024, 1, 1, 12, tzinfo=UTC)


@pytest.fixture
def begun(shelf: Shelf) -> Shelf:
    """An index with one story of the strike, at noon."""
    shelf.now = NOON
    shelf.index(TRAM, CRANE)
    return shelf


def frontier(shelf: Shelf) -> Frontier:
    with shelf.open() as library:
        return library.frontier()


def fresh(shelf: Shelf, after: Position, query: Query = TOPIC) -> Fresh:
    with shelf.open() as library:
        return library.fresh(query, after)


def headlines(found: Fresh) -> list[str]:
    return [quote.headline for quote in found.answer.quotes]


def test_what_came_in_after_a_position_is_quoted_once_and_dated(begun: Shelf) -> None:
    start = frontier(begun).position
    begun.index(WAIT)
    found = fresh(begun, start)
    [quote] = found.answer.quotes
    assert (quote.text, quote.published.text, found.answer.verdict) == (WAIT["text"], "2019-06-05", "answered")
    assert found.whole
    assert found.position == frontier(begun).position
    assert headlines(fresh(begun, found.position)) == []


def test_everything_is_new_to_who_has_seen_nothing(begun: Shelf) -> None:
    assert headlines(fresh(begun, Position(0, NOON))) == [TRAM["headline"]]


def test_what_does_not_answer_the_topic_is_no_news_of_it(begun: Shelf) -> None:
    start = frontier(begun).position
    begun.index(record("ferry", "Ferry renamed", "The ferry Petrel was renamed Kittiwake by schoolchildren."))
    found = fresh(begun, start)
    assert (headlines(found), found.answer.verdict) == ([], "not_in_coverage")
    assert found.position.seq == start.seq + 1


def test_other_publishers_are_left_out_where_one_is_named(begun: Shelf) -> None:
    start = frontier(begun).position
    begun.index(WAIT)
    assert headlines(fresh(begun, start, build_query(TOPIC.question, publisher="Coast Sample Daily"))) == []
    assert headlines(fresh(begun, start, build_query(TOPIC.question, publisher="harbour sample herald")))


def test_an_empty_library_has_nothing_new(shelf: Shelf) -> None:
    found = fresh(shelf, Position(0, NOON))
    assert (found.answer.verdict, found.answer.quotes, found.whole) == ("no_articles", (), True)


def test_reading_the_same_again_or_mending_it_brings_nothing_new(begun: Shelf) -> None:
    start = frontier(begun).position
    begun.index(TRAM)
    begun.change("UPDATE versions SET text = ? WHERE headline = ?", "Nonsense.", TRAM["headline"])
    begun.index()
    assert frontier(begun).position.seq > start.seq
    assert headlines(fresh(begun, start)) == []


def test_an_update_is_new_where_it_says_something_else(begun: Shelf) -> None:
    start = frontier(begun).position
    begun.index({**TRAM, "text": TRAM["text"] + "\n\nThe weather was fine.", "updated": "2019-06-06"})
    assert headlines(fresh(begun, start)) == []
    off = "Tram drivers in Marrowgate called off their strike after they were offered 9 crowns an hour more."
    begun.index({**TRAM, "headline": "Strike is off", "text": off, "updated": "2019-06-07"})
    [quote] = fresh(begun, start).answer.quotes
    assert (quote.text, quote.version) == (off, 3)


def test_a_correction_is_always_told(begun: Shelf) -> None:
    start = frontier(begun).position
    begun.index({**TRAM, "status": "corrected", "note": "Corrects the name of the union.", "updated": "2019-06-06"})
    [quote] = fresh(begun, start).answer.quotes
    assert (quote.status, quote.note) == ("corrected", "Corrects the name of the union.")


def test_a_copy_of_an_older_story_is_not_new_and_copies_among_the_new_are_one(begun: Shelf) -> None:
    start = frontier(begun).position
    begun.index({**TRAM, "id": "copy", "publisher": "Coast Sample Daily", "url": "https://coast.example/strike"})
    assert headlines(fresh(begun, start)) == []
    begun.index(WAIT, {**WAIT, "id": "other", "publisher": "Coast Sample Daily", "url": "https://coast.example/wait"})
    [quote] = fresh(begun, start).answer.quotes
    assert len(quote.also_in) == 1


def test_a_withdrawn_story_is_never_new(begun: Shelf) -> None:
    start = frontier(begun).position
    begun.index(WAIT)
    begun.index({**WAIT, "status": "withdrawn", "updated": "2019-06-06"})
    assert headlines(fresh(begun, start)) == []


def test_a_story_under_embargo_is_new_when_the_clock_lifts_it(begun: Shelf) -> None:
    start = frontier(begun).position
    begun.index({**WAIT, "embargo": "2024-01-01T18:00Z"})
    before = fresh(begun, start)
    assert headlines(before) == []
    assert frontier(begun).next_lift == datetime(2024, 1, 1, 18, tzinfo=UTC)
    begun.now = NOON + timedelta(hours=6)
    lifted = fresh(begun, before.position)
    assert headlines(lifted) == [WAIT["headline"]]
    assert frontier(begun).next_lift is None
    begun.now += timedelta(hours=1)
    assert headlines(fresh(begun, lifted.position)) == []


def test_many_changes_are_looked_at_a_window_at_a_time_and_none_is_missed(begun: Shelf) -> None:
    start = frontier(begun).position
    towns = [record(f"town-{n}", f"Fair in town {n}", f"The fair of town {n} had {n} stalls.") for n in range(WINDOW)]
    begun.index(*towns[:-1], WAIT, towns[-1])
    first = fresh(begun, start)
    assert (headlines(first), first.whole, first.position.at) == ([WAIT["headline"]], False, start.at)
    second = fresh(begun, first.position)
    assert (headlines(second), second.whole) == ([], True)
    assert second.position == frontier(begun).position


def test_a_copy_in_a_later_window_is_not_new_either(begun: Shelf) -> None:
    start = frontier(begun).position
    towns = [record(f"town-{n}", f"Fair in town {n}", f"The fair of town {n} had {n} stalls.") for n in range(WINDOW)]
    begun.index(WAIT, *towns, {**WAIT, "id": "copy", "publisher": "Coast Sample Daily"})
    first = fresh(begun, start)
    assert headlines(first) == [WAIT["headline"]]
    assert headlines(fresh(begun, first.position)) == []


def test_while_an_index_run_is_at_work_the_frontier_says_so(begun: Shelf) -> None:
    assert not frontier(begun).at_work
    state = begun.generation / "state.json"
    state.write_text(state.read_text().replace('"clean": true', '"clean": false'))
    assert frontier(begun).at_work
