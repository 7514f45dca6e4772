"""How long people wait, and whether the bot's event loop keeps up: `python -m bench.askers` (needs the dev extras).

Indexes the sample archive (or the paths given) into a temporary data folder, starts the real `dateline run` against
the loopback Discord of the tests, lets 20 people ask at the same instant a few times over, then does the same while
`dateline index --rebuild` runs in another process. Prints acknowledgement and answer times as the asker sees them,
and how late a 10 ms timer fired in the bot's event loop; beside it, how late one fired in a process that does nothing
else, which is what the machine itself adds.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import math
import multiprocessing
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing.synchronize import Event
from pathlib import Path

from tests.loopback.launcher import SAMPLE_SECONDS
from tests.loopback.product import ROOT, Product, environment, index
from tests.loopback.server import LoopbackDiscord

IDLE_SECONDS = 5.0
Samples = list[tuple[float, float]]
"""Monotonic seconds, and how many seconds late a timer was then."""


@dataclass(slots=True)
class Phase:
    """One stretch of the run, in `time.monotonic()` seconds, and what was seen in it, in milliseconds."""

    name: str
    begun: float = field(default_factory=time.monotonic)
    ended: float = math.inf
    acks: list[float] = field(default_factory=list)
    answers: list[float] = field(default_factory=list)

    def lines(self, bot: Samples, machine: Samples) -> list[str]:
        lines = [f"{self.name} ({self.ended - self.begun:.1f} s)"]
        rows = {
            "acknowledged": self.acks,
            "answered": self.answers,
            "loop lag": self._within(bot),
            "machine's lag": self._within(machine),
        }
        for label, values in rows.items():
            if values:
                lines.append(f"  {label:13} {spread(values)}")
        return lines

    def _within(self, samples: Samples) -> list[float]:
        return [lag * 1000 for at, lag in samples if self.begun <= at < self.ended]


def read_samples(path: Path) -> Samples:
    return [(float(at), float(lag)) for at, lag in (line.split() for line in path.read_text().splitlines())]


def sample_machine(path: Path, stop: Event) -> None:
    """Note how late a 10 ms timer fires in this process, until told to stop."""
    samples = []
    while not stop.is_set():
        due = time.monotonic() + SAMPLE_SECONDS
        time.sleep(SAMPLE_SECONDS)
        samples.append((time.monotonic(), time.monotonic() - due))
    path.write_text("".join(f"{at:.6f} {lag:.6f}\n" for at, lag in samples))


@contextmanager
def sampled_machine(path: Path) -> Iterator[None]:
    spawn = multiprocessing.get_context("spawn")
    stop = spawn.Event()
    process = spawn.Process(target=sample_machine, args=(path, stop))
    process.start()
    try:
        yield
    finally:
        stop.set()
        process.join()


def spread(values: list[float]) -> str:
    ordered = sorted(values)

    def at(share: float) -> float:
        return ordered[math.ceil(share * len(ordered)) - 1]

    return f"p50 {at(0.5):7.1f}  p95 {at(0.95):7.1f}  p99 {at(0.99):7.1f}  max {ordered[-1]:7.1f} ms  n={len(ordered)}"


async def ask_at_once(server: LoopbackDiscord, questions: list[str], phase: Phase) -> None:
    """One question each from new people, all sent before the first is looked at."""
    asked = [await server.slash(server.user(), "ask", question=question) for question in questions]
    for one in asked:
        answer = await server.wait_for_reply(one, 300.0)
        assert one.acked_at is not None and answer.filled_at is not None
        phase.acks.append((one.acked_at - one.sent_at) * 1000)
        phase.answers.append((answer.filled_at - one.sent_at) * 1000)


async def ask_while_indexing(server: LoopbackDiscord, questions: list[str], home: Path, phase: Phase) -> int:
    """Ask again and again until a rebuild in another process has ended; its exit code."""
    command = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "index", "--rebuild"),
        cwd=home.parent,
        env=environment(home),
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    ended = asyncio.create_task(command.wait())
    while not ended.done():
        await ask_at_once(server, questions, phase)
    return await ended


@contextmanager
def phase(name: str, phases: list[Phase]) -> Iterator[Phase]:
    current = Phase(name)
    phases.append(current)
    yield current
    current.ended = time.monotonic()


async def ask_in_phases(home: Path, lags: Path, questions: list[str], rounds: int, phases: list[Phase]) -> str:
    """Start the bot, fill `phases`, stop the bot; what became of everything, in one line."""
    async with LoopbackDiscord() as server:
        with phase("start until connected", phases):
            product = await Product.start(server, home, LOOPBACK_LAG=str(lags))
            await server.until("commands are there", server.commands.all, 120.0)
            await server.wait_for_ready()
        with phase("first question", phases) as current:
            await ask_at_once(server, questions[:1], current)
        with phase("idle", phases):
            await asyncio.sleep(IDLE_SECONDS)
        with phase(f"{len(questions)} askers at once, {rounds} times", phases) as current:
            for _ in range(rounds):
                await ask_at_once(server, questions, current)
        with phase(f"{len(questions)} askers at once beside an index rebuild", phases) as current:
            indexed = await ask_while_indexing(server, questions, home, current)
        stopped = await product.stop()
        return f"index exit {indexed}, bot exit {stopped}, refused by the server: {len(server.refused)}"


async def measure(paths: list[Path], questions: list[str], rounds: int) -> list[str]:
    """The figures of one run, as lines to print."""
    phases: list[Phase] = []
    with tempfile.TemporaryDirectory() as folder:
        home, lags, machine = (Path(folder) / name for name in ("home", "lags", "machine"))
        await asyncio.to_thread(index, home, *paths)
        with sampled_machine(machine):
            ends = await ask_in_phases(home, lags, questions, rounds, phases)
        shown = [line for one in phases for line in one.lines(read_samples(lags), read_samples(machine))]
    return [*shown, ends]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", type=Path, default=[ROOT / "seeds" / "articles"])
    parser.add_argument("--questions", type=Path, default=ROOT / "seeds" / "questions.jsonl")
    parser.add_argument("--askers", type=int, default=20)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    asked = [json.loads(line)["question"] for line in options.questions.read_text().splitlines()][: options.askers]
    paths = [path.resolve() for path in options.paths]
    print("\n".join(asyncio.run(measure(paths, asked, options.rounds))))


if __name__ == "__main__":
    main()
