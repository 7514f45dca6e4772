"""Whether what was fetched is a feed, and which of its entries are whole."""

from __future__ import annotations

from collections.abc import Sequence

from store.readers.document import Document
from store.readers.errors import NotAnArticleError
from store.readers.wires.feed import ROOTS, Entry, entries
from store.readers.wires.xml import read_source, root_name


def feed_entries(document: Document) -> Sequence[Entry] | None:
    """The entries in the feed's order; None where this is no feed, or one that cannot be read, as its reader will say.

    What it is called and how its server labels it do not count: feeds come as text/html, too.
    """
    try:
        source = read_source(document)
        return list(entries(document, source)) if root_name(source) in ROOTS else None
    except NotAnArticleError:
        return None
