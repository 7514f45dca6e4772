"""An evening on which two people add fifty files, some of them hostile, and the bot is restarted in the middle."""

from __future__ import annotations

import asyncio
import gzip
import io
import zipfile
from pathlib import Path

from bot.board import Board
from tests.discord.office import office, story
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
        ("cut.jsonl.gz", gzip.compress(line)[:25]),
        ("nul.md", b"\0" * 5000),
        ("surrogate.json", b'{"id": "s", "headline": "\\ud800", "text": "\\ud800\\udc00\\ud800"'),
        ("picture.md", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20),
        ("broken.zip", b"PK\x03\x04" + b"\xff" * 200),
        ("half.json", b'{"headline": "Half'),
        ("list.json", b"[1, 2, 3]"),
        ("photo.jpg", b"\xff\xd8\xff\xe0"),
        ("empty.md", b""),
    ]


async def test_all_good_files_come_in_and_all_bad_ones_are_named_across_a_restart(tmp_path: Path) -> None:
    files, bad = [good(number) for number in range(40)], hostile()
    async with office(tmp_path) as desk:
        for at in range(10):
            if at == 5:  # what is added from here on waits until the bot is there again
                await desk.world.desk.queue.stop()
            await desk.add((desk.carol, desk.dave)[at % 2], *files[at * 4 : at * 4 + 4], bad[at])
        assert await desk.world.desk.queue.waiting() == 5
        # As a bot that has just connected does; SimCord gives a whole restart too little time for five jobs.
        await desk.world.desk.queue.start(Board(desk.world.client, desk.world.desk.queue).show)
        jobs = await desk.done()
        async with asyncio.timeout(30):
            while "done" not in card(desk.card(10)):  # noqa: ASYNC110 - it is edited once the job has ended
                await asyncio.sleep(0.05)
        assert [(job.number, job.state) for job in jobs] == [(number, "done") for number in range(1, 11)]
        outcomes = [job.outcome for job in jobs if job.outcome]
        assert [(one.added, one.new_versions) for one in outcomes] == [(4, 0)] * 10
        named = [item.source.removeprefix("upload/") for one in outcomes for item in one.failures]
        assert all(any(source.startswith(name) for source in named) for name, _ in bad)
        assert [job.number for job in jobs if "**4** added" not in card(desk.card(job.number))] == []
        headlines = [one.text for one in await desk.headlines() if one.text.startswith(("Buoy", "Line", "Bundle"))]
        assert len(set(headlines)) == len(headlines) == 40
        assert not list((desk.world.marks / "uploads").iterdir())
        assert "not added" in card((await desk.do("failures")).response)
