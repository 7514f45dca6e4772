"""Talk: which earlier answer a message or a button follows, and what its words then mean.

A reply follows what it replies to. In a direct message and in a thread a person's question follows their own last one
there, and the first in a thread the answer that the thread was opened for; nobody's follows another's. In a channel
that all share, a question without a reply stands alone.
"""

from __future__ import annotations

import re
from dataclasses import replace

import discord

from bot.asking import ask, further, read_query, sound
from bot.desk import Desk
from bot.kept.exchanges import Exchange, Kind, Place
from bot.look import MAX_QUOTES
from bot.reply import Reply
from store.dates import SourceDate
from store.query import Query

_ASKS = re.compile(
    r"\?|^\W*(?:and|what|who|whom|whose|when|where|why|how|which|only|since|before|after|until|in|on|by|the latest|"
    r"latest|first|more|any\w*|did|do|does|is|are|was|were|has|have|had|can|could|will|would|should|according)\b",
    re.IGNORECASE,
)
_LIMIT = MAX_QUOTES  # of what is followed: only “more” asks for a longer answer than that
_FOLLOWED: frozenset[Kind] = frozenset(("answer", "search", "latest", "timeline", "watch"))
"""What has a question or a topic to go on with."""


def asks(words: str) -> bool:
    """Whether a reply that names nobody asks something: people also say thanks to an answer, or talk about it."""
    return _ASKS.search(words) is not None


async def followed(desk: Desk, message: discord.Message) -> Exchange | None:
    """The exchange that a message follows, None where it stands alone."""
    replied_to = message.reference.message_id if message.reference else None
    if replied_to:
        exchange = await desk.exchanges.of_message(replied_to)
        if exchange and exchange.kind in _FOLLOWED:
            return exchange
    if message.guild is None:
        return await desk.exchanges.last_in(message.channel.id, message.author.id)
    if isinstance(message.channel, discord.Thread):
        own = await desk.exchanges.last_in(message.channel.id, message.author.id)
        # A thread that was opened from a message has that message's id.
        return own or await desk.exchanges.of_message(message.channel.id)
    return None


async def follow(desk: Desk, place: Place, words: str, before: Exchange | None) -> Reply:
    """The answer to words that follow an exchange, or stand alone. Raises what asking raises."""
    if before is None:
        return await ask(desk, place, await read_query(words))
    query = await followed_query(desk, before, words)
    if query.limit > _LIMIT and before.content.shown_in_all:
        return await further(desk, place, before, before.content.shown_in_all)
    return await ask(desk, place, query, follows=before.id)


async def followed_query(desk: Desk, before: Exchange, words: str) -> Query:
    """What words mean after an exchange. Raises QueryError."""
    told = None
    receipt = before.content.receipt
    if receipt and receipt.quotes:
        told = SourceDate(receipt.quotes[0].published).day
    return await desk.door.follow(replace(before.content.query, limit=_LIMIT), sound(words), told)
