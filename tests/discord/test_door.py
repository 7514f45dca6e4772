"""The door to the core: a real worker process, its death, its hanging, and the death of its parent."""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Callable
from functools import partial
from pathlib import Path

import pytest

from bot.door import Door, StuckError, WorkerLostError
from bot.worker import open_record
from store.errors import GenerationError, ModelError
from store.query import Query
from tests.discord.cores import ScriptedCore, UnopenableCore
from tests.discord.samples import COVERAGE, tariff_speech

ROOT = Path(__file__).parents[2]


@pytest.fixture
async def door(tmp_path: Path) -> AsyncIterator[Door]:
    door = Door(ScriptedCore(tmp_path).open, stuck_seconds=20)
    await door.open()
    yield door
    await door.close()


def workers(marks: Path) -> list[int]:
    return [int(line) for line in (marks / "opened").read_text().split()]


def alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] not in "ZX"
    except (FileNotFoundError, ProcessLookupError):  # it may go between the opening and the reading
        return False


def gone(pid: int) -> bool:
    return eventually(lambda: not alive(pid))


def eventually(holds: Callable[[], bool]) -> bool:
    """Whether it holds within five seconds."""
    for _ in range(100):
        if holds():
            return True
        time.sleep(0.05)
    return False


async def test_answers_and_coverage_cross_the_door_whole(door: Door) -> None:
    answer = await door.ask(Query(question="Will it go up?"))
    assert answer.query == Query(question="Will it go up?")
    assert answer.quotes == (tariff_speech(),)
    assert await door.coverage() == COVERAGE


async def test_an_error_of_the_core_comes_through_with_its_words(door: Door) -> None:
    with pytest.raises(GenerationError, match="built by another encoder"):
        await door.ask(Query(question="refuse"))


async def test_a_core_that_cannot_open_says_why() -> None:
    door = Door(UnopenableCore().open)
    with pytest.raises(ModelError, match="make install"):
        await door.open()
    await door.close()


async def test_a_worker_that_is_killed_is_replaced_and_the_question_asked_again(door: Door, tmp_path: Path) -> None:
    answer = await door.ask(Query(question="die-once please"))
    assert answer.verdict == "answered"
    assert len(workers(tmp_path)) == 2


async def test_a_worker_killed_while_idle_is_replaced(door: Door, tmp_path: Path) -> None:
    os.kill(workers(tmp_path)[0], signal.SIGKILL)
    assert gone(workers(tmp_path)[0])
    assert (await door.ask(Query(question="still there?"))).verdict == "answered"


async def test_a_question_that_kills_every_worker_fails_and_the_next_is_answered(door: Door) -> None:
    with pytest.raises(WorkerLostError):
        await door.ask(Query(question="die"))
    assert (await door.ask(Query(question="still there?"))).verdict == "answered"


async def test_a_question_that_hangs_is_cut_off_and_its_worker_replaced(tmp_path: Path) -> None:
    door = Door(ScriptedCore(tmp_path).open, stuck_seconds=0.5)
    await door.open()
    with pytest.raises(StuckError):
        await door.ask(Query(question="hang"))
    assert gone(workers(tmp_path)[0])
    assert (await door.ask(Query(question="still there?"))).verdict == "answered"
    await door.close()


async def test_a_caller_that_gives_up_in_the_queue_is_never_asked_for(door: Door, tmp_path: Path) -> None:
    first = asyncio.create_task(door.ask(Query(question="sleep first")))
    await asyncio.sleep(0.1)
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(door.ask(Query(question="second")), 0.1)
    await first
    await door.ask(Query(question="third"))
    assert (tmp_path / "asked").read_text().split("\n") == ["sleep first", "third", ""]


async def test_closing_closes_the_core_and_leaves_no_worker(tmp_path: Path) -> None:
    door = Door(ScriptedCore(tmp_path).open)
    await door.open()
    await door.close()
    assert (tmp_path / "closed").exists()
    assert gone(workers(tmp_path)[0])
    with pytest.raises(WorkerLostError):
        await door.ask(Query(question="too late"))


async def test_a_worker_that_answers_no_question_leaves_the_processors_to_the_one_that_does(tmp_path: Path) -> None:
    door, others = Door(partial(open_record, tmp_path, "WARNING")), set(multiprocessing.active_children())
    await door.open()
    try:
        (made,) = set(multiprocessing.active_children()) - others
        assert os.getpriority(os.PRIO_PROCESS, made.pid or 0) > os.getpriority(os.PRIO_PROCESS, 0)
    finally:
        await door.close()


async def test_closing_over_a_hanging_question_ends_within_a_second(tmp_path: Path) -> None:
    door = Door(ScriptedCore(tmp_path).open)
    await door.open()
    asked = asyncio.create_task(door.ask(Query(question="hang")))
    await asyncio.sleep(0.2)
    began = time.monotonic()
    await door.close()
    assert time.monotonic() - began < 3
    with pytest.raises(WorkerLostError):
        await asked
    assert gone(workers(tmp_path)[0])


async def test_the_worker_outlives_the_signals_of_its_group(door: Door, tmp_path: Path) -> None:
    for number in (signal.SIGINT, signal.SIGTERM):
        os.kill(workers(tmp_path)[0], number)
    assert (await door.ask(Query(question="still there?"))).verdict == "answered"
    assert len(workers(tmp_path)) == 1


PARENT = """
import asyncio, sys
from pathlib import Path
from bot.door import Door
from store.query import Query
from tests.discord.cores import ScriptedCore

async def main():
    door = Door(ScriptedCore(Path(sys.argv[1])).open)
    await door.open()
    print("open", flush=True)
    await door.ask(Query(question=sys.argv[2]))
    await asyncio.sleep(60)

if __name__ == "__main__":
    asyncio.run(main())
"""


@pytest.mark.parametrize("question", ["idle afterwards", "hang"])
def test_no_worker_survives_the_kill_of_its_parent(tmp_path: Path, question: str) -> None:
    script = tmp_path / "parent.py"
    script.write_text(PARENT)
    command = [sys.executable, str(script), str(tmp_path), question]
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as parent:
        assert parent.stdout is not None
        assert parent.stdout.readline() == "open\n"
        assert eventually((tmp_path / "asked").exists)
        parent.kill()
    assert gone(workers(tmp_path)[0])
