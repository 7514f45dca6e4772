"""Withdrawing a story by an admin's decision, and restoring it. The versions of the story stay as they are.

The decision stands beside them and holds for all of them, also for those that are read later: only a restoration
takes it back. What the wire itself withdrew is withdrawn either way.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from sqlalchemy import delete, insert

from store import schema
from store.archive import Archive
from store.article import Status
from store.audit import enter
from store.errors import QueryError
from store.recording import log_change, withdrawn_by_admin

Outcome = Literal["withdrawn", "restored", "unchanged"]
MAX_REASON = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """What became of a story: the outcome, its status from now on, and the note that says why."""

    article_id: str
    headline: str
    outcome: Outcome
    status: Status
    note: str | None

    def as_json(self) -> dict[str, object]:
        return {name: getattr(self, name) for name in self.__slots__}


def withdraw(archive: Archive, article_id: str, reason: str, who: str) -> Decision:
    """From now on the story is not quoted. Raises NotFoundError; QueryError for a reason that is none or too long.

    A story that an admin withdrew before stays withdrawn for the reason given then.
    """
    reason = _checked(reason)
    number = archive.versions(article_id)[-1].number
    with archive.engine.begin() as connection:
        anew = not withdrawn_by_admin(connection, article_id)
        if anew:
            at = datetime.now(UTC).isoformat(timespec="seconds")
            connection.execute(insert(schema.withdrawals).values(article_id=article_id, reason=reason, at=at))
            log_change(connection, "withdrawn", article_id, number)
        outcome: Outcome = "withdrawn" if anew else "unchanged"
        enter(connection, who, "withdraw", article_id, reason=reason, outcome=outcome)
    return _decision(archive, article_id, outcome)


def restore(archive: Archive, article_id: str, reason: str, who: str) -> Decision:
    """Take an admin's withdrawal back. Raises NotFoundError; QueryError for a reason that is none or too long.

    A story whose newest version is a withdrawal by its publisher stays withdrawn.
    """
    reason = _checked(reason)
    number = archive.versions(article_id)[-1].number
    with archive.engine.begin() as connection:
        withdrawn = withdrawn_by_admin(connection, article_id)
        if withdrawn:
            connection.execute(delete(schema.withdrawals).where(schema.withdrawals.c.article_id == article_id))
            log_change(connection, "restored", article_id, number)
        outcome: Outcome = "restored" if withdrawn else "unchanged"
        enter(connection, who, "restore", article_id, reason=reason, outcome=outcome)
    return _decision(archive, article_id, outcome)


def _checked(reason: str) -> str:
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
