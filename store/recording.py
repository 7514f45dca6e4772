"""Recording: drafts into the record, as new articles or new versions, and into its log."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, insert, select, update

from store import schema
from store.article import SUMMARY, Draft, Version
from store.ids import article_id
from store.lineage import find_story, kin_of_draft, lineage_of, place_of, withdrawal_times
from store.report import Outcome
from store.rows import Values, content_of, pack, seal


@dataclass(frozen=True, slots=True)
class Recorded:
    """What became of a draft: its outcome, the article it is now part of, and what the admin should know of it."""

    outcome: Outcome
    article_id: str
    remark: str | None = None


def record_all(connection: Connection, drafts: Sequence[Draft]) -> list[Recorded]:
    """Keep drafts inside the caller's transaction; the result is in their order.

    The same content again, by whatever route, changes nothing.
    """
    contents = [content_of(draft) for draft in drafts]
    seals = [seal(content) for content in contents]
    known = _known(connection, seals)
    recorded: list[Recorded] = []
    for draft, content, sealed in zip(drafts, contents, seals, strict=True):
        if sealed in known:
            recorded.append(Recorded("unchanged", known[sealed]))
            continue
        recorded.append(_record(connection, draft, content, sealed))
        if recorded[-1].outcome != "skipped":
            known[sealed] = recorded[-1].article_id
    return recorded


def log_change(connection: Connection, kind: str, key: str, number: int) -> None:
    """Append to the log, inside the caller's transaction, what the derived indexes have to follow."""
    at = schema.stamp()
    connection.execute(insert(schema.changes).values(at=at, kind=kind, article_id=key, number=number))


def _known(connection: Connection, seals: Sequence[str]) -> dict[str, str]:
    table = schema.versions.c
    rows = connection.execute(select(table.seal, table.article_id).where(table.seal.in_(seals)))
    return {row.seal: row.article_id for row in rows}


def _record(connection: Connection, draft: Draft, content: Values, sealed: str) -> Recorded:
    table, heads = schema.versions, schema.articles
    key = article_id(draft.url, draft.identity or draft.source)
    if (reason := _removed(connection, key)) is not None:
        return Recorded("skipped", key, f"an admin removed it ({reason}); `dateline restore` lets it be read again")
    versions = lineage_of(connection, key)
    if not versions and (story := find_story(connection, draft)):
        key, versions = story, lineage_of(connection, story)
    if draft.tag == SUMMARY and any(version.tag != SUMMARY for version in versions):
        return Recorded("unchanged", key, "the story itself is there already, this is only a summary of it")
    number, place = len(versions) + 1, place_of(draft, versions, withdrawal_times(connection, versions))
    newest = place == len(versions)
    if not versions:
        connection.execute(insert(heads).values(article_id=key, current=number))
    elif newest:
        connection.execute(update(heads).where(heads.c.article_id == key).values(current=number))
    else:
        behind = (table.c.article_id == key) & (table.c.place >= place)
        connection.execute(update(table).where(behind).values(place=table.c.place + 1))
    connection.execute(
        insert(table).values(
            article_id=key,
            number=number,
            source=draft.source,
            seal=sealed,
            kin=kin_of_draft(draft),
            place=place,
            **content,
        )
    )
    connection.execute(insert(schema.copies).values(article_id=key, number=number, packed=pack(content)))
    outcome: Outcome = "withdrawn" if draft.status == "withdrawn" else "new_version" if versions else "added"
    log_change(connection, outcome, key, number)
    remark = _remark(draft, versions, newest=newest)
    if versions and withdrawn_by_admin(connection, key):
        remark = "an admin withdrew its story, which stays withdrawn until it is restored"
    return Recorded(outcome, key, remark)


def withdrawn_by_admin(connection: Connection, key: str) -> bool:
    """Whether an admin's decision withdraws the article with this id, whatever its versions say."""
    table = schema.withdrawals.c
    return connection.scalar(select(table.article_id).where(table.article_id == key)) is not None


def _removed(connection: Connection, key: str) -> str | None:
    """Why an admin removed the story with this id; None where nobody did."""
    table = schema.removals.c
    return connection.scalar(select(table.reason).where(table.article_id == key))


def _remark(draft: Draft, versions: Sequence[Version], *, newest: bool) -> str | None:
    if draft.status == "withdrawn" and not versions:
        return "it withdraws a story that the archive does not have; give it that story's `url` if there is one"
    if not newest and versions[-1].status == "withdrawn":
        return "its story was withdrawn and this version is not dated after that, so the story stays withdrawn"
    return None if newest else "a newer version of this story is there already; that one stays the current one"
