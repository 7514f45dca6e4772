"""Signs on messages that get no answer now: one after another in each channel, out of the way of every answer."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from contextlib import suppress

import discord

log = logging.getLogger(__name__)

WAIT = "⏳"
NOT_HERE = "🚫"
MOST_WAITING = 1000  # in one channel; Discord takes four reactions a second there, so the last would come after 250 s


class Signs:
    """Puts reactions on messages in the background.

    One request a channel is under way at a time, so that a flood never fills the queue inside discord.py, which a
    closing client cannot empty. Must be made and used on the event loop.
    """

    def __init__(self) -> None:
        self._waiting: dict[int, deque[tuple[discord.Message, str]]] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._closed = False

    def put(self, message: discord.Message, sign: str) -> None:
        """Mark this message soon; not past `MOST_WAITING` in its channel, and not once closed."""
        if self._closed:
            return
        channel = message.channel.id
        waiting = self._waiting.setdefault(channel, deque())
        if len(waiting) < MOST_WAITING:
            waiting.append((message, sign))
        if len(waiting) == 1:
            task = asyncio.create_task(self._mark(channel))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def close(self) -> None:
        """Leave unmarked what has not been marked yet."""
        self._closed = True
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _mark(self, channel: int) -> None:
        waiting = self._waiting[channel]
        try:
            while waiting:
                message, sign = waiting[0]
                with suppress(discord.NotFound):  # deleted meanwhile
                    await message.add_reaction(sign)
                waiting.popleft()
        except (discord.DiscordException, OSError) as error:
            # Add Reactions is a courtesy and may be missing. The rest of the queue would fail as well, and Discord
            # shuts out whoever makes too many requests that fail.
            log.info("no sign channel=%d: %s", channel, error)
        finally:
            del self._waiting[channel]
