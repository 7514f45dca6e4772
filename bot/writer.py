"""The writer: does one job to the archive in a process of its own, which tells how far it is and can be stopped."""

from __future__ import annotations

import asyncio
import contextlib
import multiprocessing
import threading
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any

from bot import door
from bot.kept.jobs import Task
from bot.writing import Ended, Step, Tools, let_go, write

STOPPING_SECONDS = 20.0
"""For a job that is to stop: it hears of that between two steps, which are a window of embedding apart."""
CARRIED_THROUGH = frozenset(("remove", "rollback"))
"""The kinds of job that are not killed when they are to stop: halfway they have done what a stop cannot undo."""

Word = Step | Ended | None


class WriterLostError(Exception):
    """The process ended without a word, as when it is killed for want of memory."""


class Writer:
    """Does one job at a time with the `tools`."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools
        self._pipe: Connection | None = None
        self._process: BaseProcess | None = None
        self._killing: asyncio.TimerHandle | None = None
        self._carried_through = False

    async def perform(self, task: Task, who: str, told: Callable[[Step], None]) -> Ended:
        """Do it; `told` is called with each step. Raises WriterLostError. Cancelled, the process is killed."""
        self._carried_through = task.kind in CARRIED_THROUGH
        return await self._attended(write, (task, who), told)

    async def let_go(self) -> Ended:
        """Leave nothing of a rebuild that was killed when it was to stop. Raises WriterLostError."""
        self._carried_through = True
        return await self._attended(let_go, (), lambda _: None)

    async def _attended(
        self, work: Callable[..., None], arguments: tuple[object, ...], told: Callable[[Step], None]
    ) -> Ended:
        loop = asyncio.get_running_loop()
        context: Any = multiprocessing.get_context(door.START_METHOD)  # typeshed's base of them has no Process
        pipe, theirs = context.Pipe()
        process: BaseProcess = context.Process(target=work, args=(theirs, self._tools, *arguments))
        words: asyncio.Queue[Word] = asyncio.Queue()
        started, over = loop.create_future(), loop.create_future()

        def hear(on: Callable[..., object], *word: object) -> None:
            loop.call_soon_threadsafe(on, *word)

        def attend() -> None:
            """In a thread, because starting, hearing and joining a process each wait."""
            with contextlib.suppress(OSError):  # no process can be made: that is a process that has ended
                process.start()
            theirs.close()  # so that the end of the process is the end of the pipe
            hear(started.set_result, None)
            with contextlib.suppress(EOFError, OSError):
                while True:
                    hear(words.put_nowait, pipe.recv())
            if process.pid is not None:
                process.join()
            hear(words.put_nowait, None)
            hear(over.set_result, None)

        threading.Thread(target=attend, name="writer", daemon=True).start()
        try:
            await asyncio.shield(started)
            self._pipe, self._process = pipe, process
            return await self._heard(words, told)
        finally:
            self._forget()
            await started
            if process.pid is not None:
                process.kill()
            await over
            pipe.close()

    def stop(self) -> None:
        """Have the job that is under way end soon; what it has done so far stays, whole.

        One that cannot be taken back once it has begun ends before that, or is done.
        """
        if self._pipe and self._process and not self._killing:
            with contextlib.suppress(OSError):  # it has just ended
                self._pipe.send("stop")
            if self._carried_through:
                return
            self._killing = asyncio.get_running_loop().call_later(STOPPING_SECONDS, self._process.kill)

    async def _heard(self, words: asyncio.Queue[Word], told: Callable[[Step], None]) -> Ended:
        while isinstance(word := await words.get(), Step):
            told(word)
        if word is None and self._killing is None:
            raise WriterLostError("the process that writes the index died, perhaps for want of memory")
        return word or Ended("killed")

    def _forget(self) -> None:
        self._pipe = self._process = None
        if self._killing:
            self._killing.cancel()
            self._killing = None
