"""Withdrawing a story by an admin's decision, and restoring it. The versions of the story stay as they are.

The decision stands beside them and holds for all of them, also for those that are read later: only a restoration
takes it back. What the wire itself withdrew is withdrawn either way.

A decision is one transaction and waits for no other writer: each quote is vouched for against the record, so that it
counts from there on, wherever the index has got to.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from sqlalchemy import delete, insert, literal, select

from store import schema
from store.archive import Archive
from store.article import Status
from store.audit import enter
from store.errors import QueryError
from store.recording import log_change

Outcome = Literal["withdrawn", "restored", "readmitted", "unchanged"]
MAX_REASON = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What became of a story: the outcome, its status from now on, and the note that says why.

    Of a story that had been removed, and is `readmitted` or was before, there is no headline and no status.
    The decision counts either way; where the index `follows` later, `trouble` is what keeps it from doing so at once,
    None where nobody has tried.
    """

    article_id: str
    headline: str | None
    outcome: Outcome
    status: Status | None
    note: str | None
    index: Literal["followed", "follows"] = "follows"
    trouble: str | None = None

    def as_json(self) -> dict[str, object]:
        return {name: getattr(self, name) for name in self.__slots__}


def withdraw(archive: Archive, article_id: str, reason: str, who: str) -> Decision:
    """From now on the story is not quoted. Raises NotFoundError; QueryError for a reason that is none or too long.

    A story that an admin withdrew before stays withdrawn for the reason given then.
    """
    reason = checked_reason(reason)
    number = archive.versions(article_id)[-1].number
    at = schema.stamp()
    table, heads = schema.withdrawals, schema.articles.c
    # In one statement, as somebody else may decide on the same story at the same moment.
    row = select(heads.article_id, literal(reason), literal(at)).where(
        heads.article_id == article_id, heads.article_id.not_in(select(table.c.article_id))
    )
    with archive.engine.begin() as connection:
        anew = connection.execute(insert(table).from_select(["article_id", "reason", "at"], row)).rowcount == 1
        if anew:
            log_change(connection, "withdrawn", article_id, number)
        outcome: Outcome = "withdrawn" if anew else "unchanged"
        enter(connection, who, "withdraw", article_id, reason=reason, outcome=outcome)
    return _decision(archive, article_id, outcome)


def restore(archive: Archive, article_id: str, reason: str, who: str) -> Decision:
    """Take an admin's withdrawal back. Raises NotFoundError; QueryError for a reason that is none or too long.

    A story whose newest version is a withdrawal by its publisher stays withdrawn.
    """
    reason = checked_reason(reason)
    number = archive.versions(article_id)[-1].number
    table = schema.withdrawals
    with archive.engine.begin() as connection:
        withdrawn = connection.execute(delete(table).where(table.c.article_id == article_id)).rowcount == 1
        if withdrawn:
            log_change(connection, "restored", article_id, number)
        outcome: Outcome = "restored" if withdrawn else "unchanged"
        enter(connection, who, "restore", article_id, reason=reason, outcome=outcome)
    return _decision(archive, article_id, outcome)


def checked_reason(reason: str) -> str:
    """A reason as it is kept. Raises QueryError where it is none or too long."""
    reason = " ".join(reason.split())
    if not reason or len(reason) > MAX_REASON:
        raise QueryError(
            f"Give a reason of 1 to {MAX_REASON} characters; it is shown to those who were quoted the story."
        )
    return reason


def _decision(archive: Archive, article_id: str, outcome: Outcome) -> Decision:
    current = archive.versions(article_id)[-1]
    return Decision(
        article_id=article_id,
        headline=current.headline,
        outcome=outcome,
        status=current.standing(datetime.now(UTC)),
        note=current.note,
    )
