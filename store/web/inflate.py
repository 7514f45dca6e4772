"""Decompressing a reply piece by piece, never further than its limit: a bomb costs what a page costs."""

from __future__ import annotations

import zlib
from collections.abc import Iterable

from store.web.errors import NotFetchedError

_GZIP = zlib.MAX_WBITS | 16


def inflate(pieces: Iterable[bytes], encoding: str, limit: int) -> bytes:
    """The body of a reply, at most `limit` bytes. `encoding` is its Content-Encoding.

    Raises NotFetchedError for a longer body, one cut off inside, and any encoding but gzip, the only one asked for.
    """
    encoding = encoding.strip().lower()
    if encoding in ("", "identity"):
        return _joined(pieces, limit)
    if encoding in ("gzip", "x-gzip"):
        return _gunzipped(pieces, limit)
    raise NotFetchedError(f"the server packed the page as {encoding[:40]}, which was not asked for; save it as a file")


def _joined(pieces: Iterable[bytes], limit: int) -> bytes:
    body = bytearray()
    for piece in pieces:
        body += piece
        _check(body, limit)
    return bytes(body)


def _gunzipped(pieces: Iterable[bytes], limit: int) -> bytes:
    body, packed, started = bytearray(), zlib.decompressobj(_GZIP), False
    try:
        for piece in pieces:
            rest, started = piece, True
            while rest:
                if packed.eof:  # gzip may be several members, one behind the other
                    packed = zlib.decompressobj(_GZIP)
                body += packed.decompress(rest, limit + 1 - len(body))
                _check(body, limit)
                rest = packed.unconsumed_tail or packed.unused_data
    except zlib.error:
        raise NotFetchedError("the page is said to be gzip and is not; try again later") from None
    if started and not packed.eof:
        raise NotFetchedError("the packed page breaks off in the middle; try again later")
    return bytes(body)


def _check(body: bytearray, limit: int) -> None:
    if len(body) > limit:
        raise NotFetchedError(f"the page is larger than {limit:,} bytes; save its articles as files")
