"""The audit trail: who did what to the record, when, why, and with what outcome. It is kept in the record itself."""

from __future__ import annotations

import getpass
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection, insert, select, update

from store.archive import Archive
from store.errors import DatelineError
from store.schema import audit as table
from store.schema import stamp

Action = Literal["index", "withdraw", "restore", "remove", "rollback", "import"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of the trail. `at` is ISO 8601 in UTC; `outcome` is None for what is at work or was cut short."""

    at: str
    who: str
    action: Action
    about: str
    reason: str | None
    outcome: str | None

    def as_json(self) -> dict[str, object]:
        return {name: getattr(self, name) for name in self.__slots__}


def system_user() -> str:
    """The user of this process, by name where the system has one for the number."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):  # a container may run under any number
        return f"uid {os.getuid()}"


def enter(
    connection: Connection, who: str, action: Action, about: str, *, reason: str | None = None, outcome: str | None
) -> int:
    """Write a line inside the caller's transaction; its number."""
    at = stamp()
    row = insert(table).values(at=at, who=who, action=action, about=about, reason=reason, outcome=outcome)
    return int(connection.execute(row.returning(table.c.id)).scalar_one())


@contextmanager
def audited(
    archive: Archive, who: str, action: Action, about: str, reason: str | None = None
) -> Iterator[Callable[[str], None]]:
    """A line for what is done in the block, which says its outcome by calling what it is given.

    The line is there before the work, so that a run that was killed stands in the trail, too.
    """
    with archive.engine.begin() as connection:
        number = enter(connection, who, action, about, reason=reason, outcome=None)

    def finish(outcome: str) -> None:
        with archive.engine.begin() as connection:
            connection.execute(update(table).where(table.c.id == number).values(outcome=outcome))

    try:
        yield finish
    except DatelineError as error:
        finish(f"failed: {error}")
        raise


def trail(archive: Archive, limit: int) -> list[Entry]:
    """The newest lines, oldest first."""
    columns = (table.c.at, table.c.who, table.c.action, table.c.about, table.c.reason, table.c.outcome)
    rows = select(*columns).order_by(table.c.id.desc()).limit(limit)
    with archive.engine.connect() as connection:
        return [Entry(**row) for row in connection.execute(rows).mappings()][::-1]
