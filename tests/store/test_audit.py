"""The audit trail: every run is in it, the failed and the killed, and nothing that only read."""

from __future__ import annotations

import getpass
import os
from pathlib import Path

import pytest

from store.archive import Archive
from store.audit import audited, system_user
from store.core import Library
from store.errors import ArchiveError, LockedError
from store.lock import writer_lock
from store.query import build_query
from tests.store.shelf import Shelf
from tests.store.stories import record

LAMP = record("lamp", "New lamp on Gull Skerry", "The lamp on Gull Skerry shines 19 miles.", published="2019-06-04")


def lines(library: Library) -> list[tuple[str, str, str, str | None]]:
    return [(one.who, one.action, one.about, one.outcome) for one in library.admin.trail(20)]


def test_an_index_run_is_entered_with_what_it_read_and_what_came_of_it(shelf: Shelf) -> None:
    shelf.index(LAMP)
    with shelf.open() as library:
        library.index([], who="Ada")
        [first, second] = lines(library)
    file = str(shelf.stories / "stories.jsonl")
    assert first == (system_user(), "index", file, "1 added, 1 passages embedded")
    assert second == ("Ada", "index", "what is recorded", "0 passages embedded")


def test_what_only_reads_is_not_entered(shelf: Shelf) -> None:
    shelf.index(LAMP, dry_run=True)
    with shelf.open() as library:
        library.ask(build_query("What shines?"))
        library.verify()
        library.admin.export(shelf.home / "export")
        assert lines(library) == []


def test_a_failure_is_entered_with_its_reason_and_a_kill_without_an_outcome(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    with pytest.raises(ArchiveError), audited(archive, "Ada", "index", "news"):
        raise ArchiveError("The disk is full.")

    class Killed(BaseException):
        """What ends a run without a chance to tidy up after it."""

    with pytest.raises(Killed), audited(archive, "Ben", "index", "news"):
        raise Killed
    archive.close()
    with Shelf(tmp_path, tmp_path).open() as library:
        assert [line[3] for line in lines(library)] == ["failed: The disk is full.", None]


def test_the_newest_lines_are_shown_oldest_first(shelf: Shelf) -> None:
    shelf.index(LAMP)
    with shelf.open() as library:
        for who in ("Ada", "Ben", "Cy"):
            library.index([], who=who)
        assert [one.who for one in library.admin.trail(2)] == ["Ben", "Cy"]


def test_a_second_writer_is_refused_by_the_name_of_the_first_and_readers_are_not(shelf: Shelf, tmp_path: Path) -> None:
    shelf.index(LAMP)
    with shelf.open() as library, writer_lock(shelf.home):
        for write in (
            lambda: library.index([]),
            library.admin.roll_back,
            lambda: library.admin.import_(tmp_path / "none"),
        ):
            with pytest.raises(LockedError, match=f"process {os.getpid()}"):
                write()
        assert library.ask(build_query("How many miles does the lamp shine?")).quotes
        library.admin.export(tmp_path / "export")
        assert len(library.admin.trail(10)) == 1


def test_a_user_without_a_name_is_their_number(monkeypatch: pytest.MonkeyPatch) -> None:
    def nameless() -> str:
        raise KeyError("getpwuid(): uid not found")

    monkeypatch.setattr(getpass, "getuser", nameless)
    assert system_user() == f"uid {os.getuid()}"
