"""The routes of threads, and of channels as such: opened, renamed, archived, joined."""

from __future__ import annotations

from aiohttp import web

from tests.loopback.errors import ApiError, check_length, invalid
from tests.loopback.exchange import TEXT_CHANNEL, THREAD_CHANNEL, Channel, Message, User
from tests.loopback.gateway import Gateway
from tests.loopback.permissions import CREATE_THREADS
from tests.loopback.rest import Payload, Rest, read_body
from tests.loopback.state import State

ARCHIVE_MINUTES = {60, 1440, 4320, 10080}


class Threads:
    """Opens and changes threads for bot and users alike, and tells the bot of it."""

    def __init__(self, state: State, gateway: Gateway) -> None:
        self.state = state
        self.gateway = gateway

    def add_routes(self, rest: Rest) -> None:
        rest.add("POST", "/channels/{channel}/messages/{message}/threads", self.start)
        rest.add("POST", "/channels/{channel}/threads", self.start)
        rest.add("GET", "/channels/{channel}", self.read_channel)
        rest.add("PATCH", "/channels/{channel}", self.edit_channel)
        rest.add("PUT", "/channels/{channel}/thread-members/{user}", self.join)
        rest.add("DELETE", "/channels/{channel}/thread-members/{user}", self.leave)

    def open(self, parent: Channel, name: str, owner: User, start: Message | None = None) -> Channel:
        """A new thread, from a message or by itself. Raises ApiError for what Discord would refuse."""
        if parent.kind != TEXT_CHANNEL:
            raise ApiError(400, 50024, "Cannot execute action on this channel type")
        check_length("name", name, 1, 100)
        thread = self.state.thread(parent, name, owner, start)
        if thread.bot_sees:
            self.gateway.dispatch_guild("THREAD_CREATE", self.state.channel_json(thread) | {"newly_created": True})
        return thread

    def archive(self, thread: Channel, archived: bool = True, locked: bool | None = None) -> None:
        """Archive a thread or open it again; a locked one only moderators open again."""
        thread.archived = archived
        thread.locked = thread.locked if locked is None else locked
        self._tell(thread)

    def reopen(self, channel: Channel) -> None:
        """What a new message does to an archived thread. Raises ApiError where it is locked."""
        if channel.archived and channel.locked:
            raise ApiError(400, 50083, "Thread is archived")
        if channel.archived:
            self.archive(channel, archived=False)

    def _tell(self, thread: Channel) -> None:
        if thread.bot_sees:
            self.gateway.dispatch_guild("THREAD_UPDATE", self.state.channel_json(thread))

    async def start(self, request: web.Request) -> Payload:
        parent = self._channel(request)
        parent_message = request.match_info.get("message")
        start = self.state.visible_message(parent, int(parent_message)) if parent_message else None
        payload = (await read_body(request)).payload
        if not parent.bot_permissions & CREATE_THREADS:
            raise ApiError(403, 50013, "Missing Permissions")
        if payload.get("auto_archive_duration", 1440) not in ARCHIVE_MINUTES:
            raise invalid("auto_archive_duration", f"Must be one of {sorted(ARCHIVE_MINUTES)}.")
        check_length("name", payload.get("name"), 1, 100)
        return self.state.channel_json(self.open(parent, payload["name"], self.state.bot, start))

    async def read_channel(self, request: web.Request) -> Payload:
        return self.state.channel_json(self._channel(request))

    async def edit_channel(self, request: web.Request) -> Payload:
        channel = self._channel(request)
        payload = (await read_body(request)).payload
        if "name" in payload:
            check_length("name", payload["name"], 1, 100)
        channel.name = payload.get("name", channel.name)
        if channel.kind == THREAD_CHANNEL:
            self.archive(channel, payload.get("archived", channel.archived), payload.get("locked"))
        return self.state.channel_json(channel)

    async def join(self, request: web.Request) -> None:
        thread, user = self._member(request)
        if user not in thread.members:
            thread.members.append(user)

    async def leave(self, request: web.Request) -> None:
        thread, user = self._member(request)
        if user in thread.members:
            thread.members.remove(user)

    def _member(self, request: web.Request) -> tuple[Channel, User]:
        named = request.match_info["user"]
        user = self.state.bot if named == "@me" else self.state.users.get(int(named))
        if user is None:
            raise ApiError(404, 10013, "Unknown User")
        return self._channel(request), user

    def _channel(self, request: web.Request) -> Channel:
        return self.state.visible_channel(int(request.match_info["channel"]))
