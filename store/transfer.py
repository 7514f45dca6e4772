"""Carrying a record to another machine: all of it out into one file, and back into an empty data folder."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

from sqlalchemy import Column, Connection, Integer, Table, insert, select
from sqlalchemy.exc import DBAPIError

from store import schema
from store.archive import BATCH, Archive
from store.article import Status
from store.audit import enter
from store.checks import incoherence
from store.errors import ArchiveError, ExportError
from store.export_file import FORMAT, Head, Row, read_head, read_rows, row_line, write_export
from store.ids import ARTICLE_ID
from store.rows import pack, sound

_RECORD = (schema.articles, schema.versions, schema.withdrawals, schema.removals, schema.changes)
_BESIDE = (schema.fetches, schema.audit)  # what two copies of one record may differ in
_TABLES = {table.name: table for table in (*_RECORD, *_BESIDE)}  # in an order in which what is referred to is there

_LARGEST = 2**63 - 1  # that a column holds


@dataclass(frozen=True, slots=True)
class Transfer:
    """What an export or import did. `articles` and `versions` are counts of the whole record."""

    file: str
    outcome: Literal["exported", "imported", "unchanged"]
    articles: int
    versions: int

    def as_json(self) -> dict[str, object]:
        return {name: getattr(self, name) for name in self.__slots__}


class _Tally:
    """What a walk over rows counted, and the SHA-256 over the lines of the record proper."""

    def __init__(self) -> None:
        self.articles = 0
        self.versions = 0
        self._digest = hashlib.sha256()

    def over(self, rows: Iterable[tuple[str, Row]]) -> Iterator[tuple[str, Row]]:
        names = {table.name for table in _RECORD}
        for name, row in rows:
            self.articles += name == schema.articles.name
            self.versions += name == schema.versions.name
            if name in names:
                self._digest.update(row_line(name, row))
            yield name, row

    @property
    def sha256(self) -> str:
        return self._digest.hexdigest()


def export_record(archive: Archive, generation: int, path: Path) -> Transfer:
    """Write the record as it is at this moment.

    Raises ArchiveError where a version of it is damaged, ExportError where the file cannot be written.
    """
    tally = _Tally()
    with archive.snapshot() as connection:
        head = Head(FORMAT, schema.FORMAT, generation)
        write_export(path, head, tally.over(_rows(connection, _TABLES.values())))
    return Transfer(str(path), "exported", tally.articles, tally.versions)


def check_export(path: Path) -> Head:
    """Read an export whole. Raises ExportError unless this program can take every row of it; OSError."""
    head = read_head(path)
    if head.record > schema.FORMAT:
        raise ExportError(
            f"{path} holds a record of format {head.record}, this program knows {schema.FORMAT}; update Dateline."
        )
    for name, row in read_rows(path):
        if name not in _TABLES or not _fits(_TABLES[name], row):
            raise ExportError(f"{path} has a row that does not fit the record ({name}); nothing was imported.")
    return head


def import_record(archive: Archive, path: Path, who: str) -> Transfer:
    """Take over the record of an export that `check_export` found whole, in one transaction.

    Raises ExportError where another record is here already, or its rows do not fit together; the same one is left as
    it is.
    """
    tally = _Tally()
    if archive.count_versions():
        for _ in tally.over(read_rows(path)):
            pass
        if tally.sha256 != _digest(archive):
            raise ExportError("There is another record here already; import into a data folder of its own.")
        return Transfer(str(path), "unchanged", tally.articles, tally.versions)
    try:
        with archive.engine.begin() as connection:
            _insert_all(connection, tally.over(read_rows(path)))
            if fault := incoherence(connection):
                raise ExportError(f"{path} does not fit together: {fault}; nothing was imported. Export it anew.")
            outcome = f"imported {tally.articles} articles in {tally.versions} versions"
            enter(connection, who, "import", str(path), outcome=outcome)
    except DBAPIError as error:
        raise ExportError(f"{path} cannot be taken over ({error.orig}); nothing was imported.") from error
    return Transfer(str(path), "imported", tally.articles, tally.versions)


def _rows(connection: Connection, tables: Iterable[Table]) -> Iterator[tuple[str, Row]]:
    for table in tables:
        rows = select(table).order_by(*table.primary_key.columns).execution_options(yield_per=BATCH)
        for row in connection.execute(rows).mappings():
            if table is schema.versions and not sound(row):
                raise ArchiveError(
                    f"Article {row['article_id']}, version {row['number']} is damaged; run: dateline index"
                )
            yield table.name, dict(row)


def _digest(archive: Archive) -> str:
    tally = _Tally()
    with archive.snapshot() as connection:
        for _ in tally.over(_rows(connection, _RECORD)):
            pass
    return tally.sha256


def _fits(table: Table, row: Row) -> bool:
    if row.keys() != {column.name for column in table.columns}:
        return False
    return all(_holds(column, row[column.name]) for column in table.columns) and (
        table is not schema.versions or (_means(row) and sound(row))
    )


def _holds(column: Column[Any], value: str | int | None) -> bool:
    if value is None:
        return bool(column.nullable)
    if isinstance(column.type, Integer):
        return type(value) is int and abs(value) <= _LARGEST
    if not isinstance(value, str):
        return False
    try:
        value.encode()
    except UnicodeEncodeError:  # half a surrogate pair, which no text has
        return False
    return True


def _means(row: Row) -> bool:
    """Whether a version can be read for what it says."""
    return (
        row["status"] in get_args(Status)
        and ARTICLE_ID.fullmatch(str(row["article_id"])) is not None
        and all(_is_list_of_texts(str(row[name])) for name in ("byline", "captions"))
    )


def _is_list_of_texts(written: str) -> bool:
    try:
        found = json.loads(written)
    except ValueError:
        return False
    return isinstance(found, list) and all(isinstance(one, str) for one in found)


def _insert_all(connection: Connection, rows: Iterable[tuple[str, Row]]) -> None:
    waiting: list[Row] = []
    last = ""
    for name, row in rows:
        if waiting and (name != last or len(waiting) == BATCH):
            _insert(connection, _TABLES[last], waiting)
            waiting = []
        waiting.append(row)
        last = name
    if waiting:
        _insert(connection, _TABLES[last], waiting)


def _insert(connection: Connection, table: Table, rows: list[Row]) -> None:
    if table is schema.audit:  # what was tried here before has taken numbers
        rows = [{name: value for name, value in row.items() if name != "id"} for row in rows]
    connection.execute(insert(table), rows)
    if table is schema.versions:
        copies = [{"article_id": row["article_id"], "number": row["number"], "packed": pack(row)} for row in rows]
        connection.execute(insert(schema.copies), copies)
