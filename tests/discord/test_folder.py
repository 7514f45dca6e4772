"""The watched folder, with real files: what is handed on, and when."""

from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from sqlalchemy import Engine

from bot import folder
from bot.dropped import files_at
from bot.folder import WHO, Folder
from bot.kept.handed import Handed
from bot.kept.tables import KeptError, open_tables

STORY = "Headline: The quay of Karren is closed\nPublisher: Harbour Wire\n\nIt was closed on Monday.\n"


@dataclass
class Drop:
    """A watched folder, and every hand-on of it: the files by their path inside with what stood in them then."""

    root: Path
    tables: Engine
    runs: list[dict[str, str]] = field(default_factory=list)
    refuse: bool = False

    async def enqueue(self, paths: Sequence[Path], urls: Sequence[str], who: str) -> None:
        if self.refuse:
            raise KeptError("The bot's own tables cannot be used.")
        assert (list(urls), who) == ([], WHO)
        self.runs.append({path.relative_to(self.root).as_posix(): path.read_text() for path in paths})

    @property
    def handed(self) -> list[str]:
        return sorted(name for run in self.runs for name in run)

    def write(self, name: str, text: str = STORY) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")

    @asynccontextmanager
    async def watched(self) -> AsyncIterator[None]:
        watching = Folder(self.root, Handed(self.tables), self.enqueue)
        watching.start()
        try:
            yield
        finally:
            await watching.stop()


async def until(condition: Callable[[], bool]) -> None:
    async with asyncio.timeout(30):
        while not condition():  # noqa: ASYNC110 - what is waited for happens in files
            await asyncio.sleep(0.02)


@pytest.fixture
def drop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Drop]:
    for name, seconds in (("TICK_SECONDS", 0.1), ("SETTLE_SECONDS", 0.4), ("AGAIN_SECONDS", 0.1)):
        monkeypatch.setattr(folder, name, seconds)
    (tmp_path / "articles").mkdir()
    tables = open_tables(tmp_path)
    yield Drop(tmp_path.resolve() / "articles", tables)
    tables.dispose()


async def settled(drop: Drop, name: str = "sentinel.md") -> None:
    """When this last file was handed on, what was dropped before it has been, or never will be."""
    drop.write(name)
    await until(lambda: name in drop.handed)


async def noted(drop: Drop) -> None:
    """When it is kept that all files were handed on: a stop before that has them handed on once more."""
    handed = Handed(drop.tables)
    async with asyncio.timeout(30):
        while await handed.not_yet(list(files_at(drop.root, drop.root))):  # noqa: ASYNC110 - as above
            await asyncio.sleep(0.02)


async def test_a_dropped_file_is_handed_on_and_again_only_when_it_changes(drop: Drop) -> None:
    async with drop.watched():
        await settled(drop, "first.md")
        drop.write("2013/03/quay.md")
        await until(lambda: "2013/03/quay.md" in drop.handed)
        (drop.root / "first.md").touch()
        os.utime(drop.root / "2013/03/quay.md", ns=(0, (drop.root / "2013/03/quay.md").stat().st_mtime_ns))
        drop.write("first.md", STORY + "It opened again on Friday.\n")
        await until(lambda: any("Friday" in run.get("first.md", "") for run in drop.runs))
    assert drop.handed.count("2013/03/quay.md") == 1


async def test_a_file_that_is_written_in_pieces_is_handed_on_once_and_whole(drop: Drop) -> None:
    async with drop.watched():
        await settled(drop)
        with (drop.root / "slow.md").open("w", encoding="utf-8") as file:
            for piece in range(12):
                file.write(f"Piece {piece}.\n")
                file.flush()
                await asyncio.sleep(0.1)
        await settled(drop, "after.md")
        await until(lambda: "slow.md" in drop.handed)
    assert [run["slow.md"].count("Piece") for run in drop.runs if "slow.md" in run] == [12]


async def test_what_is_dropped_together_is_one_hand_on(drop: Drop) -> None:
    async with drop.watched():
        await settled(drop)
        for number in range(40):
            drop.write(f"day/{number}.md")
        await until(lambda: len(drop.handed) == 41)
    assert [len(run) for run in drop.runs] == [1, 40]


async def test_unfinished_hidden_empty_and_linked_files_are_not_handed_on_until_they_are_renamed(drop: Drop) -> None:
    (drop.root.parent / "secret.md").write_text(STORY)
    async with drop.watched():
        await settled(drop, "first.md")
        for name in ("a.md.part", "b.md.CRDOWNLOAD", ".hidden.md", ".git/c.md", "d.md~", "~$e.md", "f.tmp"):
            drop.write(name)
        drop.write("empty.md", "")
        (drop.root / "link.md").symlink_to(drop.root.parent / "secret.md")
        (drop.root / "links").symlink_to(drop.root.parent)
        await settled(drop)
        assert drop.handed == ["first.md", "sentinel.md"]
        (drop.root / "a.md.part").rename(drop.root / "a.md")
        await until(lambda: "a.md" in drop.handed)
        drop.write("empty.md")
        await until(lambda: "empty.md" in drop.handed)


async def test_a_folder_moved_in_is_handed_on_whatever_its_age(drop: Drop) -> None:
    outside = drop.root.parent / "outside" / "deep"
    outside.mkdir(parents=True)
    (outside / "old.md").write_text(STORY)
    os.utime(outside / "old.md", (0, 0))
    async with drop.watched():
        await settled(drop)
        shutil.move(drop.root.parent / "outside", drop.root / "moved")
        await until(lambda: "moved/deep/old.md" in drop.handed)


async def test_what_came_while_nobody_looked_is_handed_on_and_nothing_a_second_time(drop: Drop) -> None:
    async with drop.watched():
        await settled(drop, "before.md")
        await noted(drop)
    drop.write("while-down.md")
    async with drop.watched():
        await settled(drop)
    assert drop.handed == ["before.md", "sentinel.md", "while-down.md"]


async def test_a_folder_that_is_missing_or_taken_away_is_waited_for(
    drop: Drop, caplog: pytest.LogCaptureFixture
) -> None:
    drop.root.rmdir()
    async with drop.watched():
        await until(lambda: "there is no such folder" in caplog.text)
        drop.write("first.md")
        await until(lambda: "first.md" in drop.handed)
        shutil.rmtree(drop.root)
        await until(lambda: caplog.text.count("cannot be watched") == 2)
        drop.write("second.md")
        await until(lambda: "second.md" in drop.handed)


async def test_what_could_not_be_handed_on_is_handed_on_later(drop: Drop, caplog: pytest.LogCaptureFixture) -> None:
    drop.refuse = True
    async with drop.watched():
        drop.write("first.md")
        await until(lambda: "tables cannot be used" in caplog.text)
        assert "cannot be watched" not in caplog.text
        drop.refuse = False
        await until(lambda: drop.handed == ["first.md"])


def test_a_name_that_is_no_text_is_found_like_any_other(tmp_path: Path) -> None:
    name = os.fsdecode(b"quay-\xff.md")
    (tmp_path / name).write_text(STORY)
    assert [one.path.name for one in files_at(tmp_path.resolve(), tmp_path.resolve())] == [name]
