"""Progress of long work, on stderr: a bar on a terminal, plain lines otherwise."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TextIO

from rich import progress
from rich.console import Console

from store.report import Progress

SECONDS_BETWEEN_LINES = 5.0  # often enough to see that it lives, seldom enough for a log


@contextmanager
def shown_progress(file: TextIO | None = None) -> Iterator[Progress]:
    """A Progress to hand to the work done inside; `file` is stderr unless given."""
    file = file or sys.stderr
    if not file.isatty():
        yield _Lines(file)
        return
    with progress.Progress(
        progress.TextColumn("{task.description}", markup=False),
        progress.BarColumn(),
        progress.MofNCompleteColumn(),
        progress.TimeElapsedColumn(),
        console=Console(file=file),
    ) as bars:
        yield _Bars(bars)


class _Bars:
    """One bar a stage."""

    def __init__(self, bars: progress.Progress) -> None:
        self._bars = bars
        self._tasks: dict[str, progress.TaskID] = {}

    def __call__(self, stage: str, done: int, total: int) -> None:
        if stage not in self._tasks:
            self._tasks[stage] = self._bars.add_task(stage)
        self._bars.update(self._tasks[stage], completed=done, total=total or None)


class _Lines:
    """One line when a stage begins and when it is done, and one every few seconds between."""

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self._stage = ""
        self._done = -1
        self._said = 0.0

    def __call__(self, stage: str, done: int, total: int) -> None:
        if (stage, done) == (self._stage, self._done):
            return
        now = time.monotonic()
        begins, finished = stage != self._stage, 0 < total <= done
        if begins or finished or now - self._said >= SECONDS_BETWEEN_LINES:
            self._file.write(f"{stage}: {done:,} of {total:,}\n" if total else f"{stage}: {done:,}\n")
            self._file.flush()
            self._stage, self._done, self._said = stage, done, now
