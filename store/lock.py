"""The writer lock: one process at a time changes a data folder; readers never wait for it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from store.errors import ArchiveError, LockedError

_LOCK = "writer.lock"
_HOLDER = "writer.txt"


@contextmanager
def writer_lock(home: Path) -> Iterator[None]:
    """Hold the lock while in the block; it is freed by the system when the process dies.

    Raises LockedError, naming the process that has it, when it is held; ArchiveError where nothing can be written.
    """
    lock = FileLock(home / _LOCK, timeout=0)
    try:
        home.mkdir(parents=True, exist_ok=True)
        lock.acquire()
    except Timeout as error:
        raise LockedError(f"Another process is writing to {home}: {_holder(home)}. Wait for it to end.") from error
    except OSError as error:
        raise _unwritable(home, error) from error
    try:
        command = " ".join([Path(sys.argv[0]).name, *sys.argv[1:]])
        try:
            (home / _HOLDER).write_text(f"process {os.getpid()} ({command[:200]})", encoding="utf-8")
        except OSError as error:
            raise _unwritable(home, error) from error
        yield
    finally:
        (home / _HOLDER).unlink(missing_ok=True)
        lock.release()


def _unwritable(home: Path, error: OSError) -> ArchiveError:
    return ArchiveError(
        f"The data folder {home} cannot be written to ({error.strerror}). Make room on its disk, give this user the "
        "right to write there, or set DATELINE_HOME to another."
    )


def _holder(home: Path) -> str:
    try:
        return (home / _HOLDER).read_text(encoding="utf-8")
    except FileNotFoundError:
        return "it has only just begun"
