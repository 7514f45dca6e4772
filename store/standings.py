"""Standings: what became of stories that may have been quoted, as it stands in the record after a change of its log.

Read from the record alone: what was withdrawn a moment ago counts, though the index may not have heard of it yet.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import exists, or_, select

from store import schema
from store.archive import Archive, batches
from store.article import Version

Now = Literal["withdrawn", "removed", "corrected", "restored"]
By = Literal["admin", "publisher"]
_TAKING = ("withdrawn", "removed")  # kinds of changes
_REVISED = ("corrected", "withdrawn")  # statuses of versions
WINDOW = 500
"""Changes of interest looked at in one call; questions are answered between two calls."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What an article is `now`, since the change `seq` of the log, made at the moment `at`, ISO 8601 in UTC.

    `headline` is None where the article is gone. A withdrawal has who decided it: an `admin`, or its own `publisher`.
    `note` says why or how. `corrects` are the numbers of the versions that a correction came after, whatever became of
    the story then.
    """

    article_id: str
    now: Now
    seq: int
    at: str
    headline: str | None = None
    note: str | None = None
    by: By | None = None
    corrects: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Standings:
    """The stories that changed up to the change `until`; `whole` tells that the log has no more as yet."""

    stories: tuple[Standing, ...]
    until: int
    whole: bool


@dataclass(frozen=True, slots=True)
class _Logged:
    seq: int
    at: str
    kind: str
    number: int

    @property
    def arrival(self) -> int | None:
        """The number of the version that came with it; a decision only names the one that was current."""
        return self.number if self.kind in ("added", "new_version") else None


def standings_after(archive: Archive, after: int) -> Standings:
    """What became of the stories that later changes than `after` are about; of the first `WINDOW` of these.

    A story that was only added, updated, mended or read again is left out.
    """
    log, table = schema.changes.c, schema.versions.c
    # Once a story was corrected or withdrawn, any new version of it may change how it stands.
    revised = exists().where(table.article_id == log.article_id, table.status.in_(_REVISED))
    of_interest = or_(log.kind.in_((*_TAKING, "restored")), (log.kind != "mended") & revised)
    last = archive.last_change()
    rows = select(log.seq, log.article_id).where(log.seq > after, log.seq <= last, of_interest).order_by(log.seq)
    with archive.engine.connect() as connection:
        found = connection.execute(rows.limit(WINDOW)).all()
    whole = len(found) < WINDOW
    stories = standings_of(archive, {row.article_id for row in found})
    return Standings(tuple(stories[key] for key in sorted(stories)), last if whole else found[-1].seq, whole)


def standings_of(archive: Archive, article_ids: Collection[str]) -> dict[str, Standing]:
    """What became of each of these stories; those that are as they first came, or were only updated, are left out."""
    logs, histories = _logs(archive, article_ids), archive.histories(article_ids)
    decided = _withdrawn_by_admin(archive, article_ids)
    found = (_standing(key, log, histories.get(key, ()), by_admin=key in decided) for key, log in logs.items())
    return {one.article_id: one for one in found if one}


def _standing(key: str, log: Sequence[_Logged], history: Sequence[Version], *, by_admin: bool) -> Standing | None:
    if not history:
        return Standing(article_id=key, now="removed", seq=log[-1].seq, at=log[-1].at)
    taken = [one for one in log if one.kind in _TAKING]
    current, last = history[-1], next((one for one in reversed(history) if one.status == "corrected"), None)
    corrects = tuple(one.number for one in history[: history.index(last)]) if last else ()
    now: Now
    if current.status == "withdrawn":
        now, change, note = "withdrawn", (taken or log)[-1], current.note
    else:
        # What takes a withdrawal back is the next change: the decision to, or a version of after it.
        restored = next((one for one in log if taken and one.seq > taken[-1].seq), None)
        corrected = next((one for one in log if last and corrects and one.arrival == last.number), None)
        found = max((one for one in (restored, corrected) if one), key=lambda one: one.seq, default=None)
        if found is None:
            return None
        now, change, note = "restored" if found is restored else "corrected", found, last.note if last else None
    by: By | None = None if now != "withdrawn" else "admin" if by_admin else "publisher"
    return Standing(
        article_id=key,
        now=now,
        seq=change.seq,
        at=change.at,
        headline=current.headline,
        note=note,
        by=by,
        corrects=corrects,
    )


def _logs(archive: Archive, article_ids: Collection[str]) -> dict[str, list[_Logged]]:
    """The changes of each of these articles, oldest first, without those that only mended it."""
    log, found = schema.changes.c, dict[str, list[_Logged]]()
    rows = select(log.article_id, log.seq, log.at, log.kind, log.number).where(log.kind != "mended").order_by(log.seq)
    with archive.engine.connect() as connection:
        for batch in batches(sorted(article_ids)):
            for key, *change in connection.execute(rows.where(log.article_id.in_(batch))):
                found.setdefault(key, []).append(_Logged(*change))
    return found


def _withdrawn_by_admin(archive: Archive, article_ids: Collection[str]) -> set[str]:
    table = schema.withdrawals.c
    with archive.engine.connect() as connection:
        return {
            key
            for batch in batches(sorted(article_ids))
            for key in connection.scalars(select(table.article_id).where(table.article_id.in_(batch)))
        }
