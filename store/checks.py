"""Checking the whole: the record against its seals, and both indexes against the record."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from sqlalchemy import Connection, ScalarSelect, Table, func, select, text

from store import schema
from store.archive import Archive
from store.damage import find_damage
from store.indexer import Indexer
from store.passages import Passage
from store.report import Progress, VerifyReport
from store.wording import counted

_BATCH = 4000


@dataclass(frozen=True, slots=True)
class Gap:
    """An article whose passages are not what the ledger says, in the index named; `strays` belong to no article."""

    index: str
    article_id: str | None
    what: str
    strays: tuple[str, ...] = ()


def find_gaps(indexer: Indexer) -> list[Gap]:
    """Where either index holds other passages than the ledger says, an article and index at a time."""
    held = indexer.ledger.passages()
    gaps: list[Gap] = []
    for name, found in (
        ("vector index", set(indexer.vectors.ids())),
        ("lexical index", set(indexer.lexicon.ids())),
    ):
        missing: dict[str, int] = {}
        for passage_id in held.keys() - found:
            missing[held[passage_id]] = missing.get(held[passage_id], 0) + 1
        gaps += [Gap(name, key, f"{count} passages are missing from the {name}") for key, count in missing.items()]
        strays = tuple(sorted(found - held.keys()))
        if strays:
            gaps.append(Gap(name, None, f"the {name} holds {len(strays)} passages of no article", strays))
    return sorted(gaps, key=lambda gap: (gap.article_id or "", gap.index))


def verify_all(archive: Archive, indexer: Indexer | None, progress: Progress) -> VerifyReport:
    """Re-check everything that is stored: hashes, passages, both indexes against the log."""
    faults = [*_record_faults(archive)]
    progress("checking the record", 1, 3)
    checked = {"versions": _count(archive, schema.versions), "changes": _count(archive, schema.changes)}
    if indexer is None:
        if checked["changes"]:
            faults.append("There is no index; run: dateline index")
        return VerifyReport(checked, tuple(faults))
    checked |= {"passages": indexer.ledger.count(), "vectors": 0, "lexical entries": indexer.lexicon.passages}
    faults += _slice_faults(archive, indexer)
    progress("checking passages", 2, 3)
    gaps = find_gaps(indexer)
    if gaps:
        indexer.distrust()
    faults += [f"{_named(archive, gap.article_id)}: {gap.what}." for gap in gaps]
    checked["vectors"], unreadable = _vectors_readable(indexer)
    faults += [f"{_named(archive, key)}: {count} vectors cannot be read." for key, count in unreadable.items()]
    if indexer.state.applied != archive.last_change():
        behind = counted(archive.last_change() - indexer.state.applied, "change")
        faults.append(f"Index {indexer.state.generation} is {behind} behind the record; run: dateline index")
    progress("checking the indexes", 3, 3)
    return VerifyReport(checked, tuple(faults))


def _record_faults(archive: Archive) -> Iterable[str]:
    with archive.engine.connect() as connection:
        if archive.engine.dialect.name == "sqlite":
            for (line,) in connection.execute(text("PRAGMA integrity_check")):
                if line != "ok":
                    yield f"The database file is damaged: {line}."
    for damage in find_damage(archive):
        mending = "run: dateline index" if damage.mendable else "both copies are damaged; restore a backup"
        yield f"{_named(archive, damage.article_id)}, version {damage.number}: {damage.what} was changed; {mending}."
    yield from _head_faults(archive)


def _head_faults(archive: Archive) -> Iterable[str]:
    versions, heads, log = schema.versions.c, schema.articles.c, schema.changes.c
    logged = select(log.article_id, log.number).distinct().subquery()
    with archive.engine.connect() as connection:
        for row in connection.execute(select(heads.article_id, heads.current).where(heads.current != _newest())):
            yield f"{_named(archive, row.article_id)}: its current version is given as {row.current}."
        unlogged = select(versions.article_id, versions.number).outerjoin(
            logged, (logged.c.article_id == versions.article_id) & (logged.c.number == versions.number)
        )
        for row in connection.execute(unlogged.where(logged.c.article_id.is_(None))):
            yield f"{_named(archive, row.article_id)}: version {row.number} is not in the log."


def mend_heads(archive: Archive) -> list[str]:
    """Point each article to its newest version again; the ids of those that did not."""
    heads = schema.articles
    with archive.engine.begin() as connection:
        wrong = list(connection.scalars(select(heads.c.article_id).where(heads.c.current != _newest())))
        if wrong:
            connection.execute(heads.update().where(heads.c.current != _newest()).values(current=_newest()))
    return wrong


def incoherence(connection: Connection) -> str | None:
    """What does not fit in the record, as the caller's transaction sees it, for a person; None where all does."""
    return next(_incoherences(connection), None)


def _incoherences(connection: Connection) -> Iterator[str]:
    versions, heads, log = schema.versions.c, schema.articles.c, schema.changes.c
    current = {row.article_id: row.current for row in connection.execute(select(heads.article_id, heads.current))}
    logged = {(row.article_id, row.number) for row in connection.execute(select(log.article_id, log.number))}
    removed = set(connection.scalars(select(log.article_id).where(log.kind == "removed")))
    rows = connection.execute(
        select(versions.article_id, versions.number, versions.place).order_by(versions.article_id)
    )
    complete = set()
    for article_id, found in groupby(rows, attrgetter("article_id")):
        history = sorted(found, key=attrgetter("place"))
        numbers = sorted(row.number for row in history)
        if numbers != list(range(1, len(history) + 1)) or [row.place for row in history] != list(range(len(history))):
            yield f"article {article_id} lacks a version"
        if current.get(article_id) not in numbers:
            yield f"the current version of article {article_id} is not one of its versions"
        if any((article_id, number) not in logged for number in numbers):
            yield f"a version of article {article_id} is not in the log"
        complete.add(article_id)
    for article_id in sorted(current.keys() - complete):
        yield f"article {article_id} has no version"
    if (first := connection.scalar(select(func.min(log.seq)))) is not None and first < 1:
        yield f"the log begins at {first}"
    for article_id in sorted({article_id for article_id, _ in logged} - complete - removed):
        yield f"the log names article {article_id}, which is not there"


def _newest() -> ScalarSelect[int]:
    """The number of an article's newest version: the last in the order of its lineage."""
    versions, heads = schema.versions.c, schema.articles
    of_article = select(versions.number).where(versions.article_id == heads.c.article_id)
    return of_article.order_by(versions.place.desc()).limit(1).correlate(heads).scalar_subquery()


def _slice_faults(archive: Archive, indexer: Indexer) -> Iterable[str]:
    """Every word of every usable version stands in exactly one passage of the ledger."""
    of_article: dict[str, list[Passage]] = {}
    for passage_id, article_id in indexer.ledger.passages().items():
        of_article.setdefault(article_id, []).append(Passage.from_id(passage_id))
    ids = archive.article_ids()
    unknown = of_article.keys() - set(ids)
    for article_id in sorted(unknown - archive.changed_after(indexer.state.applied)):
        yield f"Article {article_id} is indexed, but the record does not have it."
    for start in range(0, len(ids), _BATCH):
        histories = archive.histories(ids[start : start + _BATCH])
        # Asked after they were read: what is decided meanwhile is pending, not wrong.
        for article_id in archive.changed_after(indexer.state.applied):
            histories.pop(article_id, None)
        for article_id, history in histories.items():
            if history[-1].status == "withdrawn":
                if of_article.get(article_id):
                    yield f"{_named(archive, article_id)}: it is withdrawn but still indexed."
                continue
            for version in history:
                spans = sorted(
                    (passage.start, passage.end)
                    for passage in of_article.get(article_id, [])
                    if passage.number == version.number
                )
                if not _covers(version.text, spans):
                    yield f"{_named(archive, article_id)}: its passages do not cover version {version.number}."


def _covers(whole: str, spans: Iterable[tuple[int, int]]) -> bool:
    position = 0
    for start, end in spans:
        if start < position or end <= start or end > len(whole) or whole[position:start].strip():
            return False
        position = end
    return not whole[position:].strip()


def _vectors_readable(indexer: Indexer) -> tuple[int, dict[str, int]]:
    held = indexer.ledger.passages()
    there = sorted(set(indexer.vectors.ids()) & held.keys())
    readable, unreadable = 0, dict[str, int]()
    for start in range(0, len(there), _BATCH):
        batch = there[start : start + _BATCH]
        found = indexer.vectors.fetch(batch)
        readable += len(found)
        for passage_id in set(batch) - found.keys():
            unreadable[held[passage_id]] = unreadable.get(held[passage_id], 0) + 1
    return readable, unreadable


def _named(archive: Archive, article_id: str | None) -> str:
    if article_id is None:
        return "No article"
    history = archive.histories([article_id]).get(article_id)
    return f"Article {article_id} ({history[-1].headline})" if history else f"Article {article_id}"


def _count(archive: Archive, table: Table) -> int:
    with archive.engine.connect() as connection:
        return connection.scalar(select(func.count()).select_from(table)) or 0
