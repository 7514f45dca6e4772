"""The tables of the record. Plain SQL types only, so that another database is a URL away."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import (
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

FORMAT = 4
"""The format of the record; written into `about` and checked when it is opened. 2 added `tag`, `kin` and `place`, 3 the
tables `withdrawals` and `audit`, 4 `removals`."""

metadata = MetaData()


def stamp() -> str:
    """This moment as tables keep one: ISO 8601 in UTC, to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


about = Table("about", metadata, Column("name", String(40), primary_key=True), Column("value", Text, nullable=False))

articles = Table(
    "articles",
    metadata,
    Column("article_id", String(16), primary_key=True),
    Column("current", Integer, nullable=False),
)

versions = Table(
    "versions",
    metadata,
    Column("article_id", String(16), ForeignKey("articles.article_id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("text", Text, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("headline", Text, nullable=False),
    Column("publisher", Text),
    Column("byline", Text, nullable=False),
    Column("dateline", Text),
    Column("section", Text),
    Column("language", Text),
    Column("published", String(32)),
    Column("updated", String(32)),
    Column("date_source", Text),
    Column("status", String(16), nullable=False),
    Column("embargo", String(32)),
    Column("note", Text),
    Column("url", Text),
    Column("source", Text, nullable=False),
    Column("captions", Text, nullable=False),
    Column("tag", Text),
    # Over everything above but number and source: tells a byte changed by hand, and the same content come again.
    Column("seal", String(64), nullable=False),
    # What other versions of the same story share, and where in the order of those of its article this one stands.
    Column("kin", String(32)),
    Column("place", Integer, nullable=False, server_default="0"),
    Index("versions_by_seal", "seal"),
    Index("versions_by_kin", "kin"),
    Index("versions_by_day", "publisher", "published"),
)

# Each version once more, compressed: what a damaged row is mended from when its source is long gone.
copies = Table(
    "copies",
    metadata,
    Column("article_id", String(16), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("packed", LargeBinary, nullable=False),
    ForeignKeyConstraint(["article_id", "number"], ["versions.article_id", "versions.number"]),
)

changes = Table(
    "changes",
    metadata,
    Column("seq", Integer, primary_key=True, autoincrement=True),
    Column("at", String(32), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("article_id", String(16), nullable=False),
    Column("number", Integer, nullable=False),
    sqlite_autoincrement=True,
)

# What each generation of the derived indexes holds; the truth that both are checked against.
passages = Table(
    "passages",
    metadata,
    Column("generation", String(16), primary_key=True),
    Column("passage_id", String(64), primary_key=True),
    Column("article_id", String(16), nullable=False),
    Index("passages_by_article", "generation", "article_id"),
)

# What a server called the state of a page when it was last recorded (its ETag and Last-Modified), word for word.
fetches = Table(
    "fetches",
    metadata,
    Column("url", Text, primary_key=True),
    Column("etag", Text),
    Column("last_modified", Text),
)

# The stories that an admin withdrew. Beside the versions, so that no version that is read later undoes it.
withdrawals = Table(
    "withdrawals",
    metadata,
    Column("article_id", String(16), ForeignKey("articles.article_id"), primary_key=True),
    Column("reason", Text, nullable=False),
    Column("at", String(32), nullable=False),
)

# The stories that an admin removed: under each id by which one of its versions may be read again, that of the `story`.
removals = Table(
    "removals",
    metadata,
    Column("article_id", String(16), primary_key=True),
    Column("story", String(16), nullable=False),
    Column("reason", Text, nullable=False),
    Column("at", String(32), nullable=False),
)

# Who did what to the record, when and why; without a result for what was cut short.
audit = Table(
    "audit",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("at", String(32), nullable=False),
    Column("who", Text, nullable=False),
    Column("action", String(16), nullable=False),
    Column("about", Text, nullable=False),
    Column("reason", Text),
    Column("outcome", Text),
    sqlite_autoincrement=True,
)
