"""Which files of the watched folder were handed on to be indexed, and in which state."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, Engine, delete, insert, select

from bot.dropped import Dropped
from bot.kept.tables import handed, transact

_AT_ONCE = 500  # names in one statement


class Handed:
    """What was handed on. Every call works in a thread; each raises KeptError where the tables cannot be used."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    async def not_yet(self, files: Sequence[Dropped]) -> list[Dropped]:
        """Those that were not handed on, or in another state."""
        return await transact(self._engine, lambda connection: _not_yet(connection, files))

    async def note(self, files: Sequence[Dropped]) -> None:
        """These were handed on as they are here."""
        await transact(self._engine, lambda connection: _note(connection, files))


def _not_yet(connection: Connection, files: Sequence[Dropped]) -> list[Dropped]:
    known: dict[bytes, tuple[int, int]] = {}
    for some in _pieces(files):
        rows = select(handed).where(handed.c.path.in_([os.fsencode(one.path) for one in some]))
        known |= {row.path: (row.size, row.modified) for row in connection.execute(rows)}
    return [one for one in files if known.get(os.fsencode(one.path)) != (one.size, one.modified)]


def _note(connection: Connection, files: Sequence[Dropped]) -> None:
    for some in _pieces(files):
        rows = [{"path": os.fsencode(one.path), "size": one.size, "modified": one.modified} for one in some]
        connection.execute(delete(handed).where(handed.c.path.in_([row["path"] for row in rows])))
        connection.execute(insert(handed), rows)


def _pieces(files: Sequence[Dropped]) -> Iterator[Sequence[Dropped]]:
    return (files[start : start + _AT_ONCE] for start in range(0, len(files), _AT_ONCE))
