"""An index run: files and fetched pages in, the record and both indexes brought up to date, a report out."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from store.archive import Archive
from store.article import Draft, Unreadable
from store.checks import find_gaps, mend_heads
from store.damage import find_damage, mend
from store.encoder import Encoder
from store.errors import GenerationError, without_advice
from store.fetches import Fetches
from store.generation import Generations, State
from store.indexer import Indexer
from store.passages import SCHEME
from store.proving import prove
from store.readers import read_paths
from store.recording import Recorded
from store.removal import erase, is_erased
from store.report import IndexItem, IndexReport, Progress
from store.target import in_place_of, target
from store.web.articles import Fetched, Unchanged

Keep = Callable[[Sequence[Draft]], list[Recorded]]

_BATCH = 200  # drafts a transaction


@dataclass(slots=True)
class _Run:
    items: list[IndexItem] = field(default_factory=list)
    repaired: list[str] = field(default_factory=list)


def index_paths(
    archive: Archive,
    generations: Generations,
    encoder: Encoder,
    paths: Sequence[Path],
    fetched: Sequence[Fetched],
    *,
    base: Path | None,
    now: datetime,
    rebuild: bool,
    dry_run: bool,
    progress: Progress,
) -> IndexReport:
    """Read what was `fetched` and `paths` into the record, then bring the indexes up to it, mending what is wrong.

    The caller holds the writer lock. `now` is the aware moment at which embargoes are looked at. With `dry_run`
    nothing is written and the report says what would be. Files below `base` are called as if that folder was given.
    """
    started = time.monotonic()
    run = _Run()
    if not dry_run:
        run.repaired += _mend_record(archive)
    with archive.rehearsal() if dry_run else nullcontext(archive.add_all) as keep:
        for page in fetched:
            items = _record(keep, page.outcomes)
            run.items += items
            passed_over = any(item.article_id and item.outcome == "skipped" for item in items)
            if page.url is not None and page.validators is not None and not (passed_over or dry_run):
                # Not before: a server asked with these would say "unchanged" of an article that a kill kept out.
                Fetches(archive).remember(page.url, page.validators)
        for outcomes in _batches(read_paths(paths, base=base)):
            run.items += _record(keep, outcomes)
            progress("reading", len(run.items), 0)
    embedded = 0
    if not dry_run:
        embedded = _bring_up(archive, generations, encoder, run, now=now, rebuild=rebuild, progress=progress)
    return IndexReport(tuple(run.items), embedded, time.monotonic() - started, tuple(run.repaired), dry_run)


def _record(keep: Keep, outcomes: Sequence[Draft | Unreadable | Unchanged]) -> list[IndexItem]:
    recorded = iter(keep([outcome for outcome in outcomes if isinstance(outcome, Draft)]))
    return [_kept(outcome, next(recorded)) if isinstance(outcome, Draft) else _unread(outcome) for outcome in outcomes]


def _unread(found: Unreadable | Unchanged) -> IndexItem:
    if isinstance(found, Unchanged):
        return IndexItem(found.source, "unchanged", None, "the server says that it has not changed")
    return IndexItem(found.source, found.outcome, None, found.reason)


def _kept(draft: Draft, recorded: Recorded) -> IndexItem:
    undated = draft.published.text is None
    remarks = []
    if undated:
        remarks += [draft.date_source or "", "it has no date that can be read; it answers no question limited to dates"]
    remarks.append(recorded.remark or "")
    reason = "; ".join(filter(None, remarks)) or None
    return IndexItem(draft.source, recorded.outcome, recorded.article_id, reason, undated)


def _mend_record(archive: Archive) -> Iterator[str]:
    for damage in list(find_damage(archive)):
        named = f"article {damage.article_id}, version {damage.number}"
        if mend(archive, damage):
            yield f"Restored {damage.what} of {named} from its other copy."
        else:
            yield f"Both copies of {named} are damaged; it is not quoted. Restore a backup."
    for article_id in mend_heads(archive):
        yield f"Pointed article {article_id} to its newest version again."


def _bring_up(
    archive: Archive,
    generations: Generations,
    encoder: Encoder,
    run: _Run,
    *,
    now: datetime,
    rebuild: bool,
    progress: Progress,
) -> int:
    mended = generations.mend()
    run.repaired += filter(None, [mended])
    state = target(archive, generations, encoder, run.repaired, rebuild=rebuild)
    if state is None:
        return 0
    indexer = _opened(archive, generations, encoder, state, run, now)
    if mended:
        indexer.ledger.keep_only([indexer.state.generation, *generations.others(indexer.state)])
    try:
        indexer.follow(progress)
        current, built = generations.current(), indexer.state
        if current is None or current.generation != built.generation:
            _prove(archive, generations, indexer)
            generations.adopt(built)
            kept = [name for name in (current and current.generation, built.generation) if name]
            indexer.ledger.keep_only(kept)
        if not is_erased(archive):
            indexer.erase()
            _erase_others(archive, generations, indexer.state, encoder, now)
            erase(archive)
        return indexer.embedded
    finally:
        indexer.close()


def _prove(archive: Archive, generations: Generations, indexer: Indexer) -> None:
    """Raises GenerationError for a generation that may not answer; no later run goes on with it then."""
    try:
        prove(archive, indexer)
    except GenerationError:
        generations.write(replace(indexer.state, retired=True))
        raise


def _opened(
    archive: Archive, generations: Generations, encoder: Encoder, state: State, run: _Run, now: datetime
) -> Indexer:
    """The generation of a state, mended, or, where that cannot be opened, one that takes its place."""
    begun = in_place_of(generations, encoder, state)
    for candidate in (state, begun) if begun else (state,):
        try:
            return _mended(archive, generations, encoder, candidate, run, now)
        except GenerationError as error:
            run.repaired.append(f"A new index takes its place: {without_advice(error)}.")
    return Indexer(archive, generations, generations.begin(encoder.name, SCHEME), encoder, now)


def _mended(
    archive: Archive, generations: Generations, encoder: Encoder, state: State, run: _Run, now: datetime
) -> Indexer:
    indexer = Indexer(archive, generations, state, encoder, now)
    try:
        run.repaired += _mend_indexes(archive, indexer)
    except GenerationError:
        indexer.close()
        raise
    return indexer


def _erase_others(archive: Archive, generations: Generations, current: State, encoder: Encoder, now: datetime) -> None:
    for number in generations.others(current):
        try:
            other = Indexer(archive, generations, generations.read(number), encoder, now)
        except GenerationError:  # nobody can go back to it, and what is in it cannot be told
            generations.discard(number)
            continue
        try:
            other.erase()
        finally:
            other.close()


def _mend_indexes(archive: Archive, indexer: Indexer) -> Iterator[str]:
    # Comparing 90,000 passages takes over a second; where nothing was cut short and the numbers agree there is no gap.
    if indexer.state.clean and indexer.ledger.count() == indexer.vectors.count() == indexer.lexicon.passages:
        return
    gaps = find_gaps(indexer)
    strays = sorted({passage for gap in gaps for passage in gap.strays})
    if strays:
        indexer.forget(strays)
    # What the log still has to bring is not broken, only not there yet: a kill leaves its last window half done.
    pending = archive.changed_after(indexer.state.applied)
    broken = sorted({gap.article_id for gap in gaps if gap.article_id} - pending)
    if broken:
        indexer.apply(broken)
    for gap in gaps:
        if gap.article_id in broken or (gap.strays and not pending):
            yield f"Repaired: {gap.what}{f' (article {gap.article_id})' if gap.article_id else ''}."


def _batches(outcomes: Iterable[Draft | Unreadable]) -> Iterator[list[Draft | Unreadable]]:
    batch: list[Draft | Unreadable] = []
    for outcome in outcomes:
        batch.append(outcome)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch
