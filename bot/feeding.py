"""Feeding: has every feed asked when it is due, for as long as the bot runs."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import NoReturn

from bot.background import Background, came_to_its_end
from bot.enqueue import Enqueue
from bot.kept.feeds import Feeds
from bot.kept.jobs import Job
from store.report import IndexItem, IndexReport

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


def poll_told(report: IndexReport, url: str) -> tuple[str, str | None]:
    """What an index run of a feed gave, for `Feeds.polled`: the outcome, and why the feed itself could not be had.

    An article that could not be had is no trouble of its feed.
    """
    return report.summary, _trouble(report.items, url)


def polled_told(job: Job, url: str) -> tuple[str, str | None]:
    """The same of an ended job that polled a feed."""
    outcome = job.outcome
    if job.state != "done" or outcome is None:
        return "", (outcome.trouble if outcome else None) or f"the poll was {job.state}"
    counts = ((outcome.added, "added"), (outcome.new_versions, "new version"), (outcome.unchanged, "unchanged"))
    told = ", ".join(f"{number} {name}" for number, name in counts if number)
    return told or "nothing new", _trouble(outcome.failures, url)


def _trouble(items: Iterable[IndexItem], url: str) -> str | None:
    failed = next((item for item in items if item.source == url and item.outcome in ("failed", "no_text")), None)
    return (failed.reason or "it could not be read") if failed else None
