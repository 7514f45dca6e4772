"""Which reader is for which XML document: its root element tells, whatever the file is called."""

from __future__ import annotations

from collections.abc import Iterator

from store.article import Draft, Unreadable
from store.readers.document import Document
from store.readers.errors import NotAnArticleError
from store.readers.wires import feed, newsml
from store.readers.wires.nitf import read_nitf
from store.readers.wires.xml import parse, read_source, root_name


def read_xml(document: Document) -> Iterator[Draft | Unreadable]:
    """The articles of an XML document. Raises NotAnArticleError and OSError."""
    source = read_source(document)
    name = root_name(source)
    if name in feed.ROOTS:
        yield from feed.read_feed(document, source)
    elif name in newsml.ROOTS:
        yield from newsml.read_newsml(document.source, parse(source))
    elif name == "nitf":
        yield read_nitf(document.source, parse(source))
    else:
        raise NotAnArticleError(
            f"this XML is a {ascii(name)[1:-1][:40]}; NewsML-G2, NITF, RSS and Atom are read", claimed=False
        )
