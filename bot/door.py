"""The one door from the event loop to the synchronous core.

The core lives in one worker process, so that neither the model nor the index loads in, or holds the interpreter lock
of, the process that must answer Discord within three seconds. Questions pass one at a time, in order. Only frozen
dataclasses and text cross.

A worker that dies, or is stuck in one question, is replaced; the question it died of is tried once more.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import multiprocessing
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from datetime import date
from typing import Any

from bot import worker
from bot.worker import Core
from store.answer import Answer, Coverage, Quote, Span
from store.article import Article
from store.catalogue import Catalogue
from store.fresh import Fresh, Frontier, Position
from store.listing import Listing, Lookup
from store.query import Query
from store.quotecheck.check import QuoteCheck
from store.quotecheck.claim import Claim
from store.receipt import Proof
from store.report import Publisher, Status
from store.requoting import Requoted
from store.standings import Standings
from store.withdrawal import Decision

log = logging.getLogger(__name__)

START_METHOD = "spawn"
"""How a worker starts: not forked, which would copy the threads' locks of a running event loop."""

CLOSING_SECONDS = 1.0  # for the core to close its files; it only reads, so being killed after that loses nothing


class WorkerLostError(Exception):
    """The worker process died twice of one question, or while it was opening the core."""


class StuckError(Exception):
    """One question held the worker for longer than it may; the worker has been replaced."""


class Door:
    """Asks the core from the event loop. `opener` is called in the worker, and so must be picklable.

    `stuck_seconds` is how long one question may hold the worker; opening the core may take as long as it takes.
    """

    def __init__(self, opener: Callable[[], Core], *, stuck_seconds: float = 30.0) -> None:
        self._opener = opener
        self._stuck_seconds = stuck_seconds
        self._turn = asyncio.Lock()
        self._pool: ProcessPoolExecutor | None = None
        self._calls: set[asyncio.Future[Any]] = set()
        self._closed = False

    async def open(self) -> Coverage:
        """Start the worker and open the core in it. Raises what the opener raised, or WorkerLostError."""
        return await self.coverage()

    async def ask(self, query: Query) -> Answer:
        """The core's answer. Raises what the core raised, WorkerLostError or StuckError.

        A caller that gives up while it waits for its turn costs nothing; the worker finishes what it has begun.
        """
        answer: Answer = await self._call("ask", query)
        return answer

    async def coverage(self) -> Coverage:
        """What is indexed now. Raises as `ask`."""
        coverage: Coverage = await self._call("coverage")
        return coverage

    async def frontier(self) -> Frontier:
        """How far the index reaches now. Raises as `ask`."""
        frontier: Frontier = await self._call("frontier")
        return frontier

    async def fresh(self, query: Query, after: Position) -> Fresh:
        """What answers the query in the coverage that came in after a position. Raises as `ask`."""
        fresh: Fresh = await self._call("fresh", query, after)
        return fresh

    async def article(self, article_id: str) -> Article:
        """An article with all its versions. Raises as `ask`, and NotFoundError."""
        article: Article = await self._call("article", article_id)
        return article

    async def follow(self, before: Query, words: str, told: date | None) -> Query:
        """What words mean after a query whose answer was told on a day. Raises as `ask`, and QueryError."""
        query: Query = await self._call("follow", before, words, told)
        return query

    async def look_up(self, lookup: Lookup, query: Query) -> Listing:
        """The listing of a lookup. Raises as `ask`."""
        listing: Listing = await self._call(lookup, query)
        return listing

    async def check_quote(self, claim: Claim) -> QuoteCheck:
        """Whether a posted claim stands in what may be quoted. Raises as `ask`."""
        check: QuoteCheck = await self._call("check_quote", claim)
        return check

    async def sources(self) -> list[Publisher]:
        """The publishers of what may be quoted now, the largest first. Raises as `ask`."""
        publishers: list[Publisher] = await self._call("sources")
        return publishers

    async def catalogue(self) -> Catalogue:
        """The names to suggest to who types; takes seconds in a large archive. Raises as `ask`."""
        catalogue: Catalogue = await self._call("catalogue")
        return catalogue

    async def around(self, proof: Proof) -> Quote:
        """The paragraphs around a quote. Raises as `ask`, and NotFoundError."""
        quote: Quote = await self._call("around", proof)
        return quote

    async def status(self) -> Status:
        """The state of the archive and its index. Raises as `ask`."""
        status: Status = await self._call("status")
        return status

    async def withdraw(self, article_id: str, reason: str, who: str) -> Decision:
        """Have a story quoted no more from now on. Raises as `ask`, and NotFoundError, QueryError."""
        decision: Decision = await self._call("admin.decide_withdrawal", article_id, reason, who=who)
        return decision

    async def restore(self, article_id: str, reason: str, who: str) -> Decision:
        """Undo `withdraw`. Raises as it does."""
        decision: Decision = await self._call("admin.decide_restoration", article_id, reason, who=who)
        return decision

    async def standings(self, after: int) -> Standings:
        """What became of stories in the record after a change of its log. Raises as `ask`."""
        standings: Standings = await self._call("standings", after)
        return standings

    async def requote(self, proofs: tuple[Proof, ...], marks: tuple[tuple[Span, ...], ...]) -> tuple[Requoted, ...]:
        """What a receipt quoted, as it may be shown now. Raises as `ask`."""
        quotes: tuple[Requoted, ...] = await self._call("requote", proofs, marks)
        return quotes

    async def close(self) -> None:
        """End the worker; whoever still waits for it gets WorkerLostError. Nothing can be asked afterwards."""
        self._closed = True
        pool = self._pool
        if pool is None:
            return
        if not self._turn.locked():
            with contextlib.suppress(BrokenProcessPool, TimeoutError):
                await asyncio.wait_for(asyncio.wrap_future(pool.submit(worker.close_core)), CLOSING_SECONDS)
        self._drop(pool)
        if self._calls:
            await asyncio.wait(self._calls, timeout=CLOSING_SECONDS)

    async def _call(self, name: str, *args: object, **named: object) -> Any:
        await self._turn.acquire()
        call = asyncio.ensure_future(self._twice(name, args, named))
        self._calls.add(call)
        call.add_done_callback(self._done)
        # Shielded: the turn lasts until the worker is free again, whether or not somebody still waits for the answer.
        return await asyncio.shield(call)

    def _done(self, call: asyncio.Future[Any]) -> None:
        self._calls.discard(call)
        self._turn.release()
        if not call.cancelled():
            call.exception()  # seen here, for the caller who has given up; the others get it all the same

    async def _twice(self, name: str, args: tuple[object, ...], named: dict[str, object]) -> Any:
        try:
            return await self._once(name, args, named)
        except BrokenProcessPool:
            log.warning("worker lost, asking once more")
        try:
            return await self._once(name, args, named)
        except BrokenProcessPool as error:
            raise WorkerLostError("the worker process died twice over one question") from error

    async def _once(self, name: str, args: tuple[object, ...], named: dict[str, object]) -> Any:
        pool = await self._opened()
        try:
            future = asyncio.wrap_future(pool.submit(worker.call, name, args, named))
            done, _ = await asyncio.wait({future}, timeout=self._stuck_seconds)
            if done:
                return future.result()
        except BrokenProcessPool:
            self._drop(pool)
            raise
        future.cancel()
        self._drop(pool)
        raise StuckError(f"one question held the worker for {self._stuck_seconds:g} s; the worker was replaced")

    async def _opened(self) -> ProcessPoolExecutor:
        if self._closed:
            raise WorkerLostError("the door is closed")
        if self._pool is not None:
            return self._pool
        context = multiprocessing.get_context(START_METHOD)
        pool = self._pool = ProcessPoolExecutor(max_workers=1, mp_context=context, initializer=worker.start)
        try:
            await asyncio.wrap_future(pool.submit(worker.open_core, self._opener))
        except BaseException:
            self._drop(pool)
            raise
        return pool

    def _drop(self, pool: ProcessPoolExecutor) -> None:
        """Kill the worker and forget its pool, so that the next call starts another."""
        if self._pool is pool:
            self._pool = None
        # Private until Python 3.14 gives it a name (kill_workers); shutdown alone would wait for a stuck worker.
        processes = list((pool._processes or {}).values())
        pool.shutdown(wait=False, cancel_futures=True)
        for process in processes:
            process.kill()
