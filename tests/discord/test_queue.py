"""The queue and the writer: one job at a time, seen while it runs, stopped, held up, killed, and taken up again."""

from __future__ import annotations

import asyncio
import errno
import multiprocessing
import os
import shutil
import signal
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from bot import queue as queues
from bot import under_way
from bot.board import card_of
from bot.feeding import WHO as FEEDS
from bot.kept.feeds import Feeds, new_feed
from bot.kept.jobs import Job, Jobs, Task
from bot.kept.tables import KeptError, open_tables
from bot.queue import Queue
from bot.writer import Writer
from bot.writing import Step, Tools
from store.lock import writer_lock
from tests.discord.office import story
from tests.discord.samples import payload_texts
from tests.discord.small import SmallLibrary
from tests.discord.town import indexed_into
from tests.discord.world import no_fetcher

WHO: dict[str, Any] = {"person": 7, "who": "carol (Discord 7)", "guild": 1, "channel": 2}


@dataclass
class Desk:
    """A queue over the town's archive; `seen` is each job that was shown, with its step then and its card."""

    folder: Path
    queue: Queue
    seen: list[tuple[Job, Step | None, str]] = field(default_factory=list)

    async def show(self, job: Job) -> None:
        components = card_of(self.queue, job).to_components()  # type: ignore[no-untyped-call]
        doing = self.queue.doing(job.id)
        self.seen.append((job, doing.step if doing else None, "\n".join(payload_texts(components))))

    async def add(self, name: str, text: str) -> Job:
        """A job that adds one story."""
        file = self.folder / "sent" / name / "upload" / f"{name}.md"
        file.parent.mkdir(parents=True)
        file.write_bytes(story(name.capitalize(), text))
        return await self.queue.add(Task(kind="add", paths=(str(file),)), **WHO)

    async def add_many(self) -> Job:
        """A job of many windows of embedding."""
        file = self.folder / "sent" / "upload" / "lamps.jsonl"
        file.parent.mkdir(parents=True)
        line = '{"id": "%d", "headline": "Lamp %d", "text": "Lamp %d of the harbour was lit by %d people."}\n'
        file.write_text("".join(line % (n, n, n, n) for n in range(600)), encoding="utf-8")
        return await self.queue.add(Task(kind="add", paths=(str(file),)), **WHO)

    async def until(self, there: Callable[[], Awaitable[object]]) -> None:
        async with asyncio.timeout(60):
            while not await there():  # noqa: ASYNC110 - nothing tells when a process has come so far
                await asyncio.sleep(0.02)

    async def ended(self) -> list[Job]:
        """All jobs, oldest first, once none is left."""

        async def none_left() -> bool:
            return not await self.queue.waiting()

        await self.until(none_left)
        return (await self.queue.newest(100))[::-1]

    async def begun(self, job: Job) -> None:
        """Return once a job has told a first step."""

        async def stepped() -> bool:
            doing = self.queue.doing(job.id)
            return doing is not None and doing.step is not None

        await self.until(stepped)


def queue_over(folder: Path, seconds: float = 0.0) -> Queue:
    """A queue as a bot that has just started has it."""
    tables = open_tables(folder / "marks")
    writer = Writer(Tools(SmallLibrary(folder / "home", seconds).open, no_fetcher))
    return Queue(Jobs(tables), writer, folder / "marks" / "uploads", Feeds(tables))


@pytest.fixture
async def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Desk]:
    """A desk whose jobs take some tenths of a second a window."""
    for module in (queues, under_way):
        monkeypatch.setattr(module, "LOCKED_SECONDS", 0.05)
    monkeypatch.setattr(queues, "SHOWN_SECONDS", 0.02)
    indexed_into(tmp_path)
    (tmp_path / "marks").mkdir()
    made = Desk(tmp_path, queue_over(tmp_path, seconds=0.3))
    await made.queue.start(made.show)
    yield made
    await made.queue.stop()


def writer_process() -> int:
    """The id of the process that writes; the tests of the queue have no other child."""
    [child] = multiprocessing.active_children()
    assert child.pid is not None
    return child.pid


async def test_jobs_are_done_one_after_the_other_in_their_order(desk: Desk) -> None:
    for number in range(3):
        await desk.add(f"lamp{number}", f"Lamp {number} was lit.")
    jobs = await desk.ended()
    assert [(job.number, job.state, job.outcome.added if job.outcome else 0) for job in jobs] == [
        (number, "done", 1) for number in (1, 2, 3)
    ]
    shown = [job.number for job, _, _ in desk.seen]
    assert shown == sorted(shown)


async def test_a_running_job_shows_how_far_it_is(desk: Desk) -> None:
    await desk.queue.add(Task(kind="all"), **WHO)
    [job] = await desk.ended()
    assert job.state == "done"
    steps = [step for _, step, _ in desk.seen if step is not None]
    assert any(step.total and step.done for step in steps)
    assert any("%" in shown and "█" in shown for _, _, shown in desk.seen)
    assert any("Cancel" in shown or "running" in shown for _, _, shown in desk.seen)


async def test_a_waiting_job_is_cancelled_and_never_done(desk: Desk) -> None:
    first = await desk.add("first", "The first lamp was lit.")
    second = await desk.add("second", "The second lamp was lit.")
    cancelled = await desk.queue.cancel(second.id)
    assert cancelled is not None
    assert cancelled.state == "cancelled"
    assert [job.state for job in await desk.ended()] == ["done", "cancelled"]
    assert await desk.queue.cancel(first.id) is None


async def test_a_running_job_is_cancelled_between_two_steps_and_the_next_one_done(desk: Desk) -> None:
    job = await desk.add_many()
    await desk.add("lamp", "The lamp on the mole was lit.")
    await desk.begun(job)
    await desk.queue.cancel(job.id)
    assert [job.state for job in await desk.ended()] == ["cancelled", "done"]


async def test_a_removal_that_has_begun_is_not_killed_but_done(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.writer.STOPPING_SECONDS", 0.0)
    with SmallLibrary(desk.folder / "home").open() as library:
        story = library.catalogue().headlines[0].article_id
    job = await desk.queue.add(Task(kind="remove", article_id=story, reason="A court says so."), **WHO)
    await desk.begun(job)
    await desk.queue.cancel(job.id)
    [ended] = await desk.ended()
    assert (ended.state, ended.outcome and ended.outcome.told[0][:8]) == ("done", "Removed:")


async def test_a_rebuild_that_does_not_hear_that_it_is_to_stop_leaves_nothing(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.writer.STOPPING_SECONDS", 0.0)
    index = desk.folder / "home" / "index"
    before = {entry.name for entry in index.iterdir()}
    job = await desk.queue.add(Task(kind="all"), **WHO)
    await desk.begun(job)
    assert {entry.name for entry in index.iterdir()} - before, "a new index is being built"
    await desk.queue.cancel(job.id)
    [ended] = await desk.ended()
    assert ended.state == "cancelled"
    assert {entry.name for entry in index.iterdir()} == before
    with SmallLibrary(desk.folder / "home").open() as library:
        assert library.verify().faults == ()


class FullDisk(Feeds):
    """Feeds of which the first result cannot be kept."""

    full = True

    async def polled(self, url: str, outcome: str, trouble: str | None = None, now: datetime | None = None) -> None:
        if self.full:
            self.full = False
            raise KeptError("The disk is full.")
        await super().polled(url, outcome, trouble, now)


async def test_the_end_of_a_poll_is_kept_with_what_it_gave_or_not_at_all(desk: Desk) -> None:
    feeds = FullDisk(open_tables(desk.folder / "marks"))
    desk.queue._feeds = feeds
    now = datetime.now(UTC)
    await feeds.add(new_feed("https://karren.example/feed", 30, "ada", now))
    await feeds.handed_on("https://karren.example/feed", now)
    await desk.queue.hand_on([], ["https://karren.example/feed"], FEEDS)
    [job] = await desk.ended()
    assert job.state == "failed"  # these tests fetch nothing
    [feed] = await feeds.all()
    assert (feed.out, feed.failures) == (None, 1)


async def test_a_feed_that_no_job_is_to_ask_any_more_is_asked_again_after_a_start(desk: Desk) -> None:
    feeds, now = desk.queue._feeds, datetime.now(UTC)
    await desk.queue.stop()
    await desk.queue.hand_on([], ["https://karren.example/waiting"], FEEDS)
    for name in ("waiting", "lost"):
        await feeds.add(new_feed(f"https://karren.example/{name}", 30, "ada", now))
        await feeds.handed_on(f"https://karren.example/{name}", now)
    again = queue_over(desk.folder)
    await again.start(desk.show)
    assert [feed.url for feed in await feeds.due(now)] == ["https://karren.example/lost"]
    await again.stop()


async def test_a_job_is_cancelled_even_before_its_process_is_there(desk: Desk) -> None:
    job = await desk.add_many()

    async def running() -> bool:
        return desk.queue.running is not None

    await desk.until(running)
    await desk.queue.cancel(job.id)
    [ended] = await desk.ended()
    assert ended.state == "cancelled"


async def test_a_job_waits_for_another_process_that_writes_and_says_which(desk: Desk) -> None:
    async def held_up() -> bool:
        return any("It waits." in shown and str(os.getpid()) in shown for _, _, shown in desk.seen)

    with writer_lock(desk.folder / "home"):
        await desk.add("lamp", "The lamp on the mole was lit.")
        await desk.until(held_up)
    [job] = await desk.ended()
    assert job.outcome is not None
    assert (job.state, job.outcome.added) == ("done", 1)


async def test_a_job_that_waits_for_another_process_can_be_cancelled(desk: Desk) -> None:
    async def held_up() -> bool:
        doing = desk.queue.doing(job.id)
        return doing is not None and doing.held_up is not None

    with writer_lock(desk.folder / "home"):
        job = await desk.add("lamp", "The lamp on the mole was lit.")
        await desk.until(held_up)
        await desk.queue.cancel(job.id)
        [ended] = await desk.ended()
    assert ended.state == "cancelled"


async def test_a_killed_writer_is_tried_once_more(desk: Desk) -> None:
    job = await desk.queue.add(Task(kind="all"), **WHO)
    await desk.begun(job)
    os.kill(writer_process(), signal.SIGKILL)
    [ended] = await desk.ended()
    assert ended.state == "done"


async def test_a_writer_that_is_killed_twice_fails_the_job_and_not_the_next_one(desk: Desk) -> None:
    job = await desk.queue.add(Task(kind="all"), **WHO)
    await desk.add("lamp", "The lamp on the mole was lit.")
    await desk.begun(job)
    killed = writer_process()
    os.kill(killed, signal.SIGKILL)

    async def another() -> bool:
        return any(child.pid not in (None, killed) for child in multiprocessing.active_children())

    await desk.until(another)
    os.kill(writer_process(), signal.SIGKILL)
    failed, done = await desk.ended()
    assert (failed.state, done.state) == ("failed", "done")
    assert failed.outcome is not None
    assert "died" in (failed.outcome.trouble or "")


async def test_a_restart_in_the_middle_loses_no_job_and_does_none_twice(desk: Desk) -> None:
    for number in range(4):
        await desk.add(f"lamp{number}", f"Lamp {number} was lit by {number + 30} people.")
    await desk.begun((await desk.queue.newest(4))[-1])
    await desk.queue.stop()
    states = [job.state for job in (await desk.queue.newest(4))[::-1]]
    assert states == ["running", "waiting", "waiting", "waiting"]
    desk.queue = queue_over(desk.folder)
    await desk.queue.start(desk.show)
    jobs = await desk.ended()
    assert [job.state for job in jobs] == ["done"] * 4
    outcomes = [job.outcome for job in jobs if job.outcome]
    # What was recorded before the stop is not recorded again: then it is unchanged.
    assert all(one.added + one.unchanged == 1 and not one.new_versions for one in outcomes)
    with SmallLibrary(desk.folder / "home").open() as library:
        headlines = [one.text for one in library.catalogue().headlines if one.text.startswith("Lamp")]
    assert sorted(headlines) == [f"Lamp{number}" for number in range(4)]
    assert not multiprocessing.active_children()


@pytest.mark.parametrize("kind", ["add", "all"])
async def test_what_was_cancelled_just_before_a_restart_is_not_taken_up_again(desk: Desk, kind: str) -> None:
    index = desk.folder / "home" / "index"
    before = {entry.name for entry in index.iterdir()}
    job = await desk.add_many() if kind == "add" else await desk.queue.add(Task(kind="all"), **WHO)
    await desk.begun(job)
    stopping = await desk.queue.cancel(job.id)
    assert stopping is not None
    assert stopping.state == "stopping"
    await desk.queue.stop()
    assert [one.state for one in await desk.queue.newest(9)] == ["stopping"]
    desk.queue = queue_over(desk.folder)
    await desk.queue.start(desk.show)
    [ended] = await desk.ended()
    assert ended.state == "cancelled"
    assert {entry.name for entry in index.iterdir()} == before


async def test_what_was_uploaded_for_no_job_is_dropped_at_the_next_start(desk: Desk) -> None:
    await desk.queue.stop()
    (desk.queue.folder("abcdefghijklm") / "0").mkdir(parents=True)
    desk.queue = queue_over(desk.folder)
    await desk.queue.start(desk.show)
    assert not desk.queue.folder("abcdefghijklm").exists()


async def test_what_somebody_left_beside_the_uploads_keeps_nothing_from_starting(desk: Desk) -> None:
    await desk.queue.stop()
    uploads, elsewhere = desk.queue.folder(".DS_Store").parent, desk.folder / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "kept.md").touch()
    (uploads / ".DS_Store").touch()
    (uploads / "to-a-folder").symlink_to(elsewhere)
    (uploads / "to-a-file").symlink_to(elsewhere / "kept.md")
    (uploads / "to-nowhere").symlink_to(elsewhere / "gone")
    os.mkfifo(uploads / "pipe")
    within = desk.queue.folder("abcdefghijklm") / "0"
    within.mkdir(parents=True)
    (within / "to-a-folder").symlink_to(elsewhere)
    desk.queue = queue_over(desk.folder)
    await desk.queue.start(desk.show)
    assert not desk.queue.folder("abcdefghijklm").exists()
    assert (elsewhere / "kept.md").exists()
    await desk.add("lamp", "The lamp on the mole was lit.")
    assert [job.state for job in await desk.ended()] == ["done"]


async def test_a_folder_that_cannot_be_deleted_keeps_nothing_from_starting(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    await desk.queue.stop()
    for name in ("lost+found", "nopqrstuvwxyz"):
        desk.queue.folder(name).mkdir(parents=True)
    rmtree = shutil.rmtree

    def refusing(path: str) -> None:
        if path.endswith("lost+found"):
            raise PermissionError(errno.EACCES, "Permission denied", path)
        rmtree(path)

    with monkeypatch.context() as patch:
        patch.setattr(shutil, "rmtree", refusing)
        desk.queue = queue_over(desk.folder)
        await desk.queue.start(desk.show)
    assert not desk.queue.folder("nopqrstuvwxyz").exists()
    assert "lost+found" in caplog.text


@pytest.mark.parametrize("link", [False, True])
async def test_uploads_that_are_no_folder_are_named(desk: Desk, link: bool) -> None:
    await desk.queue.stop()
    uploads = desk.queue.folder("any").parent
    shutil.rmtree(uploads)
    if link:
        uploads.symlink_to(desk.folder / "gone")
    else:
        uploads.touch()
    desk.queue = queue_over(desk.folder)
    with pytest.raises(KeptError, match=r"The folder .*uploads cannot be used"):
        await desk.queue.start(desk.show)
