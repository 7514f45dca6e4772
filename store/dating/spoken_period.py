"""A period as people write it in a question: "20 May 2012", "the first quarter of 2013", "the spring of 2013"."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from store.dating.numeric import NUMERIC_DAY, NUMERIC_MONTH, read_numbers
from store.dating.period import DAY, YEAR, Period, day_of, month_number, weekday_number
from store.dating.spelled import TYPED_MONTH, TYPED_WEEKDAY
from store.dating.spoken_near import NO_YEAR, RELATIVE, WEEKDAY_NEAR, read_near
from store.dating.spoken_part import ABOUT_EDGE, EDGE, LEAD, NTH, edge_of, nth_of, part_of, week_at

_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9}
"""The month each begins with; a winter is of two years, of which one does not say which."""

DAY_OF = (
    rf"(?:{NUMERIC_DAY}|(?:{TYPED_WEEKDAY},? )?(?:(?:the )?{DAY}(?: of)? {TYPED_MONTH},? {YEAR}\b"
    rf"|{TYPED_MONTH} (?:the )?{DAY},? {YEAR}\b))"
)
_MONTH_OF = rf"(?:{TYPED_MONTH}(?:,| of)? {YEAR}\b|{NUMERIC_MONTH})"
_YEAR_OF = rf"(?:the year )?{YEAR}\b"
_DECADE = r"(?:the )?(?:1[6-9]|20)\d0[’']?s\b"
_WHOLE = (
    rf"(?:{_MONTH_OF}|{_DECADE}|{_YEAR_OF}|(?:the|this|last) (?:week|month|year)\b"
    rf"|{TYPED_MONTH}(?: of (?:last|this) year\b| (?:last|this) year\b|(?! \d)))"
)
MONTH_PART_OF = rf"(?:{LEAD})?{_MONTH_OF}"
_PART = rf"(?:{LEAD}|{EDGE}|(?:the )?{NTH} (?:quarter|half|week) of ){_WHOLE}"
ABOUT = rf"(?:(?:{ABOUT_EDGE}|(?:early|late) in ){_WHOLE}|(?:early|mid|late) (?:last|this) (?:week|month|year)\b)"
_QUARTER = rf"(?:[QH][1-4](?: of)? {YEAR}\b|{YEAR} [QH][1-4]\b)"
_WEEK_AT = rf"(?:the )?week (?:of|(?:beginning|starting|commencing|ending)(?: on)?)(?: the)? (?:{DAY_OF}|{NO_YEAR})"
_SEASON_OF = rf"(?:the )?(?:{'|'.join(_SEASONS)})(?: of)? {YEAR}\b"
EXACT = rf"(?:{DAY_OF}|{MONTH_PART_OF})"
WHOLE_YEARS = rf"(?:(?:{LEAD})?{_DECADE}|{YEAR})"
PERIOD = (
    rf"(?:{DAY_OF}|{_QUARTER}|{_MONTH_OF}|{_PART}|{_WEEK_AT}|{_SEASON_OF}|{_DECADE}|{_YEAR_OF}|{RELATIVE}"
    rf"|{NO_YEAR}|{WEEKDAY_NEAR}|{DAY}\b)"
)


def read_period(words: str, today: date | None, like: Period | None = None) -> Period | None:
    """The period of a text that PERIOD or ABOUT matches; None where it is not plain or there is no such day.

    Relative words and days without a year need `today`. What a range leaves to its end (`March` of "from March to May
    2013") is completed from `like`, the end.
    """
    for pattern, read in _READERS:
        match = re.fullmatch(pattern, words, re.IGNORECASE)
        if match:
            return read(match)
    for pattern, take in _PARTS:
        match = re.fullmatch(pattern, words, re.IGNORECASE)
        if match:
            whole = read_period(_NOW.sub("this", match["whole"]), today, like)
            return take(whole, match) if whole else None
    if like and (match := re.fullmatch(_UNFINISHED, words, re.IGNORECASE)):
        return _completed(match, like)
    return read_near(words, today) if today else None


def _day(match: re.Match[str]) -> Period | None:
    day = day_of(int(match["year"]), month_number(match["month"]), match["day"])
    weekday = match["weekday"]
    return Period.day(day) if day and (not weekday or day.weekday() == weekday_number(weekday)) else None


def _month(match: re.Match[str]) -> Period:
    return Period.month(int(match["year"]), month_number(match["month"]))


def _year(match: re.Match[str]) -> Period:
    return Period.year(int(match["year"]))


def _quarter(match: re.Match[str]) -> Period | None:
    unit = "quarter" if match["unit"].lower() == "q" else "half"
    return nth_of(_year(match), match["number"], unit)


def _season(match: re.Match[str]) -> Period:
    year, first = int(match["year"]), _SEASONS[match["season"].lower()]
    return Period(date(year, first, 1), Period.month(year, first + 2).last)


def _decade(match: re.Match[str]) -> Period | None:
    """`the 1990s`; not `the 1800s`, which may be a century."""
    year = int(match["year"])
    return None if year % 100 == 0 else Period(date(year, 1, 1), date(year + 9, 12, 31))


def _completed(match: re.Match[str], like: Period) -> Period | None:
    """A month, a day of a month or a bare day of the year and month that the end of the range has."""
    name, number = match["month"] or match["of"], match["day"] or match["before"]
    month = month_number(name) if name else like.last.month
    if number is None:
        return Period.month(like.last.year, month)
    day = day_of(like.last.year, month, number)
    return Period.day(day) if day else None


_M, _D, _Y = rf"(?P<month>{TYPED_MONTH})", rf"(?P<day>{DAY})", rf"(?P<year>{YEAR})"
_W = rf"(?:(?P<weekday>{TYPED_WEEKDAY}),? )?"
_UNFINISHED = rf"{_M}(?: {_D})?|(?P<before>{DAY})(?: (?P<of>{TYPED_MONTH}))?"
_NOW = re.compile(r"^the(?= (?:week|month|year)$)", re.IGNORECASE)  # "by the end of the month"
_READERS: tuple[tuple[str, Callable[[re.Match[str]], Period | None]], ...] = (
    (rf"{NUMERIC_DAY}|{NUMERIC_MONTH}", lambda match: read_numbers(match[0])),
    (rf"{_W}(?:the )?{_D}(?: of)? {_M},? {_Y}", _day),
    (rf"{_W}{_M} (?:the )?{_D},? {_Y}", _day),
    (rf"{_M}(?:,| of)? {_Y}", _month),
    (rf"(?:the year )?{_Y}", _year),
    (rf"(?P<unit>[QH])(?P<number>\d)(?: of)? {_Y}", _quarter),
    (rf"{_Y} (?P<unit>[QH])(?P<number>\d)", _quarter),
    (rf"(?:the )?(?P<season>{'|'.join(_SEASONS)})(?: of)? {_Y}", _season),
    (r"(?:the )?(?P<year>\d{4})[’']?s", _decade),
)
_PARTS: tuple[tuple[str, Callable[[Period, re.Match[str]], Period | None]], ...] = (
    (rf"(?P<lead>{LEAD})(?P<whole>.+)", lambda whole, match: part_of(whole, match["lead"])),
    (rf"(?P<lead>{ABOUT_EDGE}|{EDGE})(?P<whole>.+)", lambda whole, match: edge_of(whole, match["lead"])),
    (
        rf"(?:the )?(?P<nth>{NTH}) (?P<unit>quarter|half|week) of (?P<whole>.+)",
        lambda whole, match: nth_of(whole, match["nth"], match["unit"]),
    ),
    (
        r"(?:the )?(?P<lead>week (?:of|\w+ing(?: on)?)(?: the)?) (?P<whole>.+)",
        lambda whole, match: week_at(whole, match["lead"]),
    ),
)
