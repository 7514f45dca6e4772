"""Watches: the topics that a channel follows, and what was posted of them, so that a story is posted once.

A post is written down before it is sent: `begin`, the message, `sent`. What a killed process left between the two can
be looked for in Discord by the post's id, which the message carries.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Literal

from sqlalchemy import Connection, Engine, Row, delete, func, insert, select, update

from bot.kept.exchanges import Place
from bot.kept.tables import posted, posts, transact, watches
from store.answer import Quote
from store.fresh import Position
from store.query import Query, build_query
from store.receipt import new_id

Added = Literal["added", "known", "full"]
_OLDEST_FIRST = select(watches).order_by(watches.c.created, watches.c.id)


@dataclass(frozen=True, slots=True)
class WatchLimits:
    """How many posts a watch may make a day of UTC, and how many watches a channel may have."""

    posts_a_day: int = 5
    a_channel: int = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """A topic followed in a channel, or by a person in their direct messages, where `guild` is None.

    `person` added it. All up to `position` was posted or is no news of it. `trouble` is why the last post could not be
    made, for a person.
    """

    id: str
    guild: int | None
    channel: int
    person: int
    topic: str
    publisher: str | None
    position: Position
    created: str
    trouble: str | None = None

    @property
    def query(self) -> Query:
        """What is asked of new coverage."""
        return build_query(self.topic, publisher=self.publisher)


@dataclass(frozen=True, slots=True)
class Post:
    """A post: `after` is the last message that stood in the channel before it, 0 where there was none."""

    id: str
    after: int


class Watches:
    """The kept watches. Every call works in a thread; each raises KeptError where the tables cannot be used."""

    def __init__(self, engine: Engine, limits: WatchLimits | None = None) -> None:
        self._engine = engine
        self.limits = limits or WatchLimits()

    async def add(self, watch: Watch) -> Added:
        """Keep a new watch, unless its channel has it already or has as many as it may have."""
        return await transact(self._engine, lambda connection: _add(connection, watch, self.limits.a_channel))

    async def all(self) -> list[Watch]:
        """Every watch, the oldest first."""
        return await transact(
            self._engine, lambda connection: [_watch(row) for row in connection.execute(_OLDEST_FIRST)]
        )

    async def in_channel(self, channel: int) -> list[Watch]:
        """The watches of a channel, the oldest first."""
        rows = _OLDEST_FIRST.where(watches.c.channel == channel)
        return await transact(self._engine, lambda connection: [_watch(row) for row in connection.execute(rows)])

    async def remove(self, watch_id: str) -> None:
        """Forget a watch and what it posted."""
        await transact(self._engine, lambda connection: _remove(connection, watch_id))

    async def moved(self, watch_id: str, position: Position) -> None:
        """Note that all up to this position was posted."""
        at = position.at.isoformat()
        row = update(watches).where(watches.c.id == watch_id).values(seq=position.seq, looked=at)
        await transact(self._engine, lambda connection: connection.execute(row))

    async def troubled(self, watch_id: str, trouble: str | None) -> None:
        """Note why a post could not be made, or that one was made again."""
        row = update(watches).where(watches.c.id == watch_id).values(trouble=trouble)
        await transact(self._engine, lambda connection: connection.execute(row))

    async def unposted(self, watch_id: str, quotes: tuple[Quote, ...]) -> list[Quote]:
        """Those whose story this watch has not posted, or only before it was corrected."""
        told = await transact(self._engine, lambda connection: _told(connection, watch_id))
        return [
            quote
            for quote in quotes
            if quote.article_id not in told or (quote.status == "corrected" and not told[quote.article_id])
        ]

    async def posts_on(self, watch_id: str, day: date) -> int:
        """How many posts a watch made on a day of UTC."""
        of_day = (posts.c.watch == watch_id) & posts.c.message.is_not(None) & posts.c.at.startswith(day.isoformat())
        count = select(func.count()).select_from(posts).where(of_day)
        return await transact(self._engine, lambda connection: connection.scalar(count) or 0)

    async def pending(self, watch_id: str) -> Post | None:
        """The post that was begun, where it is not known whether it was sent."""
        rows = select(posts.c.id, posts.c.after).where(posts.c.watch == watch_id, posts.c.message.is_(None))
        row = await transact(self._engine, lambda connection: connection.execute(rows).one_or_none())
        return Post(row.id, row.after) if row else None

    async def begin(self, post: Post, watch_id: str, quotes: Sequence[Quote]) -> bool:
        """Write down what is about to be posted, in place of what stands under its id; False for a watch removed."""
        return await transact(self._engine, lambda connection: _begin(connection, post, watch_id, quotes))

    async def sent(self, post_id: str, message: int) -> None:
        """Note as which message a post stands."""
        row = update(posts).where(posts.c.id == post_id).values(message=message)
        await transact(self._engine, lambda connection: connection.execute(row))

    async def drop(self, post_id: str) -> None:
        """Forget a post that was not sent."""
        await transact(self._engine, lambda connection: _drop(connection, post_id))


def new_watch(place: Place, topic: str, publisher: str | None, position: Position) -> Watch:
    """A watch that begins now: what comes in after the position is new to it."""
    return Watch(
        id=new_id(),
        guild=place.guild,
        channel=place.channel,
        person=place.person,
        topic=topic,
        publisher=publisher,
        position=position,
        created=_now(),
    )


def _add(connection: Connection, watch: Watch, most: int) -> Added:
    rows = connection.execute(_OLDEST_FIRST.where(watches.c.channel == watch.channel))
    there = [_same(found.topic, found.publisher) for found in map(_watch, rows)]
    if _same(watch.topic, watch.publisher) in there:
        return "known"
    if len(there) >= most:
        return "full"
    connection.execute(
        insert(watches).values(
            id=watch.id,
            guild=watch.guild,
            channel=watch.channel,
            person=watch.person,
            topic=watch.topic,
            publisher=watch.publisher,
            seq=watch.position.seq,
            looked=watch.position.at.isoformat(),
            created=watch.created,
            trouble=watch.trouble,
        )
    )
    return "added"


def _same(topic: str, publisher: str | None) -> tuple[str, str]:
    return topic.casefold(), (publisher or "").casefold()


def _remove(connection: Connection, watch_id: str) -> None:
    of_watch = select(posts.c.id).where(posts.c.watch == watch_id)
    connection.execute(delete(posted).where(posted.c.post.in_(of_watch)))
    connection.execute(delete(posts).where(posts.c.watch == watch_id))
    connection.execute(delete(watches).where(watches.c.id == watch_id))


def _begin(connection: Connection, post: Post, watch_id: str, quotes: Sequence[Quote]) -> bool:
    _drop(connection, post.id)
    if connection.scalar(select(watches.c.id).where(watches.c.id == watch_id)) is None:
        return False
    connection.execute(insert(posts).values(id=post.id, watch=watch_id, at=_now(), after=post.after))
    for quote in quotes:
        row = {"post": post.id, "article_id": quote.article_id, "corrected": quote.status == "corrected"}
        connection.execute(insert(posted).values(**row))
    return True


def _drop(connection: Connection, post_id: str) -> None:
    connection.execute(delete(posted).where(posted.c.post == post_id))
    connection.execute(delete(posts).where(posts.c.id == post_id))


def _told(connection: Connection, watch_id: str) -> dict[str, bool]:
    """The ids of the stories that a watch posted, and whether it told that they are corrected."""
    sent = (posts.c.watch == watch_id) & posts.c.message.is_not(None)
    rows = select(posted.c.article_id, func.max(posted.c.corrected)).join_from(
        posted, posts, posted.c.post == posts.c.id
    )
    return {
        key: bool(corrected) for key, corrected in connection.execute(rows.where(sent).group_by(posted.c.article_id))
    }


def _watch(row: Row[tuple[object, ...]]) -> Watch:
    held = row._mapping
    return Watch(
        id=held["id"],
        guild=held["guild"],
        channel=held["channel"],
        person=held["person"],
        topic=held["topic"],
        publisher=held["publisher"],
        position=Position(held["seq"], datetime.fromisoformat(held["looked"])),
        created=held["created"],
        trouble=held["trouble"],
    )


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")
