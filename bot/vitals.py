"""Vitals: what is sampled for as long as the bot serves: how late the event loop is, and what is indexed."""

from __future__ import annotations

import asyncio
import logging
from typing import NoReturn

from bot.background import Background, came_to_its_end
from bot.door import Door
from bot.metrics import Metrics

log = logging.getLogger(__name__)

LAG_EVERY_SECONDS = 0.5
INDEX_EVERY_SECONDS = 15.0  # as often as Prometheus asks by most people's settings; it takes the worker a millisecond


class Vitals(Background):
    """Samples into the metrics. The door must be open when it is started."""

    def __init__(self, door: Door, metrics: Metrics) -> None:
        self._door = door
        self._metrics = metrics

    async def _go_on(self) -> NoReturn:
        lag = asyncio.create_task(self._lag())
        try:
            while True:
                await came_to_its_end(self._index(), log, "index not sampled")
                await asyncio.sleep(INDEX_EVERY_SECONDS)
        finally:
            lag.cancel()

    async def _lag(self) -> NoReturn:
        loop = asyncio.get_running_loop()
        while True:
            due = loop.time() + LAG_EVERY_SECONDS
            await asyncio.sleep(LAG_EVERY_SECONDS)
            self._metrics.lagged(max(0.0, loop.time() - due))

    async def _index(self) -> None:
        self._metrics.indexed(await self._door.coverage())
