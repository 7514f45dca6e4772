"""Stand-in cores for the worker: real dataclasses, no index. A question says what the core does with it."""

from __future__ import annotations

import os
import signal
import time
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from store.answer import Answer, Coverage
from store.errors import GenerationError, ModelError
from store.fresh import Frontier, Position
from store.query import Query
from store.standings import Standings
from tests.discord.samples import COVERAGE, EMPTY, answered, declined


@dataclass(frozen=True)
class ScriptedCore:
    """Opened in a worker process; being a frozen dataclass, `ScriptedCore(...).open` is a picklable opener.

    `marks` is a folder in which the core leaves files for the test to see. A question with the word `sleep` takes two
    seconds, `hang` an hour, `die` kills the worker, `die-once` only the first time, `break` raises what nobody
    foresaw, `refuse` raises an error for people, `nothing` is declined.
    """

    marks: Path
    empty: bool = False

    def open(self) -> ScriptedCore:
        with (self.marks / "opened").open("a") as opened:
            opened.write(f"{os.getpid()}\n")
        return self

    def ask(self, query: Query) -> Answer:
        with (self.marks / "asked").open("a") as asked:
            asked.write(f"{query.question}\n")
        words = query.question.split()
        if "sleep" in words:
            time.sleep(2)
        if "hang" in words:
            time.sleep(3600)
        if "die" in words or ("die-once" in words and not (self.marks / "died").exists()):
            (self.marks / "died").touch()
            os.kill(os.getpid(), signal.SIGKILL)
        if "break" in words:
            raise ZeroDivisionError(f"no sense in {query.question!r}")
        if "refuse" in words:
            raise GenerationError("The index was built by another encoder; run `dateline index --rebuild`.")
        if self.empty:
            return declined("no_articles", query=query, coverage=EMPTY, nearest=())
        return declined(query=query) if "nothing" in words else replace(answered(), query=query)

    def coverage(self) -> Coverage:
        return EMPTY if self.empty else COVERAGE

    def frontier(self) -> Frontier:
        return Frontier(Position(0, datetime(2026, 3, 4, tzinfo=UTC)), at_work=False, next_lift=None)

    def standings(self, after: int) -> Standings:
        return Standings((), after, whole=True)

    def close(self) -> None:
        (self.marks / "closed").touch()


@dataclass(frozen=True)
class UnopenableCore:
    """Fails to open, as a Library whose model is missing does."""

    def open(self) -> ScriptedCore:
        raise ModelError("The model is not installed; run `make install`.")
