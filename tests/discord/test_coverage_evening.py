"""An evening on which two people add fifty files, some of them hostile, and the bot is restarted in the middle."""

from __future__ import annotations

import gzip
import io
import zipfile
from pathlib import Path

import pytest

from store.lock import writer_lock
from tests.discord.office import Office, office, story
from tests.discord.world import card

LINE = '{"id": "%d", "headline": "Line %d", "date": "2019-07-04", "text": "Lamp %d of the line was lit on Thursday."}\n'


def good(number: int) -> tuple[str, bytes]:
    """A file with one story, each in another format than the one before."""
    text = f"Buoy {number} of the harbour was painted by {number + 20} people."
    match number % 4:
        case 0:
            return f"buoy{number}.md", story(f"Buoy {number} is painted", text)
        case 1:
            return f"line{number}.json", (LINE % (number, number, number)).encode()
        case 2:
            return f"lines{number}.jsonl.gz", gzip.compress((LINE % (number, number, number)).encode())
    return f"bundle{number}.zip", zipped(f"inside{number}.md", story(f"Bundle {number} is painted", text))


def zipped(name: str, data: bytes) -> bytes:
    """A zip with one member."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as bundle:
        bundle.writestr(name, data)
    return buffer.getvalue()


def hostile() -> list[tuple[str, bytes]]:
    """Ten files that cannot be read: each is named, and keeps no other from being read."""
    line = (LINE % (7, 7, 7)).encode()
    return [
        ("bomb.zip", zipped("bomb.md", b"\0" * 80_000_000)),
        ("cut.jsonl.gz", gzip.compress(line * 50)[:-20]),
        ("nul.md", b"\0" * 5000),
        ("surrogate.json", b'{"id": "s", "headline": "\\ud800", "text": "\\ud800\\udc00\\ud800"'),
        ("picture.md", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20),
        ("broken.zip", b"PK\x03\x04" + b"\xff" * 200),
        ("half.json", b'{"headline": "Half'),
        ("list.json", b"[1, 2, 3]"),
        ("photo.jpg", b"\xff\xd8\xff\xe0"),
        ("empty.md", b""),
    ]


@pytest.mark.parametrize("restarted", [False, True])
async def test_all_good_files_come_in_and_all_bad_ones_are_named(tmp_path: Path, restarted: bool) -> None:
    files = [good(number) for number in range(40)]
    bad = hostile()
    async with office(tmp_path) as desk:
        if restarted:
            await evening_with_a_restart(desk, files, bad)
        else:
            await evening(desk, files, bad)
        jobs = await desk.done()
        assert [job.number for job in jobs] == list(range(1, 11))
        assert [job.state for job in jobs] == ["done"] * 10
        outcomes = [job.outcome for job in jobs if job.outcome]
        assert sum(one.added + one.unchanged for one in outcomes) == 40
        assert sum(one.new_versions for one in outcomes) == 0
        named = {item.source.partition("!")[0].removeprefix("upload/") for one in outcomes for item in one.failures}
        assert {name for name, _ in bad} == {name.partition("/")[0] for name in named}
        headlines = [one.text for one in await desk.headlines()]
        assert len([one for one in headlines if one.startswith(("Buoy", "Line", "Bundle"))]) == 40
        assert len(set(headlines)) == len(headlines)
        assert all("done" in card(desk.card(job.number)) for job in jobs)
        assert not list((desk.world.marks / "uploads").iterdir())
        shown = card((await desk.do("failures")).response)
        assert "not added" in shown


async def evening(desk: Office, files: list[tuple[str, bytes]], bad: list[tuple[str, bytes]]) -> None:
    """Ten commands with five files each, in turn from both; every file that is bad beside four that are good."""
    for at in range(10):
        await desk.add((desk.carol, desk.dave)[at % 2], *files[at * 4 : at * 4 + 4], bad[at])


async def evening_with_a_restart(desk: Office, files: list[tuple[str, bytes]], bad: list[tuple[str, bytes]]) -> None:
    """The same while another process writes, so that all of it waits when the bot ends."""
    with writer_lock(desk.folder / "home"):
        await evening(desk, files, bad)
        assert await desk.world.desk.queue.waiting() == 10
        await desk.restart()
        assert await desk.world.desk.queue.waiting() == 10
    await desk.go_on()
