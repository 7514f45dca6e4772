"""A feed that was fetched, as its entries: which of them are whole and which only point to a page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import feedparser

from store.article import Draft
from store.readers.document import Document

_FEEDS = ("application/rss+xml", "application/atom+xml", "application/rdf+xml")
_ROOT = re.compile(rb"<(?:rss|feed|rdf:RDF)[\s>]")
_HEAD = 4_000  # bytes in which the root element stands, behind any comment and style sheet


@dataclass(frozen=True, slots=True)
class Entry:
    """One article of a feed: `whole` where the feed holds all of it, else the address of its page."""

    url: str
    whole: Draft | None = None


def read_entries(document: Document, data: bytes) -> Sequence[Entry] | None:
    """The entries in the feed's order; None where this is no feed."""
    if document.media_type not in _FEEDS and not _ROOT.search(data[:_HEAD]):
        return None
    found = feedparser.parse(data, response_headers={"content-location": document.url or ""})
    return [Entry(str(entry.link)) for entry in found.entries if entry.get("link")]
