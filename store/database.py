"""The database file of the record: how it is opened, and what is said when it, or the disk it is on, fails."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from typing import NoReturn

from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import ConnectionPoolEntry

from store.errors import ArchiveError

BUSY_MS = 10_000  # that a statement waits for who holds the database; no transaction of ours takes as long

# By the first words of SQLite's own name for an error; the rest are those of a file that cannot be opened.
_SAID = {
    "SQLITE_FULL": "There is no room for the archive {file} ({error}). What it held is safe; make room and try again.",
    "SQLITE_IOERR": "The archive {file} cannot be written or read ({error}). Is its disk full? Then make room and try "
    "again.",
    "SQLITE_BUSY": "Another program holds the archive {file} ({error}). Close it, or wait for it, and try again.",
    "SQLITE_READONLY": "The archive {file} cannot be written to ({error}), which even a question needs. Give this user "
    "the right to write to the file and its folder, or set DATELINE_HOME to another.",
    "SQLITE_CORRUPT": "The archive {file} is damaged ({error}). Restore a backup, or import an export elsewhere.",
}
_READ_ONLY = (
    "The archive {file} is on a file system that is read-only ({error}), and even a question needs to write to it. "
    "Have it mounted to be written to, or set DATELINE_HOME to a folder elsewhere."
)
_UNOPENED = "The archive {file} cannot be opened ({error}). Check DATELINE_HOME, or restore it."


def open_database(file: Path) -> Engine:
    """An engine on the file, made when it is not there. Whatever it fails at later is an ArchiveError, as here."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ArchiveError(
            f"The data folder {file.parent} cannot be made ({error.strerror}). Check DATELINE_HOME."
        ) from error
    engine = create_engine(f"sqlite:///{file}")

    @event.listens_for(engine, "connect")
    def _(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
        # A byte that is no UTF-8 is damage to be named and mended, not an error in the middle of a query.
        connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
        cursor = connection.cursor()
        # WAL: readers are never blocked by the writer. FULL: a committed article survives a power cut too.
        for pragma in (f"busy_timeout={BUSY_MS}", "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "handle_error")
    def _(context: ExceptionContext) -> None:
        error = context.original_exception
        # What breaks a rule of the tables, or is no SQL, is for whoever wrote it.
        if isinstance(error, sqlite3.DatabaseError) and not isinstance(
            error, sqlite3.IntegrityError | sqlite3.ProgrammingError
        ):
            _fail(file, error)

    return engine


def _fail(file: Path, error: sqlite3.DatabaseError) -> NoReturn:
    name = getattr(error, "sqlite_errorname", "")
    if name.startswith("SQLITE_CANTOPEN") and file.parent.is_dir() and not os.access(file.parent, os.W_OK):
        name = "SQLITE_READONLY"  # it could not make the files that it needs beside this one
    said = next((said for start, said in _SAID.items() if name.startswith(start)), _UNOPENED)
    if name.startswith("SQLITE_READONLY") and _on_read_only(file.parent):
        said = _READ_ONLY
    raise ArchiveError(said.format(file=file, error=error)) from error


def _on_read_only(folder: Path) -> bool:
    """Whether nobody can write to the file system of a folder, whatever right they are given."""
    return bool(os.statvfs(folder).f_flag & os.ST_RDONLY)
