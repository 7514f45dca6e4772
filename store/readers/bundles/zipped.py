"""Zip archives: their members as documents, read one at a time and never written to disk under their names."""

from __future__ import annotations

import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from operator import attrgetter
from pathlib import PurePosixPath
from typing import IO, BinaryIO, cast

from store.article import Unreadable
from store.readers.bundles.budget import Budget
from store.readers.bundles.members import MemberNames, inner_path, is_passed_over, size_limit
from store.readers.bundles.spool import spooled
from store.readers.document import Document
from store.readers.errors import NotAnArticleError

# zipfile takes the list of members in one read and keeps some 600 bytes for each, which is most of what a zip costs:
# at this size there are 150,000 to 250,000 of them, and 150 MB. A tar has no list and costs nothing.
MAX_LIST_BYTES = 16_000_000
_LOCAL_HEADER = 30  # bytes before the name and the data of each member
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # zipfile unpacks the others without a bound
_ENCRYPTED = 0x1
# What zipfile lets out for a list of members that is damaged or forged, besides its own error.
_BROKEN = (zipfile.BadZipFile, NotImplementedError, ValueError, OverflowError, struct.error)
_NO_ZIP = "this is not a zip archive, or its list of members is damaged; fetch or pack it again"
_OVERLAP = "its members overlap, which only a zip bomb's do, so none was read; pack the files again"


def read_zip(bundle: Document, budget: Budget) -> Iterator[Document | Unreadable]:
    """The members in the order of the archive's list; each may be opened until the next is asked for.

    Raises NotAnArticleError where it is no zip archive, SpentError and OSError.
    """
    with bundle.open() as raw:
        try:
            archive = zipfile.ZipFile(cast(IO[bytes], _Guarded(raw)))
        except _BROKEN:
            raise NotAnArticleError(_NO_ZIP) from None
        with archive:
            members = archive.infolist()
            archive.NameToInfo.clear()  # members are opened by their entry; two may have one name
            if _overlap(members):
                raise NotAnArticleError(_OVERLAP)
            names = MemberNames(bundle.source)
            for member in members:
                budget.take_member()
                yield from _member(archive, member, names, budget)


class _Guarded:
    """A stream that refuses to give a list of members that would fill the memory."""

    def __init__(self, raw: BinaryIO) -> None:
        self._raw = raw
        self.seek, self.tell, self.seekable = raw.seek, raw.tell, raw.seekable

    def read(self, size: int = -1) -> bytes:
        if size > MAX_LIST_BYTES:
            raise NotAnArticleError(
                f"it has too many members for a zip archive: their list is larger than {MAX_LIST_BYTES // 1_000:,} kB, "
                "some 100 bytes each; split it, or pack it as .tar.gz"
            )
        return self._raw.read(size if size >= 0 else MAX_LIST_BYTES)


def _overlap(members: Sequence[zipfile.ZipInfo]) -> bool:
    end = 0
    for member in sorted(members, key=attrgetter("header_offset")):
        if member.header_offset < end:
            return True
        end = member.header_offset + _LOCAL_HEADER + member.compress_size
    return False


def _member(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, names: MemberNames, budget: Budget
) -> Iterator[Document | Unreadable]:
    try:
        path = inner_path(member.orig_filename)
        if member.is_dir() or is_passed_over(path):
            return
    except NotAnArticleError as error:
        yield Unreadable(names.source(member.orig_filename), str(error))
        return
    source = names.source(str(path))
    try:
        _check(member)
        with archive.open(member) as stream, spooled(stream, size_limit(path.name), budget) as opened:
            yield Document(source=source, name=path.name, open=opened)
    except NotAnArticleError as error:
        yield error.unreadable(source)
    except (*_BROKEN, EOFError, zlib.error):
        yield Unreadable(source, "it cannot be unpacked, its data or size is wrong; fetch or pack the archive again")


def _check(member: zipfile.ZipInfo) -> None:
    kind = stat.S_IFMT(member.external_attr >> 16)
    if kind not in (0, stat.S_IFREG):
        raise NotAnArticleError("this is a link or a device, not a file, so it was not followed", claimed=False)
    if member.flag_bits & _ENCRYPTED:
        raise NotAnArticleError("it is encrypted; unpack it with its password and index the file")
    if member.compress_type not in _METHODS:
        raise NotAnArticleError("it is packed by a method that is not read; pack it with plain zip (deflate)")
    if member.file_size > size_limit(PurePosixPath(member.filename).name):
        limit = size_limit(PurePosixPath(member.filename).name) // 1_000_000
        raise NotAnArticleError(f"it is larger than {limit:,} MB, too long for one document; split it")
