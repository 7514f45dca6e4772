"""Which drafts are versions of one story, and in which order they stand, however they come."""

from __future__ import annotations

import itertools
import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from store.archive import FILE, Archive
from store.article import SUMMARY, Draft, speaking
from store.dates import SourceDate
from tests.store.stories import TRAM, version_of_text

FIRST = replace(TRAM, url=None, source="wire/1.txt", published=SourceDate("2019-06-04T09:00"))
UPDATE = replace(
    FIRST,
    source="wire/2.txt",
    tag="UPDATE 1",
    published=SourceDate("2019-06-04T11:00"),
    paragraphs=(*FIRST.paragraphs, "The company said that it would run buses."),
)
CORRECTED = replace(
    FIRST,
    source="wire/3.txt",
    tag="CORRECTED",
    status="corrected",
    note="Corrects the day.",
    published=SourceDate("2019-06-05T08:00"),
    paragraphs=(FIRST.paragraphs[0].replace("Friday", "Saturday"), FIRST.paragraphs[1]),
)
WITHDRAWN = replace(
    FIRST,
    source="wire/4.txt",
    headline="Story about tram strike is withdrawn",
    tag="STORY WITHDRAWN",
    status="withdrawn",
    published=SourceDate("2019-06-06"),
    paragraphs=("The story headlined “Tram drivers to strike” is wrong and has been withdrawn.",),
)
LINEAGE = (FIRST, UPDATE, CORRECTED, WITHDRAWN)


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    opened = Archive(tmp_path)
    yield opened
    opened.close()


def sources(archive: Archive, drafts: tuple[Draft, ...]) -> list[list[str]]:
    """The sources of the versions of each article, in the order of its lineage."""
    archive.add_all(drafts)
    histories = archive.histories(archive.article_ids())
    return sorted([version.source for version in history] for history in histories.values())


@pytest.mark.parametrize("order", list(itertools.permutations(range(4))), ids=str)
def test_versions_are_one_story_in_the_order_of_their_time_however_they_come(
    archive: Archive, order: tuple[int, ...]
) -> None:
    found = sources(archive, tuple(LINEAGE[place] for place in order))
    assert found == [[draft.source for draft in LINEAGE]]
    [current] = archive.current_versions()
    assert current.source == WITHDRAWN.source


def test_a_story_of_another_publisher_is_not_a_version(archive: Archive) -> None:
    other = replace(UPDATE, publisher="Coast Sample Daily")
    assert sources(archive, (FIRST, other)) == [[FIRST.source], [other.source]]


def test_the_same_headline_without_a_mark_is_another_story(archive: Archive) -> None:
    other = replace(FIRST, source="wire/9.txt", paragraphs=("Nothing of that kind happened.",))
    assert sources(archive, (FIRST, other)) == [[FIRST.source], [other.source]]


def test_the_same_headline_weeks_later_is_another_story(archive: Archive) -> None:
    later = replace(UPDATE, published=SourceDate("2019-06-12"))
    assert sources(archive, (FIRST, later)) == [[FIRST.source], [later.source]]


SUGAR = "Ruritania raised its sugar tax to nine percent on Monday, the finance ministry said in the capital."
AIRPORT = "Borduria closed its main airport after fog grounded every morning flight, its operator told travellers."
WRAPUP = replace(
    FIRST,
    source="wire/m1.txt",
    url="https://wire.example/m1",
    headline="Morning briefing",
    tag="WRAPUP 1",
    published=SourceDate("2013-03-25T07:00"),
    paragraphs=(SUGAR,),
)
BRIEFING = replace(
    WRAPUP,
    source="wire/m2.txt",
    url="https://wire.example/m2",
    tag=None,
    published=SourceDate("2013-03-28T07:00"),
    paragraphs=(AIRPORT,),
)


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"url": None},
        {"url": None, "identity": "urn:wire:m2"},
        {"published": SourceDate("2013-03-25T19:00")},
        {"tag": "WRAPUP 1"},
        {"tag": SUMMARY},
    ],
    ids=str,
)
def test_a_later_story_that_shares_nothing_but_a_standing_headline_is_another(
    archive: Archive, changed: dict[str, object], order: tuple[int, int]
) -> None:
    stories = (WRAPUP, replace(BRIEFING, **changed))  # type: ignore[arg-type]
    found = sources(archive, tuple(stories[place] for place in order))
    assert found == [[WRAPUP.source], [BRIEFING.source]]


@pytest.mark.parametrize(
    "changed",
    [
        {"tag": "WRAPUP 2"},
        {"tag": "UPDATE 1"},
        {"tag": "UPDATE"},
        {"tag": "CORRECTED", "status": "corrected"},
        {"tag": "REFILE"},
        {"tag": "KILL", "status": "withdrawn", "paragraphs": ("Do not use.",)},
        {"status": "withdrawn", "tag": "STORY WITHDRAWN", "paragraphs": ("Morning briefing",)},
        {"paragraphs": (f"{SUGAR} Shops have until May.", AIRPORT)},
        {"paragraphs": (AIRPORT, SUGAR)},
        {"published": SourceDate("2013-03-25T06:00")},
        {"published": SourceDate("2013-03-25")},
        {"published": SourceDate(None)},
    ],
    ids=str,
)
def test_a_later_version_joins_for_its_mark_or_its_text_and_an_earlier_one_for_its_headline(
    archive: Archive, changed: dict[str, object]
) -> None:
    archive.add_all([WRAPUP])
    [joined] = archive.add_all([replace(BRIEFING, **changed)])  # type: ignore[arg-type]
    assert {version.source for version in archive.versions(joined.article_id)} == {WRAPUP.source, BRIEFING.source}


def test_an_update_of_one_of_two_stories_under_a_standing_headline_joins_that_of_its_day(archive: Archive) -> None:
    update = replace(
        BRIEFING,
        source="wire/m3.txt",
        url="https://wire.example/m3",
        tag="UPDATE 1",
        published=SourceDate("2013-03-28T09:00"),
        paragraphs=("Flights resumed at noon.",),
    )
    found = sources(archive, (WRAPUP, BRIEFING, update))
    assert found == [[WRAPUP.source], [BRIEFING.source, update.source]]


def test_an_update_under_a_new_headline_is_known_by_its_text(archive: Archive) -> None:
    renamed = replace(UPDATE, headline="Buses to run as tram drivers stop work")
    whale = ("A whale was seen in the harbour on Sunday, and stayed there until the tide turned.",)
    stranger = replace(renamed, source="wire/8.txt", headline="Whale in the harbour", paragraphs=whale)
    assert sources(archive, (FIRST, renamed, stranger)) == [[FIRST.source, renamed.source], [stranger.source]]


def test_updates_of_one_minute_stand_in_the_order_of_their_numbers(archive: Archive) -> None:
    second = replace(UPDATE, source="wire/5.txt", tag="UPDATE 2", section="Local")
    first = replace(UPDATE, section="Trams")
    assert sources(archive, (second, first)) == [[first.source, second.source]]


@pytest.mark.parametrize("tag", [None, "KILL"])
def test_at_one_time_a_withdrawal_has_the_last_word(archive: Archive, tag: str | None) -> None:
    day = SourceDate("2019-06-04")
    first, update, corrected = (replace(draft, published=day) for draft in (FIRST, UPDATE, CORRECTED))
    killed = replace(FIRST, source="wire/6.txt", tag=tag, status="withdrawn", published=day)
    archive.add_all([update, killed, corrected, first])
    [current] = archive.current_versions()
    assert current.source == killed.source


KILL = replace(FIRST, source="wire/6.txt", tag="KILL", status="withdrawn", published=FIRST.published)
DATES = ("2019-06-04T09:00", "2019-06-04", "2019-06-02", None)


@pytest.mark.parametrize("date", DATES)
def test_a_withdrawal_takes_back_every_version_that_is_there_whatever_its_date(
    archive: Archive, date: str | None
) -> None:
    archive.add_all([FIRST, UPDATE])
    [killed] = archive.add_all([replace(KILL, published=SourceDate(date))])
    assert (killed.outcome, killed.remark) == ("withdrawn", None)
    assert [version.source for version in archive.versions(killed.article_id)][-1] == KILL.source


@pytest.mark.parametrize("date", DATES)
def test_after_a_withdrawal_under_another_date_than_its_own_an_update_from_before_it_was_read_does_not_speak(
    archive: Archive, date: str | None
) -> None:
    archive.add_all([FIRST, replace(KILL, published=SourceDate(date))])
    [late] = archive.add_all([UPDATE])
    assert [version.source for version in archive.versions(late.article_id)][-1] == KILL.source
    assert "stays withdrawn" in (late.remark or "")


@pytest.mark.parametrize("killed", [FIRST.published, SourceDate("2019-06-05")])
def test_a_story_that_is_dated_after_its_withdrawal_was_read_speaks_again(archive: Archive, killed: SourceDate) -> None:
    archive.add_all([FIRST, UPDATE, replace(KILL, published=killed)])
    again = replace(UPDATE, source="wire/7.txt", published=SourceDate("2199-01-01"))
    [recorded] = archive.add_all([again])
    assert [version.source for version in archive.versions(recorded.article_id)][-1] == again.source


def test_an_undated_version_does_not_bring_a_withdrawn_story_back(archive: Archive) -> None:
    archive.add_all([FIRST, WITHDRAWN])
    [recorded] = archive.add_all([replace(UPDATE, published=SourceDate(None))])
    assert [version.source for version in archive.versions(recorded.article_id)][-1] == WITHDRAWN.source


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_a_status_without_a_mark_is_about_the_story_of_its_headline_unless_it_names_another(
    archive: Archive, order: tuple[int, int]
) -> None:
    killed = replace(FIRST, source="wire/6.txt", status="withdrawn", published=UPDATE.published)
    named = replace(killed, source="wire/7.txt", identity="urn:karren:7", published=SourceDate("2019-06-05"))
    assert sources(archive, tuple((FIRST, killed)[place] for place in order)) == [[FIRST.source, killed.source]]
    assert sources(archive, (named,)) == [[FIRST.source, killed.source], [named.source]]


def test_summaries_that_share_a_title_are_stories_of_their_own(archive: Archive) -> None:
    one = replace(FIRST, tag=SUMMARY, url="https://herald.example/1")
    other = replace(one, source="wire/9.txt", url="https://herald.example/2", paragraphs=("A ship came in.",))
    assert sources(archive, (one, other)) == [[one.source], [other.source]]


def test_a_file_that_is_read_again_follows_its_own_earlier_content_whatever_its_date(archive: Archive) -> None:
    changed = replace(FIRST, published=SourceDate("2019-06-03"))
    archive.add_all([FIRST])
    [recorded] = archive.add_all([changed])
    assert [version.published for version in archive.versions(recorded.article_id)] == [
        FIRST.published,
        changed.published,
    ]
    assert [version.number for version in archive.current_versions()] == [2]


def test_an_older_version_that_comes_late_is_kept_and_said_not_to_be_current(archive: Archive) -> None:
    archive.add_all([UPDATE])
    [late] = archive.add_all([FIRST])
    assert late.outcome == "new_version"
    assert late.remark is not None
    assert "newer version" in late.remark


def test_a_summary_never_takes_the_place_of_the_story(archive: Archive) -> None:
    summary = replace(FIRST, source="feed.xml#1", tag=SUMMARY, paragraphs=("Trams will stand still on Friday.",))
    summary = replace(summary, url=TRAM.url, published=SourceDate("2019-06-05"))
    story = replace(FIRST, url=TRAM.url)
    [first] = archive.add_all([summary])
    assert archive.add_all([story])[0].article_id == first.article_id
    assert [version.source for version in archive.current_versions()] == [story.source]
    [again] = archive.add_all([replace(summary, paragraphs=("Trams stood still.",))])
    assert (again.outcome, archive.count_versions()) == ("unchanged", 2)
    assert "only a summary" in (again.remark or "")


def test_a_withdrawal_of_nothing_says_so(archive: Archive) -> None:
    [recorded] = archive.add_all([WITHDRAWN])
    assert recorded.remark is not None
    assert "does not have" in recorded.remark


def test_the_newest_version_that_is_not_under_embargo_speaks() -> None:
    now = datetime(2020, 1, 1, tzinfo=UTC)
    first = version_of_text("one")
    second = version_of_text("two", number=2, embargo=datetime(2020, 1, 2, tzinfo=UTC))
    killed = version_of_text("three", number=3, status="withdrawn")
    assert speaking([first, second], now) is first
    assert speaking([first, second], datetime(2020, 1, 2, tzinfo=UTC)) is second
    assert speaking([first, killed, second], now) is None
    assert speaking([], now) is None


def test_a_record_of_the_first_format_is_brought_up_and_keeps_its_seals(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    [kept] = archive.add_all([FIRST])
    archive.add_all([replace(FIRST, section="Local")])
    archive.close()
    connection = sqlite3.connect(tmp_path / FILE)
    with connection:
        for index in ("versions_by_kin", "versions_by_day"):
            connection.execute(f"DROP INDEX {index}")
        for column in ("tag", "kin", "place"):
            connection.execute(f"ALTER TABLE versions DROP COLUMN {column}")
        connection.execute("UPDATE about SET value = '1' WHERE name = 'format'")
    connection.close()
    again = Archive(tmp_path)
    assert [version.number for version in again.versions(kept.article_id)] == [1, 2]
    assert again.load([(kept.article_id, 1), (kept.article_id, 2)]).keys() == {
        (kept.article_id, 1),
        (kept.article_id, 2),
    }
    [update] = again.add_all([UPDATE])
    assert (update.outcome, update.article_id) == ("new_version", kept.article_id)
    again.close()
