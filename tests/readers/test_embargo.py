"""Embargoes in words: when they end, never too soon, and refused where that cannot be told."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from store.readers.embargo import declares_embargo, end_of_embargo
from store.readers.errors import NotAnArticleError
from store.readers.standing import read_standing
from tests.readers.samples import STORY

PIER = "Karren council votes to close pier"
ENDS = [
    ("EMBARGOED UNTIL MARCH 25, 2093, 1800 GMT", "2093-03-25T18:00"),
    ("EMBARGOED UNTIL MARCH 25, 2033. 1800 GMT", "2033-03-25T18:00"),
    ("EMBARGOED UNTIL 25 March 2033 2000 GMT", "2033-03-25T20:00"),
    ("EMBARGOED UNTIL NOON EDT ON MARCH 25, 2093", "2093-03-25T16:00"),
    ("EMBARGOED until 6 p.m. GMT on March 25, 2093", "2093-03-25T18:00"),
    ("Embargoed until 18:00 GMT, 25 March 2093", "2093-03-25T18:00"),
    ("Under embargo until 25 March 2093", "2093-03-25T12:00"),
    ("STRICT EMBARGO: not for publication before 18:00 GMT, 25th March 2093", "2093-03-25T18:00"),
    ("EMBARGO: 2093-03-25T18:00+01:00", "2093-03-25T17:00"),
    ("EMBARGOED FOR RELEASE AT 6 P.M. GMT ON MARCH 25, 2093. NOT FOR USE ONLINE BEFORE.", "2093-03-25T18:00"),
]


@pytest.mark.parametrize(("notice", "end"), ENDS)
def test_the_end_is_read_wherever_the_hour_stands_and_whatever_follows(notice: str, end: str) -> None:
    assert declares_embargo(notice)
    assert end_of_embargo(notice) == datetime.fromisoformat(end).replace(tzinfo=UTC)
    assert read_standing(PIER, (notice, *STORY)).body == STORY


@pytest.mark.parametrize(
    "end",
    [
        "midnight GMT on March 25, 2093",
        "MARCH 25, 2093. MIDNIGHT EDT",
        "MARCH 25, 2093; 6 o'clock",
        "03/04/2093 18:00 GMT",
        "Monday",
        "2093",
        "the council has voted",
    ],
)
def test_an_end_that_cannot_be_told_is_refused(end: str) -> None:
    with pytest.raises(NotAnArticleError, match="cannot be read"):
        read_standing(PIER, (f"EMBARGOED UNTIL {end}", *STORY))


def test_the_word_alone_is_refused() -> None:
    with pytest.raises(NotAnArticleError, match="no end"):
        read_standing(PIER, ("EMBARGOED", *STORY))


@pytest.mark.parametrize(
    "opening",
    [
        "Embargoed until Tuesday, the report says that the pier is safe.",
        "EMBARGO ON TIMBER HITS PORT",
        "An embargo until 25 March 2093 was agreed.",
        "Embargoed goods worth 1,800 crowns were found on 25 crates.",
    ],
)
def test_news_of_embargoes_is_news(opening: str) -> None:
    assert not declares_embargo(opening)
    assert read_standing(PIER, (opening, *STORY)).body == (opening, *STORY)


def test_a_story_that_goes_on_behind_its_embargo_keeps_its_words() -> None:
    opening = "EMBARGOED UNTIL 1800 GMT, MARCH 25, 2093. " + "The pier of Karren is closed for repairs. " * 8
    found = read_standing(PIER, (opening, *STORY))
    assert found.body == (opening, *STORY)
    assert found.embargo == datetime(2093, 3, 25, 18, tzinfo=UTC)
    headline = f"EMBARGOED UNTIL 2093-03-25T18:00Z: {PIER}"
    assert read_standing(headline, STORY).headline == PIER
