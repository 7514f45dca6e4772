"""The cards of watches: a post with new coverage, what a channel watches, and what became of adding or removing one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import discord
from discord import ui

from bot.cards import ANSWERED, quote_blocks, source_line
from bot.kept.exchanges import Exchange
from bot.kept.watches import Watch, WatchLimits
from bot.layout import clip, layout
from bot.press import Press, row
from store.answer import Answer, Quote
from store.requoting import Requoted
from store.wording import counted, iso_day_words

MOST_SHOWN = 4
"""Quotes in a post: as many as a message has room for at 400 characters and more each, with all that is told beside."""
_COLOUR = discord.Colour(0xB7791F)
_LIST_ROOM = 3000  # units for the watches of a channel, of the 4,000 of a message


def post_card(answer: Answer, quotes: Sequence[Requoted], exchange: Exchange, waiting: int = 0) -> ui.LayoutView:
    """Quotes of new coverage as a post; `waiting` more stories had no room in it and will follow."""
    stories = f"{len(quotes)} new {_stories(len(quotes))}"
    more = f", {waiting:,} more to follow" if waiting else ""
    of = f" · published by {clip(answer.query.publisher, 100)}" if answer.query.publisher else ""
    head = f"### New on “{clip(answer.query.question, 220)}”\n-# {stories}{more}{of}"
    blocks, foot = quote_blocks(answer, quotes, head, exchange)
    receipt = row(Press("receipt", exchange.id, label="Receipt"))
    return layout(ANSWERED, [head], *blocks, [foot], rows=[receipt])


def added_card(watch: Watch, now: Answer, limits: WatchLimits) -> ui.LayoutView:
    """A watch was added; `now` is what answers its topic already, which is told but not posted."""
    posts = counted(limits.posts_a_day, "post")
    told = (
        f"**I will post new coverage of “{clip(watch.topic, 300)}”{_by(watch)} here**, after each index run, "
        f"at most {posts} a day."
    )
    if not now.quotes:
        return layout(_COLOUR, [told], ["Nothing that is indexed answers this yet."])
    stories = len({quote.article_id for quote in now.quotes})
    more = " or more" if len(now.quotes) == now.query.limit else ""
    newest = max(now.quotes, key=_moment)
    already = f"{stories}{more} {_stories(stories)} answer it already and will not be posted. The newest of them:"
    return layout(
        _COLOUR, [told], [f"{already}\n**{clip(newest.headline, 200) or 'untitled'}**\n{source_line(newest)}"]
    )


def list_card(watches: Sequence[Watch], limits: WatchLimits) -> ui.LayoutView:
    """What a channel watches, one or more."""
    room = _LIST_ROOM // len(watches)
    lines = [_line(watch, room) for watch in watches]
    foot = f"-# New coverage is posted after each index run, at most {counted(limits.posts_a_day, 'post')} a day each."
    return layout(_COLOUR, ["**Watched here**", *lines], [foot])


def none_card() -> ui.LayoutView:
    """Nothing is watched in a channel."""
    return layout(_COLOUR, ["**Nothing is watched here.** `/watch add` follows a topic and posts what is new on it."])


def removed_card(watch: Watch) -> ui.LayoutView:
    """A watch was removed."""
    return layout(_COLOUR, [f"**I no longer watch “{clip(watch.topic, 300)}”{_by(watch)} here.**"])


def refused_card(told: str) -> ui.LayoutView:
    """A watch is not added, removed or found, and why; `told` is not escaped."""
    return layout(_COLOUR, [told])


def _line(watch: Watch, room: int) -> str:
    trouble = f"\n⚠ {clip(watch.trouble, min(200, room // 3))}" if watch.trouble else ""
    since = f"since {iso_day_words(watch.created)}"
    return f"**{clip(watch.topic, min(200, room // 3))}**{_by(watch, room // 4)} · {since}{trouble}"


def _by(watch: Watch, room: int = 100) -> str:
    return f", published by {clip(watch.publisher, min(100, room))}" if watch.publisher else ""


def _moment(quote: Quote) -> datetime:
    return quote.published.moment or datetime.min.replace(tzinfo=UTC)


def _stories(number: int) -> str:
    return "story" if number == 1 else "stories"
