"""Whether the rows of a record fit together, so that an index can be built of them and more can be recorded."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter

from sqlalchemy import Connection, func, select

from store import schema


def incoherence(connection: Connection) -> str | None:
    """What does not fit in the record, as the caller's transaction sees it, for a person; None where all does."""
    return next(_faults(connection), None)


def _faults(connection: Connection) -> Iterator[str]:
    versions, heads, log = schema.versions.c, schema.articles.c, schema.changes.c
    current = {row.article_id: row.current for row in connection.execute(select(heads.article_id, heads.current))}
    logged = {(row.article_id, row.number) for row in connection.execute(select(log.article_id, log.number))}
    removed = set(connection.scalars(select(log.article_id).where(log.kind == "removed")))
    rows = connection.execute(
        select(versions.article_id, versions.number, versions.place).order_by(versions.article_id)
    )
    complete = set()
    for article_id, found in groupby(rows, attrgetter("article_id")):
        history = sorted(found, key=attrgetter("place"))
        numbers = sorted(row.number for row in history)
        if numbers != list(range(1, len(history) + 1)) or [row.place for row in history] != list(range(len(history))):
            yield f"article {article_id} lacks a version"
        if current.get(article_id) not in numbers:
            yield f"the current version of article {article_id} is not one of its versions"
        if any((article_id, number) not in logged for number in numbers):
            yield f"a version of article {article_id} is not in the log"
        complete.add(article_id)
    for article_id in sorted(current.keys() - complete):
        yield f"article {article_id} has no version"
    if (first := connection.scalar(select(func.min(log.seq)))) is not None and first < 1:
        yield f"the log begins at {first}"
    for article_id in sorted({article_id for article_id, _ in logged} - complete - removed):
        yield f"the log names article {article_id}, which is not there"
