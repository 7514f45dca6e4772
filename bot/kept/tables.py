"""The bot's own tables: what must outlive a message. A file beside the record, which it never writes to."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Connection,
    Engine,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    create_engine,
    event,
    insert,
    inspect,
    select,
    update,
)
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import ConnectionPoolEntry

FILE = "bot.sqlite"
FORMAT = 2
"""The format of the file; written into `about`. 2 added the table `jobs`."""
T = TypeVar("T")

metadata = MetaData()

about = Table("about", metadata, Column("name", String(40), primary_key=True), Column("value", Text, nullable=False))

# What was asked and answered; ids of Discord are 64 bits.
exchanges = Table(
    "exchanges",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("number", Integer, nullable=False, unique=True),
    Column("at", String(32), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("person", BigInteger, nullable=False),
    Column("guild", BigInteger),
    Column("channel", BigInteger, nullable=False),
    Column("message", BigInteger),
    Column("private", Boolean, nullable=False),
    Column("thread", Boolean, nullable=False),
    Column("content", Text, nullable=False),
    Index("exchanges_by_message", "message"),
    Index("exchanges_by_channel", "channel", "person", "number"),
)

# Which stories an answer quoted: what is looked for when one of them is corrected or withdrawn.
quoted = Table(
    "quoted",
    metadata,
    Column("exchange", String(16), primary_key=True),
    Column("article_id", String(16), primary_key=True),
    Column("version", Integer, primary_key=True),
    Index("quoted_by_article", "article_id"),
)

# The stories of which earlier answers have to tell something, since a change of the record's log. `corrects` are the
# versions that a correction came after, as JSON.
flagged = Table(
    "flagged",
    metadata,
    Column("article_id", String(16), primary_key=True),
    Column("now", String(16), nullable=False),
    Column("seq", Integer, nullable=False),
    Column("corrects", Text, nullable=False),
)

# What became of telling it on the card of an exchange, up to which change of the log.
told = Table(
    "told",
    metadata,
    Column("exchange", String(16), primary_key=True),
    Column("article_id", String(16), primary_key=True),
    Column("seq", Integer, nullable=False),
    Column("outcome", String(16), nullable=False),
    Column("at", String(32), nullable=False),
    Index("told_by_article", "article_id"),
)

votes = Table(
    "votes",
    metadata,
    Column("exchange", String(16), primary_key=True),
    Column("person", BigInteger, primary_key=True),
    Column("helpful", Boolean, nullable=False),
    Column("at", String(32), nullable=False),
)

# What each server chose, as JSON: a setting that comes later has its default there.
guilds = Table(
    "guilds",
    metadata,
    Column("guild", BigInteger, primary_key=True, autoincrement=False),
    Column("settings", Text, nullable=False),
)

# The topics that a channel follows: all up to change `seq` of the index, at the moment `looked`, was posted.
watches = Table(
    "watches",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("guild", BigInteger),
    Column("channel", BigInteger, nullable=False),
    Column("person", BigInteger, nullable=False),
    Column("topic", Text, nullable=False),
    Column("publisher", Text),
    Column("seq", Integer, nullable=False),
    Column("looked", String(32), nullable=False),
    Column("created", String(32), nullable=False),
    Column("trouble", Text),
    Index("watches_by_channel", "channel"),
)

# What a watch posted, and the last message in the channel before it, 0 where there was none; until `message` is known
# it may or may not have been sent.
posts = Table(
    "posts",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("watch", String(16), nullable=False),
    Column("at", String(32), nullable=False),
    Column("after", BigInteger, nullable=False),
    Column("message", BigInteger),
    Index("posts_by_watch", "watch", "at"),
)

# The stories in a post, and whether each was told as a corrected one.
posted = Table(
    "posted",
    metadata,
    Column("post", String(16), primary_key=True),
    Column("article_id", String(16), primary_key=True),
    Column("corrected", Boolean, nullable=False),
)


# What admins have asked for, in the order in which it is done; `task` and `outcome` are JSON.
jobs = Table(
    "jobs",
    metadata,
    Column("id", String(16), primary_key=True),
    Column("number", Integer, nullable=False, unique=True),
    Column("at", String(32), nullable=False),
    Column("state", String(16), nullable=False),
    Column("task", Text, nullable=False),
    Column("person", BigInteger, nullable=False),
    Column("who", Text, nullable=False),
    Column("guild", BigInteger),
    Column("channel", BigInteger, nullable=False),
    Column("message", BigInteger),
    Column("started", String(32)),
    Column("ended", String(32)),
    Column("outcome", Text),
    Index("jobs_by_state", "state", "number"),
)

# The files of the watched folder that were handed on to be indexed, and in which state: a name need not be text.
handed = Table(
    "handed",
    metadata,
    Column("path", LargeBinary, primary_key=True),
    Column("size", BigInteger, nullable=False),
    Column("modified", BigInteger, nullable=False),
)


# What is polled for new stories, how the last poll went, and since when one is under way; moments are in UTC.
feeds = Table(
    "feeds",
    metadata,
    Column("url", Text, primary_key=True),
    Column("minutes", Integer, nullable=False),
    Column("by", Text, nullable=False),
    Column("added", String(40), nullable=False),
    Column("due", String(40), nullable=False),
    Column("polled", String(40)),
    Column("outcome", Text),
    Column("trouble", Text),
    Column("failures", Integer, nullable=False),
    Column("out", String(40)),
)


class KeptError(Exception):
    """The bot's own tables cannot be used; the message says which file and what to do."""


def open_tables(home: Path) -> Engine:
    """The tables in this data folder, made where they are not there. Raises KeptError."""
    engine = create_engine(f"sqlite:///{home / FILE}")

    @event.listens_for(engine, "connect")
    def _(connection: DBAPIConnection, _: ConnectionPoolEntry) -> None:
        cursor = connection.cursor()
        for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "busy_timeout=10000"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    try:
        with engine.begin() as connection:
            _bring_to_format(connection, home / FILE)
    except SQLAlchemyError as error:
        engine.dispose()
        raise KeptError(f"{home / FILE} cannot be opened ({_first_line(error)}); mend it or move it away.") from error
    except KeptError:
        engine.dispose()
        raise
    return engine


def _bring_to_format(connection: Connection, file: Path) -> None:
    """Make the tables, or those that an older format lacks. Raises KeptError for a newer format, untouched."""
    found = None
    if inspect(connection).has_table(about.name):
        found = connection.scalar(select(about.c.value).where(about.c.name == "format"))
    if found is not None and int(found) > FORMAT:
        raise KeptError(f"{file} is of format {found}, this program knows {FORMAT}; update Dateline.")
    metadata.create_all(connection)
    if found is None:
        connection.execute(insert(about).values(name="format", value=str(FORMAT)))
    else:
        connection.execute(update(about).where(about.c.name == "format").values(value=str(FORMAT)))


async def transact(engine: Engine, work: Callable[[Connection], T]) -> T:
    """What the work gives, in a transaction and a thread. Raises KeptError where the tables cannot be used."""
    return await asyncio.to_thread(_in_transaction, engine, work)


def _in_transaction(engine: Engine, work: Callable[[Connection], T]) -> T:
    try:
        with engine.begin() as connection:
            return work(connection)
    except SQLAlchemyError as error:
        raise KeptError(f"The bot's own tables cannot be used ({_first_line(error)}).") from error


def _first_line(error: SQLAlchemyError) -> str:
    return str(error).splitlines()[0]
