"""The writer's process that is told to stop: what cannot be taken back is not done at all, or carried through."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pytest

from bot.kept.jobs import Task
from bot.writing import Ended, Tools, _ended
from store import administration
from store.generation import Generations
from store.query import build_query
from store.removal import is_erased, remove
from tests.discord.small import CRANE, SmallLibrary
from tests.discord.world import no_fetcher

ASKED = build_query("For how many crowns has the port of Marrowgate bought a floating crane?")


@pytest.fixture
def small(tmp_path: Path) -> SmallLibrary:
    """Two stories in two generations."""
    small = SmallLibrary(tmp_path / "home")
    (tmp_path / "news").mkdir()
    small.fill(tmp_path / "news")
    with small.open() as library:
        library.index([], rebuild=True)
    return small


@pytest.fixture
def crane(small: SmallLibrary) -> str:
    """The id of a story."""
    with small.open() as library:
        return library.ask(ASKED).quotes[0].article_id


def ended(small: SmallLibrary, task: Task, stop: Connection, pipe: Connection) -> Ended:
    with stop, pipe:
        return _ended(pipe, Tools(small.open, no_fetcher), task, "Ada")


def stopped_before(small: SmallLibrary, task: Task) -> Ended:
    """How a job ends that was told to stop before it began."""
    stop, pipe = multiprocessing.Pipe()
    stop.send("stop")
    return ended(small, task, stop, pipe)


def stopped_after(small: SmallLibrary, task: Task, monkeypatch: pytest.MonkeyPatch, owner: Any, name: str) -> Ended:
    """How a job ends that is told to stop as soon as a function of the core has done its part."""
    stop, pipe = multiprocessing.Pipe()
    function: Callable[..., Any] = getattr(owner, name)

    def told(*args: Any, **named: Any) -> Any:
        found = function(*args, **named)
        stop.send("stop")
        return found

    monkeypatch.setattr(owner, name, told)
    return ended(small, task, stop, pipe)


def erased(small: SmallLibrary) -> bool:
    with small.open() as library:
        return is_erased(library._archive)


def test_a_removal_stopped_before_it_began_removes_nothing(small: SmallLibrary, crane: str) -> None:
    assert stopped_before(small, Task(kind="remove", article_id=crane, reason="Why.")) == Ended("stopped")
    with small.open() as library:
        assert library.ask(ASKED).quotes
        assert library.admin.trail(1)[0].action == "index"


def test_a_removal_stopped_once_it_is_made_is_carried_through_and_said(
    small: SmallLibrary, crane: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    task = Task(kind="remove", article_id=crane, reason="Why.")
    end = stopped_after(small, task, monkeypatch, administration, "remove")
    assert end.how == "done"
    assert end.outcome
    assert end.outcome.told == (f"Removed: Port buys a crane. Its id was {crane}",)
    assert erased(small)
    with small.open() as library:
        assert library.ask(ASKED).quotes == ()
        assert library.verify().faults == ()


def test_a_removal_taken_up_again_after_a_kill_is_carried_through(small: SmallLibrary, crane: str) -> None:
    with small.open() as library:
        remove(library._archive, crane, "Why.", "Ada")
    end = stopped_before(small, Task(kind="remove", article_id=crane, reason="Why."))
    assert end.how == "done"
    assert erased(small)


def test_a_rollback_stopped_before_it_began_changes_nothing(small: SmallLibrary) -> None:
    assert stopped_before(small, Task(kind="rollback", left="2")) == Ended("stopped")
    with small.open() as library:
        assert library.coverage().generation == "2"


def test_a_rollback_stopped_once_it_answers_is_said(
    small: SmallLibrary, crane: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with small.open() as library:
        library.admin.decide_withdrawal(crane, "Not so.")
    end = stopped_after(small, Task(kind="rollback", left="2"), monkeypatch, Generations, "roll_back")
    assert end.how == "done"
    assert end.outcome
    assert end.outcome.told == ("Index 1 answers again instead of 2.",)
    with small.open() as library:
        assert library.coverage().generation == "1"
        assert library.verify().faults == ()
        assert library.admin.trail(1)[0].outcome == "rolled back"


def test_a_rebuild_that_is_stopped_leaves_nothing_that_is_gone_on_with(small: SmallLibrary, crane: str) -> None:
    assert stopped_before(small, Task(kind="all")) == Ended("stopped")
    assert not (small.home / "index" / "3").exists()
    with small.open() as library:
        library.index([])
        assert library.coverage().generation == "2"
        library.index([], rebuild=True)
        assert library.verify().faults == ()
        assert library.ask(ASKED).quotes


def test_the_first_index_that_is_stopped_is_gone_on_with(tmp_path: Path) -> None:
    small = SmallLibrary(tmp_path / "home")
    (tmp_path / "crane.md").write_text(CRANE, encoding="utf-8")
    assert stopped_before(small, Task(kind="all", paths=(str(tmp_path / "crane.md"),))) == Ended("stopped")
    with small.open() as library:
        library.index([tmp_path / "crane.md"])
        assert library.ask(ASKED).quotes
        assert library.verify().faults == ()
