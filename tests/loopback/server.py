"""The loopback Discord as tests use it: start it, be a user, watch what comes back."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from types import TracebackType
from typing import Self

from aiohttp import web

from tests.loopback.application import Application
from tests.loopback.channels import Channels
from tests.loopback.commands import Commands
from tests.loopback.components import walk
from tests.loopback.errors import Json
from tests.loopback.exchange import DM_CHANNEL, REPLY_TYPE, Channel, Exchange, Interaction, Message, User
from tests.loopback.faults import Faults
from tests.loopback.gateway import Gateway
from tests.loopback.interactions import AUTOCOMPLETE, COMMAND, COMPONENT, Interactions
from tests.loopback.rest import Call, Rest
from tests.loopback.state import PERMISSIONS, State

TOKEN = "loopback.token.of-no-real-bot"


class LoopbackDiscord:
    """One guild with one text channel and one application, on a free port of 127.0.0.1; an async context manager.

    `refused` lists the calls that Discord would have answered with an error though no fault was asked for.
    """

    def __init__(self) -> None:
        self.state = State()
        self.faults = Faults()
        self.commands = Commands()
        self.gateway = Gateway(self.state, TOKEN)
        self.rest = Rest(self.state, self.faults, TOKEN)
        self.channel = self.state.text_channel("desk")
        self.url = ""
        self._channels = Channels(self.state, self.gateway)
        self._runner = web.AppRunner(self.rest.app, access_log=None, shutdown_timeout=1.0)
        self._add_routes()

    async def __aenter__(self) -> Self:
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        host, port = self._runner.addresses[0][:2]
        self.url = f"http://{host}:{port}"
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
        self._channels.add_routes(rest)
        Interactions(self.state, self._channels).add_routes(rest)
        rest.close()
        rest.app.router.add_get("/gateway", self.gateway.handle)

    # Being a user.

    def user(self, name: str = "reader") -> User:
        return self.state.user(name)

    async def slash(
        self, user: User, command: str, /, *, channel: Channel | None = None, **options: object
    ) -> Interaction:
        """Invoke `/command` with these options. Raises NotInvokableError where Discord's client would not let them."""
        data = self.commands.invocation(command, options)
        return self._interact(user, channel or self.channel, COMMAND, data)

    async def autocomplete(self, user: User, command: str, focused: str, **options: object) -> Interaction:
        """Type into the option `focused`; the choices come back in `choices`."""
        return self._interact(user, self.channel, AUTOCOMPLETE, self.commands.invocation(command, options, focused))

    async def click(self, user: User, message: Message, custom_id: str) -> Interaction:
        """Press a button of a message. Raises StopIteration when it has no such button."""
        button = next(one for one in walk(message.components) if one.get("custom_id") == custom_id)
        data = {"custom_id": custom_id, "component_type": button["type"], "id": button.get("id", 0)}
        return self._interact(user, message.channel, COMPONENT, data, message)

    async def mention(self, user: User, text: str, channel: Channel | None = None) -> Exchange:
        """Post `text` after a mention of the bot."""
        content = f"<@{self.state.bot.id}> {text}".strip()
        return self._post(Message(self._id(), channel or self.channel, user, content=content, mentions=[self.bot]))

    async def reply(self, user: User, to: Message, text: str, *, ping: bool = True) -> Exchange:
        """Reply to a message, with or without pinging its author."""
        mentions = [to.author] if ping else []
        return self._post(Message(self._id(), to.channel, user, REPLY_TYPE, text, mentions=mentions, replies_to=to))

    async def say(self, user: User, text: str, channel: Channel | None = None) -> Exchange:
        """Post `text` that has nothing to do with the bot."""
        return self._post(Message(self._id(), channel or self.channel, user, content=text))

    async def dm(self, user: User, text: str) -> Exchange:
        return self._post(Message(self._id(), self.state.dm(user), user, content=text))

    @property
    def bot(self) -> User:
        return self.state.bot

    def _id(self) -> int:
        return next(self.state.fresh_id)

    def _post(self, message: Message) -> Exchange:
        exchange = Exchange(message.id, message.author, message.channel, time.monotonic())
        self.state.messages[message.id] = message
        self.state.exchanges[message.id] = exchange
        self.gateway.dispatch_message("MESSAGE_CREATE", message)
        return exchange

    def _interact(
        self, user: User, channel: Channel, kind: int, data: Json, source: Message | None = None
    ) -> Interaction:
        token = secrets.token_urlsafe(48)
        interaction = Interaction(self._id(), user, channel, time.monotonic(), token=token, kind=kind, source=source)
        self.state.exchanges[interaction.id] = interaction
        self.gateway.dispatch("INTERACTION_CREATE", self._interaction_json(interaction, data))
        return interaction

    def _interaction_json(self, interaction: Interaction, data: Json) -> Json:
        direct = interaction.channel.kind == DM_CHANNEL
        body: Json = {
            "id": str(interaction.id),
            "application_id": str(self.bot.id),
            "type": interaction.kind,
            "token": interaction.token,
            "version": 1,
            "data": data,
            "channel_id": str(interaction.channel.id),
            "channel": self.state.channel_json(interaction.channel),
            "app_permissions": PERMISSIONS,
            "locale": "en-US",
            "entitlements": [],
            "authorizing_integration_owners": {"0": "0" if direct else str(self.state.guild)},
            "context": 1 if direct else 0,
            "attachment_size_limit": 10 * 1024 * 1024,
        }
        if interaction.source is not None:
            body["message"] = self.state.message_json(interaction.source)
        if direct:
            return body | {"user": interaction.user.as_json()}
        guild = {"id": str(self.state.guild), "locale": "en-US", "features": []}
        return body | {
            "guild_id": str(self.state.guild),
            "guild": guild,
            "guild_locale": "en-US",
            "member": self.state.member_json(interaction.user),
        }

    # Watching.

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
