"""Vitals: what is sampled for as long as the bot serves: how late the event loop is, and what is indexed."""

from __future__ import annotations

import asyncio
import logging
from typing import NoReturn

from bot.door import Door, StuckError, WorkerLostError
from bot.metrics import Metrics
from store.errors import DatelineError

log = logging.getLogger(__name__)

LAG_EVERY_SECONDS = 0.5
INDEX_EVERY_SECONDS = 15.0  # as often as Prometheus asks by most people's settings; it takes the worker a millisecond


class Vitals:
    """Samples into the metrics. The door must be open when it is started."""

    def __init__(self, door: Door, metrics: Metrics) -> None:
        self._door = door
        self._metrics = metrics
        self._tasks: list[asyncio.Task[NoReturn]] = []

    def start(self) -> None:
        """Sample from now on."""
        self._tasks = [asyncio.create_task(self._lag()), asyncio.create_task(self._index())]

    async def stop(self) -> None:
        """Sample no more."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _lag(self) -> NoReturn:
        loop = asyncio.get_running_loop()
        while True:
            due = loop.time() + LAG_EVERY_SECONDS
            await asyncio.sleep(LAG_EVERY_SECONDS)
            self._metrics.lagged(max(0.0, loop.time() - due))

    async def _index(self) -> NoReturn:
        while True:
            try:
                self._metrics.indexed(await self._door.coverage())
            except (DatelineError, WorkerLostError, StuckError, OSError) as error:
                log.warning("index not sampled: %s: %s", type(error).__name__, error)
            await asyncio.sleep(INDEX_EVERY_SECONDS)
