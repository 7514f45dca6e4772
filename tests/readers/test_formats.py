"""Which reader is for which document: what it is called, what its server says, and how it begins."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from store.article import Draft
from store.readers.document import Document
from store.readers.formats import read_document
from tests.readers.pages import article
from tests.readers.samples import HEADLINE, STORY

PAGE = article()
XHTML = f"<?xml version='1.0' encoding='utf-8'?>\n{PAGE}"
TOLD = "".join(f"<p>{text}</p>" for text in STORY)
HEAD = f"<body.head><hedline><hl1>{HEADLINE}</hl1></hedline></body.head>"
ITEM = f"<nitf><body>{HEAD}<body.content>{TOLD}</body.content></body></nitf>"


def read(name: str, text: str, media_type: str | None = None) -> Sequence[object]:
    return list(read_document(replace(Document.of(text.encode(), name, name, named=True), media_type=media_type)))


@pytest.mark.parametrize(
    ("name", "text", "media_type"),
    [
        ("a.xml", PAGE, None),
        ("a.xml", XHTML, None),
        ("a.rss", PAGE, "application/rss+xml"),
        ("a.txt", XHTML, None),
        ("a.aspx", PAGE, None),
        ("a", ITEM, "application/vnd.iptc.g2.newsitem+xml"),
        ("a.xml", ITEM, "text/html"),
        ("a.aspx", ITEM, "application/nitf+xml"),
    ],
)
def test_what_it_is_counts_for_more_than_its_name(name: str, text: str, media_type: str | None) -> None:
    [item] = read(name, text, media_type)
    assert isinstance(item, Draft), item
    assert (item.headline, item.paragraphs) == (HEADLINE, STORY)


@pytest.mark.parametrize("media_type", ["image/png", "application/pdf", "application/vnd.ms-excel"])
def test_what_is_no_text_is_refused_and_the_line_says_what_is_read(media_type: str) -> None:
    [item] = read("a.txt", "x", media_type)
    assert ".html, .mhtml, .txt, .md, .json, .jsonl or .xml (NewsML-G2" in str(item)
