"""The names that are suggested while somebody types, kept in this process and made anew when the index changes.

Making them takes seconds in a large archive, so it is done by a worker of its own, which ends when it is done: the
one that answers questions is not held up, and a suggestion waits for nobody.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from typing import NoReturn

from bot.background import Background, came_to_its_end
from bot.door import Door
from bot.metrics import Metrics
from bot.suggest import Suggester, Suggestion
from bot.worker import Core
from store.catalogue import Catalogue

log = logging.getLogger(__name__)

POLL_SECONDS = 60.0
MAKING_SECONDS = 600.0  # the most that the making may take before it is given up until the next change
_NOTHING = Catalogue((), (), ())


class Names(Background):
    """What is suggested now. `opener` opens a core for the making, without its model; `metrics` count the looks."""

    def __init__(self, door: Door, opener: Callable[[], Core], metrics: Metrics) -> None:
        self._metrics = metrics
        self._suggester = Suggester(_NOTHING)
        self._door = door
        self._opener = opener
        self._of: tuple[str, str | None] | None = None

    def headlines(self, typed: str) -> list[Suggestion]:
        """Stories whose headline has the words begun; the value is an article's id."""
        return self._suggester.headlines(typed)

    def publishers(self, typed: str) -> list[Suggestion]:
        """Publishers whose name has the words begun."""
        return self._suggester.publishers(typed)

    def speakers(self, typed: str) -> list[Suggestion]:
        """Speakers whose name has the words begun."""
        return self._suggester.speakers(typed)

    async def refresh(self) -> None:
        """Make them anew if the index has changed since they were made. Raises what the core raises."""
        coverage = await self._door.coverage()
        state = (coverage.generation, coverage.built)
        if state == self._of:
            return
        maker = Door(self._opener, stuck_seconds=MAKING_SECONDS)
        try:
            catalogue = await maker.catalogue()
        finally:
            await maker.close()
        self._suggester = await asyncio.to_thread(Suggester, catalogue)
        self._of = state
        log.info("names read headlines=%d speakers=%d", len(catalogue.headlines), len(catalogue.speakers))

    async def _go_on(self) -> NoReturn:
        while True:
            done = await came_to_its_end(self.refresh(), log, "names not read")
            self._metrics.looked("names", done=done)
            await asyncio.sleep(POLL_SECONDS)
