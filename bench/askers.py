"""How long people wait, and whether the bot's event loop keeps up: `python -m bench.askers` (needs the dev extras).

Indexes the sample archive (or the paths given) into a temporary data folder, starts the real `dateline run` against
the loopback Discord of the tests, lets 20 people ask at the same instant a few times over, then does the same while
`dateline index --rebuild` runs in another process. Prints acknowledgement and answer times as the asker sees them,
and how late a 10 ms timer fired in the bot's event loop.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import math
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.loopback.product import ROOT, Product, environment, index
from tests.loopback.server import LoopbackDiscord

IDLE_SECONDS = 5.0


@dataclass(slots=True)
class Phase:
    """One stretch of the run, in `time.monotonic()` seconds, and what was seen in it, in milliseconds."""

    name: str
    begun: float = field(default_factory=time.monotonic)
    ended: float = math.inf
    acks: list[float] = field(default_factory=list)
    answers: list[float] = field(default_factory=list)

    def lines(self, samples: list[tuple[float, float]]) -> list[str]:
        lags = [lag * 1000 for at, lag in samples if self.begun <= at < self.ended]
        lines = [f"{self.name} ({self.ended - self.begun:.1f} s)"]
        for label, values in (("acknowledged", self.acks), ("answered", self.answers), ("loop lag", lags)):
            if values:
                lines.append(f"  {label:13} {spread(values)}")
        return lines


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
        *("dateline", "index", "--rebuild"),
        cwd=home.parent,
        env=environment(home),
        stdout=asyncio.subprocess.DEVNULL,
        stderr=asyncio.subprocess.DEVNULL,
    )
    ended = asyncio.create_task(command.wait())
    while not ended.done():
        await ask_at_once(server, questions, phase)
    return await ended


@asynccontextmanager
async def phase(name: str, phases: list[Phase]) -> AsyncIterator[Phase]:
    current = Phase(name)
    phases.append(current)
    yield current
    current.ended = time.monotonic()


async def measure(paths: list[Path], questions: list[str], rounds: int) -> list[str]:
    """The figures of one run, as lines to print."""
    phases: list[Phase] = []
    with tempfile.TemporaryDirectory() as folder:
        home, lags = Path(folder) / "home", Path(folder) / "lags"
        await asyncio.to_thread(index, home, *paths)
        async with LoopbackDiscord() as server:
            async with phase("start until connected", phases):
                product = await Product.start(server, home, LOOPBACK_LAG=str(lags))
                await server.until("commands are there", server.commands.all, 120.0)
                await server.wait_for_ready()
            async with phase("first question", phases) as current:
                await ask_at_once(server, questions[:1], current)
            async with phase("idle", phases):
                await asyncio.sleep(IDLE_SECONDS)
            async with phase(f"{len(questions)} askers at once, {rounds} times", phases) as current:
                for _ in range(rounds):
                    await ask_at_once(server, questions, current)
            async with phase(f"{len(questions)} askers at once beside an index rebuild", phases) as current:
                code = await ask_while_indexing(server, questions, home, current)
            async with phase("stop", phases):
                stopped = await product.stop()
            refused = server.refused
        samples = [(float(at), float(lag)) for at, lag in (line.split() for line in lags.read_text().splitlines())]
    shown = [line for one in phases for line in one.lines(samples)]
    return [*shown, f"index exit {code}, bot exit {stopped}, refused by the server: {len(refused)}"]


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
