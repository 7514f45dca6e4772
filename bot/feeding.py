"""Feeding: has every feed asked when it is due, for as long as the bot runs."""

from __future__ import annotations

import asyncio
import logging
from datetime import UTC, datetime
from typing import NoReturn

from bot.background import Background, came_to_its_end
from bot.enqueue import Enqueue
from bot.kept.feeds import Feeds

log = logging.getLogger(__name__)

WHO = "the feeds"
LOOK_SECONDS = 20.0
"""Between two looks at which feeds are due, of which each waits five minutes at least."""


class Feeding(Background):
    """Hands the feeds that are due on by `enqueue`, one a call, which is to say `Feeds.polled` at the end of each."""

    def __init__(self, feeds: Feeds, enqueue: Enqueue) -> None:
        self._feeds = feeds
        self._enqueue = enqueue

    async def look(self, now: datetime) -> None:
        """Hand on every feed that is due at this aware moment. Raises KeptError."""
        for feed in await self._feeds.due(now):
            await self._enqueue([], [feed.url], WHO)
            # Not before: what a killed process did not hand on is still due, and a poll too many does no harm.
            await self._feeds.handed_on(feed.url, now)

    async def _go_on(self) -> NoReturn:
        while True:
            await came_to_its_end(self.look(datetime.now(UTC)), log, "the feeds were not looked at")
            await asyncio.sleep(LOOK_SECONDS)
