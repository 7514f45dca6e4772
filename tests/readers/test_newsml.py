"""NewsML-G2: news items and messages of them."""

from __future__ import annotations

from html import escape
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.archive import Archive
from store.article import Draft, Unreadable
from store.readers import read_paths
from store.readers.wires.item import EMBARGOED, WITHHELD
from tests.readers.mutations import mutated, read_bytes, trees
from tests.readers.samples import HEADLINE, LEAD, QUOTE, STORY, WORK, draft_of, read_all, reason_of
from tests.readers.test_anything import check

NAR = 'xmlns="http://iptc.org/std/nar/2006-10-01/"'
XHTML = (
    '<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>No</title>'
    f"</head><body><p>{LEAD}</p><p>{WORK}</p><figure><figcaption>The pier</figcaption></figure><p>{QUOTE}</p></body>"
    "</html></inlineXML>"
)
NITF = (
    '<inlineXML contenttype="application/nitf+xml"><nitf xmlns="http://iptc.org/std/NITF/2006-10-18/"><body>'
    f"<body.head><hedline><hl1>{HEADLINE}</hl1></hedline><byline>By Ida Brandt, <byttl>Writer</byttl></byline>"
    f"</body.head><body.content><p>{LEAD}</p><p>{WORK}</p><p>{QUOTE}</p></body.content></body></nitf></inlineXML>"
)
HTML = f'<inlineData contenttype="text/html">{escape("".join(f"<p>{text}</p>" for text in STORY))}</inlineData>'
PLAIN = f'<inlineData contenttype="text/plain">\n{LEAD}\n\n{WORK}\n\n{QUOTE}\n</inlineData>'
BASE64 = '<inlineData contenttype="text/plain" encoding="base64">S0FSUkVO</inlineData>'
NAMES = (
    "pubStatus embargoed edNote signal title by dateline headline name body body.head body.content hedline hl1 byline"
    " byttl person location story.date p br img figure figcaption media media-caption table tr td pre"
)
META = '<pubStatus qcode="stat:usable"/>'


def item(content: str = XHTML, meta: str = META, *, version: int = 1, guid: str = "urn:karren:pier-1") -> str:
    return (
        f'<newsItem {NAR} guid="{guid}" version="{version}" standard="NewsML-G2" xml:lang="en-GB"><rightsInfo>'
        "<copyrightHolder><name>Harbour Wire</name></copyrightHolder></rightsInfo><itemMeta>"
        '<itemClass qcode="ninat:text"/><provider qcode="nprov:KARREN"/>'
        f"<versionCreated>2013-03-25T2{version}:37:00+01:00</versionCreated>"
        f"<firstCreated>2013-03-25T20:37:00+01:00</firstCreated>{meta}</itemMeta><contentMeta>"
        "<located><name>Karren harbour</name></located><by>By Ida Brandt and Bo Li</by>"
        '<subject qcode="medtop:4"><name>Harbours</name></subject><language tag="en"/>'
        f"<headline> {HEADLINE}\n</headline></contentMeta><contentSet>{content}</contentSet></newsItem>"
    )


def test_an_item_is_read_with_what_its_metadata_says(tmp_path: Path) -> None:
    found = draft_of(tmp_path / "a.xml", item())
    assert found.headline == HEADLINE
    assert found.paragraphs == STORY
    assert found.captions == ("The pier",)
    assert found.byline == ("Ida Brandt", "Bo Li")
    assert (found.publisher, found.section, found.language) == ("Harbour Wire", "Harbours", "en")
    assert found.dateline == "KARREN"
    assert (found.published.text, found.updated.text) == ("2013-03-25T20:37+01:00", "2013-03-25T21:37+01:00")
    assert found.date_source == "NewsML-G2 firstCreated"
    assert (found.status, found.identity, found.url) == ("usable", "urn:karren:pier-1", None)


@pytest.mark.parametrize(
    "content", [XHTML, NITF, HTML, PLAIN, BASE64 + PLAIN], ids=["xhtml", "nitf", "html", "text", "two"]
)
def test_the_text_may_stand_in_any_of_the_usual_ways(tmp_path: Path, content: str) -> None:
    assert draft_of(tmp_path / "a.newsml", item(content)).paragraphs == STORY


def test_nitf_fills_what_the_metadata_leaves_open(tmp_path: Path) -> None:
    start, end = item().index("<contentMeta>"), item().index("<contentSet>")
    text = item(NITF)[:start] + item(NITF)[end:]
    found = draft_of(tmp_path / "a.xml", text)
    assert (found.headline, found.byline) == (HEADLINE, ("Ida Brandt",))


@pytest.mark.parametrize(
    ("meta", "status", "note"),
    [
        ("", "usable", None),
        ('<pubStatus qcode="stat:canceled"/><edNote>Not so.</edNote>', "withdrawn", "Not so."),
        ('<pubStatus uri="http://cv.iptc.org/newscodes/pubstatusg2/canceled"/>', "withdrawn", None),
        ('<pubStatus qcode="stat:withheld"/>', "withdrawn", WITHHELD),
        ('<pubStatus literal="canceled"/>', "withdrawn", None),
        ('<pubStatus literal=" Cancelled "/>', "withdrawn", None),
        ('<pubStatus qcode="stat:Canceled"/>', "withdrawn", None),
        ('<pubStatus qcode=" stat:cancelled "/>', "withdrawn", None),
        ('<pubStatus uri="http://cv.iptc.org/newscodes/pubstatusg2/canceled/"/>', "withdrawn", None),
        ("<pubStatus><name>Canceled</name></pubStatus>", "withdrawn", None),
        ("<pubStatus>canceled</pubStatus>", "withdrawn", None),
        ('<pubStatus qcode="stat:usable" literal="canceled"/>', "withdrawn", None),
        ('<pubStatus qcode="stat:usable"/><pubStatus qcode="stat:canceled"/>', "withdrawn", None),
        ('<pubStatus literal="Withheld"/>', "withdrawn", WITHHELD),
        ('<pubStatus literal="usable"/>', "usable", None),
        ('<pubStatus qcode="stat:USABLE"><name>Frei</name></pubStatus>', "usable", None),
        ("<embargoed/>", "withdrawn", EMBARGOED),
        ('<signal qcode="sig:correction"/>', "corrected", None),
        ('<signal literal="Correction"/>', "corrected", None),
        ('<signal qcode="sig:update"/><edNote>Adds quote</edNote>', "usable", "Adds quote"),
        ("<edNote>CORRECTS cost in paragraph 2</edNote>", "corrected", "CORRECTS cost in paragraph 2"),
    ],
)
def test_the_standing_is_what_status_signals_and_notes_say(
    tmp_path: Path, meta: str, status: str, note: str | None
) -> None:
    found = draft_of(tmp_path / "a.xml", item(meta=meta))
    assert (found.status, found.note) == (status, note)


@pytest.mark.parametrize(
    "status",
    [
        "",
        'qcode=""',
        'uri="  "',
        'literal="gone"',
        'qcode="stat:"',
        'name="canceled"',
        'qcode="stat:usable" literal="x"',
    ],
)
def test_a_status_that_is_there_and_cannot_be_read_is_refused(tmp_path: Path, status: str) -> None:
    assert "pubStatus is not known" in reason_of(tmp_path / "a.xml", item(meta=f"<pubStatus {status}/>"))


def test_an_embargo_is_kept_as_the_moment_it_ends(tmp_path: Path) -> None:
    found = draft_of(tmp_path / "a.xml", item(meta="<embargoed>2099-01-01T12:00:00Z</embargoed>"))
    assert found.embargo is not None
    assert found.embargo.isoformat() == "2099-01-01T12:00:00+00:00"


@pytest.mark.parametrize("first", ["", "<edNote>Adds quote</edNote>"])
def test_a_note_to_editors_may_state_an_embargo(tmp_path: Path, first: str) -> None:
    note = "<edNote>EMBARGOED UNTIL {}</edNote><edNote>Use freely then</edNote>"
    found = draft_of(tmp_path / "a.xml", item(meta=first + note.format("0001 GMT MARCH 5, 2099")))
    assert found.embargo is not None
    assert found.embargo.isoformat() == "2099-03-05T00:01:00+00:00"
    assert "embargo" in reason_of(tmp_path / "b.xml", item(meta=first + note.format("SOON")))


@pytest.mark.parametrize(
    ("data", "end"),
    [
        ('<date.release norm="20990101T120000Z"/>', "2099-01-01T12:00:00+00:00"),
        ('<ed-msg info="EMBARGOED UNTIL 0001 GMT MARCH 5, 2099"/>', "2099-03-05T00:01:00+00:00"),
    ],
)
def test_the_head_of_an_nitf_inside_keeps_its_story_out_as_its_own_does(tmp_path: Path, data: str, end: str) -> None:
    inside = NITF.replace("<body><body.head>", f"<head><docdata>{data}</docdata></head><body><body.head>")
    found = draft_of(tmp_path / "a.xml", item(inside))
    assert found.embargo is not None
    assert found.embargo.isoformat() == end
    own = draft_of(tmp_path / "b.xml", item(inside, "<embargoed>2098-01-01T12:00:00Z</embargoed>"))
    assert own.embargo is not None
    assert own.embargo.isoformat() == "2098-01-01T12:00:00+00:00"
    endless = inside.replace("<docdata>", '<docdata management-status="embargoed">').replace(data, "")
    assert draft_of(tmp_path / "c.xml", item(endless)).note == EMBARGOED


def with_status(status: str) -> str:
    return NITF.replace("<body><body", f'<head><docdata management-status="{status}"/></head><body><body')


@pytest.mark.parametrize("meta", [META, ""])
@pytest.mark.parametrize(
    ("inside", "note"),
    [
        (with_status("canceled"), None),
        (with_status("Withheld"), WITHHELD),
        (with_status("canceled").replace(f"<p>{LEAD}</p><p>{WORK}</p><p>{QUOTE}</p>", "") + XHTML, None),
    ],
)
def test_an_nitf_inside_takes_its_story_back_as_one_alone_does(
    tmp_path: Path, meta: str, inside: str, note: str | None
) -> None:
    found = draft_of(tmp_path / "a.xml", item(inside, meta))
    assert (found.status, found.note) == ("withdrawn", note)
    invalid = item(inside, meta).replace("<itemClass", "<gone")
    assert draft_of(tmp_path / "b.xml", invalid).status == "withdrawn"


def test_the_gravest_status_of_an_item_and_its_nitf_counts(tmp_path: Path) -> None:
    canceled = item(with_status("usable"), '<pubStatus qcode="stat:canceled"/>')
    assert draft_of(tmp_path / "a.xml", canceled).status == "withdrawn"
    assert draft_of(tmp_path / "b.xml", item(with_status("usable"))).status == "usable"
    assert "management-status is none of" in reason_of(tmp_path / "c.xml", item(with_status("killed")))


def test_the_correction_in_an_nitf_inside_is_told(tmp_path: Path) -> None:
    inside = with_status("usable").replace(
        'management-status="usable"/>', '><correction info="The work costs 5 million."/></docdata>'
    )
    found = draft_of(tmp_path / "a.xml", item(inside))
    assert (found.status, found.note) == ("corrected", "The work costs 5 million.")


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ('guid="urn:karren:pier-1"', "", "no `guid`"),
        ("<versionCreated>2013-03-25T21:37:00+01:00</versionCreated>", "", "no `versionCreated`"),
        ('<itemClass qcode="ninat:text"/>', "", "no `itemClass`"),
        ("stat:usable", "stat:perhaps", "pubStatus is not known"),
        (XHTML, "", "(text) carries no text"),
        (XHTML, BASE64, "carries no text"),
        (f"<headline> {HEADLINE}\n</headline>", "", "headline is missing"),
        ("</newsItem>", "", "not well-formed"),
    ],
)
def test_an_item_that_cannot_be_used_says_why(tmp_path: Path, old: str, new: str, reason: str) -> None:
    text = item()
    assert old in text
    assert reason in reason_of(tmp_path / "a.xml", text.replace(old, new))


def test_a_message_gives_its_items_and_passes_over_its_packages(tmp_path: Path) -> None:
    inner = (
        f'<packageItem guid="urn:p"/>{item(guid="urn:1")}{item(content="", guid="urn:2")}{item(PLAIN, guid="urn:3")}'
    )
    path = tmp_path / "a.xml"
    path.write_text(f"<newsMessage {NAR}><header/><itemSet>{inner}</itemSet></newsMessage>", encoding="utf-8")
    package, first, empty, third = read_all(path)
    assert isinstance(package, Unreadable)
    assert isinstance(empty, Unreadable)
    assert (package.outcome, empty.outcome) == ("no_text", "no_text")
    assert "packageItem carries no text" in package.reason
    assert isinstance(first, Draft)
    assert first.source.endswith("a.xml#urn:1")
    assert "carries no text" in empty.reason
    assert isinstance(third, Draft)


@pytest.mark.parametrize("name", ["packageItem", "conceptItem", "knowledgeItem", "planningItem", "catalogItem"])
def test_items_of_other_kinds_say_that_they_carry_no_text(tmp_path: Path, name: str) -> None:
    assert f"{name} carries no text" in reason_of(tmp_path / "a.xml", f'<{name} {NAR} guid="urn:c"/>')


def test_an_empty_message_and_an_unknown_root_say_what_they_are(tmp_path: Path) -> None:
    assert "no items" in reason_of(tmp_path / "a.xml", f"<newsMessage {NAR}/>")
    assert "this XML is a catalog;" in reason_of(tmp_path / "b.xml", f"<catalog {NAR}/>")


def test_the_next_version_in_another_file_is_a_version_of_the_same_article(tmp_path: Path) -> None:
    first, second = tmp_path / "one.xml", tmp_path / "two.xml"
    first.write_text(item(), encoding="utf-8")
    second.write_text(item(meta='<pubStatus qcode="stat:canceled"/>', content="", version=2), encoding="utf-8")
    archive = Archive(tmp_path / "home")
    added, withdrawn = archive.add_all([found for found in read_paths([first, second]) if isinstance(found, Draft)])
    archive.close()
    assert added.article_id == withdrawn.article_id
    assert withdrawn.outcome == "withdrawn"


@settings(max_examples=150, deadline=None)
@given(content=st.lists(trees(NAMES, "nitf html p"), max_size=2), meta=st.lists(trees(NAMES, NAMES), max_size=4))
def test_any_elements_in_an_item_give_a_draft_or_a_reason(content: list[str], meta: list[str]) -> None:
    text = item(f"<inlineXML>{''.join(content)}</inlineXML>", "".join(meta))
    check(read_bytes("a.xml", text.encode()))


@settings(max_examples=120, deadline=None)
@given(data=mutated(f"<newsMessage><itemSet>{item()}{item(NITF)}{item(HTML)}</itemSet></newsMessage>"))
def test_a_damaged_message_gives_drafts_or_reasons(data: bytes) -> None:
    items = read_bytes("a.xml", data)
    assert items
    check(items)


@pytest.mark.parametrize("status", ['qcode="stat:canceled"', 'literal="Cancelled"'])
@pytest.mark.parametrize("without", ["<provider", "<itemClass", "<versionCreated"])
def test_an_item_that_takes_its_story_back_does_so_though_it_is_not_valid(
    tmp_path: Path, without: str, status: str
) -> None:
    text = item(meta=f"<pubStatus {status}/>").replace(without, "<gone").replace("versionCreated>", "gone>")
    found = draft_of(tmp_path / "a.xml", text)
    assert (found.status, found.identity) == ("withdrawn", "urn:karren:pier-1")
    assert "itemMeta has no" in (found.note or "")
    assert "itemMeta has no" in reason_of(tmp_path / "b.xml", text.replace(status, 'qcode="stat:usable"'))
