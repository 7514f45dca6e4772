"""Watching: what looks, for as long as the bot is connected, whether new coverage has come in, and has it posted."""

from __future__ import annotations

import asyncio
import logging
from datetime import UTC
from typing import NoReturn

import discord

from bot.background import Background, came_to_its_end
from bot.desk import Desk
from bot.kept.watches import Watch
from bot.posting import Poster
from store.fresh import Frontier

log = logging.getLogger(__name__)

POLL_SECONDS = 30.0
"""Between two looks at how far the index reaches, which take a millisecond."""


class Watching(Background):
    """Has the watches of the `desk` served as `client` after each index run, when an embargo lifts, and each new day.

    On a new day of UTC there is room again for what a watch had no post left for.
    """

    def __init__(self, client: discord.Client, desk: Desk) -> None:
        self._client = client
        self._desk = desk
        self._poster = Poster(client, desk)
        self._seen: tuple[object, ...] | None = None

    async def look(self) -> None:
        """Serve every watch if something has changed since all were served. Raises what kept it from seeing that."""
        frontier = await self._desk.door.frontier()
        seen = _what_counts(frontier)
        if frontier.at_work or seen == self._seen:
            return
        served = [await self._served(watch) for watch in await self._desk.watches.all()]
        if all(served):
            self._seen = seen

    async def _served(self, watch: Watch) -> bool:
        return await came_to_its_end(self._poster.serve(watch), log, f"not watched watch={watch.id}")

    async def _go_on(self) -> NoReturn:
        await self._client.wait_until_ready()
        while True:
            done = await came_to_its_end(self.look(), log, "not watched watch=all")
            self._desk.metrics.looked("watches", done=done)
            await asyncio.sleep(POLL_SECONDS)


def _what_counts(frontier: Frontier) -> tuple[object, ...]:
    return frontier.position.seq, frontier.next_lift, frontier.position.at.astimezone(UTC).date()
