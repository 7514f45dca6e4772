"""Removing a story by an admin's decision: its text is deleted for good, and what is read of it later is passed over.

A tombstone stays, under the id of the story and under those that its versions have by their own URL or source, so
that none of them comes back as a story of its own. Only a readmission takes it away, and that brings back no text.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sqlalchemy import Connection, delete, insert, select

from store import schema
from store.archive import Archive
from store.article import Version
from store.audit import enter
from store.ids import article_id as id_of
from store.recording import log_change
from store.withdrawal import Decision, checked_reason

_TO_ERASE = "to erase"  # in `about`: rows were deleted, and their bytes may still be in a file


@dataclass(frozen=True, slots=True, kw_only=True)
class Removal:
    """A story that was removed: how many versions it had, and whether all its words are out of the files, too.

    They stay there, quoted by nothing, as long as another program reads the database; index runs go on trying.
    """

    article_id: str
    headline: str
    versions: int
    reason: str
    erased: bool
    outcome: Literal["removed"] = "removed"

    def as_json(self) -> dict[str, object]:
        return {name: getattr(self, name) for name in self.__slots__}


def remove(archive: Archive, article_id: str, reason: str, who: str) -> Removal:
    """Delete all versions of a story from the record. Raises NotFoundError; QueryError for a reason that is none.

    `erased` is False: what is left of it in the files is for `erase`, under the writer lock.
    """
    reason = checked_reason(reason)
    history = archive.versions(article_id)
    with archive.engine.begin() as connection:
        for table in (schema.withdrawals, schema.copies, schema.versions, schema.articles):
            connection.execute(delete(table).where(table.c.article_id == article_id))
        # Or a server would be asked whether its page has changed since, and the story never be read again.
        pages = schema.fetches.c.url.in_([version.url for version in history if version.url])
        connection.execute(delete(schema.fetches).where(pages))
        at = schema.stamp()
        tombstone = {"story": article_id, "reason": reason, "at": at}
        connection.execute(insert(schema.removals), [{"article_id": key, **tombstone} for key in _ids(history)])
        log_change(connection, "removed", article_id, history[-1].number)
        connection.execute(delete(schema.about).where(schema.about.c.name == _TO_ERASE))
        connection.execute(insert(schema.about).values(name=_TO_ERASE, value=at))
        enter(connection, who, "remove", article_id, reason=reason, outcome="removed")
    return Removal(
        article_id=article_id, headline=history[-1].headline, versions=len(history), reason=reason, erased=False
    )


def readmit(archive: Archive, article_id: str, reason: str, who: str) -> Decision:
    """Let a removed story be read again; `unchanged` where it may be already. Raises QueryError as `checked_reason`."""
    reason, table = checked_reason(reason), schema.removals
    story = select(table.c.story).where(table.c.article_id == article_id).scalar_subquery()
    with archive.engine.begin() as connection:
        gone = connection.execute(delete(table).where(table.c.story == story)).rowcount > 0
        outcome: Literal["readmitted", "unchanged"] = "readmitted" if gone else "unchanged"
        enter(connection, who, "restore", article_id, reason=reason, outcome=outcome)
    return Decision(article_id=article_id, headline=None, outcome=outcome, status=None, note=None)


def is_erased(archive: Archive) -> bool:
    """Whether no word of a removed story is left in a file of this data folder."""
    with archive.engine.connect() as connection:
        return _marked(connection) is None


def erase(archive: Archive) -> None:
    """Write the database anew, without what was deleted from it. The indexes must be rid of it before."""
    with archive.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        marked = _marked(connection)
        if archive.engine.dialect.name == "sqlite":
            connection.exec_driver_sql("VACUUM")
            # What was written first stands in the log beside the file, until it is cut; a reader keeps that from it.
            busy = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)").one()[0]
            if busy:
                return
        about = schema.about
        # A story that was removed meanwhile has a mark of its own.
        connection.execute(delete(about).where(about.c.name == _TO_ERASE, about.c.value == marked))


def _ids(history: list[Version]) -> set[str]:
    return {history[0].article_id, *(id_of(version.url, version.source) for version in history)}


def _marked(connection: Connection) -> str | None:
    about = schema.about
    return connection.scalar(select(about.c.value).where(about.c.name == _TO_ERASE))
