"""The loopback Discord as tests use it: start it, be a user, watch what comes back."""

from __future__ import annotations

from collections.abc import Callable
from types import TracebackType
from typing import Self

from aiohttp import web

from tests.loopback.acts import Acts
from tests.loopback.application import Application
from tests.loopback.channels import Channels
from tests.loopback.commands import Commands
from tests.loopback.exchange import Exchange, Message
from tests.loopback.faults import Faults
from tests.loopback.gateway import Gateway
from tests.loopback.interactions import Interactions
from tests.loopback.rest import Call, Rest
from tests.loopback.state import State
from tests.loopback.threads import Threads

TOKEN = "loopback.token.of-no-real-bot"


class LoopbackDiscord(Acts):
    """One guild with one text channel and one application, on a free port of 127.0.0.1; an async context manager.

    What users do is in Acts; here it is started, and what comes back is watched.

    `refused` lists the calls that Discord would have answered with an error though no fault was asked for.
    """

    def __init__(self) -> None:
        state = State()
        gateway = Gateway(state, TOKEN)
        super().__init__(state, Commands(), gateway, Threads(state, gateway))
        self.faults = Faults()
        self.rest = Rest(state, self.faults, TOKEN)
        self.url = ""
        self._channels = Channels(state, gateway, self._threads)
        self._runner = web.AppRunner(self.rest.app, access_log=None, shutdown_timeout=1.0)
        self._add_routes()

    async def __aenter__(self) -> Self:
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        host, port = self._runner.addresses[0][:2]
        self.url = self.state.base_url = f"http://{host}:{port}"
        self.gateway.url = f"ws://{host}:{port}/gateway"
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for gate in self.faults.gates:
            gate.open()
        self.gateway.drop()
        await self._runner.cleanup()

    def _add_routes(self) -> None:
        rest = self.rest
        Application(self.state, self.commands, self.gateway).add_routes(rest)
        self._threads.add_routes(rest)
        self._channels.add_routes(rest)
        Interactions(self.state, self._channels).add_routes(rest)
        rest.close()
        rest.app.router.add_get("/gateway", self.gateway.handle)
        rest.app.router.add_get("/attachments/{channel}/{attachment}/{name}", self._attachment)
        rest.app.router.add_get("/ephemeral-attachments/{attachment}/{name}", self._attachment)

    async def _attachment(self, request: web.Request) -> web.Response:
        """A file, at the address that was given for it."""
        found = self.state.attachment(int(request.match_info["attachment"]))
        if found is None:
            raise web.HTTPNotFound
        return web.Response(body=found.data, headers={"Content-Type": found.content_type})

    async def until(self, what: str, found: Callable[[], object], seconds: float = 60.0) -> None:
        """Wait until `found` is true. Raises AssertionError naming `what` otherwise."""
        await self.state.until(what, found, seconds)

    async def wait_for_ready(self, sessions: int = 1, seconds: float = 120.0) -> None:
        """Wait until so many gateway sessions are connected."""
        await self.until("connected to the gateway", lambda: len(self.gateway.connected) >= sessions, seconds)

    async def wait_for_ack(self, exchange: Exchange, seconds: float = 60.0) -> None:
        await self.until("acknowledged", lambda: exchange.acked_at is not None, seconds)

    async def wait_for_reply(self, exchange: Exchange, seconds: float = 60.0) -> Message:
        """The first reply that says something. Raises AssertionError when none comes."""
        return await self.state.until(f"an answer to {exchange.user.name}", lambda: exchange.answer, seconds)

    @property
    def refused(self) -> list[Call]:
        return [call for call in self.rest.calls if call.error is not None and not call.expected]

    @property
    def pinged(self) -> list[str]:
        """Everyone whom the bot's messages would really have pinged."""
        return [ping for message in self.state.messages.values() for ping in message.pings]

    def calls(self, method: str, part: str) -> list[Call]:
        """The calls with this method whose path contains `part`, in order of arrival."""
        return [call for call in self.rest.calls if call.method == method and part in call.path]
