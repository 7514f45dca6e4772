"""Gateway v10: sessions that outlive their socket, replay on RESUME, events censored to the session's intents."""

from __future__ import annotations

import asyncio
import contextlib
import json
import secrets
import zlib

from aiohttp import WSMsgType, web

from tests.loopback.errors import Json
from tests.loopback.exchange import DM_CHANNEL, Message
from tests.loopback.guild import guild_json
from tests.loopback.state import State

DISPATCH, HEARTBEAT, IDENTIFY, RESUME, RECONNECT, INVALID_SESSION, HELLO, ACK = 0, 1, 2, 6, 7, 9, 10, 11
AUTHENTICATION_FAILED, ALREADY_AUTHENTICATED, DISALLOWED_INTENTS = 4004, 4005, 4014
NORMAL_CLOSES = {1000, 1001}
"""A client that closes with one of these gives its session up."""
GUILDS, GUILD_MESSAGES, DIRECT_MESSAGES, MESSAGE_CONTENT = 1 << 0, 1 << 9, 1 << 12, 1 << 15
CONTENT_LIMITED = 1 << 19
"""The flag of an application in few guilds that was granted the message-content intent."""
PRIVILEGED = MESSAGE_CONTENT | 1 << 1 | 1 << 8


class Connection:
    """One websocket. Payloads leave in the order of `send`; with `zlib-stream` all share one deflate context."""

    def __init__(self, socket: web.WebSocketResponse, transport: asyncio.Transport | None, compress: bool) -> None:
        self.socket = socket
        self._transport = transport
        self._deflate = zlib.compressobj() if compress else None
        self._outbox: asyncio.Queue[Json | int] = asyncio.Queue()

    def send(self, payload: Json) -> None:
        self._outbox.put_nowait(payload)

    def close(self, code: int) -> None:
        """Close once everything before it has left."""
        self._outbox.put_nowait(code)

    def abort(self) -> None:
        """Cut the socket without a close frame, as a broken network does."""
        if self._transport is not None:
            self._transport.abort()

    async def write(self) -> None:
        """Send what is queued until the socket closes."""
        with contextlib.suppress(ConnectionError):
            while not self.socket.closed:
                item = await self._outbox.get()
                if isinstance(item, int):
                    await self.socket.close(code=item)
                    return
                await self._write(json.dumps(item))

    async def _write(self, text: str) -> None:
        if self._deflate is None:
            await self.socket.send_str(text)
            return
        data = self._deflate.compress(text.encode()) + self._deflate.flush(zlib.Z_SYNC_FLUSH)
        await self.socket.send_bytes(data)


class Session:
    """What was dispatched to one identified client; it goes on while no socket is there, for a RESUME to fetch."""

    def __init__(self, intents: int) -> None:
        self.id = secrets.token_hex(8)
        self.intents = intents
        self.connection: Connection | None = None
        self.sent: list[Json] = []

    def dispatch(self, event: str, data: Json) -> None:
        payload = {"op": DISPATCH, "t": event, "s": len(self.sent) + 1, "d": data}
        self.sent.append(payload)
        if self.connection is not None:
            self.connection.send(payload)


class Gateway:
    """`received` keeps the op codes of every client, in order, heartbeats left out."""

    def __init__(self, state: State, token: str) -> None:
        self.state = state
        self.token = token
        self.url = ""
        self.privileged = 0
        self.heartbeat_ms = 41_250
        self.heartbeats = 0
        self.received: list[int] = []
        self.sessions: dict[str, Session] = {}

    @property
    def may_read(self) -> bool:
        """Whether the application was granted the message-content intent, which REST asks for too."""
        return bool(self.privileged & MESSAGE_CONTENT)

    @property
    def application_flags(self) -> int:
        return CONTENT_LIMITED if self.may_read else 0

    @property
    def connected(self) -> list[Session]:
        return [session for session in self.sessions.values() if session.connection is not None]

    def reconnect(self) -> None:
        """Tell every client to come back and resume. What is dispatched after this reaches it by replay only."""
        for session in self.connected:
            self._send(session, {"op": RECONNECT, "d": None})
            session.connection = None

    def invalidate(self) -> None:
        """Tell every client that its session is gone."""
        for session in self.connected:
            self._send(session, {"op": INVALID_SESSION, "d": False})
            session.connection = None
        self.sessions.clear()

    def drop(self) -> None:
        """Cut every socket without a word."""
        for session in self.connected:
            if session.connection is not None:
                session.connection.abort()
            session.connection = None

    def _send(self, session: Session, payload: Json) -> None:
        if session.connection is not None:
            session.connection.send(payload)

    def dispatch(self, event: str, data: Json) -> None:
        """Send an event that no intent guards."""
        for session in self.sessions.values():
            session.dispatch(event, data)

    def dispatch_guild(self, event: str, data: Json) -> None:
        for session in self.sessions.values():
            if session.intents & GUILDS:
                session.dispatch(event, data)

    def dispatch_message(self, event: str, message: Message) -> None:
        """Send a message to the sessions whose intents cover it, without its content where they do not."""
        if not message.channel.bot_sees:
            return
        direct = message.channel.kind == DM_CHANNEL
        for session in self.sessions.values():
            if session.intents & (DIRECT_MESSAGES if direct else GUILD_MESSAGES):
                session.dispatch(event, self._message_data(message, direct, session.intents))

    def _message_data(self, message: Message, direct: bool, intents: int) -> Json:
        data = self.state.message_json(message, granted=bool(intents & MESSAGE_CONTENT))
        if not direct:
            member = self.state.member_json(message.author)
            member.pop("user")
            data |= {"guild_id": str(self.state.guild), "member": member}
        return data

    async def handle(self, request: web.Request) -> web.WebSocketResponse:
        """Serve one websocket from HELLO to its close."""
        socket = web.WebSocketResponse(max_msg_size=4096)
        await socket.prepare(request)
        connection = Connection(socket, request.transport, request.query.get("compress") == "zlib-stream")
        writer = asyncio.create_task(connection.write())
        connection.send({"op": HELLO, "d": {"heartbeat_interval": self.heartbeat_ms}})
        try:
            async for message in socket:
                if message.type is WSMsgType.TEXT:
                    self._receive(connection, json.loads(message.data))
        finally:
            writer.cancel()
            self._leave(connection)
        return socket

    def _receive(self, connection: Connection, payload: Json) -> None:
        op = payload["op"]
        if op == HEARTBEAT:
            self.heartbeats += 1
            connection.send({"op": ACK})
            return
        self.received.append(op)
        if op == IDENTIFY:
            self._identify(connection, payload["d"])
        elif op == RESUME:
            self._resume(connection, payload["d"])
        self.state.changed()

    def _identify(self, connection: Connection, data: Json) -> None:
        if data["token"] != self.token:
            connection.close(AUTHENTICATION_FAILED)
        elif data["intents"] & PRIVILEGED & ~self.privileged:
            connection.close(DISALLOWED_INTENTS)
        elif any(session.connection is connection for session in self.sessions.values()):
            connection.close(ALREADY_AUTHENTICATED)
        else:
            session = Session(data["intents"])
            session.connection = connection
            self.sessions[session.id] = session
            self._welcome(session, data.get("shard", [0, 1]))

    def _welcome(self, session: Session, shard: list[int]) -> None:
        ready = {
            "v": 10,
            "user": self.state.bot.as_json(),
            "guilds": [{"id": str(self.state.guild), "unavailable": True}],
            "session_id": session.id,
            "resume_gateway_url": self.url,
            "application": {"id": str(self.state.bot.id), "flags": self.application_flags},
            "shard": shard,
        }
        session.dispatch("READY", ready)
        if session.intents & GUILDS:
            session.dispatch("GUILD_CREATE", guild_json(self.state))

    def _resume(self, connection: Connection, data: Json) -> None:
        session = self.sessions.get(data["session_id"])
        if data["token"] != self.token:
            connection.close(AUTHENTICATION_FAILED)
            return
        if session is None or not 0 <= (data["seq"] or 0) <= len(session.sent):
            connection.send({"op": INVALID_SESSION, "d": False})
            return
        session.connection = connection
        for payload in session.sent[data["seq"] or 0 :]:
            connection.send(payload)
        session.dispatch("RESUMED", {})

    def _leave(self, connection: Connection) -> None:
        for session in list(self.sessions.values()):
            if session.connection is connection:
                session.connection = None
                if connection.socket.close_code in NORMAL_CLOSES:
                    del self.sessions[session.id]
        self.state.changed()
