"""A job that is under way: done by the writer, once more where that is lost, later where another process writes."""

from __future__ import annotations

import asyncio
import logging

from bot.ask import new_code
from bot.kept.jobs import Job, Outcome, State
from bot.writer import Writer, WriterLostError
from bot.writing import Ended, Step

log = logging.getLogger(__name__)

LOCKED_SECONDS = 5.0  # between two tries while another process writes


class UnderWay:
    """One `job` while the `writer` does it.

    `step` is how far it is, `held_up` why it does not go on, for a person.
    """

    def __init__(self, job: Job, writer: Writer) -> None:
        self.job = job
        self.step: Step | None = None
        self.held_up: str | None = None
        self._writer = writer
        self._cancelled = False

    def cancel(self) -> None:
        """Have it end soon."""
        self._cancelled = True
        self._writer.stop()

    async def outcome(self) -> tuple[State, Outcome]:
        """Do it: how it ended, and what came of it."""
        lost = False
        while True:
            try:
                ended = await self._writer.perform(self.job.task, self.job.who, self._stepped)
            except WriterLostError as error:
                if lost or self._cancelled:
                    return "failed", Outcome(trouble=f"{error}; what was recorded is kept".capitalize())
                lost = True
                log.warning("writer lost, once more job=%d", self.job.number)
                continue
            if ended.how == "killed":
                await self.let_go()
            if ended.how != "locked":
                return _told(ended)
            self.held_up = ended.words
            await asyncio.sleep(LOCKED_SECONDS)
            if self._cancelled:
                return "cancelled", Outcome()

    async def let_go(self) -> None:
        """Leave nothing of a rebuild that did not hear in time that it is to stop: no later one is to go on with it."""
        if self.job.task.kind != "all":
            return
        try:
            while (ended := await self._writer.let_go()).how == "locked":
                self.held_up = ended.words
                await asyncio.sleep(LOCKED_SECONDS)
        except WriterLostError as error:
            ended = Ended("failed", words=str(error))
        if ended.how != "done":  # it takes up room until the next rebuild, and does no harm
            log.warning("what is left of a killed rebuild stays: %s", ended.words)

    def _stepped(self, step: Step) -> None:
        self.step, self.held_up = step, None
        if self._cancelled:  # before there was a process that could be told so
            self._writer.stop()


def _told(ended: Ended) -> tuple[State, Outcome]:
    match ended.how:
        case "done":
            return "done", ended.outcome or Outcome()
        case "failed":
            return "failed", Outcome(trouble=ended.words)
        case "fault":
            code = new_code()
            log.error("job failed code=%s\n%s", code, ended.words)
            return "failed", Outcome(trouble=f"Something went wrong on my side. Code {code}")
    return "cancelled", Outcome()
