"""What somebody said: whose words are listed under a typed name, from which stories, and whose are not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from store.errors import QueryError
from store.listing import Listing
from store.query import MAX_LISTED, Query, build_query
from store.speech.called import may_be_called
from tests.store.shelf import Shelf
from tests.store.stories import record

TOLLS = record(
    "tolls",
    "Night tolls for the lock of Karren",
    "The council of Karren voted for night tolls on Tuesday.\n\n“A fair price for a quiet lock,” said Omar Ruiz, the "
    "harbour master. He added that the first boats would pay in June.\n\nThe skippers’ speaker, Ida Holt, said that "
    "nobody had been asked.",
    published="2013-05-20",
)
HERRING = record(
    "herring",
    "Herring festival to last a week",
    "Omar Ruiz said the quay of Karren would be closed for the herring festival.\n\nThe band of the fire brigade will "
    "play on each evening of the week, and the mayor of Quillhaven has been asked to open the first barrel.",
    published="2014-08-01",
)
COPY = {**HERRING, "id": "copy", "publisher": "Coast Sample Daily", "published": "2014-08-02"}
BARE = record("bare", "Ruiz on rats", "There are no rats in the granary, Ruiz said on Monday.", published="2015-01-01")
OTHER = record("other", "Choir to sing", "“We will sing in tune,” Elena Ruiz said.", published="2016-01-01")
UNDATED = record("undated", "A note", "Omar Ruiz said that this note bore no date.")


def query(speaker: str, about: str = "", **filters: str) -> Query:
    return replace(build_query(about, speaker=speaker, **filters), limit=MAX_LISTED)  # type: ignore[arg-type]


def said(shelf: Shelf, speaker: str, about: str = "", **filters: str) -> Listing:
    with shelf.open() as library:
        return library.said(query(speaker, about, **filters))


def told(listing: Listing) -> list[tuple[str | None, str | None, str]]:
    return [(quote.published.text, quote.speaker, quote.text[:18]) for quote in listing.quotes]


@pytest.fixture
def lock(shelf: Shelf) -> Shelf:
    shelf.index(TOLLS, HERRING, COPY, UNDATED)
    return shelf


def test_a_speaker_is_found_by_surname_quoted_and_reported_newest_first_copies_folded(lock: Shelf) -> None:
    listing = said(lock, "ruiz")
    assert told(listing) == [
        ("2014-08-02", "Omar Ruiz", "Omar Ruiz said the"),
        ("2013-05-20", "Omar Ruiz", "“A fair price for "),
    ]
    assert [quote.kind for quote in listing.quotes] == ["report", "speech"]
    assert [len(quote.also_in) for quote in listing.quotes] == [1, 0]
    assert listing.quotes[1].text.endswith("He added that the first boats would pay in June.")
    assert (listing.lookup, listing.found, listing.capped) == ("said", 2, False)


def test_every_listed_word_stands_in_its_story(lock: Shelf) -> None:
    with lock.open() as library:
        for quote in library.said(query("Omar Ruiz")).quotes:
            assert quote.text == library.article(quote.article_id).current.text[quote.start : quote.end]


def test_the_order_and_the_filters_hold(lock: Shelf) -> None:
    assert [day for day, *_ in told(said(lock, "Ruiz", order="oldest"))] == ["2013-05-20", "2014-08-01"]
    assert [day for day, *_ in told(said(lock, "Ruiz", until="2013-12-31"))] == ["2013-05-20"]
    assert [day for day, *_ in told(said(lock, "Ruiz", publisher="coast sample daily"))] == ["2014-08-02"]


def test_a_topic_keeps_what_was_said_about_it_and_marks_its_words(lock: Shelf) -> None:
    listing = said(lock, "Ruiz", "the herring festivals")
    assert told(listing) == [("2014-08-02", "Omar Ruiz", "Omar Ruiz said the")]
    [quote] = listing.quotes
    assert [quote.text[one.start - quote.start : one.end - quote.start] for one in quote.matches] == [
        "herring festival"
    ]


def test_others_who_speak_in_the_same_stories_are_not_listed(lock: Shelf) -> None:
    assert told(said(lock, "Ida Holt")) == [("2013-05-20", "Ida Holt", "The skippers’ spea")]
    assert told(said(lock, "Karren")) == []
    assert told(said(lock, "the council")) == []


def test_a_bare_surname_is_taken_for_the_full_name_only_where_no_other_has_it(shelf: Shelf) -> None:
    shelf.index(TOLLS, BARE)
    assert ("2015-01-01", "Ruiz", "There are no rats ") in told(said(shelf, "Omar Ruiz"))
    shelf.index(TOLLS, BARE, OTHER)
    assert [speaker for _, speaker, _ in told(said(shelf, "Omar Ruiz"))] == ["Omar Ruiz"]
    assert [speaker for _, speaker, _ in told(said(shelf, "Ruiz"))] == ["Elena Ruiz", "Ruiz", "Omar Ruiz"]


def test_a_speaker_is_found_whatever_the_accents(shelf: Shelf) -> None:
    shelf.index(record("accent", "Bells", "The bells are too loud, said Zoë Brâncuși.", published="2015-01-01"))
    assert [speaker for _, speaker, _ in told(said(shelf, "zoe brancusi"))] == ["Zoë Brâncuși"]


def test_an_empty_library_has_said_nothing(shelf: Shelf) -> None:
    assert said(shelf, "Ruiz").quotes == ()


@pytest.mark.parametrize(
    ("speaker", "asked", "same"),
    [
        ("Anatoly Antonov", "antonov", True),
        ("Antonov", "Anatoly Antonov", True),
        ("Anatoly I. Antonov", "Anatoly Antonov", True),
        ("A. Antonov", "Anatoly Antonov", True),
        ("Sergei Antonov", "Anatoly Antonov", False),
        ("Anatoly Antonov", "Anatoly", False),
        ("Barack Obama", "President Obama", True),
        ("Robert Kennedy Jr.", "kennedy", True),
        ("the Pentagon", "Pentagon", True),
        ("Antonovich", "Antonov", False),
    ],
)
def test_which_names_may_be_of_one_person(speaker: str, asked: str, same: bool) -> None:
    assert may_be_called(speaker, asked) is same


def test_a_speaker_must_be_named() -> None:
    with pytest.raises(QueryError, match="Please name a speaker"):
        build_query("", speaker=" – ")
    with pytest.raises(QueryError, match="“order” must be newest or oldest, not 'up'"):
        build_query("", speaker="Ruiz", order="up")
