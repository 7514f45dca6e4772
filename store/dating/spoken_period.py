"""A period as people write it in a question: "20 May 2012", "the first quarter of 2013", "the spring of 2013"."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from store.dates import read_date
from store.dating.period import DAY, MONTH, WEEKDAY, YEAR, Period, day_of, month_number, weekday_number
from store.dating.spoken_near import NO_YEAR, RELATIVE, WEEKDAY_NEAR, read_near

_ORDINALS = ("first", "second", "third", "fourth")
_SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9}
"""The month each begins with; a winter is of two years, of which one does not say which."""

_NUMBERS = r"(?:\d{4}-\d\d-\d\d|\d{1,2}\.\d{1,2}\.\d{4}\b|\d{1,2}/\d{1,2}/\d{4}\b)"
DAY_OF = (
    rf"(?:{_NUMBERS}|(?:{WEEKDAY},? )?(?:(?:the )?{DAY}(?: of)? {MONTH},? {YEAR}\b"
    rf"|{MONTH} (?:the )?{DAY},? {YEAR}\b))"
)
_MONTH_OF = rf"(?:(?:early|mid|late)[- ])?{MONTH}(?:,| of)? {YEAR}\b"
_YEAR_OF = rf"(?:(?:early|mid|late)[- ])?(?:the year )?{YEAR}\b"
_PART_OF = rf"the (?:first|second|third|fourth) (?:quarter|half) of {YEAR}\b"
_SEASON_OF = rf"(?:the )?(?:{'|'.join(_SEASONS)})(?: of)? {YEAR}\b"
_DECADE = r"(?:the )?(?:(?:early|mid|late)[- ])?(?:1[6-9]|20)\d0[’']?s\b"
_EDGE_OF = rf"the (?:start|beginning|end) of (?:{MONTH} )?{YEAR}\b"
EXACT = rf"(?:{DAY_OF}|{_MONTH_OF})"
WHOLE_YEARS = rf"(?:{_DECADE}|{YEAR})"
PERIOD = (
    rf"(?:{DAY_OF}|{_MONTH_OF}|{_PART_OF}|{_EDGE_OF}|{_SEASON_OF}|{_DECADE}|{_YEAR_OF}|{RELATIVE}|{NO_YEAR}"
    rf"|{WEEKDAY_NEAR}|{DAY}\b)"
)


def read_period(words: str, today: date | None, like: Period | None = None) -> Period | None:
    """The period of a text that PERIOD matches; None where it is not plain or there is no such day.

    Relative words and days without a year need `today`. What a range leaves to its end (`March` of "from March to May
    2013") is completed from `like`, the end.
    """
    for pattern, read in _READERS:
        match = re.fullmatch(pattern, words, re.IGNORECASE)
        if match:
            return read(match)
    if like and (match := re.fullmatch(_UNFINISHED, words, re.IGNORECASE)):
        return _completed(match, like)
    return read_near(words, today) if today else None


def _day(match: re.Match[str]) -> Period | None:
    day = day_of(int(match["year"]), month_number(match["month"]), match["day"])
    weekday = match["weekday"]
    return Period.day(day) if day and (not weekday or day.weekday() == weekday_number(weekday)) else None


def _numbers(match: re.Match[str]) -> Period | None:
    """`2013-03-25`, `25.03.2013`; not `03/04/2013`, which is two days."""
    try:
        day = read_date(match[0]).day
    except ValueError:
        return None
    return Period.day(day) if day else None


def _month(match: re.Match[str]) -> Period:
    return Period.month(int(match["year"]), month_number(match["month"]))


def _year(match: re.Match[str]) -> Period:
    return Period.year(int(match["year"]))


def _part(match: re.Match[str]) -> Period | None:
    months = 3 if match["unit"].lower() == "quarter" else 6
    number = _ORDINALS.index(match["which"].lower())
    if number * months >= 12:
        return None
    year = int(match["year"])
    return Period(date(year, number * months + 1, 1), Period.month(year, (number + 1) * months).last)


def _season(match: re.Match[str]) -> Period:
    year, first = int(match["year"]), _SEASONS[match["season"].lower()]
    return Period(date(year, first, 1), Period.month(year, first + 2).last)


def _decade(match: re.Match[str]) -> Period:
    year = int(match["year"])
    return Period(date(year, 1, 1), date(year + 9, 12, 31))


def _edge(match: re.Match[str]) -> Period:
    year = int(match["year"])
    whole = Period.month(year, month_number(match["month"])) if match["month"] else Period.year(year)
    return Period.day(whole.last if match["edge"].lower() == "end" else whole.first)


def _completed(match: re.Match[str], like: Period) -> Period | None:
    """A month, a day of a month or a bare day of the year and month that the end of the range has."""
    name, number = match["month"] or match["of"], match["day"] or match["before"]
    month = month_number(name) if name else like.last.month
    if number is None:
        return Period.month(like.last.year, month)
    day = day_of(like.last.year, month, number)
    return Period.day(day) if day else None


_M, _D, _Y = rf"(?P<month>{MONTH})", rf"(?P<day>{DAY})", rf"(?P<year>{YEAR})"
_W = rf"(?:(?P<weekday>{WEEKDAY}),? )?"
_UNFINISHED = rf"{_M}(?: {_D})?|(?P<before>{DAY})(?: (?P<of>{MONTH}))?"
_PARTLY = r"(?:(?:early|mid|late)[- ])?"
_READERS: tuple[tuple[str, Callable[[re.Match[str]], Period | None]], ...] = (
    (_NUMBERS, _numbers),
    (rf"{_W}(?:the )?{_D}(?: of)? {_M},? {_Y}", _day),
    (rf"{_W}{_M} (?:the )?{_D},? {_Y}", _day),
    (rf"{_PARTLY}{_M}(?:,| of)? {_Y}", _month),
    (rf"{_PARTLY}(?:the year )?{_Y}", _year),
    (rf"the (?P<which>first|second|third|fourth) (?P<unit>quarter|half) of {_Y}", _part),
    (rf"(?:the )?(?P<season>{'|'.join(_SEASONS)})(?: of)? {_Y}", _season),
    (r"(?:the )?(?:(?:early|mid|late)[- ])?(?P<year>\d{4})[’']?s", _decade),
    (rf"the (?P<edge>start|beginning|end) of (?:{_M} )?{_Y}", _edge),
)
