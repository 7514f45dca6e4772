"""A web page that a browser saved with all its parts in one file (`.mhtml`): which part is the page.

The standard library reads the headers and unpacks the page; the parts are cut here, because its parser calls itself
for each part inside a part and takes minutes for what a hostile file can hold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from email.message import Message
from email.parser import BytesHeaderParser
from io import BytesIO
from itertools import islice

from store.readers.document import Document
from store.readers.errors import NotAnArticleError

MAX_MHTML_BYTES = 50_000_000
"""Pictures and scripts are inside, most a few megabytes in all."""
MAX_PARTS = 5000
MAX_HEADERS = 16_000  # bytes of the headers of one part; browsers write some hundreds
_MAX_DEPTH = 3  # multiparts in each other; pages from mail have two
EXTENSIONS = (".mhtml", ".mht")
_MEDIA_TYPES = ("multipart/related", "application/x-mimearchive", "message/rfc822")
_PAGES = ("text/html", "application/xhtml+xml")
_BLANK_LINE = re.compile(rb"\r?\n\r?\n")


@dataclass(frozen=True, slots=True)
class _Part:
    headers: Message
    content: bytes


def is_mhtml(document: Document) -> bool:
    """Whether a document is one by its name or its media type."""
    return document.name.casefold().endswith(EXTENSIONS) or document.media_type in _MEDIA_TYPES


def page_of(document: Document) -> Document:
    """The page in it, with its address and its charset. Raises NotAnArticleError and OSError.

    The `Date` of the file is the day it was saved, and so no date of the article.
    """
    data = document.read(MAX_MHTML_BYTES)
    if data is None:
        limit = MAX_MHTML_BYTES // 1_000_000
        raise NotAnArticleError(f"the saved page is larger than {limit} MB; save it as HTML only")
    whole = _part(data)
    page = _page(whole) if whole else None
    if whole is None or page is None:
        raise NotAnArticleError("the file holds no web page; save the page again as .mhtml or .html")
    content = _unpacked(page)
    return replace(
        document,
        name="page.html",
        open=lambda: BytesIO(content),
        url=_address(page, "Content-Location") or _address(whole, "Snapshot-Content-Location") or document.url,
        media_type="text/html",
        charset=page.headers.get_content_charset(),
    )


def _page(whole: _Part) -> _Part | None:
    """The part that the file calls its start, else its first page."""
    pages = [part for part in islice(_leaves(whole), MAX_PARTS) if part.headers.get_content_type() in _PAGES]
    start = whole.headers.get_param("start")
    named = (part for part in pages if start and part.headers.get("Content-ID") == start)
    return next(named, pages[0] if pages else None)


def _leaves(part: _Part, depth: int = 0) -> Iterator[_Part]:
    boundary = part.headers.get_boundary()
    if part.headers.get_content_maintype() != "multipart" or not boundary:
        yield part
    elif depth < _MAX_DEPTH:
        mark = re.compile(rb"(?:^|\n)--" + re.escape(boundary.encode("ascii", "replace")) + rb"(?:--)?[ \t]*\r?\n")
        for inner in islice(_between(mark, part.content), MAX_PARTS):
            if (found := _part(inner)) is not None:
                yield from _leaves(found, depth + 1)


def _between(mark: re.Pattern[bytes], content: bytes) -> Iterator[bytes]:
    """What stands between the marks; behind the last one only where the file was cut off."""
    start: int | None = None
    for found in mark.finditer(content):
        if start is not None:
            yield content[start : found.start()]
        start = found.end()
    if start is not None:
        yield content[start:]


def _part(data: bytes) -> _Part | None:
    end = _BLANK_LINE.search(data, 0, MAX_HEADERS)
    if end is None:
        return None
    return _Part(BytesHeaderParser().parsebytes(data[: end.end()]), data[end.end() :])


def _unpacked(part: _Part) -> bytes:
    part.headers.set_payload(part.content.decode("ascii", "surrogateescape"))
    content = part.headers.get_payload(decode=True)
    if not isinstance(content, bytes):
        raise NotAnArticleError("the page in the file cannot be unpacked; save the page again")
    return content


def _address(part: _Part, header: str) -> str | None:
    found = "".join(str(part.headers.get(header, "")).split())
    return found if found.startswith(("http://", "https://")) else None
