"""Web archives: the pages of a crawl as documents, each under the address that it was fetched from.

What a crawl keeps besides pages (requests, redirects, revisits, images, scripts) is counted, not listed. The date of
a record says when a page was fetched, which is not when its story was published, so it is not used.
"""

from __future__ import annotations

import gzip
import logging
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BytesIO

from warcio.archiveiterator import ArchiveIterator
from warcio.bufferedreaders import ChunkedDataReader
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeadersParserException

from store.article import Unreadable
from store.readers.bundles.budget import Budget
from store.readers.bundles.frames import MAX_FRAME_BYTES, Frame, cut_frames
from store.readers.bundles.gzipped import BROKEN_GZIP
from store.readers.bundles.members import MemberNames
from store.readers.bundles.spool import BLOCK, Readable, spooled
from store.readers.document import Document
from store.readers.errors import NotAnArticleError
from store.readers.formats import EXTENSION_OF, file_name
from store.readers.sniff import HEAD_BYTES, extension_of
from store.wording import counted

# It logs addresses that it mends, which belong to a stranger and not on a terminal.
logging.getLogger("warcio").setLevel(logging.CRITICAL)
_CHARSET = re.compile(r"""charset\s*=\s*["']?([\w.:-]{1,40})""", re.IGNORECASE)
# What warcio lets out for a record that is damaged or forged, besides its own errors.
_BROKEN = (ArchiveLoadFailed, StatusAndHeadersParserException, EOFError, AttributeError, ValueError, TypeError)


@dataclass(frozen=True, slots=True)
class _Page:
    """A record that may hold an article: where it came from, what its server said, its body as it was sent."""

    uri: str
    media_type: str
    charset: str | None
    encoding: str
    body: Readable


def read_warc(bundle: Document, budget: Budget) -> Iterator[Document | Unreadable]:
    """The pages in the order of the records; each may be opened until the next is asked for.

    Raises NotAnArticleError where there is no record, SpentError and OSError.
    """
    names = MemberNames(bundle.source, between="#")
    passed_over = number = 0
    with bundle.open() as raw:
        for number, frame in enumerate(cut_frames(raw, budget), 1):
            budget.take_member()
            try:
                page = _page(frame)
            except NotAnArticleError as error:
                yield Unreadable(f"{bundle.source}#{number}", str(error))
                continue
            if page is None:
                passed_over += 1
            else:
                yield from _document(page, names, budget)
    if not number:
        raise NotAnArticleError("there is no record in this web archive; fetch it again")
    if passed_over:
        reason = f"{counted(passed_over, 'record')} without a page (requests, redirects, images) passed over"
        yield Unreadable(bundle.source, reason, "skipped")


def _page(frame: Frame) -> _Page | None:
    """The page in a record; None where it is meant to hold none. Raises NotAnArticleError for a broken one."""
    if frame.broken:
        raise NotAnArticleError(f"{frame.broken}; it was left out, fetch the archive again")
    try:
        record = next(iter(ArchiveIterator(BytesIO(frame.data))))
        page = _sent(record)
    except _BROKEN:
        raise NotAnArticleError("this record's headers are broken; it was left out") from None
    if page is not None and not frame.whole:
        limit = MAX_FRAME_BYTES // 1_000_000
        raise NotAnArticleError(f"this page is larger than {limit} MB, too long for one document")
    return page


def _sent(record: ArcWarcRecord) -> _Page | None:
    uri, http = record.rec_headers.get_header("WARC-Target-URI"), record.http_headers
    if not uri or record.rec_type not in ("response", "resource") or (http and http.get_statuscode() != "200"):
        return None
    kind = (http or record.rec_headers).get_header("Content-Type") or ""
    media_type = kind.partition(";")[0].strip().casefold()
    if media_type not in EXTENSION_OF and (media_type or http is None):
        return None
    chunked = http is not None and (http.get_header("Transfer-Encoding") or "").strip().casefold() == "chunked"
    charset = _CHARSET.search(kind)
    page = _Page(
        uri=uri,
        media_type=media_type,
        charset=charset[1] if charset else None,
        encoding=((http and http.get_header("Content-Encoding")) or "").strip().casefold(),
        # warcio would unpack a whole part of the reply at once, which may be a bomb; here it only joins the parts.
        body=ChunkedDataReader(record.raw_stream, decomp_type=None) if chunked else record.raw_stream,
    )
    return page if media_type else _untyped(page)


def _untyped(page: _Page) -> _Page | None:
    """The page of a server that does not say what it sends, where it begins as HTML: so browsers take it too."""
    body = BytesIO(b"".join(iter(lambda: page.body.read(BLOCK), b"")))
    page = replace(page, body=body, media_type="text/html")
    try:
        start = _plain(page).read(HEAD_BYTES)
    except (NotAnArticleError, *BROKEN_GZIP):
        return None
    body.seek(0)
    return page if extension_of(start) == ".html" else None


def _document(page: _Page, names: MemberNames, budget: Budget) -> Iterator[Document | Unreadable]:
    source = names.source(page.uri)
    try:
        with spooled(_plain(page), MAX_FRAME_BYTES, budget) as opened:
            yield Document(
                source=source,
                name=file_name(page.uri, page.media_type),
                open=opened,
                url=page.uri if page.uri.casefold().startswith(("http://", "https://")) else None,
                media_type=page.media_type,
                charset=page.charset,
            )
    except NotAnArticleError as error:
        yield Unreadable(source, str(error))
    except BROKEN_GZIP:
        yield Unreadable(source, "the packed data of this page is cut short or damaged; it was left out")


def _plain(page: _Page) -> Readable:
    """The body without its content encoding. Raises NotAnArticleError for one that is not read."""
    if not page.encoding:
        return page.body
    body = BytesIO(page.body.read(MAX_FRAME_BYTES))
    start = body.read(HEAD_BYTES)
    body.seek(0)
    if start.startswith(b"\x1f\x8b"):
        return gzip.GzipFile(fileobj=body)
    if extension_of(start) is not None:
        return body  # many crawlers unpack the page and keep the header that said that it was packed
    if page.encoding == "deflate":
        return _Deflated(body)
    name = page.encoding if page.encoding.isprintable() else "unknown"
    raise NotAnArticleError(f"this page is packed as {name[:40]}, which is not read; crawl it without")


class _Deflated:
    """A deflate stream, with the zlib header that the standard asks for or without it, as some servers send it."""

    def __init__(self, raw: BytesIO) -> None:
        start = raw.read(2)
        raw.seek(0)
        zlib_header = len(start) == 2 and start[0] & 0x0F == 8 and (start[0] * 256 + start[1]) % 31 == 0
        self._inflater = zlib.decompressobj(zlib.MAX_WBITS if zlib_header else -zlib.MAX_WBITS)
        self._raw = raw

    def read(self, size: int) -> bytes:
        while not self._inflater.eof:
            packed = self._inflater.unconsumed_tail or self._raw.read(size)
            if not packed:
                raise EOFError("the data ends inside the stream")
            if plain := self._inflater.decompress(packed, size):
                return plain
        return b""
