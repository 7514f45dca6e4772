"""Gaps: what people asked that the coverage does not answer, by topic and by the days that they asked about.

Nobody is in them: no person, server or channel, and no clock time at which somebody asked.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from store.topic import Topics, topic_name, topic_words

# People, roles, channels and emoji of a server, as Discord writes them into a message.
_MENTION = re.compile(r"<(?:@[!&]?|#|a?:\w+:)\d+>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Declined:
    """A question that was declined on a day of UTC, `asked` in its own words, about these days of publication.

    `outside_dates`: there is coverage of it, but not of those days.
    """

    asked: str
    since: date | None
    until: date | None
    outside_dates: bool
    day: date


@dataclass(frozen=True, slots=True)
class Week:
    """How many questions were asked in the week that begins on a Monday."""

    monday: date
    asked: int

    def as_json(self) -> dict[str, object]:
        return {"monday": self.monday.isoformat(), "asked": self.asked}


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Declined questions on one topic and about the same days, both included, None where open.

    `example` is the last of them. Of `outside_dates` of them there is coverage, but not of the days asked about.
    `first` and `last` are the days of UTC on which the first and the last were asked, `weeks` has the oldest first.
    """

    topic: str
    since: date | None
    until: date | None
    example: str
    asked: int
    outside_dates: int
    first: date
    last: date
    weeks: tuple[Week, ...]

    def as_json(self) -> dict[str, object]:
        return {
            "topic": self.topic,
            "since": self.since.isoformat() if self.since else None,
            "until": self.until.isoformat() if self.until else None,
            "example": self.example,
            "asked": self.asked,
            "outside_dates": self.outside_dates,
            "first": self.first.isoformat(),
            "last": self.last.isoformat(),
            "weeks": [week.as_json() for week in self.weeks],
        }


def gaps_in(declined: Sequence[Declined]) -> list[Gap]:
    """The gaps that these questions, oldest first, leave to fill: those asked about most first, then the newest."""
    topics = Topics()
    groups: dict[tuple[int, date | None, date | None], list[Declined]] = defaultdict(list)
    for one in map(_without_mentions, declined):
        groups[topics.number(topic_words(one.asked)), one.since, one.until].append(one)
    return sorted(map(_gap, groups.values()), key=lambda gap: (-gap.asked, -gap.last.toordinal(), gap.topic))


def _gap(group: Sequence[Declined]) -> Gap:
    weeks = Counter(one.day - timedelta(days=one.day.weekday()) for one in group)
    return Gap(
        topic=topic_name([topic_words(one.asked) for one in group]),
        since=group[-1].since,
        until=group[-1].until,
        example=group[-1].asked,
        asked=len(group),
        outside_dates=sum(one.outside_dates for one in group),
        first=group[0].day,
        last=group[-1].day,
        weeks=tuple(Week(monday, weeks[monday]) for monday in sorted(weeks)),
    )


def _without_mentions(one: Declined) -> Declined:
    words = " ".join(_MENTION.sub(" ", one.asked).split())
    return replace(one, asked=words)
