"""The file of an export: gzip of JSON Lines. A head, every row of the record table by table, and a seal over them.

It is written and read a row at a time, so that its size is no matter of memory.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import zlib
from collections.abc import Generator, Iterable, Iterator, Mapping
from contextlib import closing, suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import BinaryIO

from store.errors import ExportError

FORMAT = 1
_MOST = 512 * 2**20  # bytes of a line: a version is one member of a bundle at most, which may have 64 MB
_LARGEST = 10**9  # of a number in the head; an index has it as the name of its folder

Row = Mapping[str, str | int | None]


@dataclass(frozen=True, slots=True)
class Head:
    """The first line. `record` is the format of the record, `generation` the number of the index it was answered by."""

    dateline_export: int
    record: int
    generation: int


@dataclass(frozen=True, slots=True)
class Seal:
    """The last line: how many rows, and SHA-256 over every line before it."""

    rows: int
    sha256: str


def write_export(path: Path, head: Head, rows: Iterable[tuple[str, Row]]) -> int:
    """Write rows, each with its table's name; how many. A file of that name is replaced once all is there.

    Raises ExportError where it cannot be written, and what `rows` raises; nothing is left of it then.
    """
    partial = path.with_name(f"{path.name}.partial")
    try:
        with partial.open("wb") as file:
            count = _write(file, head, rows)
        partial.replace(path)
    except OSError as error:
        raise ExportError(f"{path} cannot be written ({error.strerror}); make room, or write it elsewhere.") from None
    finally:
        with suppress(OSError):  # it became the file, or was never there
            partial.unlink()
    return count


def _write(file: BinaryIO, head: Head, rows: Iterable[tuple[str, Row]]) -> int:
    digest, count = hashlib.sha256(), 0
    with gzip.GzipFile("", "wb", 6, file, mtime=0) as packed:
        line = _line(asdict(head))
        digest.update(line)
        packed.write(line)
        for table, row in rows:
            line = row_line(table, row)
            digest.update(line)
            packed.write(line)
            count += 1
        packed.write(_line(asdict(Seal(count, digest.hexdigest()))))
    file.flush()
    os.fsync(file.fileno())
    return count


def row_line(table: str, row: Row) -> bytes:
    """A row as a line of the file: the same bytes for the same row on every machine."""
    return _line([table, dict(row)])


def read_head(path: Path) -> Head:
    """The first line. Raises ExportError for what is no export, or is of a newer format; OSError."""
    with closing(_lines(path)) as lines:
        return _head(path, next(lines, b""))


def read_rows(path: Path) -> Iterator[tuple[str, dict[str, str | int | None]]]:
    """Every row with its table's name. Raises ExportError in the end where the seal does not fit; OSError.

    Nothing of it is to be trusted before the end: read it once to know that it is whole, then again to use it.
    """
    digest, count = hashlib.sha256(), 0
    with closing(_lines(path)) as lines:
        head = next(lines, b"")
        _head(path, head)
        digest.update(head)
        for line in lines:
            found = _parsed(path, line)
            if isinstance(found, dict):
                if found != asdict(Seal(count, digest.hexdigest())) or next(lines, None) is not None:
                    raise _damaged(path)
                return
            digest.update(line)
            count += 1
            yield _row(path, found)
    raise _damaged(path)


def _lines(path: Path) -> Generator[bytes]:
    with gzip.open(path, "rb") as file:
        while True:
            try:
                line = file.readline(_MOST)
            except (gzip.BadGzipFile, EOFError, zlib.error):
                raise _damaged(path) from None
            if not line:
                return
            yield line


def _head(path: Path, line: bytes) -> Head:
    found = _parsed(path, line)
    if not isinstance(found, dict) or type(version := found.get("dateline_export")) is not int:
        raise ExportError(f"{path} is no export of an archive; `dateline export FILE` makes one.")
    if version > FORMAT:
        raise ExportError(f"{path} is an export of format {version}, this program knows {FORMAT}; update Dateline.")
    try:
        head = Head(**found)
    except TypeError:
        raise _damaged(path) from None
    if not all(type(number) is int and 0 < number <= _LARGEST for number in asdict(head).values()):
        raise _damaged(path)
    return head


def _parsed(path: Path, line: bytes) -> object:
    try:
        return json.loads(line)
    except ValueError:  # also bytes that are no UTF-8
        raise _damaged(path) from None


def _row(path: Path, found: object) -> tuple[str, dict[str, str | int | None]]:
    match found:
        case [str(table), dict(row)]:
            return table, row
    raise _damaged(path)


def _damaged(path: Path) -> ExportError:
    return ExportError(f"{path} is no export, or it is damaged or not whole; nothing was imported.")


def _line(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8") + b"\n"
