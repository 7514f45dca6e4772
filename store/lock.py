"""The writer lock: one process at a time changes a data folder; readers never wait for it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from store.errors import LockedError

_LOCK = "writer.lock"
_HOLDER = "writer.txt"


@contextmanager
def writer_lock(home: Path) -> Iterator[None]:
    """Hold the lock while in the block; it is freed by the system when the process dies.

    Raises LockedError, naming the process that has it, when it is held.
    """
    home.mkdir(parents=True, exist_ok=True)
    lock = FileLock(home / _LOCK, timeout=0)
    try:
        lock.acquire()
    except Timeout as error:
        raise LockedError(f"Another process is writing to {home}: {_holder(home)}. Wait for it to end.") from error
    try:
        command = " ".join([Path(sys.argv[0]).name, *sys.argv[1:]])
        (home / _HOLDER).write_text(f"process {os.getpid()} ({command[:200]})", encoding="utf-8")
        yield
    finally:
        (home / _HOLDER).unlink(missing_ok=True)
        lock.release()


def _holder(home: Path) -> str:
    try:
        return (home / _HOLDER).read_text(encoding="utf-8")
    except FileNotFoundError:
        return "it has only just begun"
