"""What may be quoted: the versions behind hits that the record lets be quoted now, read a few at a time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from store.archive import Archive
from store.article import Version, speaking
from store.entry import day_number, first_seen
from store.phrases import has_all
from store.query import Query
from store.retriever import Hit


def quotable(
    archive: Archive, query: Query, hits: Sequence[Hit], now: datetime, at_first: int
) -> Iterator[tuple[Hit, Version]]:
    """Each hit whose version may be quoted under the query at the aware moment `now`, in order, with that version.

    Whoever stops early has not paid for the rest: `at_first` hits are looked up in the record at once, then twice as
    many each time.
    """
    start = 0
    while start < len(hits):
        some = hits[start : start + at_first]
        yield from _of(archive, query, some, now)
        start += len(some)
        at_first *= 2


def speaking_under(archive: Archive, query: Query, article_ids: Iterable[str], now: datetime) -> dict[str, Version]:
    """The version of each of these stories that may be quoted under a query; stories without one are left out.

    Whether it has the days, the publisher and the phrases of the query is not looked at.
    """
    speakers = {key: _speaks(history, query, now) for key, history in archive.histories(article_ids).items()}
    return {key: version for key, version in speakers.items() if version is not None}


def _of(archive: Archive, query: Query, hits: Sequence[Hit], now: datetime) -> Iterator[tuple[Hit, Version]]:
    stored = archive.load({(hit.passage.article_id, hit.passage.number) for hit in hits})
    speakers = speaking_under(archive, query, (hit.passage.article_id for hit in hits), now)
    for hit in hits:
        version = stored.get((hit.passage.article_id, hit.passage.number))
        speaker = speakers.get(hit.passage.article_id)
        if version is None or speaker is None or version.number != speaker.number:
            continue
        if has_all(f"{version.headline}\n{version.text}", query.phrases):
            yield hit, version


def _speaks(history: Sequence[Version], query: Query, now: datetime) -> Version | None:
    """The version of a story that may be quoted under a query: what was current as of its day, or is now."""
    current = speaking(history, now)
    if current is None or query.as_of is None:
        return current
    day = day_number(query.as_of)
    return speaking([version for version in history if 0 < first_seen(version) <= day], now)
