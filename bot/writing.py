"""The writer's side: the process in which one job is done to the archive. It sends its steps and its end, and is gone.

A process of its own, so that what an index run needs of memory is free again after it, and so that it can be killed.
"""

from __future__ import annotations

import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from bot import worker
from bot.kept.jobs import MAX_FAILURES, Outcome, Task
from store.errors import DatelineError, LockedError, NotFoundError
from store.report import IndexReport, Progress

if TYPE_CHECKING:
    from store.core import Library
    from store.web.fetcher import Fetcher

_EVERY_SECONDS = 0.25  # between two steps that are told


@dataclass(frozen=True, slots=True)
class Step:
    """How far a job is: a verb phrase, how many are done, of how many, 0 where that is not known."""

    stage: str
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Ended:
    """How the process ended: `words` say why where it is not done, for a person, or for the log where it is a fault."""

    how: Literal["done", "stopped", "killed", "locked", "failed", "fault"]
    outcome: Outcome | None = None
    words: str = ""


class _StoppedError(Exception):
    """The job is to be stopped; what it has done so far is whole."""


@dataclass(frozen=True, slots=True)
class Tools:
    """What opens the archive and what fetches pages, in the writer's process; both are picklable.

    `base` is the watched folder, in which files are named by where they lie.
    """

    archive: Callable[[], Library]
    fetcher: Callable[[], Fetcher]
    base: Path | None = None


def write(pipe: Connection, tools: Tools, task: Task, who: str) -> None:
    """Do a job, telling each `Step` and at last one `Ended` through the pipe, from which any word means to stop."""
    worker.start()
    worker.stand_back()
    pipe.send(_ended(pipe, tools, task, who))
    pipe.close()


def let_go(pipe: Connection, tools: Tools) -> None:
    """Leave nothing of a rebuild whose process was killed, telling one `Ended` through the pipe."""
    worker.start()
    worker.stand_back()
    pipe.send(_told(tools, _let_go))
    pipe.close()


def _let_go(library: Library) -> Ended:
    library.admin.abandon_rebuild()
    return Ended("done")


def _ended(pipe: Connection, tools: Tools, task: Task, who: str) -> Ended:
    def act(library: Library) -> Ended:
        try:
            return Ended("done", perform(library, tools, task, who, _teller(pipe)))
        except _StoppedError:
            if task.kind == "all":  # or the next rebuild would go on with what nobody wants any more
                library.admin.abandon_rebuild()
            return Ended("stopped")

    return _told(tools, act)


def _told(tools: Tools, act: Callable[[Library], Ended]) -> Ended:
    """What an act on the archive gave, or how it failed."""
    try:
        with tools.archive() as library:
            return act(library)
    except LockedError as error:
        return Ended("locked", words=str(error))
    except (DatelineError, OSError) as error:
        return Ended("failed", words=str(error))
    except Exception:  # noqa: BLE001 - the outermost handler of this process: the parent logs it under a code
        return Ended("fault", words=traceback.format_exc())


def perform(library: Library, tools: Tools, task: Task, who: str, progress: Progress) -> Outcome:
    """Do what the task says to the archive. Raises DatelineError, and what `progress` raises.

    What cannot be taken back is carried through: from then on `progress` is not called any more.
    """
    began = time.monotonic()
    match task.kind:
        case "add" | "changed" | "all":
            report = library.index(
                [Path(path) for path in task.paths],
                urls=task.urls,
                fetcher=tools.fetcher() if task.urls else None,
                base=tools.base,
                rebuild=task.kind == "all",
                progress=progress,
                who=who,
            )
            return _of_run(report, task, library.coverage().generation)
        case "rollback":
            told = _rolled_back(library, task, who, progress)
        case "remove":
            assert task.article_id and task.reason  # both are asked for before there is a job
            told = _removed(library, task.article_id, task.reason, who, progress)
        case "export":
            file = Path(task.paths[0])
            file.parent.mkdir(parents=True, exist_ok=True)
            transfer = library.admin.export(file)
            told = f"{transfer.articles:,} articles in {transfer.versions:,} versions stand in {transfer.file}."
        case "withdraw" | "restore":
            raise AssertionError("decided at once, when it is confirmed, and never in its turn")
    return Outcome(told=(told,), generation=library.coverage().generation, seconds=time.monotonic() - began)


def _removed(library: Library, article_id: str, reason: str, who: str, progress: Progress) -> str:
    try:
        library.article(article_id)
        progress("removing it", 0, 0)
        removal = library.admin.remove(article_id, reason, who=who)
    except NotFoundError:  # a kill came between the removal and our hearing of it, or somebody else was faster
        library.index([], who=who)
        return f"{article_id} is not in the record."
    return f"Removed: {removal.headline}. Its id was {article_id}"


def _rolled_back(library: Library, task: Task, who: str, progress: Progress) -> str:
    current = library.coverage().generation
    if task.left and current != task.left:  # a kill came between the rollback and our hearing of it
        return f"Index {current} answers now."
    progress("going back", 0, 0)
    rollback = library.admin.roll_back(task.reason, who=who, progress=progress)
    return f"Index {rollback.current} answers again instead of {rollback.left}."


def _of_run(report: IndexReport, task: Task, generation: str) -> Outcome:
    failures = [*task.refused]
    failures += [item for item in report.items if item.outcome in ("failed", "no_text", "skipped")]
    return Outcome(
        added=report.count("added"),
        unchanged=report.count("unchanged"),
        new_versions=report.count("new_version"),
        withdrawn=report.count("withdrawn"),
        undated=report.undated,
        skipped=report.count("skipped"),
        no_text=report.count("no_text"),
        failed=report.failed + len(task.refused),
        seconds=report.seconds,
        generation=generation or None,
        told=report.repaired[:20],
        failures=tuple(failures[:MAX_FAILURES]),
    )


def _teller(pipe: Connection) -> Progress:
    last = 0.0

    def tell(stage: str, done: int, total: int) -> None:
        nonlocal last
        if pipe.poll():
            raise _StoppedError
        now = time.monotonic()
        if now - last >= _EVERY_SECONDS or (total and done == total):
            last = now
            pipe.send(Step(stage, done, total))

    return tell
