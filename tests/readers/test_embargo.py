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
    ("HOLD FOR RELEASE UNTIL 0001 GMT, MARCH 25, 2093", "2093-03-25T00:01"),
    ("Hold for release until 25 March 2093", "2093-03-25T12:00"),
    ("NOT FOR PUBLICATION BEFORE 0001 GMT, MARCH 25, 2093", "2093-03-25T00:01"),
    ("Not for release before 00:01 GMT 25 March 2093", "2093-03-25T00:01"),
    ("Not for publication or broadcast before 6 a.m. GMT on March 25, 2093", "2093-03-25T06:00"),
    ("DO NOT USE UNTIL 25 MARCH 2093", "2093-03-25T12:00"),
    ("Release not before 5 March 2093", "2093-03-05T12:00"),
    ("RELEASE NOT BEFORE 0001 GMT, MARCH 5, 2093", "2093-03-05T00:01"),
    ("Release date: not before 00:01 GMT 5 March 2093", "2093-03-05T00:01"),
    ("To be published no earlier than 5 March 2093.", "2093-03-05T12:00"),
    ("Publication not until 5 March 2093", "2093-03-05T12:00"),
    ("Publish no sooner than 6 a.m. GMT on 5 March 2093", "2093-03-05T06:00"),
    ("Release only after 18:00 GMT, 5 March 2093", "2093-03-05T18:00"),
    ("Not for release before 5 March 2093", "2093-03-05T12:00"),
    ("Hold until 5 March 2093", "2093-03-05T12:00"),
    ("Please hold this back until 5 March 2093", "2093-03-05T12:00"),
    ("Do not publish before 5 March 2093", "2093-03-05T12:00"),
    ("Don’t publish before 5 March 2093", "2093-03-05T12:00"),
    ("FOR RELEASE AT 0001 GMT MARCH 25, 2093", "2093-03-25T00:01"),
    ("NOTE TO EDITORS: EMBARGOED UNTIL 0001 GMT MARCH 25, 2093", "2093-03-25T00:01"),
    ("Editor's note: this story is embargoed until 00:01 GMT on 25 March 2093", "2093-03-25T00:01"),
    ("NEWS RELEASE - EMBARGOED UNTIL 25 MARCH 2093", "2093-03-25T12:00"),
    ("BREAKING EMBARGO UNTIL 0001 GMT MARCH 25 2093", "2093-03-25T00:01"),
    ("**EMBARGOED** until 2093-03-25T00:00Z", "2093-03-25T00:00"),
    ("__EMBARGOED UNTIL__ 25 March 2093", "2093-03-25T12:00"),
    ("*** EMBARGOED UNTIL 0001 GMT 25 March 2093 ***", "2093-03-25T00:01"),
    ("EMBARGOED (until 25 March 2093)", "2093-03-25T12:00"),
    ("EMBARGOED 'TIL 25 MARCH 2093", "2093-03-25T12:00"),
    ("Embargo lifts at 00:01 GMT on 25 March 2093", "2093-03-25T00:01"),
    ("This embargoed story may not be published before 25 March 2093.", "2093-03-25T12:00"),
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


@pytest.mark.parametrize("word", ["EMBARGOED", "**EMBARGO**", "HOLD FOR RELEASE", "NOTE TO EDITORS: EMBARGOED"])
def test_the_word_alone_is_refused(word: str) -> None:
    with pytest.raises(NotAnArticleError, match="no end"):
        read_standing(PIER, (word, *STORY))


@pytest.mark.parametrize(
    "notice",
    [
        "Embargoed until noon tomorrow",
        "Not for release before Tuesday",
        "Embargoed until the morning of 25 March 2093",
        "Embargoed until the vote on 25 March 2093 at 6 p.m.",
    ],
)
def test_a_notice_in_words_whose_end_cannot_be_told_is_refused(notice: str) -> None:
    with pytest.raises(NotAnArticleError, match="cannot be read"):
        read_standing(PIER, (notice, *STORY))


@pytest.mark.parametrize(
    "opening",
    [
        "Embargoed until Tuesday, the report says that the pier is safe.",
        "EMBARGO ON TIMBER HITS PORT",
        "An embargo until 25 March 2093 was agreed.",
        "The embargo until 25 March 2093 was agreed.",
        "Embargoed goods worth 1,800 crowns were found on 25 crates.",
        "Embargoed goods worth 5 million dollars were seized at the port on 5 March 2013, customs said.",
        "Embargo on Bordurian oil shipped by sea takes effect on December 5, 2022, the council said.",
        "Embargo on 5 countries was lifted on March 5, 2013.",
        "Embargo lifted on 5 March 2013 after ten years of talks.",
        "Embargo ends on 5 March 2013 after ten years of talks.",
        "Embargo talks are due to resume at 10 a.m. in Karren, diplomats said.",
        "Embargo from 5 March 2013 will stop all imports of oil, officials say.",
        "BREAKING EMBARGO: ship sails for Karren on 5 March 2013",
        "Press embargo rules were agreed at 10 a.m. on 5 March 2013.",
        "The report is embargoed until 5 March 2013, the council said.",
        "Not for the first time, on 5 March 2013 the pier was shut.",
        "No release before the trial on 5 March 2013, a judge said.",
        "Release of the prisoner not before 5 March 2013, a judge said.",
        "Release not before time, said the club on 5 March 2013.",
        "Release not later than 5 March 2013 was promised.",
        "Publication after 5 March 2013 was the wish of his widow.",
        "Hold until relieved was the order on 5 March 2013.",
        "NOT FOR RELEASE IN THE UNITED STATES",
        "FOR IMMEDIATE RELEASE",
        "For release on bail, he must pay by 5 March 2013.",
    ],
)
def test_news_of_embargoes_is_news(opening: str) -> None:
    assert not declares_embargo(opening)
    assert read_standing(PIER, (opening, *STORY)).body == (opening, *STORY)


@pytest.mark.parametrize(
    ("headline", "end"),
    [
        (f"*** EMBARGOED UNTIL 0001 GMT 25 March 2093 *** {PIER}", "2093-03-25T00:01"),
        (f"ADVISORY-EMBARGOED UNTIL 2093-03-25T00:01Z-{PIER}", "2093-03-25T00:01"),
        (f"{PIER} (embargoed until 25 March 2093)", "2093-03-25T12:00"),
        (f"{PIER} - EMBARGOED UNTIL 25 MARCH 2093", "2093-03-25T12:00"),
    ],
)
def test_a_headline_may_have_its_embargo_in_stars_or_at_its_end(headline: str, end: str) -> None:
    found = read_standing(headline, STORY)
    assert (found.headline, found.embargo) == (PIER, datetime.fromisoformat(end).replace(tzinfo=UTC))


def test_news_of_a_report_under_an_embargo_waits_for_its_end_and_keeps_its_words() -> None:
    opening = "Embargoed until 25 March 2093, the report says that the pier is safe."
    found = read_standing(PIER, (opening, *STORY))
    assert (found.body, found.embargo) == ((opening, *STORY), datetime(2093, 3, 25, 12, tzinfo=UTC))


def test_a_story_that_goes_on_behind_its_embargo_keeps_its_words() -> None:
    opening = "EMBARGOED UNTIL 1800 GMT, MARCH 25, 2093. " + "The pier of Karren is closed for repairs. " * 8
    found = read_standing(PIER, (opening, *STORY))
    assert found.body == (opening, *STORY)
    assert found.embargo == datetime(2093, 3, 25, 18, tzinfo=UTC)
    headline = f"EMBARGOED UNTIL 2093-03-25T18:00Z: {PIER}"
    assert read_standing(headline, STORY).headline == PIER
