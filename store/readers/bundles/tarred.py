"""Tar archives, plain or packed with gzip or bzip2: their members as documents, in one pass, one at a time."""

from __future__ import annotations

import bz2
import gzip
import tarfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, BinaryIO, cast

from store.article import Unreadable
from store.readers.bundles.budget import Budget
from store.readers.bundles.members import MemberNames, inner_path, is_passed_over, size_limit
from store.readers.bundles.spool import spooled
from store.readers.document import Document
from store.readers.errors import NotAnArticleError

MAX_HEADER_BYTES = 32_768  # an extended header, which tarfile takes in one read; it holds a path and some times
MAX_GLOBAL_KEYS = 100  # keys that hold for all members; a dozen are defined
_GZIP, _BZIP2 = b"\x1f\x8b", b"BZh"
# What tarfile lets out for a header that is damaged or forged, besides its own error.
_BROKEN = (tarfile.TarError, ValueError, LookupError, OverflowError, RecursionError, EOFError, zlib.error)
_DAMAGED = "it breaks or ends here, so what follows in it was not read; fetch or pack it again"


def read_tar(bundle: Document, budget: Budget) -> Iterator[Document | Unreadable]:
    """The members in the order in which they were packed; each may be opened until the next is asked for.

    Raises NotAnArticleError where it is no tar archive or breaks, SpentError and OSError.
    """
    with bundle.open() as raw, _unpacked(raw) as plain:
        source = _Source(plain, budget)
        try:
            archive = tarfile.TarFile(fileobj=cast(IO[bytes], source), mode="r", errorlevel=1)
        except _BROKEN:
            raise NotAnArticleError("this is not a tar archive, or it is damaged; fetch or pack it again") from None
        names = MemberNames(bundle.source)
        while (member := _next(archive, source)) is not None:
            budget.take_member()
            yield from _member(archive, member, names, budget)


class _Source:
    """The unpacked bytes of the archive, counted, forward only; a header is refused where it would fill the memory."""

    def __init__(self, raw: IO[bytes], budget: Budget) -> None:
        self._raw = raw
        self._budget = budget
        self._at = 0
        self.in_header = True
        self.last = b""

    def read(self, size: int) -> bytes:
        if self.in_header and size > MAX_HEADER_BYTES:
            raise tarfile.ReadError("the header is too long")
        with _damage_told():
            self.last = self._raw.read(size)
        self._moved(len(self.last))
        return self.last

    def seek(self, position: int) -> None:
        if position < self._at:
            raise tarfile.ReadError("a negative size leads back, which would have no end")
        self._moved(position - self._at)
        with _damage_told():
            self._raw.seek(position)

    def tell(self) -> int:
        return self._at

    def _moved(self, count: int) -> None:
        self._at += count
        self._budget.take_bytes(count)


@contextmanager
def _damage_told() -> Iterator[None]:
    """Makes the OSError of gzip and bz2 for damaged data one of tar; one of the system has a number and stays."""
    try:
        yield
    except OSError as error:
        if error.errno is not None:
            raise
        raise tarfile.ReadError("the packed data is damaged") from None


def _unpacked(raw: BinaryIO) -> IO[bytes]:
    start = raw.read(len(_BZIP2))
    raw.seek(0)
    if start.startswith(_GZIP):
        return cast(IO[bytes], gzip.GzipFile(fileobj=raw))
    return cast(IO[bytes], bz2.BZ2File(raw)) if start == _BZIP2 else raw


def _next(archive: tarfile.TarFile, source: _Source) -> tarfile.TarInfo | None:
    """The next header; None at the end. Raises NotAnArticleError where there is neither."""
    source.in_header = True
    try:
        member = archive.next()
    except _BROKEN:
        raise NotAnArticleError(_DAMAGED) from None
    source.in_header = False
    # tarfile would keep every header that it ever saw, in a list that its type stubs leave out.
    archive.members.clear()  # type: ignore[attr-defined]
    if len(archive.pax_headers) > MAX_GLOBAL_KEYS or (member is None and source.last != bytes(tarfile.BLOCKSIZE)):
        raise NotAnArticleError(_DAMAGED)
    return member


def _member(
    archive: tarfile.TarFile, member: tarfile.TarInfo, names: MemberNames, budget: Budget
) -> Iterator[Document | Unreadable]:
    try:
        path = inner_path(member.name)
        if member.isdir() or is_passed_over(path):
            return
    except NotAnArticleError as error:
        yield Unreadable(names.source(member.name), str(error))
        return
    source = names.source(str(path))
    stream = archive.extractfile(member) if member.isreg() and not member.issparse() else None
    if stream is None:
        reason = "this is a link, a device or a pipe, not a file, so it was not followed"
        yield Unreadable(source, reason, "skipped")
        return
    try:
        with stream, spooled(stream, size_limit(path.name), budget) as opened:
            yield Document(source=source, name=path.name, open=opened)
    except NotAnArticleError as error:
        yield Unreadable(source, str(error))
    except _BROKEN:
        yield Unreadable(source, "it is cut short or damaged; fetch or pack the archive again")
