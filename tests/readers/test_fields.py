"""Metadata shared by the formats: standing, dates and names, where a mistake must never publish anything."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from store.article import Draft
from store.readers import fields
from store.readers.errors import NotAnArticleError

BODY = ("KARREN (Harbour Wire) - The pier closed.",)


def make(**values: object) -> Draft:
    return fields.draft("a", {"headline": "Pier", **values}, BODY, date_source="record")


def refusal(**values: object) -> str:
    with pytest.raises(NotAnArticleError) as caught:
        make(**values)
    return str(caught.value)


@pytest.mark.parametrize("status", ["usable", "corrected", "withdrawn", "Withdrawn "])
def test_a_known_status_is_kept(status: str) -> None:
    assert make(status=status).status == status.strip().lower()


@pytest.mark.parametrize("status", ["embargo", "killed", "draft", "ok", 1, True])
def test_an_unknown_status_is_refused(status: object) -> None:
    assert "status" in refusal(status=status)


def test_a_correction_without_a_status_marks_the_article_as_corrected() -> None:
    assert make(correction="The cost was wrong.").status == "corrected"
    assert make(note="Filed late.").status == "usable"


@pytest.mark.parametrize(
    "key", ["embargoed", "embargo_until", "embargo-date", "withdrawn", "retracted", "pubstatus", "killed"]
)
def test_a_standing_under_a_key_that_is_not_ours_is_refused(key: str) -> None:
    assert "is not known" in refusal(**{key: "2099-01-01T00:00Z"})


def test_keys_that_say_nothing_about_standing_are_ignored() -> None:
    assert make(tags=["pier"], states=["NY"], status_code=200, embargoed=None).headline == "Pier"


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2013-03-25T18:00Z", datetime(2013, 3, 25, 18, tzinfo=UTC)),
        ("2013-03-25T18:00+02:00", datetime(2013, 3, 25, 16, tzinfo=UTC)),
        ("2013-03-25 18:00", datetime(2013, 3, 25, 18, tzinfo=UTC)),
        (datetime(2013, 3, 25, 18), datetime(2013, 3, 25, 18, tzinfo=UTC)),
        ("2013-03-25T17:59:01Z", datetime(2013, 3, 25, 18, tzinfo=UTC)),
    ],
)
def test_an_embargo_is_an_aware_moment_and_utc_without_a_zone(text: object, moment: datetime) -> None:
    assert make(embargo=text).embargo == moment


@pytest.mark.parametrize(
    "embargo", ["tomorrow", "2013-03-25", "25 March 2013 18:00", date(2013, 3, 25), 1364234400, True, []]
)
def test_an_embargo_that_names_no_moment_is_refused(embargo: object) -> None:
    assert refusal(embargo=embargo).startswith("the embargo cannot be read")


def test_the_status_embargoed_needs_its_end() -> None:
    assert "names no end" in refusal(status="embargoed")
    assert make(status="embargoed", embargo="2099-01-01T00:00Z").embargo is not None


@pytest.mark.parametrize("text", ["03/04/2013", "on Monday", "March 2013", "soon", 2013, "9" * 500])
def test_a_date_that_cannot_be_read_leaves_the_article_undated_and_visible(text: object) -> None:
    draft = make(published=text)
    assert draft.published.text is None
    assert draft.date_source == f"unreadable: {str(text)[:80]}"
    assert draft.note is None


def test_an_article_without_a_date_is_undated() -> None:
    draft = make()
    assert (draft.published.text, draft.date_source) == (None, None)


@pytest.mark.parametrize("value", [[], {}, True])
def test_a_date_of_the_wrong_type_is_refused(value: object) -> None:
    assert "`published` must be a date" in refusal(published=value)


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("By Ida Holm and Tom Day", ("Ida Holm", "Tom Day")),
        ("Ida Holm, Tom Day, Jr; Li Wei", ("Ida Holm", "Tom Day, Jr", "Li Wei")),
        (["Ida Holm", " ", "Staff, and others"], ("Ida Holm", "Staff, and others")),
        ("", ()),
        (None, ()),
    ],
)
def test_a_byline_is_a_list_of_names(byline: object, names: tuple[str, ...]) -> None:
    assert make(byline=byline).byline == names


def test_credit_lines_fill_a_missing_byline_and_leave_the_body() -> None:
    body = (*BODY, "Reporting by Ida Holm; Editing by Bo Lund")
    draft = fields.draft("a", {"headline": "Pier"}, body, date_source="record")
    assert draft.byline == ("Ida Holm",)
    assert draft.paragraphs == BODY


def test_the_opening_of_the_body_fills_a_missing_dateline() -> None:
    assert make().dateline == "KARREN"
    assert make(dateline="OSLO").dateline == "OSLO"


def test_a_headline_is_one_line() -> None:
    assert make(headline=" Pier\n  closed ").headline == "Pier closed"


@pytest.mark.parametrize("headline", [None, "", "  ", "—"])
def test_a_missing_headline_is_refused(headline: object) -> None:
    assert "headline is missing" in refusal(headline=headline)


@pytest.mark.parametrize("key", ["headline", "publisher", "dateline", "url", "note", "byline", "published"])
def test_half_a_surrogate_pair_or_a_nul_is_refused_under_any_key(key: str) -> None:
    assert "surrogate pair" in refusal(**{key: "a\ud800"})
    assert "NUL" in refusal(**{key: "a\0"})
