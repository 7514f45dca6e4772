"""Posting for a watch: new coverage as one message in its channel, exactly once whatever is cut short on the way.

What is to be posted is written down under an id that the message carries in its buttons, and as its nonce. Where it is
not known whether a message was sent, it is looked for in the channel before it is sent again.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any

import discord

from bot.desk import Desk
from bot.kept.exchanges import Content, Place, new_exchange
from bot.kept.watches import Post, Watch
from bot.watch_card import MOST_SHOWN, post_card
from store.answer import Answer, Quote
from store.fresh import Position
from store.receipt import new_id, receipt_of

log = logging.getLogger(__name__)

_UNKNOWN_CHANNEL = 10003

Channel = discord.TextChannel | discord.VoiceChannel | discord.StageChannel | discord.Thread | discord.DMChannel


class PostingError(Exception):
    """A watch cannot post now; the message says why, for the people of its channel."""


class Poster:
    """Posts as `client` what the `desk` finds."""

    def __init__(self, client: discord.Client, desk: Desk) -> None:
        self._client = client
        self._desk = desk

    async def serve(self, watch: Watch) -> None:
        """Post what is new on a watch, or note why that cannot be.

        Raises what the core raises, KeptError, and where it is not known whether a message arrived, what discord.py
        raises; the same call again then finds out.
        """
        try:
            await self._post(watch)
        except discord.NotFound:
            log.info("watch removed with its channel watch=%s channel=%d", watch.id, watch.channel)
            await self._desk.watches.remove(watch.id)
        except PostingError as error:
            log.info("watch cannot post watch=%s channel=%d: %s", watch.id, watch.channel, error)
            await self._desk.watches.troubled(watch.id, str(error))

    async def _post(self, watch: Watch) -> None:
        watches = self._desk.watches
        pending = await watches.pending(watch.id)
        if pending and (message := await self._find(watch, pending)):
            await watches.sent(pending.id, message.id)
            pending = None
        answer, until = await self._news(watch)
        if not answer.quotes:
            if pending:
                await watches.drop(pending.id)
            await watches.moved(watch.id, until)
        elif await watches.posts_on(watch.id, datetime.now(UTC).date()) < watches.limits.posts_a_day:
            shown = _oldest_first(answer.quotes[:MOST_SHOWN])
            waiting = len(answer.quotes) - len(shown)
            await self._send(watch, replace(answer, quotes=shown), waiting, pending.id if pending else new_id())
            if not waiting:
                await watches.moved(watch.id, until)

    async def _news(self, watch: Watch) -> tuple[Answer, Position]:
        """What is new and not posted, window by window until there is more than a post has room for, and up to where.

        Nothing is given up: what has no room is found again from the same position, which has not moved.
        """
        quotes: list[Quote] = []
        position = watch.position
        while True:
            fresh = await self._desk.door.fresh(watch.query, position)
            quotes += await self._desk.watches.unposted(watch.id, fresh.answer.quotes)
            position = fresh.position
            if fresh.whole or len(quotes) > MOST_SHOWN:
                return replace(fresh.answer, quotes=tuple(quotes)), position
            if not quotes:
                await self._desk.watches.moved(watch.id, position)

    async def _send(self, watch: Watch, answer: Answer, waiting: int, post_id: str) -> None:
        desk, channel = self._desk, await self._channel(watch)
        receipt = receipt_of(answer, post_id, datetime.now(UTC))
        content = Content.of_answer(answer, receipt)
        # Nobody asked: what somebody says next in this channel does not follow it up, but for a reply to it.
        place = Place(person=self._me, guild=watch.guild, channel=watch.channel)
        exchange = new_exchange("watch", place, content, post_id)
        await desk.exchanges.keep(exchange)
        if not await desk.watches.begin(Post(post_id, await _last_in(channel)), watch.id, answer.quotes):
            return
        try:
            message = await channel.send(view=post_card(answer, answer.quotes, exchange, waiting), nonce=post_id)
        except discord.HTTPException as error:
            if error.status < HTTPStatus.INTERNAL_SERVER_ERROR:
                await desk.watches.drop(post_id)
            raise _told(error) from error
        await desk.watches.sent(post_id, message.id)
        await desk.exchanges.sent(post_id, message.id, watch.channel)
        if watch.trouble:
            await desk.watches.troubled(watch.id, None)
        log.info("watch posted watch=%s quotes=%d waiting=%d", watch.id, len(answer.quotes), waiting)

    async def _find(self, watch: Watch, post: Post) -> discord.Message | None:
        """The message of a post that may have been sent. Raises PostingError where that cannot be seen."""
        channel = await self._channel(watch)
        if channel.guild and not channel.permissions_for(channel.guild.me).read_message_history:
            raise PostingError("I may not read the message history here, so I cannot tell what I have posted.")
        try:
            # From a message and not from a moment: Discord's clock is not ours.
            async for message in channel.history(limit=None, after=discord.Object(post.after)):
                if message.author.id == self._me and post.id in _exchanges(message.components):
                    return message
        except discord.HTTPException as error:
            raise _told(error) from error
        return None

    async def _channel(self, watch: Watch) -> Channel:
        try:
            channel = self._client.get_channel(watch.channel) or await self._client.fetch_channel(watch.channel)
        except discord.HTTPException as error:
            raise _told(error) from error
        if not isinstance(channel, Channel):
            raise PostingError("I cannot post in a channel of this kind.")
        return channel

    @property
    def _me(self) -> int:
        assert self._client.user is not None  # watches are served only after login
        return self._client.user.id


def _oldest_first(quotes: Sequence[Quote]) -> tuple[Quote, ...]:
    """In the order of publication, the undated last."""
    last = datetime.max.replace(tzinfo=UTC)
    return tuple(sorted(quotes, key=lambda quote: quote.published.moment or last))


async def _last_in(channel: Channel) -> int:
    """The id of the newest message in a channel, 0 where there is none to be seen."""
    try:
        return max([message.id async for message in channel.history(limit=1)], default=0)
    except discord.HTTPException as error:
        raise _told(error) from error


def _told(error: discord.HTTPException) -> Exception:
    """A refusal as what it means for the people of a channel; an error of which nobody knows what it did, as it is."""
    if error.code == _UNKNOWN_CHANNEL or error.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return error
    if isinstance(error, discord.Forbidden):
        return PostingError("I may not post here any more; check my permissions in this channel.")
    return PostingError(f"Discord refused my post here (error {error.code}).")


def _exchanges(components: Sequence[Any]) -> Iterator[str]:
    """The exchange in each custom id of a message: `p:context:abcdefghijklm:3`."""
    for component in components:
        custom_id = getattr(component, "custom_id", None)
        if custom_id:
            yield from custom_id.split(":")[2:3]
        yield from _exchanges(getattr(component, "children", ()))
        accessory = getattr(component, "accessory", None)
        yield from _exchanges([accessory] if accessory else ())
