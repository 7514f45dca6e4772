"""Where the records of a WARC file begin and end, plain or gzipped, however broken the file is.

A record is cut out whole before anybody looks into it. After a broken one the cut goes on where the next begins: in
a gzipped file at the next member, in a plain one at the next line `WARC/1.…`.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from store.readers.bundles.budget import Budget
from store.readers.bundles.spool import BLOCK, Readable

MAX_FRAME_BYTES = 16_000_000  # a record that is held; pages are far below it, films above it and are passed over
MAX_LINE_BYTES = 16_384  # of a record's header
MAX_HEADER_LINES = 100
MAX_BROKEN = 1_000  # in one file; what breaks more often is no WARC, and each costs a line of the report
_GZIP = b"\x1f\x8b\x08"
_START = b"WARC/"
_LENGTH = re.compile(rb"content-length:[ \t]*(\d{1,18})\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Frame:
    """A record's bytes, header first, or what is wrong with it. `whole` is False where its end is left out."""

    data: bytes = b""
    whole: bool = True
    broken: str | None = None


def cut_frames(raw: Readable, budget: Budget) -> Iterator[Frame]:
    """The records of a WARC file, in its order. Raises SpentError and OSError."""
    broken = 0
    for frame in _frames(raw, budget):
        yield frame
        broken += frame.broken is not None
        if broken == MAX_BROKEN:
            yield Frame(broken=f"more than {MAX_BROKEN:,} records before this are broken; the rest was left unread")
            return


def _frames(raw: Readable, budget: Budget) -> Iterator[Frame]:
    start = raw.read(BLOCK)
    if not start.startswith(_GZIP[:2]):
        yield from _Tape(_counted(_plain(start, raw), budget)).frames()
        return
    members = _Members(start, raw)
    while members.find():
        tape = _Tape(_counted(members.blocks(), budget))
        try:
            yield from tape.frames()
        except zlib.error:
            yield Frame(broken="the gzip data of this record is damaged")


def _plain(start: bytes, raw: Readable) -> Iterator[bytes]:
    while start:
        yield start
        start = raw.read(BLOCK)


def _counted(blocks: Iterator[bytes], budget: Budget) -> Iterator[bytes]:
    for block in blocks:
        budget.take_bytes(len(block))
        yield block


class _Members:
    """The members of a gzip file, one after the other; what follows a broken one is searched for the next."""

    def __init__(self, start: bytes, raw: Readable) -> None:
        self._rest = start
        self._raw = raw

    def find(self) -> bool:
        """Go to where the next member begins; False at the end of the file."""
        while (at := self._rest.find(_GZIP)) < 0:
            more = self._raw.read(BLOCK)
            if not more:
                return False
            self._rest = self._rest[1 - len(_GZIP) :] + more
        self._rest = self._rest[at:]
        return True

    def blocks(self) -> Iterator[bytes]:
        """The unpacked member, at most BLOCK bytes at a time. Raises zlib.error."""
        inflater = zlib.decompressobj(wbits=31)
        data, self._rest = self._rest, self._rest[1:]  # so that a broken member is not found again
        while True:
            yield inflater.decompress(data, BLOCK)
            if inflater.eof:
                self._rest = inflater.unused_data
                return
            data = inflater.unconsumed_tail
            if not data:
                data = self._rest = self._raw.read(BLOCK)
                if not data:
                    raise zlib.error("the data ends inside a member")


class _Tape:
    """Unpacked bytes, read once from the front; what was read too far can be put back."""

    def __init__(self, blocks: Iterator[bytes]) -> None:
        self._blocks = blocks
        self._held = b""
        self._at = 0

    def frames(self) -> Iterator[Frame]:
        """Cut to the end of the tape, which is then read through."""
        lost = False  # in front of the next record stands something that is none
        while line := self._line():
            if line.startswith(_START):
                yield (frame := self._frame(line))
                lost = frame.broken is not None
            elif line.strip() and not lost:
                yield Frame(broken="here a record should begin and does not")
                lost = True

    def _frame(self, line: bytes) -> Frame:
        header = bytearray(line)
        length = None
        for _ in range(MAX_HEADER_LINES):
            line = self._line()
            header += line
            if found := _LENGTH.fullmatch(line):
                length = int(found[1])
            if not line.strip():
                break
        if length is None or line.strip() or not line:
            return Frame(broken="the header of this record is broken or names no Content-Length")
        if length > MAX_FRAME_BYTES:
            return self._long(bytes(header), length)
        body, behind = self._read(length), self._line()
        if len(body) == length and not behind.strip():
            return Frame(bytes(header) + body)
        # The length is wrong; the next record may begin inside what was read for this one.
        at = body.find(b"\n" + _START)
        self._put_back((body[at + 1 :] if at >= 0 else b"") + behind)
        return Frame(broken="the Content-Length of this record is wrong")

    def _long(self, header: bytes, length: int) -> Frame:
        start = self._read(BLOCK)
        left = length - len(start)
        while left and (skipped := self._read(min(left, BLOCK))):
            left -= len(skipped)
        if left:
            return Frame(broken="this record is cut short")
        return Frame(header + start, whole=False)

    def _line(self) -> bytes:
        """Up to and with the next line end; at most MAX_LINE_BYTES, empty at the end of the tape."""
        while True:
            end = self._held.find(b"\n", self._at, self._at + MAX_LINE_BYTES)
            if end >= 0 or len(self._held) - self._at >= MAX_LINE_BYTES or not self._more():
                return self._take(end + 1 - self._at if end >= 0 else MAX_LINE_BYTES)

    def _read(self, size: int) -> bytes:
        parts = [self._take(size)]
        left = size - len(parts[0])
        while left > 0 and self._more():
            parts.append(self._take(left))
            left -= len(parts[-1])
        return b"".join(parts)

    def _more(self) -> bool:
        block = next(self._blocks, None)
        if block is not None:
            self._held, self._at = self._held[self._at :] + block, 0
        return block is not None

    def _take(self, size: int) -> bytes:
        taken = self._held[self._at : self._at + size]
        self._at += len(taken)
        return taken

    def _put_back(self, data: bytes) -> None:
        self._held, self._at = data + self._held[self._at :], 0
