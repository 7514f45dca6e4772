"""What the loopback Discord knows: people, channels, messages, and everything that was asked and answered."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import TypeVar

from tests.loopback.attachments import Attachment
from tests.loopback.errors import ApiError, Json
from tests.loopback.exchange import (
    DM_CHANNEL,
    GROUP_CHANNEL,
    TEXT_CHANNEL,
    THREAD_CHANNEL,
    Channel,
    Exchange,
    Interaction,
    Message,
    User,
)
from tests.loopback.limits import HAS_THREAD
from tests.loopback.permissions import EVERYONE

EPOCH_MS = 1_420_070_400_000
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
        self.guild, self.other_guild = next(self.fresh_id), next(self.fresh_id)
        self.base_url = ""
        self.users: dict[int, User] = {self.bot.id: self.bot, self.owner.id: self.owner}
        self.channels: dict[int, Channel] = {}
        self.messages: dict[int, Message] = {}
        self.handed_in: dict[int, Attachment] = {}
        self.exchanges: dict[int, Exchange] = {}
        self._waiting: set[asyncio.Event] = set()

    def user(self, name: str, permissions: int = 0) -> User:
        """A new user who may do what everyone may, and `permissions` besides."""
        user = User(next(self.fresh_id), name, permissions=EVERYONE | permissions)
        self.users[user.id] = user
        return user

    def text_channel(self, name: str) -> Channel:
        return self._add_channel(Channel(next(self.fresh_id), TEXT_CHANNEL, name, guild=self.guild))

    def strange_channel(self, name: str) -> Channel:
        """A text channel of a guild in which the bot is not."""
        channel = Channel(next(self.fresh_id), TEXT_CHANNEL, name, guild=self.other_guild, bot_is_in=False)
        return self._add_channel(channel)

    def group(self, name: str) -> Channel:
        """A channel of a few users among themselves."""
        return self._add_channel(Channel(next(self.fresh_id), GROUP_CHANNEL, name, bot_is_in=False))

    def thread(self, parent: Channel, name: str, owner: User, start: Message | None = None) -> Channel:
        """A new thread, which takes the id of the message that it starts from. Raises ApiError where it has one."""
        number = start.id if start else next(self.fresh_id)
        if number in self.channels:
            raise ApiError(400, 160004, "A thread has already been created for this message")
        thread = Channel(number, THREAD_CHANNEL, name, parent.id, guild=parent.guild, owner=owner, members=[owner])
        thread.bot_permissions = parent.bot_permissions
        return self._add_channel(thread)

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

    def visible_channel(self, number: int) -> Channel:
        """A channel as the bot may see it. Raises ApiError where there is none, or the bot is not there."""
        channel = self.channel(number)
        if not channel.bot_sees:
            raise ApiError(403, 50001, "Missing Access")
        return channel

    def visible_message(self, channel: Channel, number: int) -> Message:
        """A message that stands in a channel for the bot: no ephemeral one, which only its token reaches."""
        message = self.message(channel, number)
        if message.ephemeral and channel.kind != DM_CHANNEL:
            raise ApiError(404, 10008, "Unknown Message")
        return message

    def attachment(self, number: int) -> Attachment | None:
        """A file of a message, or one that a user handed in."""
        beside = (one for message in self.messages.values() for one in message.attachments if one.id == number)
        return self.handed_in.get(number) or next(beside, None)

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
        if channel.guild is None:
            return body | {"name": channel.name, "icon": None, "owner_id": str(self.owner.id), "recipients": []}
        body |= {"guild_id": str(channel.guild), "name": channel.name, "permissions": str(EVERYONE)}
        if channel.parent is None:
            denied = str(EVERYONE & ~channel.bot_permissions)
            overwrites = [{"id": str(self.bot.id), "type": 1, "allow": "0", "deny": denied}]
            return body | {"position": 0, "nsfw": False, "permission_overwrites": overwrites, "parent_id": None}
        return body | self._thread_json(channel)

    def _thread_json(self, thread: Channel) -> Json:
        posted = sum(message.channel is thread for message in self.messages.values())
        return {
            "parent_id": str(thread.parent),
            "owner_id": str((thread.owner or self.bot).id),
            "message_count": posted,
            "member_count": len(thread.members),
            "rate_limit_per_user": 0,
            "total_message_sent": posted,
            "thread_metadata": {
                "archived": thread.archived,
                "auto_archive_duration": 1440,
                "locked": thread.locked,
                "archive_timestamp": stamp(),
            },
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
            "permissions": str(user.permissions),
        }

    def message_json(self, message: Message, *, granted: bool = True) -> Json:
        """A message, with the one that it replies to. Not `granted`, it says only what is meant for the bot.

        That is what stands in direct messages, in those that mention it, and in its own.
        """
        body = self._one_json(message, granted)
        if message.replies_to is not None:
            body["referenced_message"] = self._one_json(message.replies_to, granted)
        return body

    def _one_json(self, message: Message, granted: bool) -> Json:
        body = self._full_json(message)
        direct = message.channel.kind == DM_CHANNEL
        if not (granted or direct or message.author is self.bot or self.bot in message.mentions):
            body |= {"content": "", "embeds": [], "attachments": [], "components": []}
        return body

    def _full_json(self, message: Message) -> Json:
        thread = self.channels.get(message.id)
        body: Json = {
            "id": str(message.id),
            "channel_id": str(message.channel.id),
            "author": message.author.as_json(),
            "type": message.kind,
            "content": message.content,
            "components": message.components,
            "embeds": message.embeds,
            "attachments": [attachment.as_json(self.base_url) for attachment in message.attachments],
            "mentions": [user.as_json() for user in message.mentions],
            "mention_roles": [],
            "mention_everyone": False,
            "flags": message.flags | (HAS_THREAD if thread else 0),
            "reactions": [
                {"emoji": {"id": None, "name": emoji}, "count": 1, "me": True}
                for emoji in dict.fromkeys(message.reactions)
            ],
            "pinned": False,
            "tts": False,
            "timestamp": stamp(),
            "edited_timestamp": stamp() if message.edits else None,
        }
        if thread is not None:
            body["thread"] = self.channel_json(thread)
        if message.nonce is not None:
            body["nonce"] = message.nonce
        if message.replies_to is not None:
            body["message_reference"] = {"message_id": str(message.replies_to.id), "channel_id": body["channel_id"]}
        if message.interaction is not None:
            body |= {"application_id": str(self.bot.id), "webhook_id": str(self.bot.id)}
        return body
