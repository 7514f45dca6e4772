"""A period: a run of whole days, and the English names that days and months have in news and in questions."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_WEEKDAYS = "mo tu we th fr sa su".split()

STEPS = {"last": -1, "this": 0, "next": 1}
"""How many weeks, months or years on from the story's own."""

# Capitalised only: "may" and "march" are verbs.
MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December|"
    r"(?:Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
)
WEEKDAY = r"(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)"
DAY = r"(?:3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
YEAR = r"(?:1[6-9]|20|21)\d\d"


@dataclass(frozen=True, slots=True)
class Period:
    """The days from `first` to `last`, both included."""

    first: date
    last: date

    @classmethod
    def day(cls, day: date) -> Period:
        return cls(day, day)

    @classmethod
    def month(cls, year: int, month: int) -> Period:
        return cls(date(year, month, 1), date(year, month, monthrange(year, month)[1]))

    @classmethod
    def year(cls, year: int) -> Period:
        return cls(date(year, 1, 1), date(year, 12, 31))

    @classmethod
    def week(cls, day: date) -> Period:
        """The week, Monday to Sunday, that `day` is in."""
        monday = day - timedelta(days=day.weekday())
        return cls(monday, monday + timedelta(days=6))

    @property
    def iso(self) -> str:
        """ISO 8601 at the precision the period has: `2013`, `2013-03`, `2013-03-25`, else `2013-03-18/2013-03-24`."""
        if self.first == self.last:
            return self.first.isoformat()
        if self == Period.year(self.first.year):
            return f"{self.first:%Y}"
        if self == Period.month(self.first.year, self.first.month):
            return f"{self.first:%Y-%m}"
        return f"{self.first.isoformat()}/{self.last.isoformat()}"


def month_number(name: str) -> int:
    """1 to 12 for a text that MONTH matches, in any case."""
    return _MONTHS.index(name[:3].lower()) + 1


def weekday_number(name: str) -> int:
    """0 for Monday to 6 for Sunday, as `date.weekday` counts, in any case; the first two letters tell."""
    return _WEEKDAYS.index(name[:2].lower())


def day_of(year: int, month: int, day: str) -> date | None:
    """The day named by a text that DAY matches, or None where the month has no such day."""
    number = int(re.sub(r"\D", "", day))
    return date(year, month, number) if number <= monthrange(year, month)[1] else None


def months_from(day: date, months: int) -> Period:
    """The calendar month that many months after (before, if negative) that of `day`."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return Period.month(year, month + 1)
