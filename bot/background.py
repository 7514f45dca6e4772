"""The background: what goes on beside answering, again and again, whatever comes between."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from abc import ABC, abstractmethod
from collections.abc import Awaitable
from typing import NoReturn

import discord

from bot.door import StuckError, WorkerLostError
from bot.kept.tables import KeptError
from store.errors import DatelineError

# What a later look may not meet again: a core, tables or a Discord that cannot be used just now.
_PASSING = (DatelineError, WorkerLostError, StuckError, KeptError, discord.DiscordException, OSError)


class Background(ABC):
    """Something that goes on from `start` to `stop`, and can be cut short at any moment."""

    _task: asyncio.Task[NoReturn] | None = None

    def start(self) -> None:
        """Go on from now on."""
        self._task = asyncio.create_task(self._go_on())

    async def stop(self) -> None:
        """Go on no more; what is left to do is found at the next start."""
        if self._task:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task

    @abstractmethod
    async def _go_on(self) -> NoReturn: ...


async def came_to_its_end(work: Awaitable[object], log: logging.Logger, failing: str) -> bool:
    """Whether the work did; what it raises goes to the log, where `failing` tells what did not, and the next may."""
    try:
        await work
    except Exception as error:  # noqa: BLE001 - the outermost handler: work that fails must not be the last
        tell_failure(error, log, failing)
        return False
    return True


def tell_failure(error: Exception, log: logging.Logger, failing: str) -> None:
    """Tell the log what `failing` says did not come about, with a traceback where nobody foresaw the error."""
    if isinstance(error, _PASSING):
        log.warning("%s: %s: %s", failing, type(error).__name__, error)
    else:
        log.error("%s", failing, exc_info=error)
