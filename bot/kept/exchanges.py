"""Exchanges: what a person asked and what they were told, kept so that its buttons work and its quotes can be proved.

A button carries an exchange's id and nothing else of it, so that what it does after a restart is what was asked then.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pydantic import TypeAdapter
from sqlalchemy import Connection, Engine, Row, delete, func, insert, select, update

from bot.kept.tables import exchanges, quoted, transact, votes
from store.answer import Answer, Coverage, Span
from store.query import Query
from store.receipt import Receipt, new_id
from store.schema import stamp

Kind = Literal["answer", "search", "latest", "timeline", "said", "article", "sources", "check", "watch"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Who asks and where: Discord's ids. `private` tells that only the asker sees the reply, `thread` that the channel
    is one.
    """

    person: int
    guild: int | None
    channel: int
    private: bool = False
    thread: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """What was asked and of which state of the index. `about` is what a lookup is of besides its query.

    `follows` is the id of the exchange that this one followed up, `receipt` is there where something was quoted, after
    `shown` quotes of the same answer on cards before it. `marks` are the answer spans of each of its quotes, `articles`
    counts what could be quoted then, 0 where that was not kept.
    """

    query: Query
    generation: str
    built: str | None
    about: str | None = None
    follows: str | None = None
    receipt: Receipt | None = None
    shown: int = 0
    marks: tuple[tuple[Span, ...], ...] = ()
    articles: int = 0

    @classmethod
    def of(
        cls,
        query: Query,
        coverage: Coverage,
        *,
        about: str | None = None,
        follows: str | None = None,
        receipt: Receipt | None = None,
        shown: int = 0,
        marks: tuple[tuple[Span, ...], ...] = (),
    ) -> Content:
        """What was asked of the index in the state that `coverage` tells."""
        return cls(
            query=query,
            generation=coverage.generation,
            built=coverage.built,
            about=about,
            follows=follows,
            receipt=receipt,
            shown=shown,
            marks=marks,
            articles=coverage.articles,
        )

    @classmethod
    def of_answer(cls, answer: Answer, receipt: Receipt, *, follows: str | None = None, shown: int = 0) -> Content:
        """What an answer quoted, and how, under this receipt of it."""
        marks = tuple(quote.answer_spans for quote in answer.quotes)
        return cls.of(answer.query, answer.coverage, follows=follows, receipt=receipt, shown=shown, marks=marks)

    @property
    def coverage(self) -> Coverage:
        """The state of the index that was asked; its days are not kept."""
        return Coverage(articles=self.articles, first=None, newest=None, generation=self.generation, built=self.built)

    @property
    def shown_in_all(self) -> int:
        """How many quotes of the answer have been shown with this exchange."""
        return self.shown + (len(self.receipt.quotes) if self.receipt else 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """One kept exchange. `message` is the id of the reply in Discord, None until it is known."""

    id: str
    at: str
    kind: Kind
    place: Place
    message: int | None
    content: Content


_CONTENT = TypeAdapter(Content)


class Exchanges:
    """The kept exchanges. Every call works in a thread; each raises KeptError where the tables cannot be used."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    async def keep(self, exchange: Exchange) -> None:
        """Keep a new exchange, in place of one with its id."""
        await transact(self._engine, lambda connection: _insert(connection, exchange))

    async def find(self, exchange_id: str) -> Exchange | None:
        """The exchange with this id."""
        return await transact(self._engine, lambda connection: _one(connection, exchanges.c.id == exchange_id))

    async def of_message(self, message: int) -> Exchange | None:
        """The exchange whose reply this message of ours is."""
        return await transact(self._engine, lambda connection: _one(connection, exchanges.c.message == message))

    async def last_in(self, channel: int, person: int) -> Exchange | None:
        """The newest public answer in a channel to this person."""
        public = exchanges.c.private.is_(False) & (exchanges.c.kind == "answer")
        wanted = public & (exchanges.c.channel == channel) & (exchanges.c.person == person)
        return await transact(self._engine, lambda connection: _one(connection, wanted))

    async def sent(self, exchange_id: str, message: int, channel: int) -> None:
        """Note as which message, and in which channel, the reply stands."""
        row = update(exchanges).where(exchanges.c.id == exchange_id).values(message=message, channel=channel)
        await transact(self._engine, lambda connection: connection.execute(row))

    async def vote(self, exchange_id: str, person: int, *, helpful: bool) -> None:
        """Count a person's opinion of an answer; their last one counts."""
        row = {"exchange": exchange_id, "person": person}

        def replace(connection: Connection) -> None:
            connection.execute(delete(votes).where(votes.c.exchange == exchange_id, votes.c.person == person))
            connection.execute(insert(votes).values(**row, helpful=helpful, at=stamp()))

        await transact(self._engine, replace)


def new_exchange(kind: Kind, place: Place, content: Content, exchange_id: str | None = None) -> Exchange:
    """An exchange that happens now."""
    return Exchange(id=exchange_id or new_id(), at=stamp(), kind=kind, place=place, message=None, content=content)


def read_content(written: str) -> Content:
    """The content of an exchange from the text that is kept of it."""
    return _CONTENT.validate_json(written)


def _insert(connection: Connection, exchange: Exchange) -> None:
    place, receipt = exchange.place, exchange.content.receipt
    connection.execute(delete(quoted).where(quoted.c.exchange == exchange.id))
    connection.execute(delete(exchanges).where(exchanges.c.id == exchange.id))
    connection.execute(
        insert(exchanges).values(
            id=exchange.id,
            number=select(func.coalesce(func.max(exchanges.c.number), 0) + 1).scalar_subquery(),
            at=exchange.at,
            kind=exchange.kind,
            person=place.person,
            guild=place.guild,
            channel=place.channel,
            private=place.private,
            thread=place.thread,
            content=_CONTENT.dump_json(exchange.content).decode(),
        )
    )
    stories = {(proof.article_id, proof.version) for proof in receipt.quotes} if receipt else set()
    for article_id, version in sorted(stories):
        connection.execute(insert(quoted).values(exchange=exchange.id, article_id=article_id, version=version))


def _one(connection: Connection, condition: object) -> Exchange | None:
    rows = select(exchanges).where(condition).order_by(exchanges.c.number.desc()).limit(1)  # type: ignore[arg-type]
    row = connection.execute(rows).one_or_none()
    return _exchange(row) if row else None


def _exchange(row: Row[tuple[object, ...]]) -> Exchange:
    held = row._mapping
    return Exchange(
        id=held["id"],
        at=held["at"],
        kind=held["kind"],
        place=Place(**{name: held[name] for name in ("person", "guild", "channel", "private", "thread")}),
        message=held["message"],
        content=read_content(held["content"]),
    )
