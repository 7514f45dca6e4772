"""The record: articles, their immutable versions and the ordered log of changes, in SQL."""

from __future__ import annotations

import hashlib
from base64 import b32encode
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar
from urllib.parse import urlsplit, urlunsplit

from sqlalchemy import ColumnElement, Connection, Engine, create_engine, event, func, insert, select, tuple_
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import ConnectionPoolEntry

from store import schema
from store.article import Draft, Version
from store.errors import ArchiveError, NotFoundError
from store.report import Outcome
from store.rows import content_of, pack, seal, sound, version_of

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


@dataclass(frozen=True, slots=True)
class Recorded:
    """What became of a draft: its outcome and the article it is now part of."""

    outcome: Outcome
    article_id: str


class Archive:
    """The SQL record in one folder. Every write is a transaction: after a kill it is there whole or not at all.

    Raises ArchiveError when the database cannot be opened or is of a newer format.
    """

    def __init__(self, folder: Path) -> None:
        self.engine = _engine(folder / FILE)
        try:
            schema.metadata.create_all(self.engine)
            with self.engine.begin() as connection:
                _check_format(connection)
        except DBAPIError as error:
            raise ArchiveError(
                f"The archive {folder / FILE} cannot be opened ({error.orig}). Check DATELINE_HOME, or restore it."
            ) from error

    def close(self) -> None:
        self.engine.dispose()

    def add_all(self, drafts: Sequence[Draft], *, dry_run: bool = False) -> list[Recorded]:
        """Keep drafts as new articles or new versions, in one transaction; the result is in their order.

        The same content again, by whatever route, changes nothing. With `dry_run` nothing is kept.
        """
        with self.engine.connect() as connection, connection.begin() as transaction:
            recorded = [_add(connection, draft) for draft in drafts]
            if dry_run:
                transaction.rollback()
        return recorded

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

    def versions(self, article_id: str) -> list[Version]:
        """All versions of an article, oldest first. Raises NotFoundError."""
        found = self._select(schema.versions.c.article_id == article_id)
        if not found:
            raise NotFoundError(f"The archive has no article {article_id!r}; `dateline search` shows the ids.")
        return found

    def histories(self, article_ids: Iterable[str]) -> dict[str, list[Version]]:
        """All versions of each of these articles, oldest first; unknown ids are left out."""
        found: dict[str, list[Version]] = {}
        for batch in _batches(sorted(set(article_ids))):
            for version in self._select(schema.versions.c.article_id.in_(batch)):
                found.setdefault(version.article_id, []).append(version)
        return found

    def newest(self, article_ids: Iterable[str]) -> dict[str, Version]:
        """The current version of each of these articles; unknown ids are left out."""
        table, heads = schema.versions.c, schema.articles
        found: dict[str, Version] = {}
        for batch in _batches(sorted(set(article_ids))):
            pairs = select(heads.c.article_id, heads.c.current).where(heads.c.article_id.in_(batch))
            for version in self._select(tuple_(table.article_id, table.number).in_(pairs)):
                found[version.article_id] = version
        return found

    def load(self, keys: Iterable[tuple[str, int]]) -> dict[tuple[str, int], Version]:
        """The versions with these (article id, number): what quotes are made of and checked against.

        Those that do not exist are left out, and those of which a byte was changed since they were sealed.
        """
        table, found = schema.versions, dict[tuple[str, int], Version]()
        with self.engine.connect() as connection:
            for batch in _batches(sorted(set(keys))):
                rows = select(table).where(tuple_(table.c.article_id, table.c.number).in_(batch))
                for row in connection.execute(rows).mappings():
                    if sound(row):
                        found[(row["article_id"], row["number"])] = version_of(row)
        return found

    def current_versions(self) -> Iterator[Version]:
        """The current version of every article, streamed."""
        table, heads = schema.versions, schema.articles
        current = (heads.c.article_id == table.c.article_id) & (heads.c.current == table.c.number)
        with self.engine.connect() as connection:
            rows = select(table).select_from(table.join(heads, current))
            for row in connection.execution_options(yield_per=BATCH).execute(rows).mappings():
                yield version_of(row)

    def publishers(self) -> list[str | None]:
        """The publishers of all current versions, those of the most articles first."""
        table, heads = schema.versions.c, schema.articles.c
        count = func.count()
        rows = (
            select(table.publisher)
            .join_from(schema.versions, schema.articles, heads.article_id == table.article_id)
            .where(heads.current == table.number)
            .group_by(table.publisher)
            .order_by(count.desc(), table.publisher)
        )
        with self.engine.connect() as connection:
            return list(connection.scalars(rows))

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
        rows = select(table).where(condition).order_by(table.c.article_id, table.c.number)
        with self.engine.connect() as connection:
            return [version_of(row) for row in connection.execute(rows).mappings()]


def article_id(url: str | None, source: str) -> str:
    """The short stable id of an article: 12 base-32 letters of a hash of its canonical URL, or of its source.

    60 bits: two of a million articles share one with a chance of 1 in 2 million.
    """
    name = canonical_url(url) if url else source
    return b32encode(hashlib.sha256(name.encode("utf-8", "surrogatepass")).digest())[:12].decode().lower()


def canonical_url(url: str) -> str:
    """The URL without fragment, `utm_…` parameters, default port or trailing slash, scheme and host in lower case.

    What is no URL (`https://[draft]`) stays as it is, stripped.
    """
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return url.strip()
    kept = [pair for pair in parts.query.split("&") if pair and not pair.lower().startswith("utm_")]
    host = parts.netloc.lower().removesuffix(":80" if parts.scheme == "http" else ":443")
    return urlunsplit((parts.scheme.lower(), host, parts.path.rstrip("/"), "&".join(kept), ""))


def _engine(file: Path) -> Engine:
    file.parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(f"sqlite:///{file}")

    @event.listens_for(engine, "connect")
    def _(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
        # A byte that is no UTF-8 is damage to be named and mended, not an error in the middle of a query.
        connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
        cursor = connection.cursor()
        # WAL: readers are never blocked by the writer. FULL: a committed article survives a power cut too.
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "busy_timeout=10000"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    return engine


def _check_format(connection: Connection) -> None:
    table = schema.about
    found = connection.scalar(select(table.c.value).where(table.c.name == "format"))
    if found is None:
        connection.execute(insert(table).values(name="format", value=str(schema.FORMAT)))
    elif int(found) > schema.FORMAT:
        raise ArchiveError(f"The archive is of format {found}, this program knows {schema.FORMAT}; update Dateline.")


def _add(connection: Connection, draft: Draft) -> Recorded:
    content = content_of(draft)
    sealed, key = seal(content), article_id(draft.url, draft.identity or draft.source)
    table = schema.versions.c
    same = select(table.article_id).where(table.seal == sealed).limit(1)
    known = connection.scalar(same)
    if known is not None:
        return Recorded("unchanged", known)
    heads = schema.articles
    current = connection.scalar(select(heads.c.current).where(heads.c.article_id == key))
    number = (current or 0) + 1
    if current is None:
        connection.execute(insert(heads).values(article_id=key, current=number))
    else:
        connection.execute(heads.update().where(heads.c.article_id == key).values(current=number))
    connection.execute(
        insert(schema.versions).values(article_id=key, number=number, source=draft.source, seal=sealed, **content)
    )
    connection.execute(insert(schema.copies).values(article_id=key, number=number, packed=pack(content)))
    outcome: Outcome = "added" if current is None else "new_version"
    if draft.status == "withdrawn":
        outcome = "withdrawn"
    log_change(connection, outcome, key, number)
    return Recorded(outcome, key)


def log_change(connection: Connection, kind: str, key: str, number: int) -> None:
    """Append to the log, inside the caller's transaction, what the derived indexes have to follow."""
    at = datetime.now(UTC).isoformat(timespec="seconds")
    connection.execute(insert(schema.changes).values(at=at, kind=kind, article_id=key, number=number))


def _batches(rows: Sequence[T]) -> Iterator[Sequence[T]]:
    for start in range(0, len(rows), BATCH):
        yield rows[start : start + BATCH]
