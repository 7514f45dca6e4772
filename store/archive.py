"""The record: articles, their immutable versions and the ordered log of changes, in SQL."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import ColumnElement, Connection, Select, func, select, tuple_

from store import schema
from store.article import Draft, Version
from store.database import open_database
from store.errors import NotFoundError
from store.recording import Recorded, record_all
from store.rows import sound, version_of
from store.upgrade import upgrade

FILE = "archive.db"
BATCH = 500  # rows a statement; SQLite takes at most 32,766 bound values

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Change:
    """One line of the log: at `seq`, version `number` of an article became what answers see."""

    seq: int
    kind: str
    article_id: str
    number: int


class Archive:
    """The SQL record in one folder. Every write is a transaction: after a kill it is there whole or not at all.

    Raises ArchiveError when the database is of a newer format, and whenever it or its disk fails.
    """

    def __init__(self, folder: Path) -> None:
        self.engine = open_database(folder / FILE)
        with self.engine.begin() as connection:
            upgrade(connection)

    def close(self) -> None:
        self.engine.dispose()

    def add_all(self, drafts: Sequence[Draft]) -> list[Recorded]:
        """Keep drafts as new articles or new versions, in one transaction; the result is in their order."""
        with self.engine.begin() as connection:
            return record_all(connection, drafts)

    @contextmanager
    def rehearsal(self) -> Iterator[Callable[[Sequence[Draft]], list[Recorded]]]:
        """An `add_all` of which nothing stays: later calls see what earlier ones were given, until the end."""
        with self.engine.connect() as connection, connection.begin() as transaction:
            yield lambda drafts: record_all(connection, drafts)
            transaction.rollback()

    @contextmanager
    def snapshot(self) -> Iterator[Connection]:
        """A connection that sees the record as it is now, whatever is written meanwhile. Only for reading."""
        with self.engine.connect() as connection:
            connection.exec_driver_sql("BEGIN")  # or each statement would have a moment of its own
            yield connection

    def last_change(self) -> int:
        """The `seq` of the newest change, 0 when nothing was ever added."""
        with self.engine.connect() as connection:
            return connection.scalar(select(func.max(schema.changes.c.seq))) or 0

    def changes_after(self, seq: int, limit: int) -> list[Change]:
        """At most `limit` changes later than `seq`, oldest first."""
        log = schema.changes.c
        rows = select(log.seq, log.kind, log.article_id, log.number).where(log.seq > seq).order_by(log.seq)
        with self.engine.connect() as connection:
            return [Change(*row) for row in connection.execute(rows.limit(limit))]

    def changed_after(self, seq: int) -> set[str]:
        """The ids of the articles that later changes than `seq` are about."""
        log = schema.changes.c
        with self.engine.connect() as connection:
            return set(connection.scalars(select(log.article_id).where(log.seq > seq).distinct()))

    def lifted(self, after: datetime, until: datetime) -> list[tuple[str, int]]:
        """The versions, as (article id, number), whose embargo lifted after one aware moment and until another."""
        table = schema.versions.c
        first, last = (moment.astimezone(UTC).isoformat(timespec="minutes") for moment in (after, until))
        # Embargoes are kept in this form, so that their order as text is that of time.
        rows = select(table.article_id, table.number).where(table.embargo > first, table.embargo <= last)
        with self.engine.connect() as connection:
            return [(key, number) for key, number in connection.execute(rows)]

    def versions(self, article_id: str) -> list[Version]:
        """All versions of an article in the order of its lineage, oldest first. Raises NotFoundError."""
        found = self._select(schema.versions.c.article_id == article_id)
        if not found:
            for reason in self.removed([article_id]).values():
                raise NotFoundError(
                    f"An admin removed the story {article_id!r} ({reason}); `dateline restore` lets it be read again."
                )
            if self.ever_removed([article_id]):
                raise NotFoundError(
                    f"The story {article_id!r} was removed and may be read again; index its file or page anew."
                )
            raise NotFoundError(f"The archive has no article {article_id!r}; `dateline search` shows the ids.")
        return found

    def removed(self, article_ids: Iterable[str]) -> dict[str, str]:
        """Those of these ids under which an admin removed a story, each with the reason."""
        table, found = schema.removals.c, dict[str, str]()
        with self.engine.connect() as connection:
            for batch in batches(sorted(set(article_ids))):
                rows = select(table.article_id, table.reason).where(table.article_id.in_(batch))
                found |= {row.article_id: row.reason for row in connection.execute(rows)}
        return found

    def ever_removed(self, article_ids: Iterable[str]) -> set[str]:
        """Those of these ids that stand in the log as removed, whatever came after that."""
        log, found = schema.changes.c, set[str]()
        with self.engine.connect() as connection:
            for batch in batches(sorted(set(article_ids))):
                rows = select(log.article_id).where(log.kind == "removed", log.article_id.in_(batch))
                found |= set(connection.scalars(rows))
        return found

    def histories(self, article_ids: Iterable[str]) -> dict[str, list[Version]]:
        """All versions of each of these articles, each in the order of its lineage; unknown ids are left out."""
        found: dict[str, list[Version]] = {}
        for batch in batches(sorted(set(article_ids))):
            for version in self._select(schema.versions.c.article_id.in_(batch)):
                found.setdefault(version.article_id, []).append(version)
        return found

    def load(self, keys: Iterable[tuple[str, int]]) -> dict[tuple[str, int], Version]:
        """The versions with these (article id, number): what quotes are made of and checked against.

        Those that do not exist are left out, and those of which a byte was changed since they were sealed.
        """
        table, found = schema.versions, dict[tuple[str, int], Version]()
        with self.engine.connect() as connection:
            for batch in batches(sorted(set(keys))):
                rows = _standing().where(tuple_(table.c.article_id, table.c.number).in_(batch))
                for row in connection.execute(rows).mappings():
                    if sound(row):
                        found[(row["article_id"], row["number"])] = _as_it_stands(row)
        return found

    def current_versions(self) -> Iterator[Version]:
        """The current version of every article, streamed."""
        table, heads = schema.versions, schema.articles
        current = (heads.c.article_id == table.c.article_id) & (heads.c.current == table.c.number)
        with self.engine.connect() as connection:
            rows = _standing().join(heads, current)
            for row in connection.execution_options(yield_per=BATCH).execute(rows).mappings():
                yield _as_it_stands(row)

    def count_versions(self) -> int:
        """How many versions the record has."""
        with self.engine.connect() as connection:
            return connection.scalar(select(func.count()).select_from(schema.versions)) or 0

    def article_ids(self) -> list[str]:
        """The ids of all articles, sorted."""
        with self.engine.connect() as connection:
            return list(connection.scalars(select(schema.articles.c.article_id).order_by(schema.articles.c.article_id)))

    def _select(self, condition: ColumnElement[bool]) -> list[Version]:
        table = schema.versions
        rows = _standing().where(condition).order_by(table.c.article_id, table.c.place)
        with self.engine.connect() as connection:
            return [_as_it_stands(row) for row in connection.execute(rows).mappings()]


def _standing() -> Select[Any]:
    """Versions with why an admin withdrew their story, which is no part of what is sealed."""
    versions, withdrawn = schema.versions, schema.withdrawals
    joined = versions.outerjoin(withdrawn, withdrawn.c.article_id == versions.c.article_id)
    return select(versions, withdrawn.c.reason.label("withdrawn_for")).select_from(joined)


def _as_it_stands(row: Mapping[Any, Any]) -> Version:
    version, reason = version_of(row), row["withdrawn_for"]
    return version if reason is None else replace(version, status="withdrawn", note=reason)


def batches(rows: Sequence[T]) -> Iterator[Sequence[T]]:
    """The rows, as many at a time as one statement takes."""
    for start in range(0, len(rows), BATCH):
        yield rows[start : start + BATCH]
