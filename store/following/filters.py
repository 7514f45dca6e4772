"""What a follow-up says of the search: days and a publisher of its own, or that those of the question before go."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from store.asked import AskedDays
from store.following.then import days_after
from store.naming import NamedPublisher, publisher_meant
from store.query import Query
from store.understood import cut

_ANY_DAY = re.compile(
    r"\b(?:(?:at|on|in|from) )?(?:any|all|every) (?:dates?|days?|time|years?|months?)\b", re.IGNORECASE
)
_ANY_PUBLISHER = re.compile(
    r"\b(?:(?:in|from|by) )?(?:any|all|other|every|another) (?:other )?(?:publishers?|(?:news)?papers?|sources?|"
    r"outlets?)\b|\b(?:elsewhere|everywhere)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Filters:
    """The days and the publisher that a follow-up names, and the `rest` of its words.

    `any_day` and `any_publisher` tell that it lifts those of the question before.
    """

    days: AskedDays | None
    publisher: NamedPublisher | None
    any_day: bool
    any_publisher: bool
    rest: str

    @property
    def named(self) -> bool:
        """Whether the words say anything of the search."""
        return bool(self.days or self.publisher or self.any_day or self.any_publisher)


def filters_in(words: str, before: Query, today: date | None, publishers: Sequence[str], told: date | None) -> Filters:
    """What the words say; `told` is the day of the story that answered the question before."""
    any_day, any_publisher = _ANY_DAY.search(words), _ANY_PUBLISHER.search(words)
    days = None if any_day else days_after(words, before, today, told)
    publisher = None if any_publisher else publisher_meant(words, publishers)
    spans = [match.span() for match in (any_day, any_publisher) if match]
    spans += [(one.start, one.end) for one in (days, publisher) if one]
    return Filters(days, publisher, any_day is not None, any_publisher is not None, cut(words, spans).strip(" ?.!,"))
