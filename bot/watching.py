"""Watching: what looks, for as long as the bot is connected, whether new coverage has come in, and has it posted."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Coroutine
from datetime import UTC
from typing import NoReturn

import discord

from bot.desk import Desk
from bot.door import StuckError, WorkerLostError
from bot.kept.tables import KeptError
from bot.posting import Poster
from store.errors import DatelineError
from store.fresh import Frontier

log = logging.getLogger(__name__)

POLL_SECONDS = 30.0
"""Between two looks at how far the index reaches, which take a millisecond."""

# What a later look may not meet again: a core, tables or a Discord that cannot be used just now.
_PASSING = (DatelineError, WorkerLostError, StuckError, KeptError, discord.DiscordException, OSError)


class Watching:
    """Has the watches of the `desk` served as `client` after each index run, when an embargo lifts, and each new day.

    On a new day of UTC there is room again for what a watch had no post left for.
    """

    def __init__(self, client: discord.Client, desk: Desk) -> None:
        self._client = client
        self._desk = desk
        self._poster = Poster(client, desk)
        self._seen: tuple[object, ...] | None = None
        self._task: asyncio.Task[NoReturn] | None = None

    def start(self) -> None:
        """Look from now on, at first when the client is connected."""
        self._task = asyncio.create_task(self._watch())

    async def stop(self) -> None:
        """Look no more; a post that is on its way is looked for at the next start."""
        if self._task:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    async def look(self) -> None:
        """Serve every watch if something has changed since all were served. Raises what kept it from seeing that."""
        frontier = await self._desk.door.frontier()
        seen = _what_counts(frontier)
        if frontier.at_work or seen == self._seen:
            return
        served = [await _done(self._poster.serve(watch), watch.id) for watch in await self._desk.watches.all()]
        if all(served):
            self._seen = seen

    async def _watch(self) -> NoReturn:
        await self._client.wait_until_ready()
        while True:
            self._desk.metrics.looked("watches", done=await _done(self.look(), "all"))
            await asyncio.sleep(POLL_SECONDS)


def _what_counts(frontier: Frontier) -> tuple[object, ...]:
    return frontier.position.seq, frontier.next_lift, frontier.position.at.astimezone(UTC).date()


async def _done(work: Coroutine[None, None, None], watch: str) -> bool:
    """Whether the work came to its end; what it raises goes to the log, and the next look tries again."""
    try:
        await work
    except _PASSING as error:
        log.warning("not watched watch=%s: %s: %s", watch, type(error).__name__, error)
        return False
    except Exception:  # the outermost handler: one watch that fails keeps no other from being served
        log.exception("not watched watch=%s", watch)
        return False
    return True
