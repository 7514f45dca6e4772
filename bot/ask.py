"""From a person's words to the card that answers them, whatever happens on the way; and the end of asking.

Every question becomes exactly one card. Nothing here knows whether it was a slash command or a message.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
import traceback
from collections.abc import Iterator
from contextlib import contextmanager

from discord import ui

from bot import notices
from bot.cards import answer_card
from bot.door import Door, StuckError
from store.answer import Answer
from store.errors import DatelineError, QueryError
from store.query import Query, build_query

log = logging.getLogger(__name__)

MAX_WAITING = 100  # at 200 ms of work a question, 20 of the 30 seconds that one may wait by default


class Asker:
    """Turns questions into cards through the door, at most `max_waiting` at once, each within `seconds`."""

    def __init__(self, door: Door, *, seconds: float, max_waiting: int = MAX_WAITING) -> None:
        self._door = door
        self._seconds = seconds
        self._max_waiting = max_waiting
        self._asking: set[asyncio.Future[Answer]] = set()
        self._deliveries: set[asyncio.Task[object]] = set()
        self._stopping = False

    def turned_away(self) -> ui.LayoutView | None:
        """The card for a question that cannot be taken at all now: restarting, or too many waiting."""
        if self._stopping:
            return notices.restarting()
        if len(self._deliveries) >= self._max_waiting:
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

    async def card(
        self, question: str, *, since: str | None = None, until: str | None = None, publisher: str | None = None
    ) -> ui.LayoutView:
        """The answer, or what kept it from being one, as a card. Raises nothing but CancelledError."""
        try:
            # In a thread: the first date written in words loads dateparser's tables, 0.4 s. Lone surrogates, which
            # JSON can carry and no tokenizer takes, are dropped.
            words = question.encode("utf-8", "ignore").decode("utf-8")
            query = await asyncio.to_thread(build_query, words, since=since, until=until, publisher=publisher)
            answer = await self._answer(query)
        except QueryError as error:
            log.info("question refused")
            return notices.refusal(str(error))
        except DatelineError as error:
            log.warning("question failed: %s: %s", type(error).__name__, error)
            return notices.failure(str(error))
        except (TimeoutError, StuckError):
            log.warning("question timed out after %g s", self._seconds)
            return notices.too_slow(self._seconds)
        except _AbandonedError:
            return notices.restarting()
        except Exception as error:  # noqa: BLE001 - the outermost handler: an asker is never left without a reply
            return notices.fault(report(error, question))
        log.info(
            "question answered verdict=%s quotes=%d ms=%.0f", answer.verdict, len(answer.quotes), answer.took_ms.total
        )
        return answer_card(answer)

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

    async def _answer(self, query: Query) -> Answer:
        asking = asyncio.ensure_future(self._door.ask(query))
        self._asking.add(asking)
        try:
            async with asyncio.timeout(self._seconds):
                return await asking
        except asyncio.CancelledError:
            if self._stopping and not _cancelling():
                raise _AbandonedError from None
            raise
        finally:
            self._asking.discard(asking)


def report(error: Exception, question: str) -> str:
    """Log the traceback under a new code, which is returned, without the question, the asker's own affair."""
    code = f"E-{secrets.token_hex(2).upper()}"
    trace = "".join(traceback.format_exception(error))
    for words in (question, " ".join(question.split())):
        if len(words) > 8:  # shorter ones would blot out half of every line
            trace = trace.replace(words, "[question]")
    log.error("question failed code=%s\n%s", code, trace)
    return code


class _AbandonedError(Exception):
    """The bot stops before the answer came."""


def _cancelling() -> bool:
    """Whether it is this task itself that is being cancelled, and not only what it waited for."""
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0


async def _ended(tasks: set[asyncio.Task[object]], seconds: float) -> None:
    if tasks:
        await asyncio.wait(set(tasks), timeout=seconds)
