"""A feed that was fetched, as its entries: which of them are whole and which only point to a page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import feedparser

from store.article import Draft, Unreadable
from store.readers.document import Document
from store.web.limits import Limits

_ROOT = re.compile(rb"<(?:rss|feed|rdf:RDF)[\s>]")
_HEAD = 4_000  # bytes in which the root element stands, behind any comment and style sheet


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: the page that it links to (None where it has no such link), whether its text is there in full."""

    url: str | None
    full: bool
    article: Draft | Unreadable


def feed_entries(document: Document) -> Sequence[Entry] | None:
    """The entries in the feed's order; None where this is no feed."""
    data = document.read(Limits().size)
    if data is None or not _ROOT.search(data[:_HEAD]):
        return None
    found = feedparser.parse(data, response_headers={"content-location": document.url or ""})
    links = (str(entry["link"]) for entry in found.entries if "link" in entry)
    return [Entry(link, False, Unreadable(link, "only the summary stood in the feed")) for link in links]
