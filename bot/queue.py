"""The queue: the one line in which all jobs to the archive are done, one after the other, across restarts."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import shutil
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

from bot.feeding import WHO as FEEDS
from bot.kept.feeds import Feeds
from bot.kept.jobs import Job, Jobs, Outcome, State, Task
from bot.kept.tables import KeptError
from bot.polled import polled_told
from bot.under_way import LOCKED_SECONDS, UnderWay
from bot.writer import CARRIED_THROUGH, Writer

log = logging.getLogger(__name__)

SHOWN_SECONDS = 3.0
"""The least between two cards of a running job: Discord slows down who edits more."""

Show = Callable[[Job], Awaitable[None]]


class Queue:
    """Does the kept `jobs` with the `writer`. What is uploaded for a job lies in `uploads` until it is done.

    `feeds` are told what a poll gave.
    """

    def __init__(self, jobs: Jobs, writer: Writer, uploads: Path, feeds: Feeds) -> None:
        self._feeds = feeds
        self._jobs = jobs
        self._writer = writer
        self._uploads = uploads
        self._show: Show | None = None
        self._more = False
        self._task: asyncio.Task[None] | None = None
        self._under_way: UnderWay | None = None
        self.deciding = asyncio.Lock()
        """Held while a proposal is done at once or left: what is pressed twice meanwhile waits, and is decided."""

    async def start(self, show: Show) -> None:
        """Do what is there, and whatever comes. `show` puts a job on its card. Raises KeptError."""
        left = await self._jobs.left()
        await asyncio.to_thread(_clear, self._uploads, {job.id for job in left})
        await self._feeds.under_way({url for job in left for url in job.task.urls})
        self._show = show
        self._go_on()

    async def stop(self) -> None:
        """Do no more. The job under way is cut short and done again at the next start."""
        self._show = None
        if self._task:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    @property
    def running(self) -> Job | None:
        """The job that is under way."""
        return self._under_way.job if self._under_way else None

    def doing(self, job_id: str) -> UnderWay | None:
        """How the job with this id goes; None where it is not the one under way."""
        return self._under_way if self._under_way and self._under_way.job.id == job_id else None

    async def waiting(self) -> int:
        """How many jobs are not done yet, with the one under way."""
        return len(await self._jobs.left())

    def folder(self, job_id: str) -> Path:
        """Where what is uploaded for a job lies."""
        return self._uploads / job_id

    async def add(
        self,
        task: Task,
        *,
        person: int,
        who: str,
        guild: int | None,
        channel: int,
        job_id: str | None = None,
        proposed: bool = False,
    ) -> Job:
        """Have a task done in its turn, or, where it is only `proposed`, once it is confirmed.

        Once this returns it is not lost. Raises KeptError.
        """
        state: State = "proposed" if proposed else "waiting"
        job = await self._jobs.add(
            task, person=person, who=who, guild=guild, channel=channel, state=state, job_id=job_id
        )
        log.info("job added job=%d kind=%s state=%s", job.number, task.kind, state)
        self._go_on()
        return job

    async def confirm(self, job_id: str, state: State = "waiting") -> Job | None:
        """The job, now in its turn; None where it is no proposal any more. Raises KeptError."""
        job = await self._jobs.take_up(job_id, "proposed", state)
        self._go_on()
        return job

    async def hand_on(self, paths: Sequence[Path], urls: Sequence[str], who: str) -> None:
        """Have files that stay where they are, or pages, read in their turn. Raises KeptError."""
        task = Task(kind="add", paths=tuple(map(str, paths)), urls=tuple(urls))
        await self.add(task, person=0, who=who, guild=None, channel=0)

    async def cancel(self, job_id: str) -> Job | None:
        """Do a waiting job no more, or have the one under way end soon. None for one that is neither."""
        if doing := self.doing(job_id):
            doing.cancel()
            return await self._stopping(doing)
        job = await self._jobs.take_up(job_id, "waiting", "cancelled")
        return await self._ended(job, "cancelled", Outcome()) if job else None

    async def _stopping(self, doing: UnderWay) -> Job:
        """The job, kept as one that nobody wants any more, so that a start does not take it up again."""
        doing.job = await self._jobs.take_up(doing.job.id, "running", "stopping") or doing.job
        return doing.job

    async def find(self, job_id: str) -> Job | None:
        """The job with this id. Raises KeptError."""
        return await self._jobs.find(job_id)

    async def newest(self, limit: int) -> list[Job]:
        """The newest jobs, newest first. Raises KeptError."""
        return await self._jobs.newest(limit)

    async def sent(self, job_id: str, message: int, channel: int, *, current: bool = False) -> None:
        """Note where the card of a job stands, and, unless it is `current`, bring it up to how far the job has come."""
        job = await self._jobs.sent(job_id, message, channel)
        if job is None:
            return
        if doing := self.doing(job_id):
            doing.job = job
        if job.state != "waiting" and not current:
            await self._shown(job)

    def _go_on(self) -> None:
        """See to it that whatever is kept by now is done."""
        self._more = True
        if self._show is not None and (self._task is None or self._task.done()):
            self._task = asyncio.create_task(self._work())

    async def _work(self) -> None:
        while self._more:
            self._more = False
            for job in await self._left():
                try:
                    await self._do(job)
                except Exception:  # the outermost handler: one job that fails keeps no other from being done
                    log.exception("job not done job=%d", job.number)
                    self._more = True
                    await asyncio.sleep(LOCKED_SECONDS)

    async def _left(self) -> list[Job]:
        try:
            return await self._jobs.left()
        except KeptError as error:
            log.error("the queue cannot be read: %s", error)
            self._more = True
            await asyncio.sleep(LOCKED_SECONDS)
            return []

    async def _do(self, job: Job) -> None:
        if job.state == "stopping" and job.task.kind not in CARRIED_THROUGH:
            await self._given_up(job)
            return
        taken = await self._jobs.take_up(job.id, job.state, "running")
        if taken is None:  # cancelled while the one before it was done
            return
        self._under_way = doing = UnderWay(taken, self._writer)
        log.info("job begins job=%d kind=%s", job.number, job.task.kind)
        showing = asyncio.create_task(self._show_steps(doing))
        try:
            state, outcome = await doing.outcome()
        finally:
            showing.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await showing
            self._under_way = None
        await self._ended(taken, state, outcome)
        log.info("job ended job=%d state=%s added=%d failed=%d", job.number, state, outcome.added, outcome.failed)

    async def _given_up(self, job: Job) -> None:
        """End a job that was to stop when whatever did it was gone."""
        await UnderWay(job, self._writer).let_go()
        await self._ended(job, "cancelled", Outcome())

    async def _ended(self, job: Job, state: State, outcome: Outcome) -> Job | None:
        if job.who == FEEDS:
            # First: a kill in between has the feed asked once more, and not be taken for under way when nothing is.
            over = replace(job, state=state, outcome=outcome)
            for url in job.task.urls:
                await self._feeds.polled(url, *polled_told(over, url))
        ended = await self._jobs.end(job.id, state, outcome)
        await asyncio.to_thread(shutil.rmtree, self.folder(job.id), ignore_errors=True)
        if ended:
            await self._shown(ended)
        return ended

    async def _shown(self, job: Job) -> None:
        if self._show is None:
            return
        try:
            await self._show(job)
        except Exception:  # the outermost handler: a card that cannot be shown keeps no job from being done
            log.exception("job card not shown job=%d", job.number)

    async def _show_steps(self, doing: UnderWay) -> NoReturn:
        shown: object = None
        while True:
            if shown != (doing.step, doing.held_up):
                shown = (doing.step, doing.held_up)
                await self._shown(doing.job)
            await asyncio.sleep(SHOWN_SECONDS)


def _clear(uploads: Path, wanted: set[str]) -> None:
    """Drop what was uploaded for jobs that were never kept, or are done. Raises KeptError.

    Only folders are ours: a file or a link that somebody or their system put there is left alone.
    """
    try:
        uploads.mkdir(parents=True, exist_ok=True)
        with os.scandir(uploads) as found:
            left = [one.path for one in found if one.name not in wanted and one.is_dir(follow_symlinks=False)]
    except OSError as error:
        raise KeptError(
            f"The folder {uploads} cannot be used ({error.strerror}); make it a folder that can be written, "
            "or move it away, and start again."
        ) from error
    for folder in left:
        try:
            shutil.rmtree(folder)
        except OSError as error:  # it takes up room and does no harm
            log.warning("what no job needs any more cannot be deleted: %s", error)
