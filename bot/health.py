"""Health: a page that says whether questions are answered now, and the metrics, for the machine itself only."""

from __future__ import annotations

import asyncio
import logging
import math
from typing import Protocol

from aiohttp import web

from bot.desk import Desk
from bot.door import StuckError, WorkerLostError
from bot.kept.tables import KeptError
from bot.metrics import CONTENT_TYPE, Standing
from store.answer import Coverage
from store.errors import DatelineError

log = logging.getLogger(__name__)

HOST = "127.0.0.1"  # nobody has to log in here, so nobody else may come in


class Gateway(Protocol):
    """The client, as far as health goes: `latency` is not finite while no heartbeat was answered."""

    @property
    def connected(self) -> bool: ...
    @property
    def latency(self) -> float: ...


class PortError(Exception):
    """The port cannot be listened on; the message says which and what to do."""


class _SickError(Exception):
    """Questions are not answered now; the message is the reason."""


class Health:
    """Serves `/healthz` and `/metrics`. The worker is well if it answers within `seconds`, as long as people wait."""

    def __init__(self, desk: Desk, gateway: Gateway, *, seconds: float) -> None:
        self._desk = desk
        self._gateway = gateway
        self._seconds = seconds
        self._runner: web.AppRunner | None = None

    async def start(self, port: int) -> None:
        """Listen from now on. Raises PortError."""
        app = web.Application()
        app.add_routes([web.get("/healthz", self._healthz), web.get("/metrics", self._metrics)])
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        try:
            await web.TCPSite(self._runner, HOST, port).start()
        except OSError as error:
            raise PortError(
                f"Port {port} cannot be listened on ({error.strerror}); set DATELINE_METRICS_PORT to a free one."
            ) from None
        log.info("health listening port=%d", port)

    async def stop(self) -> None:
        """Listen no more."""
        if self._runner:
            await self._runner.cleanup()

    async def _healthz(self, _: web.Request) -> web.Response:
        try:
            coverage = await self._coverage()
        except _SickError as sick:
            return web.json_response({"status": "unavailable", "reason": str(sick)}, status=503)
        return web.json_response(
            {"status": "ok", "articles": coverage.articles, "generation": coverage.generation, "built": coverage.built}
        )

    async def _coverage(self) -> Coverage:
        """What answers now. Raises _SickError where nothing does."""
        if not self._gateway.connected:
            raise _SickError("not connected to Discord")
        try:
            async with asyncio.timeout(self._seconds):
                return await self._desk.door.coverage()
        except (TimeoutError, StuckError):
            raise _SickError(f"the worker has not answered within {self._seconds:g} s") from None
        except (DatelineError, WorkerLostError) as error:
            raise _SickError(f"the worker cannot answer: {error}") from None

    async def _jobs(self) -> int | None:
        try:
            return await self._desk.queue.waiting()
        except KeptError as error:
            log.warning("jobs not counted: %s", error)
            return None

    async def _metrics(self, _: web.Request) -> web.Response:
        latency = self._gateway.latency
        standing = Standing(
            waiting=self._desk.asker.waiting,
            jobs=await self._jobs(),
            connected=self._gateway.connected,
            latency=latency if math.isfinite(latency) else None,
        )
        return web.Response(body=self._desk.metrics.page(standing), headers={"Content-Type": CONTENT_TYPE})
