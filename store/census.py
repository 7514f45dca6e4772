"""Counting the archive: what is quotable, who published it, from when to when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from store.answer import Coverage
from store.archive import Archive
from store.article import Version, speaking
from store.report import Publisher


@dataclass(frozen=True, slots=True)
class Census:
    """Counts over the current versions; `first` and `newest` are ISO days of what may be quoted."""

    articles: int
    undated: int
    withdrawn: int
    publishers: tuple[Publisher, ...]
    first: str | None
    newest: str | None
    next_lift: datetime | None
    """When the next embargo lifts and the counts change by the clock; None when none is pending."""

    def coverage(self, generation: str, built: str | None) -> Coverage:
        return Coverage(
            articles=self.articles, first=self.first, newest=self.newest, generation=generation, built=built
        )


def speaking_now(archive: Archive, now: datetime, lifts: list[datetime]) -> Iterator[Version]:
    """What stands for each article at `now`: its current version, or the one that an embargoed one will follow."""
    waiting: list[str] = []
    for version in archive.current_versions():
        if version.standing(now) == "embargoed" and version.embargo:
            lifts.append(version.embargo)
            waiting.append(version.article_id)
        else:
            yield version
    for history in archive.histories(waiting).values():
        found = speaking(history, now)
        if found:
            yield found


def take_census(archive: Archive, now: datetime) -> Census:
    """Count what may be quoted at the aware moment `now`."""
    days: dict[str | None, list[str | None]] = {}
    withdrawn, lifts = 0, list[datetime]()
    for version in speaking_now(archive, now, lifts):
        withdrawn += version.status == "withdrawn"
        if version.quotable(now):
            day = version.published.day
            days.setdefault(version.publisher, []).append(day.isoformat() if day else None)
    everything = [day for of_one in days.values() for day in of_one]
    publishers = [
        Publisher(name, len(of_one), min(filter(None, of_one), default=None), max(filter(None, of_one), default=None))
        for name, of_one in days.items()
    ]
    return Census(
        articles=len(everything),
        undated=everything.count(None),
        withdrawn=withdrawn,
        publishers=tuple(sorted(publishers, key=lambda one: (-one.articles, one.name or ""))),
        first=min(filter(None, everything), default=None),
        newest=max(filter(None, everything), default=None),
        next_lift=min(lifts, default=None),
    )
