"""ninjs of all versions: what becomes of its properties, of its standing, and of what is not valid."""

from __future__ import annotations

import gzip
import json
import tempfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.archive import Archive
from store.article import Draft, Unreadable
from store.readers import read_paths
from store.readers.wires.item import WITHHELD
from tests.readers.samples import HEADLINE, LEAD, QUOTE, STORY, WORK, draft_of, read_all, reason_of
from tests.readers.test_anything import check

HTML = f"<p>{LEAD}</p>\n<p>{WORK}</p><figure><figcaption>The pier</figcaption></figure><p>{QUOTE}</p>"
V1: dict[str, object] = {
    "$standard": {"name": "ninjs", "version": "1.4"},
    "uri": "urn:karren:pier-1",
    "type": "text",
    "version": "1",
    "pubstatus": "usable",
    "firstcreated": "2013-03-25T20:37:00Z",
    "versioncreated": "2013-03-25T23:37:00+01:00",
    "byline": "By Ida Brandt and Bo Li",
    "located": "Karren harbour",
    "language": "en-GB",
    "copyrightholder": "Harbour Wire",
    "subject": [{"name": "Harbours", "rel": "about", "code": "4"}],
    "headline": HEADLINE,
    "headline_short": "Pier closed",
    "body_text": " ".join(STORY),
    "body_xhtml": HTML,
    "body_summary": "<p>A pier is closed.</p>",
    "description_text": "What the story is about.",
    "associations": {
        "photo": {"uri": "urn:karren:photo-1", "type": "picture", "description_text": "The pier  at noon"},
        "twin": {"uri": "urn:karren:pier-0", "type": "text", "description_text": "An older story"},
        "empty": None,
    },
}
V3: dict[str, object] = {
    "standard": {"name": "ninjs", "version": "3.0"},
    "uri": "urn:karren:pier-1",
    "type": "text",
    "pubStatus": "usable",
    "firstCreated": "2013-03-25T20:37:00Z",
    "versionCreated": "2013-03-25T23:37:00+01:00",
    "by": "By Ida Brandt and Bo Li",
    "language": "en-GB",
    "infoSources": [{"name": "A witness", "rel": "interviewee"}, {"name": "Harbour Wire"}],
    "subjects": [{"name": "Harbours", "uri": "http://cv.karren.example/4"}],
    "headlines": [{"role": "short", "value": "Pier closed"}, {"role": "main", "value": HEADLINE}],
    "bodies": [
        {"role": "main", "contentType": "text/plain", "value": " ".join(STORY)},
        {"role": "richtext", "contentType": "application/xhtml+xml", "value": HTML},
        {"role": "summary", "contentType": "text/html", "value": "<p>A pier is closed.</p>"},
    ],
    "associations": [
        {
            "name": "photo",
            "uri": "urn:karren:photo-1",
            "type": "picture",
            "descriptions": [{"role": "credit", "value": "Li"}, {"role": "caption", "value": "The pier at noon"}],
        }
    ],
}


def draft(tmp_path: Path, record: Mapping[str, object]) -> Draft:
    return draft_of(tmp_path / "a.json", json.dumps(record))


def reason(tmp_path: Path, record: Mapping[str, object]) -> str:
    return reason_of(tmp_path / "a.json", json.dumps(record))


@pytest.mark.parametrize("record", [V1, V3], ids=["1.x", "3.x"])
def test_every_version_gives_the_same_article(tmp_path: Path, record: dict[str, object]) -> None:
    found = draft(tmp_path, record)
    assert found.headline == HEADLINE
    assert found.paragraphs == STORY
    assert found.captions == ("The pier", "The pier at noon")
    assert found.byline == ("Ida Brandt", "Bo Li")
    assert found.publisher == "Harbour Wire"
    # The place line of the story counts before what the record says of where it was made.
    assert found.dateline == "KARREN"
    assert (found.section, found.language) == ("Harbours", "en-GB")
    assert (found.published.text, found.updated.text) == ("2013-03-25T20:37+00:00", "2013-03-25T23:37+01:00")
    assert found.date_source == "ninjs firstcreated"
    assert (found.status, found.note, found.embargo) == ("usable", None, None)
    assert (found.url, found.identity) == (None, "urn:karren:pier-1")


@pytest.mark.parametrize("name", ["a.json", "a.jsonl", "a.ndjson", "a.jsonl.gz", "a.json.gz"])
def test_records_may_stand_in_lines_or_an_array_and_beside_our_own(tmp_path: Path, name: str) -> None:
    ours = {"headline": "Quay open", "text": "It opened."}
    records = [V1, ours, V3]
    text = json.dumps(records) if name == "a.json" else "\n".join(json.dumps(record) for record in records)
    data = gzip.compress(text.encode(), mtime=0) if name.endswith(".gz") else text.encode()
    (tmp_path / name).write_bytes(data)
    items = read_all(tmp_path / name)
    assert [item.headline for item in items if isinstance(item, Draft)] == [HEADLINE, "Quay open", HEADLINE]


def test_a_uri_that_is_a_page_is_the_url(tmp_path: Path) -> None:
    assert draft(tmp_path, {**V1, "uri": "https://h.example/pier"}).url == "https://h.example/pier"
    assert draft(tmp_path, {**V1, "uri": "https://h.example/all#pier"}).url is None


def test_plain_text_keeps_its_paragraphs_where_there_is_no_html(tmp_path: Path) -> None:
    record = {"uri": "urn:a", "headline": "<b>Pier</b> closed", "body_text": f"{LEAD}\n{WORK}"}
    found = draft(tmp_path, record)
    assert (found.headline, found.paragraphs) == ("<b>Pier</b> closed", (LEAD, WORK))
    assert (found.publisher, found.published.text, found.date_source) == ("Harbour Wire", None, None)


def test_a_date_that_cannot_be_read_leaves_the_article_undated(tmp_path: Path) -> None:
    found = draft(tmp_path, {"uri": "urn:a", "headline": "Pier", "body_text": "Closed.", "versioncreated": "Last week"})
    assert (found.published.text, found.date_source) == (None, "unreadable: Last week")


def test_the_date_of_the_content_counts_only_where_there_is_no_other(tmp_path: Path) -> None:
    record = {"uri": "urn:a", "headline": "Pier", "body_text": "Closed.", "contentcreated": "2013-03-25"}
    assert draft(tmp_path, record).date_source == "ninjs contentcreated"
    assert draft(tmp_path, {**record, "versioncreated": "2013-03-26"}).published.text == "2013-03-26"


def test_a_canceled_item_is_withdrawn(tmp_path: Path) -> None:
    found = draft(tmp_path, {**V1, "pubstatus": "canceled", "ednote": "The council has not voted."})
    assert (found.status, found.note, found.paragraphs) == ("withdrawn", "The council has not voted.", STORY)
    assert draft(tmp_path, {**V1, "pubstatus": "cancelled"}).status == "withdrawn"


@pytest.mark.parametrize("status", ["Canceled", " canceled\n", "Cancelled", "CANCELLED ", "Withheld"])
def test_a_status_counts_as_what_it_plainly_says(tmp_path: Path, status: str) -> None:
    assert draft(tmp_path, {**V3, "pubStatus": status}).status == "withdrawn"
    invalid = draft(tmp_path, {**V1, "pubstatus": status, "colour": "blue"})
    assert (invalid.status, invalid.identity) == ("withdrawn", V1["uri"])
    assert "not valid at 'colour'" in (invalid.note or "")


def test_usable_is_usable_in_any_case_and_an_unknown_status_never_is(tmp_path: Path) -> None:
    assert draft(tmp_path, {**V1, "pubstatus": " Usable"}).status == "usable"
    for status in ("", "gone", ["canceled"], True):
        assert "'pubstatus" in reason(tmp_path, {**V1, "pubstatus": status})


def test_the_british_spelling_alone_with_no_word_of_a_story_is_no_item(tmp_path: Path) -> None:
    bare = {"uri": "urn:karren:pier-1"}
    assert draft(tmp_path, {**bare, "pubstatus": "Canceled"}).status == "withdrawn"
    assert "write it `canceled`" in reason(tmp_path, {**bare, "pubstatus": "Cancelled"})


def test_a_withdrawal_without_a_text_still_withdraws(tmp_path: Path) -> None:
    bare = draft(tmp_path, {"uri": "urn:karren:pier-1", "pubstatus": "canceled"})
    assert (bare.status, bare.headline, bare.paragraphs) == ("withdrawn", "urn:karren:pier-1", ("urn:karren:pier-1",))
    noted = draft(tmp_path, {"uri": "urn:a", "pubstatus": "canceled", "headline": "Pier", "ednote": "Do not\nuse."})
    assert (noted.headline, noted.paragraphs) == ("Pier", ("Do not use.",))


def test_a_withheld_item_is_kept_from_answers_and_says_why(tmp_path: Path) -> None:
    found = draft(tmp_path, {**V1, "pubstatus": "withheld", "ednote": "Check the figure."})
    assert (found.status, found.note) == ("withdrawn", f"{WITHHELD} Check the figure.")


def test_an_embargo_is_kept_as_the_moment_it_ends(tmp_path: Path) -> None:
    found = draft(tmp_path, {**V1, "embargoed": "2099-01-01T12:00:00+01:00"})
    assert found.embargo is not None
    assert found.embargo.isoformat() == "2099-01-01T11:00:00+00:00"
    assert "embargo cannot be read" in reason(tmp_path, {**V1, "embargoed": "Next Monday"})


@pytest.mark.parametrize(
    ("note", "status"),
    [
        ("CORRECTS spelling of Brandt in paragraph 3", "corrected"),
        ("Adds quotes", "usable"),
        ("Adds comment from Department of Corrections", "usable"),
        ("ADDS STATEMENT BY DEPT. OF PUBLIC SAFETY AND CORRECTIONS", "usable"),
        ("Adds corrections officers' union, Corrections Minister", "usable"),
        ("CORRECTION: the Department of Corrections, not the court, said so", "corrected"),
        ("Adds Department of Corrections comment, corrects name of the mayor", "corrected"),
        ("The figures are correct.", "usable"),
        ("STORY WITHDRAWN. A substitute will follow.", "withdrawn"),
        ("MANDATORY KILL", "withdrawn"),
    ],
)
def test_a_note_to_editors_may_tell_the_standing(tmp_path: Path, note: str, status: str) -> None:
    found = draft(tmp_path, {**V1, "ednote": note})
    assert (found.status, found.note) == (status, note)


@pytest.mark.parametrize(
    "note",
    [
        "EMBARGOED UNTIL 0001 GMT MARCH 5, 2099",
        "Adds quotes. Not for publication before 00:01 GMT on 5 March 2099.",
        "Adds quotes EMBARGOED UNTIL 0001 GMT MARCH 5, 2099",
        "This story is embargoed until 00:01 GMT, 5 March 2099 - use freely then",
        "Pictures to follow; release not before 00:01 GMT, 5 March 2099",
    ],
)
def test_a_note_to_editors_may_state_an_embargo(tmp_path: Path, note: str) -> None:
    found = draft(tmp_path, {**V1, "ednote": note})
    assert found.embargo is not None
    assert (found.embargo.isoformat(), found.status, found.note) == ("2099-03-05T00:01:00+00:00", "usable", note)


def test_an_embargo_in_a_note_that_cannot_be_read_is_refused_and_delays_no_withdrawal(tmp_path: Path) -> None:
    note = {"ednote": "EMBARGOED UNTIL NOON TOMORROW"}
    assert "the end of the embargo" in reason(tmp_path, {**V1, **note})
    assert "no end" in reason(tmp_path, {**V1, "ednote": "EMBARGOED"})
    found = draft(tmp_path, {**V1, **note, "pubstatus": "canceled"})
    assert (found.status, found.embargo, found.paragraphs) == ("withdrawn", None, STORY)
    marked = draft(tmp_path, {**V1, **note, "embargoed": "2099-01-01T12:00:00Z"})
    assert marked.embargo is not None


@pytest.mark.parametrize(
    "note",
    [
        "Adds quotes on oil embargo that ends on 5 March 2013, talks at 10 a.m.",
        "Adds lawyer on his client's release, not before 5 March 2099",
    ],
)
def test_a_note_of_news_about_embargoes_states_none(tmp_path: Path, note: str) -> None:
    assert draft(tmp_path, {**V1, "ednote": note}).embargo is None


INVALID: dict[str, dict[str, object]] = {
    "'uri'": {**V1, "uri": ""},
    "'type'": {**V1, "type": "poem"},
    "'pubstatus'": {**V1, "pubstatus": "replaced"},
    "'embargoedreason'": {**V1, "embargoedreason": "A vote"},
    "'embargoed_until'": {**V1, "embargoed_until": "2099-01-01T12:00:00Z"},
    "'version'": {**V1, "version": 1.2},
    "'versioncreated'": {**V1, "versionCreated": 2013},
    "'ednote'": {**V1, "ednote": {"text": "Corrects"}},
    "'bodies.0.value'": {**V1, "body_text": 12},
    "'body_'": {**V1, "body_": "text"},
    "'associations.0.colour'": {**V1, "associations": [{"uri": "urn:b", "colour": "blue"}]},
    "'associations.0.uri'": {**V3, "associations": [{"name": "photo"}]},
    "'associations'": {**V3, "associations": "photo"},
    "'subject'": {**V1, "subject": "harbours"},
    "'subject.0.name'": {**V1, "subject": [{"name": 4}]},
    "'urgency'": {**V1, "urgency": 0.1},
    "'altids'": {**V1, "altids": "pier"},
    "'headlines'": {**V3, "headlines": "Pier"},
    "'headlines.0.value'": {**V3, "headlines": [{"role": "main"}]},
    "'digitalsourcetype'": {**V1, "digitalsourcetype": "bad"},
}


@pytest.mark.parametrize("status", ["canceled", "withheld"])
@pytest.mark.parametrize("where", [where for where in INVALID if where not in ("'uri'", "'pubstatus'")])
def test_a_record_that_takes_its_story_back_does_so_though_it_is_not_valid(
    tmp_path: Path, where: str, status: str
) -> None:
    found = draft(tmp_path, {**INVALID[where], "pubstatus": status})
    assert (found.status, found.identity) == ("withdrawn", INVALID[where]["uri"])
    assert f"not valid at {where}" in (found.note or "")


def test_an_embargo_that_cannot_be_read_does_not_keep_a_withdrawal_out(tmp_path: Path) -> None:
    assert draft(tmp_path, {**V1, "pubstatus": "canceled", "embargoed": "Next Monday"}).status == "withdrawn"


@pytest.mark.parametrize("where", INVALID)
def test_an_invalid_record_says_which_property_is_wrong(tmp_path: Path, where: str) -> None:
    found = reason(tmp_path, INVALID[where])
    assert found.startswith(f"the ninjs record is not valid at {where}: ")
    assert found.isprintable()


def test_an_item_without_a_text_says_so_and_a_picture_is_no_failure(tmp_path: Path) -> None:
    assert "carries no text" in reason(tmp_path, {"uri": "urn:a", "type": "text", "versioncreated": "2013-03-25"})
    (tmp_path / "a.json").write_text(json.dumps({"uri": "urn:a", "type": "picture", "description_text": "The pier"}))
    (item,) = read_all(tmp_path / "a.json")
    assert isinstance(item, Unreadable)
    assert item.outcome == "no_text"
    assert "(picture) carries no text" in item.reason


def test_a_higher_version_in_another_file_is_a_version_of_the_same_article(tmp_path: Path) -> None:
    first, second = tmp_path / "one.json", tmp_path / "two.json"
    first.write_text(json.dumps(V1))
    second.write_text(json.dumps({**V3, "versionCreated": "2013-03-26T08:00:00Z", "pubStatus": "canceled"}))
    archive = Archive(tmp_path / "home")
    drafts = [item for item in read_paths([first, second]) if isinstance(item, Draft)]
    added, withdrawn = archive.add_all(drafts)
    archive.close()
    assert added.article_id == withdrawn.article_id
    assert (added.outcome, withdrawn.outcome) == ("added", "withdrawn")


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.characters(categories=["Cs"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=5,
)
PARTS = st.lists(
    st.fixed_dictionaries({}, optional={"role": VALUES, "contentType": VALUES, "value": VALUES | st.just(HTML)}),
    max_size=2,
)


@settings(max_examples=200, deadline=None)
@given(
    base=st.sampled_from([V1, V3]),
    changes=st.dictionaries(st.sampled_from([*V1, *V3, "ednote", "embargoed", "body_x"]), VALUES | PARTS, max_size=4),
)
def test_any_values_in_a_record_give_a_draft_or_a_reason(base: dict[str, object], changes: dict[str, object]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.json"
        path.write_text(json.dumps({**base, **changes}), encoding="utf-8")
        items = read_all(path)
    assert items
    check(items)
