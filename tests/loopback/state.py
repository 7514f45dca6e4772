"""What the loopback Discord knows: people, channels, messages, and everything that was asked and answered."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import TypeVar

from tests.loopback.errors import ApiError, Json
from tests.loopback.exchange import (
    DM_CHANNEL,
    TEXT_CHANNEL,
    THREAD_CHANNEL,
    Channel,
    Exchange,
    Interaction,
    Message,
    User,
)

EPOCH_MS = 1_420_070_400_000
PERMISSIONS = str(sum(1 << bit for bit in (10, 11, 14, 15, 16, 31, 35, 38)))
"""View, send, embed, attach, read history, use application commands, create threads, send in threads."""
RECHECK_SECONDS = 0.1

T = TypeVar("T")


def snowflakes() -> Iterator[int]:
    """Fresh ids that carry the time of day, as Discord's do."""
    last = 0
    while True:
        last = max(last + 1, (time.time_ns() // 1_000_000 - EPOCH_MS) << 22)
        yield last


def stamp() -> str:
    return datetime.now(UTC).isoformat()


class State:
    """Everything at once. Whoever changes it rings `changed`, and `until` wakes those who wait for a change."""

    def __init__(self) -> None:
        self.fresh_id = snowflakes()
        self.bot = User(next(self.fresh_id), "dateline", bot=True)
        self.owner = User(next(self.fresh_id), "owner")
        self.guild = next(self.fresh_id)
        self.users: dict[int, User] = {self.bot.id: self.bot, self.owner.id: self.owner}
        self.channels: dict[int, Channel] = {}
        self.messages: dict[int, Message] = {}
        self.exchanges: dict[int, Exchange] = {}
        self._waiting: set[asyncio.Event] = set()

    def user(self, name: str) -> User:
        user = User(next(self.fresh_id), name)
        self.users[user.id] = user
        return user

    def text_channel(self, name: str) -> Channel:
        return self._add_channel(Channel(next(self.fresh_id), TEXT_CHANNEL, name))

    def thread(self, parent: Channel, name: str, from_message: Message | None = None) -> Channel:
        number = from_message.id if from_message else next(self.fresh_id)
        if number in self.channels:
            raise ApiError(400, 160004, "A thread has already been created for this message")
        return self._add_channel(Channel(number, THREAD_CHANNEL, name, parent=parent.id))

    def dm(self, user: User) -> Channel:
        """The one direct channel between the bot and this user."""
        for channel in self.channels.values():
            if channel.recipient is user:
                return channel
        return self._add_channel(Channel(next(self.fresh_id), DM_CHANNEL, user.name, recipient=user))

    def _add_channel(self, channel: Channel) -> Channel:
        self.channels[channel.id] = channel
        return channel

    def channel(self, number: int) -> Channel:
        if number not in self.channels:
            raise ApiError(404, 10003, "Unknown Channel")
        return self.channels[number]

    def message(self, channel: Channel, number: int) -> Message:
        message = self.messages.get(number)
        if message is None or message.channel is not channel:
            raise ApiError(404, 10008, "Unknown Message")
        return message

    def interaction(self, token: str) -> Interaction | None:
        for exchange in self.exchanges.values():
            if isinstance(exchange, Interaction) and exchange.token == token:
                return exchange
        return None

    def changed(self) -> None:
        for event in self._waiting:
            event.set()

    async def until(self, what: str, found: Callable[[], T | None], seconds: float = 60.0) -> T:
        """Wait until `found` returns something true, and return that; AssertionError naming `what` after `seconds`.

        Asks at every change here, and each `RECHECK_SECONDS` for what changes elsewhere (in a bot, in a process).
        """
        event = asyncio.Event()
        self._waiting.add(event)
        try:
            async with asyncio.timeout(seconds):
                while not (value := found()):
                    event.clear()
                    with contextlib.suppress(TimeoutError):
                        await asyncio.wait_for(event.wait(), RECHECK_SECONDS)
                return value
        except TimeoutError:
            raise AssertionError(f"{what}: not within {seconds:g} s") from None
        finally:
            self._waiting.discard(event)

    def channel_json(self, channel: Channel) -> Json:
        body: Json = {"id": str(channel.id), "type": channel.kind, "last_message_id": None, "flags": 0}
        if channel.recipient is not None:
            return body | {"recipients": [channel.recipient.as_json()]}
        body |= {"guild_id": str(self.guild), "name": channel.name, "permissions": PERMISSIONS}
        if channel.parent is None:
            return body | {"position": 0, "nsfw": False, "permission_overwrites": [], "parent_id": None}
        metadata = {"archived": channel.archived, "auto_archive_duration": 1440, "locked": False}
        return body | {
            "parent_id": str(channel.parent),
            "owner_id": str(self.bot.id),
            "message_count": 0,
            "member_count": 1,
            "rate_limit_per_user": 0,
            "total_message_sent": 0,
            "thread_metadata": metadata | {"archive_timestamp": stamp()},
        }

    def member_json(self, user: User) -> Json:
        return {
            "user": user.as_json(),
            "roles": [],
            "joined_at": "2024-01-01T00:00:00+00:00",
            "deaf": False,
            "mute": False,
            "nick": None,
            "avatar": None,
            "flags": 0,
            "permissions": PERMISSIONS,
        }

    def message_json(self, message: Message) -> Json:
        body: Json = {
            "id": str(message.id),
            "channel_id": str(message.channel.id),
            "author": message.author.as_json(),
            "type": message.kind,
            "content": message.content,
            "components": message.components,
            "embeds": message.embeds,
            "attachments": message.attachments,
            "mentions": [user.as_json() for user in message.mentions],
            "mention_roles": [],
            "mention_everyone": False,
            "flags": message.flags,
            "pinned": False,
            "tts": False,
            "timestamp": stamp(),
            "edited_timestamp": stamp() if message.edits else None,
        }
        if message.nonce is not None:
            body["nonce"] = message.nonce
        if message.replies_to is not None:
            body["message_reference"] = {"message_id": str(message.replies_to.id), "channel_id": body["channel_id"]}
            body["referenced_message"] = self.message_json(message.replies_to) | {"message_reference": None}
            body["referenced_message"].pop("message_reference")
        if message.interaction is not None:
            body |= {"application_id": str(self.bot.id), "webhook_id": str(self.bot.id)}
        return body

    def guild_json(self) -> Json:
        channels = [c for c in self.channels.values() if c.kind == TEXT_CHANNEL]
        threads = [c for c in self.channels.values() if c.kind == THREAD_CHANNEL and not c.archived]
        everyone = {
            "id": str(self.guild),
            "name": "@everyone",
            "permissions": PERMISSIONS,
            "position": 0,
            "color": 0,
            "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
            "hoist": False,
            "managed": False,
            "mentionable": False,
            "flags": 0,
        }
        return {
            "id": str(self.guild),
            "name": "Newsroom",
            "owner_id": str(self.owner.id),
            "roles": [everyone],
            "channels": [self.channel_json(channel) for channel in channels],
            "threads": [self.channel_json(thread) for thread in threads],
            "members": [self.member_json(self.bot)],
            "member_count": len(self.users),
            "unavailable": False,
            "large": False,
            "features": [],
            "emojis": [],
            "stickers": [],
            "voice_states": [],
            "presences": [],
            "preferred_locale": "en-US",
            "verification_level": 0,
            "default_message_notifications": 0,
            "explicit_content_filter": 0,
            "mfa_level": 0,
            "nsfw_level": 0,
            "premium_tier": 0,
            "system_channel_flags": 0,
            "afk_timeout": 300,
        }
