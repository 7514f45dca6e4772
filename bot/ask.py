"""From work that answers a person to the reply that they get, whatever happens on the way; and the end of asking.

All that is asked becomes exactly one card. Nothing here knows whether it came by a command, a message or a button.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
import time
import traceback
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager

from discord import ui

from bot import logs, notices
from bot.door import StuckError
from bot.kept.tables import KeptError
from bot.metrics import Metrics
from bot.reply import Reply, TurnedDownError
from store.errors import DatelineError, NotFoundError, QueryError

log = logging.getLogger(__name__)

MAX_WAITING = 100  # at 200 ms of work a question, 20 of the 30 seconds that one may wait by default


class Asker:
    """Has at most `max_waiting` replies made at once, each within `seconds`, and counts them in the metrics, if any."""

    def __init__(self, *, seconds: float, max_waiting: int = MAX_WAITING, metrics: Metrics | None = None) -> None:
        self._metrics = metrics or Metrics()
        self._seconds = seconds
        self._max_waiting = max_waiting
        self._asking: set[asyncio.Future[Reply]] = set()
        self._deliveries: set[asyncio.Task[object]] = set()
        self._stopping = False

    @property
    def waiting(self) -> int:
        """How many replies are under way."""
        return len(self._deliveries)

    def turned_away(self) -> ui.LayoutView | None:
        """The card for a question that cannot be taken at all now: restarting, or too many waiting."""
        if self._stopping:
            self._metrics.turned_away("restarting")
            return notices.restarting()
        if self.waiting >= self._max_waiting:
            self._metrics.turned_away("busy")
            return notices.busy()
        return None

    @contextmanager
    def delivering(self) -> Iterator[None]:
        """Around the whole of a reply, so that stopping waits until it is in Discord."""
        task = asyncio.current_task()
        assert task is not None
        self._deliveries.add(task)
        try:
            yield
        finally:
            self._deliveries.discard(task)

    async def reply(self, work: Callable[[], Awaitable[Reply]], words: str) -> Reply:
        """What the work gives, or what kept it from giving it, as a card. Raises nothing but CancelledError.

        `words` are the asker's own affair and kept out of the log, unless the settings allow them in.
        """
        logs.tell_asked(words)
        began = time.monotonic()
        outcome, reply = await self._ended_as(work, words)
        self._metrics.replied(outcome, time.monotonic() - began)
        return reply

    async def _ended_as(self, work: Callable[[], Awaitable[Reply]], words: str) -> tuple[str, Reply]:
        try:
            return "done", await self._worked(work)
        except TurnedDownError as turned_down:
            return "turned_down", Reply(turned_down.view, beside=True)
        except QueryError as error:
            log.info("question refused")
            return "refused", Reply(notices.refusal(str(error)), beside=True)
        except NotFoundError as error:
            return "not_found", Reply(notices.refusal(str(error)), beside=True)
        except (DatelineError, KeptError) as error:
            log.warning("question failed: %s: %s", type(error).__name__, error)
            return "failed", Reply(notices.failure(str(error)), beside=True)
        except (TimeoutError, StuckError):
            log.warning("question timed out after %g s", self._seconds)
            return "too_slow", Reply(notices.too_slow(self._seconds), beside=True)
        except _AbandonedError:
            return "restarting", Reply(notices.restarting(), beside=True)
        except Exception as error:  # noqa: BLE001 - the outermost handler: an asker is never left without a reply
            return "fault", Reply(notices.fault(report(error, words)), beside=True)

    async def stop(self, *, answering: float, delivering: float) -> None:
        """Take no more questions; let the taken ones end for `answering` seconds, then tell the rest to ask again.

        `delivering` seconds more for those words to reach Discord.
        """
        self._stopping = True
        await _ended(self._deliveries, answering)
        for asking in self._asking:
            asking.cancel()
        await _ended(self._deliveries, delivering)
        log.info("stopped asking undelivered=%d", len(self._deliveries))

    async def _worked(self, work: Callable[[], Awaitable[Reply]]) -> Reply:
        working = asyncio.ensure_future(work())
        self._asking.add(working)
        try:
            async with asyncio.timeout(self._seconds):
                return await working
        except asyncio.CancelledError:
            if self._stopping and not _cancelling():
                raise _AbandonedError from None
            raise
        finally:
            self._asking.discard(working)


def report(error: Exception, question: str) -> str:
    """Log the traceback under a new code, which is returned; the question in it only where the settings allow it."""
    code = new_code()
    trace = "".join(traceback.format_exception(error))
    for words in (question, " ".join(question.split())):
        if len(words) > 8 and not logs.tells_private():  # shorter ones would blot out half of every line
            trace = trace.replace(words, "[question]")
    log.error("question failed code=%s\n%s", code, trace)
    return code


def new_code() -> str:
    """A code that somebody is told instead of a traceback, which the log has under it."""
    return f"E-{secrets.token_hex(2).upper()}"


class _AbandonedError(Exception):
    """The bot stops before the answer came."""


def _cancelling() -> bool:
    """Whether it is this task itself that is being cancelled, and not only what it waited for."""
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0


async def _ended(tasks: set[asyncio.Task[object]], seconds: float) -> None:
    if tasks:
        await asyncio.wait(set(tasks), timeout=seconds)
