"""An act of an archivist in a process of its own, that dies by SIGKILL at a chosen write.

A moment is just before or just after something is written for good: a file is renamed, synced, made or deleted, a
transaction is committed to the record or to tantivy, or Chroma is given or relieved of passages. Moments are counted
from the start of the act, or from when it enters the function that `begins` names.
"""

from __future__ import annotations

import os
import signal
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType

from store.core import Library
from store.report import IndexReport
from tests.store.encoder import WordEncoder

_FILES = frozenset(("replace", "rename", "fsync", "mkdir", "unlink", "rmdir"))  # functions of `posix`
_CALLS = frozenset(("RustBindingsAPI._upsert", "RustBindingsAPI._delete", "erase"))

Say = Callable[[str], None]
Act = Callable[[Library, Path, Say], None]


def add(library: Library, news: Path, say: Say) -> None:
    for name in ("third.jsonl", "fourth.jsonl"):
        _added(library.index([news / name]), say)


def rebuild(library: Library, news: Path, say: Say) -> None:
    _added(library.index([news / "third.jsonl"], rebuild=True), say)


def withdraw(library: Library, news: Path, say: Say) -> None:
    library.admin.withdraw(_told(news, "kept"), "Not true.")
    say(f"withdrawn {_told(news, 'kept')}")


def restore(library: Library, news: Path, say: Say) -> None:
    library.admin.restore(_told(news, "doubted"), "True after all.")
    say(f"restored {_told(news, 'doubted')}")


def remove(library: Library, news: Path, say: Say) -> None:
    library.admin.remove(_told(news, "kept"), "A court wants it gone.")
    say(f"removed {_told(news, 'kept')}")


def roll_back(library: Library, news: Path, say: Say) -> None:
    library.admin.roll_back()
    say("rolled back")


def import_(library: Library, news: Path, say: Say) -> None:
    library.admin.import_(news / "export")
    say("imported")


def run(act: Act, home: Path, news: Path, begins: str | None, moment: int | None) -> None:
    """Act in this process, and say in the file `said` beside `home` what was reported, line by line.

    It dies at the `moment`, counted from 0; without one it says at last how many there were.
    """
    said = os.open(home.parent / "said", os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    count, begun = -1, begins is None

    def seen(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count, begun
        if event in ("call", "return"):
            name = frame.f_code.co_qualname
            begun = begun or name == begins
            counts = name in _CALLS
        else:
            counts = event in ("c_call", "c_return") and _is_written(argument)
        count += begun and counts
        if begun and counts and count == moment:
            os.kill(os.getpid(), signal.SIGKILL)

    with Library(home, WordEncoder()) as library:
        sys.setprofile(seen)
        act(library, news, lambda line: _say(said, line))
        sys.setprofile(None)
    _say(said, f"moments {count + 1}")


def _is_written(function: object) -> bool:
    name, owner = getattr(function, "__name__", ""), getattr(function, "__self__", None)
    if name == "commit":
        return isinstance(owner, sqlite3.Connection) or type(owner).__name__ == "IndexWriter"
    return name in _FILES and getattr(function, "__module__", "") == "posix"


def _added(report: IndexReport, say: Say) -> None:
    for item in report.items:
        say(f"{item.outcome} {item.article_id}")


def _told(news: Path, name: str) -> str:
    return (news / name).read_text(encoding="ascii")


def _say(said: int, line: str) -> None:
    os.write(said, f"{line}\n".encode())
