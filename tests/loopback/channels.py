"""The routes of messages: written, edited, read, reacted to; and of the channels that users write to directly."""

from __future__ import annotations

import sys
import time

from aiohttp import web

from tests.loopback.attachments import attached, resolve
from tests.loopback.components import texts
from tests.loopback.errors import ApiError, Json, invalid
from tests.loopback.exchange import REPLY_TYPE, THREAD_CHANNEL, Channel, Exchange, Interaction, Message
from tests.loopback.faults import RateLimitedError
from tests.loopback.gateway import Gateway
from tests.loopback.limits import EPHEMERAL, LOADING, check_edit, check_message, is_v2
from tests.loopback.mentions import pings
from tests.loopback.permissions import ATTACH_FILES, READ_HISTORY, SEND, SEND_IN_THREADS
from tests.loopback.rest import LIMITS, Body, Payload, Rest, read_body
from tests.loopback.state import State
from tests.loopback.threads import Threads

MESSAGES = "/channels/{channel}/messages"
MESSAGE = MESSAGES + "/{message}"
REACTION_SECONDS = 0.25
"""Discord takes one reaction each quarter of a second in a channel, and says so in the headers of each."""
SET_ONCE = ("content", "components", "embeds")


class Channels:
    """Writes messages for every route that has one to write, and says who is to see them."""

    def __init__(self, state: State, gateway: Gateway, threads: Threads) -> None:
        self.state = state
        self.gateway = gateway
        self.threads = threads
        self._by_nonce: dict[tuple[int, str], Message] = {}
        self._next_reaction: dict[int, float] = {}

    def add_routes(self, rest: Rest) -> None:
        rest.add("POST", MESSAGES, self.create)
        rest.add("GET", MESSAGES, self.history)
        rest.add("GET", MESSAGE, self.read)
        rest.add("PATCH", MESSAGE, self.edit)
        rest.add("DELETE", MESSAGE, self.delete)
        rest.add("POST", "/channels/{channel}/typing", self.typing)
        rest.add("PUT", MESSAGE + "/reactions/{emoji}/@me", self.react)
        rest.add("DELETE", MESSAGE + "/reactions/{emoji}/@me", self.unreact)
        rest.add("POST", "/users/@me/channels", self.open_direct)

    def write(self, message: Message, body: Body) -> None:
        """Put a checked payload into a new message, and show it to those who may see it."""
        self._fill(message, body)
        self.state.messages[message.id] = message
        self.gateway.dispatch_message("MESSAGE_CREATE", message)

    def rewrite(self, message: Message, body: Body) -> None:
        """Apply an edit: what it leaves out stays. Raises ApiError for what Discord would refuse."""
        was_v2 = is_v2({"flags": message.flags})
        if message.thinking:
            check_message(body.payload, len(body.files))
        else:
            check_edit(body.payload, was_v2, bool(message.content), len(body.files))
        shown_to = message.flags & EPHEMERAL
        self._fill(message, body)
        # Who sees a message is settled by its first response.
        message.flags = message.flags & ~(LOADING | EPHEMERAL) | shown_to
        message.edits += 1
        message.filled_at = message.filled_at or time.monotonic()
        self.gateway.dispatch_message("MESSAGE_UPDATE", message)

    def _fill(self, message: Message, body: Body) -> None:
        payload = body.payload
        attachments = attached(message.attachments, payload, body.files, message.channel.id, self.state.fresh_id)
        resolve(payload.get("components") or [], attachments, self.state.base_url)
        message.attachments = attachments
        for name in SET_ONCE:
            if name in payload:
                setattr(message, name, payload[name] or ("" if name == "content" else []))
        message.flags |= payload.get("flags") or 0
        replied_to = message.replies_to.author.id if message.replies_to else None
        shown = [message.content, *texts(message.components)]
        message.pings += pings(shown, payload.get("allowed_mentions"), replied_to)
        if not message.thinking and message.filled_at is None:
            message.filled_at = time.monotonic()

    async def create(self, request: web.Request) -> Payload:
        channel = self._channel(request)
        body = await read_body(request)
        _require(channel, SEND_IN_THREADS if channel.kind == THREAD_CHANNEL else SEND)
        if body.files:
            _require(channel, ATTACH_FILES)
        check_message(body.payload, len(body.files))
        if (body.payload.get("flags") or 0) & EPHEMERAL:
            raise invalid("flags", "Only a response to an interaction can be ephemeral.")
        nonce = body.payload.get("nonce")
        key = (channel.id, str(nonce))
        if nonce is not None and body.payload.get("enforce_nonce") and key in self._by_nonce:
            return self.state.message_json(self._by_nonce[key])
        message = Message(next(self.state.fresh_id), channel, self.state.bot, nonce=nonce)
        message.replies_to = self._referenced(channel, body.payload.get("message_reference"))
        if message.replies_to is not None:
            message.kind = REPLY_TYPE
        self.threads.reopen(channel)
        self.write(message, body)
        self._by_nonce[key] = message
        exchange = self._asked(message)
        if exchange is not None:
            exchange.replies.append(message)
            exchange.acked_at = exchange.acked_at or time.monotonic()
        return self.state.message_json(message)

    def _referenced(self, channel: Channel, reference: Json | None) -> Message | None:
        if reference is None:
            return None
        if not channel.bot_permissions & READ_HISTORY:
            raise ApiError(400, 160002, "Cannot reply without permission to read message history")
        message = self.state.messages.get(int(reference["message_id"]))
        if message is None or message.channel is not channel:
            if reference.get("fail_if_not_exists", True):
                raise invalid("message_reference", "Unknown message")
            return None
        return message

    def _asked(self, reply: Message) -> Exchange | None:
        """The exchange that a message answers: the one it replies to, else the last in its channel."""
        if reply.replies_to is not None:
            return self.state.exchanges.get(reply.replies_to.id)
        return next((one for one in reversed(self._posts(reply.channel))), None)

    def _posts(self, channel: Channel) -> list[Exchange]:
        every = self.state.exchanges.values()
        return [one for one in every if one.channel is channel and not isinstance(one, Interaction)]

    async def history(self, request: web.Request) -> Payload:
        """Newest first; those right before `before`, right after `after`, or the newest of all."""
        channel = self._channel(request)
        limit = int(request.query.get("limit", "50"))
        if not 1 <= limit <= 100:
            raise invalid("limit", "Must be between 1 and 100.")
        before = int(request.query.get("before", sys.maxsize))
        after = int(request.query.get("after", 0))
        written = [one for one in self.state.messages.values() if one.channel is channel and not one.ephemeral]
        found = sorted((one for one in written if after < one.id < before), key=lambda one: one.id)
        if not channel.bot_permissions & READ_HISTORY:
            return []
        chosen = found[:limit] if "after" in request.query else found[-limit:]
        return [self.state.message_json(one, granted=self.gateway.may_read) for one in reversed(chosen)]

    async def read(self, request: web.Request) -> Payload:
        return self.state.message_json(self._message(request), granted=self.gateway.may_read)

    async def edit(self, request: web.Request) -> Payload:
        message = self._message(request)
        if message.author is not self.state.bot:
            raise ApiError(403, 50005, "Cannot edit a message authored by another user")
        if message.channel.archived:
            raise ApiError(400, 50083, "Thread is archived")
        self.rewrite(message, await read_body(request))
        return self.state.message_json(message)

    async def delete(self, request: web.Request) -> None:
        self.remove(self._message(request))

    def remove(self, message: Message) -> None:
        del self.state.messages[message.id]

    async def typing(self, request: web.Request) -> None:
        channel = self._channel(request)
        _require(channel, SEND_IN_THREADS if channel.kind == THREAD_CHANNEL else SEND)
        for exchange in self._posts(channel):
            exchange.acked_at = exchange.acked_at or time.monotonic()

    async def react(self, request: web.Request) -> None:
        message = self._message(request)
        self._pace(request, message.channel)
        emoji = request.match_info["emoji"]
        message.reactions.append(emoji)
        exchange = self.state.exchanges.get(message.id)
        if exchange is not None:
            exchange.reactions.append(emoji)
            exchange.acked_at = exchange.acked_at or time.monotonic()

    def _pace(self, request: web.Request, channel: Channel) -> None:
        now = time.monotonic()
        left = self._next_reaction.get(channel.id, now) - now
        if left > 0:
            raise RateLimitedError(left)
        self._next_reaction[channel.id] = now + REACTION_SECONDS
        request[LIMITS] = {
            "X-RateLimit-Bucket": "reactions",
            "X-RateLimit-Limit": "1",
            "X-RateLimit-Remaining": "0",
            "X-RateLimit-Reset-After": f"{REACTION_SECONDS}",
        }

    async def unreact(self, request: web.Request) -> None:
        message = self._message(request)
        if request.match_info["emoji"] in message.reactions:
            message.reactions.remove(request.match_info["emoji"])

    async def open_direct(self, request: web.Request) -> Payload:
        recipient = self.state.users.get(int((await read_body(request)).payload.get("recipient_id", 0)))
        if recipient is None or recipient.bot:
            raise ApiError(403, 50007, "Cannot send messages to this user")
        return self.state.channel_json(self.state.dm(recipient))

    def _channel(self, request: web.Request) -> Channel:
        return self.state.visible_channel(int(request.match_info["channel"]))

    def _message(self, request: web.Request) -> Message:
        return self.state.visible_message(self._channel(request), int(request.match_info["message"]))


def _require(channel: Channel, permission: int) -> None:
    if not channel.bot_permissions & permission:
        raise ApiError(403, 50013, "Missing Permissions")
