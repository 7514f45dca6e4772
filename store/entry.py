"""What both derived indexes keep of a passage beside its vector or words, and what a query may demand of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from store.article import Version, first_read
from store.passages import Passage
from store.query import Query

FAR_DAY = 99_999_999
"""`until` of what is current: no day is later."""


@dataclass(frozen=True, slots=True)
class Filter:
    """What may be found, in integer days `yyyymmdd`. None leaves a bound open.

    `as_of` None means the current versions; otherwise what was current at the end of that day. With `ever` versions
    that were replaced since are found as well.
    """

    since: int | None = None
    until: int | None = None
    as_of: int | None = None
    publisher: str | None = None
    ever: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """What an index keeps of a passage beside its vector or its words: its id and what filters compare.

    `day` is the publication day, 0 when undated; the version was what readers saw from `first` up to, not
    including, `last`; `publisher` is case-folded.
    """

    passage_id: str
    day: int
    first: int
    last: int
    publisher: str

    @property
    def current(self) -> bool:
        return self.last == FAR_DAY


def day_number(day: date | None) -> int:
    """`yyyymmdd`, 0 for None: the integer form in which indexes compare days."""
    return day.year * 10_000 + day.month * 100 + day.day if day else 0


def filter_of(query: Query) -> Filter:
    """The index filter of a query."""
    return Filter(
        since=day_number(query.since) if query.since else None,
        until=day_number(query.until) if query.until else None,
        as_of=day_number(query.as_of) if query.as_of else None,
        publisher=query.publisher.casefold() if query.publisher else None,
    )


def entry_of(passage: Passage, version: Version, successor: Version | None) -> Entry:
    """The entry of a passage of `version`, which `successor`, when there is one, replaced."""
    return Entry(
        passage_id=passage.id,
        day=day_number(version.published.day),
        first=first_seen(version),
        last=first_seen(successor) if successor else FAR_DAY,
        publisher=(version.publisher or "").casefold(),
    )


def first_seen(version: Version) -> int:
    """The integer day from which readers saw a version; 0 when it is undated."""
    return day_number(first_read(version).day)
