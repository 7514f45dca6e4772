"""The writer: does one job to the archive in a process of its own, which tells how far it is and can be stopped."""

from __future__ import annotations

import asyncio
import contextlib
import multiprocessing
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

from bot import door
from bot.kept.jobs import Task
from bot.writing import Ended, Step, Tools, write

STOPPING_SECONDS = 20.0
"""For a job that is to stop: it hears of that between two steps, which are a window of embedding apart."""


class WriterLostError(Exception):
    """The process ended without a word, as when it is killed for want of memory."""


class Writer:
    """Does one job at a time with the `tools`."""

    def __init__(self, tools: Tools) -> None:
        self._tools = tools
        self._pipe: Connection | None = None
        self._process: BaseProcess | None = None
        self._killing: asyncio.TimerHandle | None = None

    async def perform(self, task: Task, who: str, told: Callable[[Step], None]) -> Ended:
        """Do it; `told` is called with each step. Raises WriterLostError. Cancelled, the process is killed."""
        context, loop = multiprocessing.get_context(door.START_METHOD), asyncio.get_running_loop()
        pipe, theirs = context.Pipe()
        process = context.Process(target=write, args=(theirs, self._tools, task, who), name="dateline-writer")
        await asyncio.to_thread(process.start)
        theirs.close()  # so that the end of the process is the end of the pipe
        self._pipe, self._process = pipe, process
        words: asyncio.Queue[Step | Ended | None] = asyncio.Queue()
        listening = loop.run_in_executor(
            None, _listen, pipe, lambda word: loop.call_soon_threadsafe(words.put_nowait, word)
        )
        try:
            while isinstance(word := await words.get(), Step):
                told(word)
            if word is None and self._killing is None:
                raise WriterLostError("the process that writes the index died, perhaps for want of memory")
            return word or Ended("stopped")
        finally:
            self._pipe = self._process = None
            if self._killing:
                self._killing.cancel()
                self._killing = None
            process.kill()
            await asyncio.gather(asyncio.to_thread(process.join), listening)
            pipe.close()

    def stop(self) -> None:
        """Have the job that is under way end soon; what it has done so far stays, whole."""
        if self._pipe and self._process and not self._killing:
            with contextlib.suppress(OSError):  # it has just ended
                self._pipe.send("stop")
            self._killing = asyncio.get_running_loop().call_later(STOPPING_SECONDS, self._process.kill)


def _listen(pipe: Connection, hear: Callable[[Step | Ended | None], object]) -> None:
    """Hear each word until the process is gone, which is heard as None."""
    with contextlib.suppress(EOFError, OSError):
        while True:
            hear(pipe.recv())
    hear(None)
