"""Standalone NITF."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.readers.mutations import mutated, read_bytes
from tests.readers.samples import HEADLINE, LEAD, QUOTE, STORY, WORK, draft_of, reason_of
from tests.readers.test_anything import check

NITF = f"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE nitf PUBLIC "-//IPTC//DTD NITF 3.4//EN" "nitf-3-4.dtd">
<nitf xml:lang="en-GB"><head><title>pier-slug</title>
<docdata><doc-id regsrc="karren.example" id-string="pier-1"/><date.issue norm="20130325T233700+0100"/>
<doc.copyright year="2013" holder="Harbour Wire"/></docdata>
<pubdata name="The Karren Gazette" position.section="Harbour"/></head>
<body><body.head><hedline><hl1>{HEADLINE}</hl1><hl2>Nine months of work</hl2></hedline>
<note type="std"><body.content><p>Not for you.</p></body.content></note>
<byline>By <person>Ida Brandt</person> and <person>Bo Li</person><byttl>Harbour Wire writers</byttl></byline>
<distributor>Karren Distribution</distributor>
<dateline><location>Karren, Northland</location><story.date norm="20130324">March 24</story.date></dateline>
<abstract><p>The abstract.</p></abstract></body.head>
<body.content><block><p>{LEAD}</p><p>{WORK}</p></block>
<media media-type="image"><media-reference source="pier.jpg"/><media-caption><p>The pier</p></media-caption></media>
<p>{QUOTE}</p></body.content>
<body.end><tagline>The desk is at the harbour.</tagline></body.end></body></nitf>
"""


def with_head(text: str, *, without: str = "") -> str:
    return NITF.replace(without, "").replace("</docdata>", f"{text}</docdata>")


def test_a_story_is_read_with_what_its_head_says(tmp_path: Path) -> None:
    found = draft_of(tmp_path / "a.nitf", NITF)
    assert found.headline == HEADLINE
    assert found.paragraphs == STORY
    assert found.captions == ("The pier",)
    assert found.byline == ("Ida Brandt", "Bo Li")
    assert (found.publisher, found.section, found.language) == ("Harbour Wire", "Harbour", "en-GB")
    assert found.dateline == "KARREN"
    assert (found.published.text, found.date_source) == ("2013-03-25T23:37+01:00", "NITF date.issue")
    assert (found.status, found.note, found.identity) == ("usable", None, "karren.example:pier-1")


def test_what_the_head_does_not_say_the_body_does(tmp_path: Path) -> None:
    start, end = NITF.index("<docdata>"), NITF.index("</head>")
    text = NITF[:start] + NITF[end:]
    text = text.replace(LEAD, "It closed.").replace(f"<hl1>{HEADLINE}</hl1>", "").replace("person>", "em>")
    found = draft_of(tmp_path / "a.xml", text)
    assert (found.headline, found.publisher) == ("pier-slug", "Karren Distribution")
    assert (found.published.text, found.date_source) == ("2013-03-24", "NITF story.date")
    assert (found.byline, found.dateline) == (("Ida Brandt", "Bo Li"), "Karren, Northland")
    assert found.identity is None


@pytest.mark.parametrize(
    ("head", "status", "note"),
    [
        ('<correction info="The work costs 5 million."/>', "corrected", "The work costs 5 million."),
        ('<ed-msg info="Corrects the cost"/>', "corrected", "Corrects the cost"),
        ('<ed-msg info="Adds quote"/>', "usable", "Adds quote"),
    ],
)
def test_corrections_and_messages_to_editors_are_kept(tmp_path: Path, head: str, status: str, note: str) -> None:
    found = draft_of(tmp_path / "a.xml", with_head(head))
    assert (found.status, found.note) == (status, note)


@pytest.mark.parametrize(
    ("management", "status"),
    [
        *(("usable", "usable"), ("canceled", "withdrawn"), ("withheld", "withdrawn"), (" Usable", "usable")),
        *(("Canceled", "withdrawn"), (" cancelled ", "withdrawn"), ("WITHHELD", "withdrawn")),
        ("Embargoed", "withdrawn"),
    ],
)
def test_the_management_status_is_the_standing(tmp_path: Path, management: str, status: str) -> None:
    text = NITF.replace("<docdata>", f'<docdata management-status="{management}">')
    assert draft_of(tmp_path / "a.xml", text).status == status


def test_a_document_that_takes_its_story_back_does_so_though_its_embargo_cannot_be_read(tmp_path: Path) -> None:
    text = with_head('<date.release norm="soon"/>')
    found = draft_of(tmp_path / "a.xml", text.replace("<docdata>", '<docdata management-status="canceled">'))
    assert (found.status, found.identity) == ("withdrawn", "karren.example:pier-1")
    assert "embargo" in reason_of(tmp_path / "b.xml", text)


@pytest.mark.parametrize("status", ["killed", "", " "])
def test_an_unknown_management_status_is_refused(tmp_path: Path, status: str) -> None:
    text = NITF.replace("<docdata>", f'<docdata management-status="{status}">')
    assert "management-status is none of" in reason_of(tmp_path / "a.xml", text)


def test_a_release_is_an_embargo(tmp_path: Path) -> None:
    found = draft_of(tmp_path / "a.xml", with_head('<date.release norm="20990101T120000Z"/>'))
    assert found.embargo is not None
    assert found.embargo.isoformat() == "2099-01-01T12:00:00+00:00"
    day = draft_of(tmp_path / "b.xml", with_head('<date.release norm="20990101"/>'))
    assert day.embargo is not None
    assert day.embargo.isoformat() == "2099-01-01T12:00:00+00:00"
    endless = draft_of(tmp_path / "c.xml", NITF.replace("<docdata>", '<docdata management-status="embargoed">'))
    assert endless.status == "withdrawn"


@pytest.mark.parametrize(
    "before", ["", '<correction info="The work costs 5 million."/>', '<ed-msg info="Adds quote"/>']
)
def test_a_message_to_editors_may_state_an_embargo(tmp_path: Path, before: str) -> None:
    message = '<ed-msg info="EMBARGOED UNTIL {}"/>'
    found = draft_of(tmp_path / "a.xml", with_head(before + message.format("0001 GMT MARCH 5, 2099")))
    assert found.embargo is not None
    assert found.embargo.isoformat() == "2099-03-05T00:01:00+00:00"
    assert "embargo" in reason_of(tmp_path / "b.xml", with_head(before + message.format("SOON")))


def test_a_number_is_one_storys_only_behind_its_provider(tmp_path: Path) -> None:
    assert draft_of(tmp_path / "a.xml", NITF).identity == "karren.example:pier-1"
    nameless = NITF.replace('regsrc="karren.example" ', "").replace(' holder="Harbour Wire"', "")
    nameless = nameless.replace(' name="The Karren Gazette"', "").replace("Karren Distribution", "")
    assert draft_of(tmp_path / "b.xml", nameless).identity is None


def test_a_document_without_a_story_says_so(tmp_path: Path) -> None:
    assert "carries no text" in reason_of(tmp_path / "a.xml", "<nitf><body><body.content/></body></nitf>")


@settings(max_examples=120, deadline=None)
@given(data=mutated(NITF), name=st.sampled_from(["a.xml", "a.nitf"]))
def test_a_damaged_document_gives_a_draft_or_a_reason(data: bytes, name: str) -> None:
    items = read_bytes(name, data)
    assert items
    check(items)
