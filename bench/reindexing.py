"""Whether readers notice that the index is built anew: `python -m bench.reindexing questions.jsonl --home quiz`.

Copies the data folder (or with `--articles` indexes so many records of `--stories` into a new one), starts the real
`dateline run` against the loopback Discord of the tests and asks one question after the other, each as somebody else
and without a pause unless told otherwise: a while with nothing beside it, then while `/coverage reindex what:all`
builds a new index, until that answers, then after it, and after a `/coverage rollback`. Prints how long people waited
for an answer, how many got none, and which index answered. Needs the dev extras and seconds for each hundred articles;
run it on a machine that does nothing else.
"""

from __future__ import annotations

import argparse
import asyncio
import gzip
import itertools
import math
import re
import shutil
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from store.questions import read_questions
from tests.loopback.exchange import Message, User
from tests.loopback.permissions import MANAGE_GUILD
from tests.loopback.product import Product, index
from tests.loopback.server import LoopbackDiscord

WARM_UP = 20
AFTER = 20
"""Questions after the swap, and after the rollback."""
ALLOWED = 3.0
"""Times the idle median that an answer may take while the index is built: the acceptance of this feature."""
BUILD_SECONDS = 3 * 3600.0
_TITLE = "### Build the index anew"


@dataclass(slots=True)
class Phase:
    """The questions of one stretch: milliseconds of each answer, and which index gave it, or None where none came.

    `began` and `asked_at` are on the monotonic clock, seconds.
    """

    name: str
    took: list[float] = field(default_factory=list)
    indexes: list[str | None] = field(default_factory=list)
    began: float = field(default_factory=time.monotonic)
    asked_at: list[float] = field(default_factory=list)

    def line(self) -> str:
        ordered = sorted(self.took)
        p95 = ordered[math.ceil(0.95 * len(ordered)) - 1]
        answered = ", ".join(dict.fromkeys(one or "none" for one in self.indexes))
        figures = f"{median(ordered):8.0f} {p95:8.0f} {ordered[-1]:8.0f} {self.indexes.count(None):8}"
        return f"{self.name:15} {len(ordered):5} {figures}   {answered}"

    def over(self, limit: float) -> list[str]:
        """The answers that took longer, in milliseconds, each with the second of the phase that it was asked in."""
        every = zip(self.took, self.asked_at, self.indexes, strict=True)
        return [
            f"{took:.0f} ms at {asked - self.began:.1f} s (index {index or 'none'})"
            for took, asked, index in every
            if took > limit
        ]


@dataclass(slots=True)
class Run:
    """A serving bot, its editor, and what people go on asking it."""

    server: LoopbackDiscord
    editor: User
    questions: Iterator[str]
    pause: float

    async def ask(self, phase: Phase) -> None:
        """Ask the next question."""
        asked = await self.server.slash(self.server.user(), "ask", question=next(self.questions))
        card = await self.server.wait_for_reply(asked)
        assert card.filled_at is not None  # that is what was waited for
        phase.took.append((card.filled_at - asked.sent_at) * 1000)
        phase.asked_at.append(asked.sent_at)
        found = re.search(r"Index (\d+)", card.text)
        phase.indexes.append(found[1] if found else None)
        await asyncio.sleep(self.pause)

    async def ask_times(self, phase: Phase, times: int) -> Phase:
        for _ in range(times):
            await self.ask(phase)
        return phase

    async def ask_for(self, phase: Phase, seconds: float) -> Phase:
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            await self.ask(phase)
        return phase

    async def ask_until_swapped(self, phase: Phase, before: str | None) -> Phase:
        """Build the index anew and ask until another one than `before` answers. Raises SystemExit where that fails."""
        used = await self.server.slash(self.editor, "coverage reindex", what="all")
        card = await self.server.wait_for_reply(used)
        while not phase.indexes or phase.indexes[-1] in (before, None):
            await self.ask(phase)
            card = self._newest(card)
            if "failed" in _head(card):
                raise SystemExit(card.text)
        await self.server.until("the job is over", lambda: _is_done(self._newest(card)), BUILD_SECONDS)
        return phase

    async def roll_back(self) -> None:
        used = await self.server.slash(self.editor, "coverage rollback", reason="The bench goes back.")
        pressed = await self.server.press(self.editor, await self.server.wait_for_reply(used), "Do it")
        card = await self.server.wait_for_reply(pressed)
        await self.server.until("rolled back", lambda: _is_done(card), BUILD_SECONDS)

    def _newest(self, card: Message) -> Message:
        """The card of the job: after an hour the bot puts a new one in the place of the old."""
        messages = self.server.state.messages
        if card.id in messages:
            return card
        return next((one for one in reversed(messages.values()) if one.text.startswith(_TITLE)), card)


def _is_done(card: Message) -> bool:
    return "done" in _head(card)


def _head(card: Message) -> str:
    """The line of a job's card that says how the job is."""
    return card.text.partition("\n")[0]


async def measure(home: Path, questions: list[str], idle_seconds: float, pause: float) -> list[str]:
    """The table of one run on a data folder, as lines to print."""
    async with LoopbackDiscord() as server:
        editor = server.user("editor", MANAGE_GUILD)
        settings = {"DATELINE_ADMINS": str(editor.id), "DATELINE_ADMIN_SERVERS": str(server.state.guild)}
        product = await Product.start(server, home, **settings)
        try:
            await server.wait_for_ready()
            run = Run(server, editor, itertools.cycle(questions), pause)
            await run.ask_times(Phase("first"), WARM_UP)
            idle = await run.ask_for(Phase("idle"), idle_seconds)
            began = time.monotonic()
            beside = await run.ask_until_swapped(Phase("while it builds"), idle.indexes[-1])
            built = time.monotonic() - began
            after = await run.ask_times(Phase("after the swap"), AFTER)
            await run.roll_back()
            back = await run.ask_times(Phase("rolled back"), AFTER)
        finally:
            stopped = await product.stop()
    usual = median(idle.took)
    phases = (idle, beside, after, back)
    head = f"{'milliseconds':15} {'n':>5} {'median':>8} {'p95':>8} {'max':>8} {'errors':>8}   index"
    return [
        head,
        *(phase.line() for phase in phases),
        f"while it builds, times the idle median: median {median(beside.took) / usual:.2f}, "
        f"slowest {max(beside.took) / usual:.2f}",
        *(f"{phase.name}, over {ALLOWED:g} times: {_listed(phase.over(ALLOWED * usual))}" for phase in phases),
        f"built and swapped in {built:.0f} s; bot exit {stopped}, refused by the server: {len(server.refused)}",
    ]


def _listed(slow: list[str]) -> str:
    return f"{len(slow)}: {', '.join(slow)}" if slow else "none"


def new_home(folder: Path, stories: Path, articles: int) -> Path:
    """A data folder with the first `articles` records of a gzipped JSON Lines file."""
    chosen = folder / "stories.jsonl"
    with gzip.open(stories, "rt", encoding="utf-8") as lines:
        chosen.write_text("".join(itertools.islice(lines, articles)), encoding="utf-8")
    index(folder / "home", chosen)
    return folder / "home"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("questions", type=Path)
    source = parser.add_mutually_exclusive_group(required=True)
    source.add_argument("--home", type=Path, help="a data folder, which is copied")
    source.add_argument("--stories", type=Path, help="a .jsonl.gz of articles, indexed first")
    parser.add_argument("--articles", type=int, default=150, help="how many of --stories")
    parser.add_argument("--idle", type=float, default=60.0, help="seconds of asking with nothing beside it")
    parser.add_argument("--pause", type=float, default=0.0, help="seconds from an answer to the next question")
    options = parser.parse_args()
    questions = [one.question for one in read_questions(options.questions)]
    with tempfile.TemporaryDirectory() as folder:
        if options.home:
            home = Path(shutil.copytree(options.home, Path(folder) / "home"))
        else:
            home = new_home(Path(folder), options.stories, options.articles)
        print("\n".join(asyncio.run(measure(home, questions, options.idle, options.pause))))


if __name__ == "__main__":
    main()
