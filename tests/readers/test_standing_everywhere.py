"""The marks and notices of a wire say the same in every format: one story, marked in ten kinds of file."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from html import escape

import pytest

from store.article import Draft, Status, Unreadable
from store.readers.document import Document
from store.readers.formats import read_document
from tests.readers.pages import meta, page, paragraphs
from tests.readers.samples import HEADLINE, STORY

PUBLISHED = "2013-03-25T10:00Z"
G2 = "http://iptc.org/std/nar/2006-10-01/"
ENDS = datetime(2093, 3, 25, 18, tzinfo=UTC)


def header(headline: str, body: Sequence[str]) -> str:
    return f"Headline: {headline}\nPublished: {PUBLISHED}\n\n" + "\n\n".join(body)


def markdown(headline: str, body: Sequence[str]) -> str:
    return f"---\nheadline: {json.dumps(headline)}\npublished: {PUBLISHED}\n---\n\n" + "\n\n".join(body)


def record(headline: str, body: Sequence[str]) -> str:
    return json.dumps({"headline": headline, "text": "\n\n".join(body), "published": PUBLISHED})


def web_page(headline: str, body: Sequence[str]) -> str:
    head = f"<title>{escape(headline)} | Harbour Wire</title>" + meta(
        og_site_name="Harbour Wire", article_published_time=PUBLISHED
    )
    return page(f"<nav><a href='/'>Home</a></nav><article><h1>{headline}</h1>{paragraphs(*body)}</article>", head)


def ninjs(headline: str, body: Sequence[str]) -> str:
    return json.dumps(
        {"uri": "urn:karren:1", "type": "text", "headline": headline, "body_text": "\n\n".join(body), "version": "1"}
    )


def newsml(headline: str, body: Sequence[str]) -> str:
    return f"""<newsItem xmlns="{G2}" guid="urn:karren:1"><itemMeta><itemClass qcode="ninat:text"/><provider/>
        <versionCreated>{PUBLISHED}</versionCreated></itemMeta><contentMeta><headline>{headline}</headline></contentMeta>
        <contentSet><inlineXML><html><body>{paragraphs(*body)}</body></html></inlineXML></contentSet></newsItem>"""


def nitf(headline: str, body: Sequence[str]) -> str:
    return f"""<nitf><body><body.head><hedline><hl1>{headline}</hl1></hedline></body.head>
        <body.content>{paragraphs(*body)}</body.content></body></nitf>"""


def feed(headline: str, body: Sequence[str]) -> str:
    return f"""<rss version="2.0" xmlns:c="http://purl.org/rss/1.0/modules/content/"><channel><title>Wire</title>
        <item><title>{headline}</title><c:encoded>{escape(paragraphs(*body))}</c:encoded></item></channel></rss>"""


def saved_page(headline: str, body: Sequence[str]) -> str:
    lines = ["World News", "March 25, 2013 / 10:00 AM / 5 years ago", headline, "5 Min Read", *body]
    return "\n".join([*lines, "Reporting by Ida Brandt; Editing by Ann Bell", "Our Standards: Thomson Reuters."])


def older_page(headline: str, body: Sequence[str]) -> str:
    lines = ["Home", headline, "Mon Mar 25, 2013 10:00am EDT", *body, "(Reporting by Ida Brandt; Editing by Ann Bell)"]
    return "\n\n".join(lines)


FORMATS: dict[str, tuple[str, Callable[[str, Sequence[str]], str]]] = {
    "header": (".txt", header),
    "markdown": (".md", markdown),
    "record": (".jsonl", record),
    "web page": (".html", web_page),
    "ninjs": (".json", ninjs),
    "newsml": (".xml", newsml),
    "nitf": (".nitf", nitf),
    "feed": (".rss", feed),
    "saved page": (".txt", saved_page),
    "older page": (".txt", older_page),
}
MARKED: list[tuple[str, tuple[str, ...], str | None, Status]] = [
    (f"UPDATE 2-{HEADLINE}", STORY, "UPDATE 2", "usable"),
    (f"REFILE-{HEADLINE}", STORY, "REFILE", "usable"),
    (f"CORRECTED-{HEADLINE}", STORY, "CORRECTED", "corrected"),
    (HEADLINE, ("(Corrects the cost in paragraph 2)", *STORY), "CORRECTED", "corrected"),
    (HEADLINE, (*STORY, "This story has been corrected to say that the pier is wooden."), "CORRECTED", "corrected"),
    (f"STORY WITHDRAWN-{HEADLINE}", STORY, "STORY WITHDRAWN", "withdrawn"),
    (f"KILL-{HEADLINE}", (), "KILL", "withdrawn"),
    (HEADLINE, ("STORY WITHDRAWN", *STORY), "STORY WITHDRAWN", "withdrawn"),
    (HEADLINE, ("KILL KILL KILL", *STORY), "STORY WITHDRAWN", "withdrawn"),
    (HEADLINE, ("This story has been withdrawn.",), "STORY WITHDRAWN", "withdrawn"),
]


def read(kind: str, headline: str, body: Sequence[str]) -> Draft | Unreadable:
    extension, write = FORMATS[kind]
    data = write(headline, body).encode()
    [item] = read_document(Document.of(data, "story", f"story{extension}", named=True))
    return item


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize(("headline", "body", "tag", "status"), MARKED)
def test_a_mark_or_notice_says_the_same_in_every_format(
    kind: str, headline: str, body: tuple[str, ...], tag: str | None, status: Status
) -> None:
    found = read(kind, headline, body)
    assert isinstance(found, Draft), found
    assert (found.headline, found.tag, found.status) == (HEADLINE, tag, status)
    if status != "withdrawn":
        assert found.paragraphs == STORY


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("notice", ["EMBARGOED UNTIL 1800 GMT, MARCH 25, 2093", "Embargo: 18:00 GMT, 25 March 2093"])
def test_an_embargo_holds_in_every_format(kind: str, notice: str) -> None:
    found = read(kind, HEADLINE, (notice, *STORY))
    assert isinstance(found, Draft), found
    assert (found.embargo, found.paragraphs) == (ENDS, STORY)


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize(
    "sentence",
    [
        "Editors of the weekly said they would not withdraw the cartoon.",
        "The article of the constitution was amended in 2008 to allow a third term, judges said on Monday.",
        "Embargo talks are due to resume at 10 a.m. in Karren, diplomats said.",
    ],
)
def test_an_ordinary_sentence_changes_no_standing_in_any_format(kind: str, sentence: str) -> None:
    found = read(kind, HEADLINE, (*STORY, sentence))
    assert isinstance(found, Draft), found
    assert (found.status, found.tag, found.embargo, found.paragraphs[:3]) == ("usable", None, None, STORY)


@pytest.mark.parametrize("kind", FORMATS)
def test_an_embargo_without_end_is_refused_in_every_format(kind: str) -> None:
    found = read(kind, HEADLINE, ("EMBARGOED", *STORY))
    assert isinstance(found, Unreadable)
    assert "embargo:" in found.reason


def test_a_feed_that_has_only_a_title_withdraws_by_it() -> None:
    found = read("feed", f"WITHDRAWN-{HEADLINE}", ())
    assert isinstance(found, Draft)
    assert (found.tag, found.status, found.note) == ("WITHDRAWN", "withdrawn", None)
