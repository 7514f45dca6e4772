"""What a wire says of a version of its story, in the headline and in the notices around the text."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from store.readers.errors import NotAnArticleError
from store.readers.standing import read_standing
from tests.readers.samples import STORY, draft_of, reason_of

PIER = "Karren council votes to close pier"
TAGS = [
    ("UPDATE 1-{}", "UPDATE 1", "usable"),
    ("UPDATE 12 - {}", "UPDATE 12", "usable"),
    ("WRAPUP 2-{}", "WRAPUP 2", "usable"),
    ("RPT-UPDATE 3-{}", "UPDATE 3", "usable"),
    ("REPEAT-{}", "REPEAT", "usable"),
    ("REFILE-{}", "REFILE", "usable"),
    ("CORRECTED-{}", "CORRECTED", "corrected"),
    ("CORRECTED: {}", "CORRECTED", "corrected"),
    ("CORRECTED-(OFFICIAL)-{}", "CORRECTED (OFFICIAL)", "corrected"),
    ("REFILE-CORRECTED-UPDATE 2-{}", "CORRECTED", "corrected"),
    ("{} (CORRECTED)", "CORRECTED", "corrected"),
    ("STORY WITHDRAWN-{}", "STORY WITHDRAWN", "withdrawn"),
    ("WITHDRAWN -- {}", "WITHDRAWN", "withdrawn"),
    ("KILL-{}", "KILL", "withdrawn"),
    ("[RETRACTED] {}", "RETRACTED", "withdrawn"),
]


@pytest.mark.parametrize(("headline", "tag", "status"), TAGS)
def test_tags_are_taken_off_the_headline_and_kept(headline: str, tag: str, status: str) -> None:
    found = read_standing(headline.format(PIER), STORY)
    assert (found.headline, found.tag, found.status, found.body) == (PIER, tag, status, STORY)


@pytest.mark.parametrize(
    "headline",
    ["Kill Bill-themed cafe opens", "KILL BILL review", "Update on the pier", "Withdrawn offer angers union", "UPDATE"],
)
def test_words_that_only_look_like_tags_stay(headline: str) -> None:
    found = read_standing(headline, STORY)
    assert (found.headline, found.tag, found.status) == (headline, None, "usable")


@pytest.mark.parametrize(
    "notice",
    [
        "(Corrects cost in paragraph 2)",
        "(This March 25 story corrects the day (not Sunday) in paragraph 1)",
        "This story has been corrected to say that the pier is wooden.",
        "Correction: An earlier version misstated the cost.",
        "An earlier version of this article misspelled a name.",
    ],
)
@pytest.mark.parametrize("last", [False, True])
def test_a_correction_notice_becomes_the_note(notice: str, last: bool) -> None:
    found = read_standing(PIER, (*STORY, notice) if last else (notice, *STORY))
    note = notice[1:-1] if notice.startswith("(") else notice
    assert (found.status, found.note, found.body) == ("corrected", note, STORY)


def test_what_an_update_adds_is_no_part_of_the_story_and_no_correction() -> None:
    found = read_standing(f"UPDATE 1-{PIER}", ("(Adds quotes, background)", *STORY))
    assert (found.status, found.note, found.body) == ("usable", None, STORY)


def test_a_refile_says_what_it_mends() -> None:
    found = read_standing(f"REFILE-{PIER}", ("(Refiles to mend the spelling of Karren)", *STORY))
    assert (found.status, found.note) == ("usable", "Refiles to mend the spelling of Karren")


def test_a_refile_of_a_correction_does_not_pass_what_it_mends_for_the_correction() -> None:
    refiles = "(Refiles to mend the spelling of Karren)"
    assert read_standing(f"REFILE-CORRECTED-{PIER}", (refiles, *STORY)).note is None
    found = read_standing(f"REFILE-CORRECTED-{PIER}", (refiles, "(Corrects the day in paragraph 2)", *STORY))
    assert (found.status, found.note) == ("corrected", "Corrects the day in paragraph 2")


@pytest.mark.parametrize(
    "notice",
    [
        "STORY WITHDRAWN",
        "Please kill the story “Pier to close” sent at 10.15 GMT.",
        "The story headlined “Pier to close” has been withdrawn because its source was wrong.",
        "KILL KILL KILL",
    ],
)
def test_a_notice_of_withdrawal_withdraws_and_stays_as_the_text(notice: str) -> None:
    found = read_standing("Pier story", (notice,))
    assert (found.status, found.tag, found.note, found.body) == ("withdrawn", "STORY WITHDRAWN", notice, (notice,))


@pytest.mark.parametrize(
    "paragraph",
    [
        "The story of how the bill was withdrawn begins in Karren.",
        "(He said so.) It was corrected (twice)",
        "The council said that its report had been withdrawn.",
        "Embargoed until Tuesday, the report says that the pier is safe.",
    ],
)
def test_news_of_corrections_and_withdrawals_is_news(paragraph: str) -> None:
    body = (paragraph, *STORY, "It will be rebuilt. " * 60)
    found = read_standing(PIER, body)
    assert (found.status, found.body, found.embargo) == ("usable", body, None)


@pytest.mark.parametrize(
    ("notice", "lifts"),
    [
        ("EMBARGOED UNTIL 1800 GMT, MARCH 25, 2093", "2093-03-25T18:00"),
        ("EMBARGOED UNTIL 00:01 GMT Thursday, 26 March 2093", "2093-03-26T00:01"),
        ("(EMBARGOED FOR RELEASE AT 6 p.m. EST, March 26, 2093)", "2093-03-26T23:00"),
        ("EMBARGOED UNTIL 2093-03-26T18:00Z", "2093-03-26T18:00"),
        ("EMBARGOED TO 1800 on March 25, 2093", "2093-03-26T06:00"),
        ("EMBARGOED UNTIL March 26, 2093", "2093-03-26T12:00"),
    ],
)
def test_an_embargo_is_read_and_never_ends_too_soon(notice: str, lifts: str) -> None:
    expected = datetime.fromisoformat(lifts).replace(tzinfo=UTC)
    assert read_standing(PIER, (notice, *STORY)).embargo == expected
    assert read_standing(PIER, (notice, *STORY)).body == STORY
    if "(" not in notice and "-" not in notice:
        assert read_standing(f"{notice} - {PIER}", STORY).embargo == expected


@pytest.mark.parametrize("headline", [f"EMBARGOED-{PIER}", f"EMBARGOED UNTIL NOON TOMORROW-{PIER}"])
def test_an_embargo_without_an_end_that_can_be_read_is_refused(headline: str) -> None:
    with pytest.raises(NotAnArticleError, match="embargo: 2013-03-25T18:00Z"):
        read_standing(headline, STORY)


def test_an_end_that_is_known_otherwise_needs_none_in_the_text() -> None:
    known = datetime(2093, 1, 1, tzinfo=UTC)
    assert read_standing(f"EMBARGOED-{PIER}", STORY, embargo=known).embargo == known


def test_files_say_their_standing_by_tag_or_by_key_and_the_gravest_counts(tmp_path: Path) -> None:
    text = "Headline: {}\nPublished: 2013-03-25\nStatus: {}\n\n" + "\n\n".join(STORY)
    assert draft_of(tmp_path / "a.txt", text.format(f"CORRECTED-{PIER}", "usable")).status == "corrected"
    assert draft_of(tmp_path / "b.txt", text.format(PIER, "withdrawn")).status == "withdrawn"
    assert draft_of(tmp_path / "c.txt", text.format(f"WITHDRAWN-{PIER}", "corrected")).status == "withdrawn"
    assert "embargo" in reason_of(tmp_path / "d.txt", text.format(f"EMBARGOED-{PIER}", "usable"))


def test_a_headline_that_is_only_a_mark_counts_where_it_keeps_a_story_out() -> None:
    assert read_standing("STORY WITHDRAWN", STORY).status == "withdrawn"
    assert read_standing("Story withdrawn: Karren council", STORY).headline == "Karren council"
    with pytest.raises(NotAnArticleError, match="no end"):
        read_standing("EMBARGOED", STORY)


def test_a_withdrawal_needs_no_text() -> None:
    found = read_standing(f"KILL-{PIER}", ())
    assert (found.status, found.headline, found.body) == ("withdrawn", PIER, (f"KILL-{PIER}",))


@pytest.mark.parametrize("opening", ["KILL BILL actor visits Karren.", "WITHDRAWN FROM SALE, the car is in a museum."])
def test_a_story_that_opens_in_capitals_is_not_withdrawn(opening: str) -> None:
    assert read_standing(PIER, (opening, *STORY)).status == "usable"


def test_tags_without_end_are_taken_off_in_time() -> None:
    assert read_standing("UPDATE 1-" * 200_000 + PIER, STORY).headline == PIER
