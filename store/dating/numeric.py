"""Days and months that a question writes in numbers: `2013-03-25`, `3/15/2013`, `25.03.2013`, `2013-03`."""

from __future__ import annotations

import re
from datetime import date

from store.dating.period import YEAR, Period

_DAY_MONTH = rf"(?:\d\d?/\d\d?/(?:{YEAR}|\d\d)|\d\d?\.\d\d?\.{YEAR}|\d\d?-\d\d?-{YEAR})"
_APART = r"(?<![\d/.-])"
_WHOLE = r"(?![-/]?\d)"
NUMERIC_DAY = rf"{_APART}(?:{YEAR}-\d\d-\d\d|{YEAR}/\d\d?/\d\d?|{_DAY_MONTH}){_WHOLE}"
NUMERIC_MONTH = rf"{_APART}(?:{YEAR}-\d\d|\d\d?/{YEAR}){_WHOLE}"
_CENTURY_TURNS = 70  # `3/15/69` is of 2069, `3/15/70` of 1970


def read_numbers(words: str) -> Period | None:
    """The day or month of a text that NUMERIC_DAY or NUMERIC_MONTH matches; None where there is none or are two."""
    numbers = [int(number) for number in re.split(r"\D", words)]
    year_first = len(words) > 4 and words[:4].isdigit()
    if len(numbers) == 2:
        year, month = numbers if year_first else reversed(numbers)
        # "2011-12" may be the two years as well.
        two_years = year_first and month == (year + 1) % 100
        return None if two_years or not 1 <= month <= 12 else Period.month(year, month)
    if year_first:
        days = {_day(*numbers)}
    else:
        one, two, year = numbers
        year += 0 if year > 99 else 2000 if year < _CENTURY_TURNS else 1900
        days = {_day(year, two, one), _day(year, one, two)}
    known = [day for day in days if day]
    return Period.day(known[0]) if len(known) == 1 else None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
