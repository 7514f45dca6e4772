"""A web page that a browser saved with all its parts in one file (`.mhtml`): which part is the page."""

from __future__ import annotations

from dataclasses import replace
from email import message_from_bytes
from email.message import Message
from io import BytesIO

from store.readers.document import Document
from store.readers.errors import NotAnArticleError

MAX_MHTML_BYTES = 50_000_000
"""Pictures and scripts are inside, most a few megabytes; parsing holds about four times the bytes of the file."""
_EXTENSIONS = (".mhtml", ".mht")
_MEDIA_TYPES = ("multipart/related", "application/x-mimearchive", "message/rfc822")
_PAGES = ("text/html", "application/xhtml+xml")


def is_mhtml(document: Document) -> bool:
    return document.name.casefold().endswith(_EXTENSIONS) or document.media_type in _MEDIA_TYPES


def page_of(document: Document) -> Document:
    """The page in it, with its address and its charset. Raises NotAnArticleError and OSError.

    The `Date` of the file is the day it was saved, and so no date of the article.
    """
    data = document.read(MAX_MHTML_BYTES)
    if data is None:
        limit = MAX_MHTML_BYTES // 1_000_000
        raise NotAnArticleError(f"the saved page is larger than {limit} MB; save it as HTML only")
    message = message_from_bytes(data)
    part = _page(message)
    if part is None:
        raise NotAnArticleError("the file holds no web page; save the page again as .mhtml or .html")
    content = part.get_payload(decode=True)
    if not isinstance(content, bytes):
        raise NotAnArticleError("the page in the file cannot be unpacked; save the page again")
    return replace(
        document,
        name="page.html",
        open=lambda: BytesIO(content),
        url=_address(part, "Content-Location") or _address(message, "Snapshot-Content-Location") or document.url,
        media_type="text/html",
        charset=part.get_content_charset(),
    )


def _page(message: Message) -> Message | None:
    """The part that the file calls its start, else its first page."""
    pages = [part for part in message.walk() if part.get_content_type() in _PAGES and not part.is_multipart()]
    start = message.get_param("start")
    return next((part for part in pages if start and part.get("Content-ID") == start), pages[0] if pages else None)


def _address(message: Message, header: str) -> str | None:
    found = "".join(str(message.get(header, "")).split())
    return found if found.startswith(("http://", "https://")) else None
