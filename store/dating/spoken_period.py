"""A period as people write it in a question: "20 May 2012", "the first quarter of 2013", "the last 30 days"."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from store.dating.period import DAY, MONTH, YEAR, Period, day_of, month_number, months_from

RECENT = 180
"""Days back within which a day or month without a year is taken for the latest one; beyond that it is not plain."""

_COUNTS = "one two three four five six seven eight nine ten eleven twelve".split()
_COUNT = rf"(?:{'|'.join(_COUNTS)}|\d{{1,3}})"
_ORDINALS = ("first", "second", "third", "fourth")

_DAY_OF = rf"(?:\d{{4}}-\d\d-\d\d|(?:the )?{DAY}(?: of)? {MONTH},? {YEAR}\b|{MONTH} (?:the )?{DAY},? {YEAR}\b)"
_MONTH_OF = rf"(?:(?:early|mid|late)[- ])?{MONTH}(?:,| of)? {YEAR}\b"
_YEAR_OF = rf"(?:(?:early|mid|late)[- ])?(?:the year )?{YEAR}\b"
_PART_OF = rf"the (?:first|second|third|fourth) (?:quarter|half) of {YEAR}\b"
_EDGE_OF = rf"the (?:start|beginning|end) of (?:{MONTH} )?{YEAR}\b"
_NO_YEAR = rf"(?:{MONTH} {DAY}\b(?!,? \d)|{DAY} {MONTH}\b|{MONTH}(?! \d))"
RELATIVE = (
    r"(?:(?:earlier )?(?:yesterday|today|(?:last|this) (?:week|month|year))\b(?![’'])"
    rf"|(?:in |over |during |within )?the (?:last|past) (?:{_COUNT} )?(?:hours|days?|weeks?|months?|years?)\b"
    rf"|{MONTH}(?: of)? (?:last|this) year\b)"
)
EXACT = rf"(?:{_DAY_OF}|{_MONTH_OF})"
PERIOD = rf"(?:{_DAY_OF}|{_MONTH_OF}|{_PART_OF}|{_EDGE_OF}|{_YEAR_OF}|{RELATIVE}|{_NO_YEAR}|{DAY}\b)"


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
    if today is None:
        return None
    for pattern, read_from in _READERS_FROM_TODAY:
        match = re.fullmatch(pattern, words, re.IGNORECASE)
        if match:
            return read_from(match, today)
    return None


def _day(match: re.Match[str]) -> Period | None:
    day = day_of(int(match["year"]), month_number(match["month"]), match["day"])
    return Period.day(day) if day else None


def _iso_day(match: re.Match[str]) -> Period | None:
    try:
        return Period.day(date.fromisoformat(match[0]))
    except ValueError:
        return None


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


def _near(match: re.Match[str], today: date) -> Period | None:
    days = {"yesterday": -1, "today": 0}
    named, which, unit = (match[name].lower() if match[name] else "" for name in ("day", "which", "unit"))
    if named:
        return Period.day(today + timedelta(days=days[named]))
    back = -1 if which == "last" else 0
    if unit == "week":
        return Period.week(today + timedelta(weeks=back))
    return months_from(today, back) if unit == "month" else Period.year(today.year + back)


def _rolling(match: re.Match[str], today: date) -> Period:
    """`the last 30 days`: so many days back, today included; a month counts 30 and a year 365."""
    count = (match["count"] or "one").lower()
    number = int(count) if count.isdigit() else _COUNTS.index(count) + 1
    hours = {"hour": 1, "day": 24, "week": 7 * 24, "month": 30 * 24, "year": 365 * 24}[
        match["unit"].lower().rstrip("s")
    ]
    return Period(today - timedelta(days=-(-number * hours // 24)), today)


def _month_near(match: re.Match[str], today: date) -> Period:
    return Period.month(today.year - (match["which"].lower() == "last"), month_number(match["month"]))


def _recent(match: re.Match[str], today: date) -> Period | None:
    """`March 16`, `March`: the latest one, if it is recent."""
    month = month_number(match["month"])
    for year in (today.year, today.year - 1):
        day = day_of(year, month, match["day"] or "1")
        if day and (today - day).days >= 0:
            recent = (today - day).days <= RECENT
            return None if not recent else Period.day(day) if match["day"] else Period.month(year, month)
    return None


_M, _D, _Y = rf"(?P<month>{MONTH})", rf"(?P<day>{DAY})", rf"(?P<year>{YEAR})"
_UNFINISHED = rf"{_M}(?: {_D})?|(?P<before>{DAY})(?: (?P<of>{MONTH}))?"
_PARTLY = r"(?:(?:early|mid|late)[- ])?"
_READERS: tuple[tuple[str, Callable[[re.Match[str]], Period | None]], ...] = (
    (r"\d{4}-\d\d-\d\d", _iso_day),
    (rf"(?:the )?{_D}(?: of)? {_M},? {_Y}", _day),
    (rf"{_M} (?:the )?{_D},? {_Y}", _day),
    (rf"{_PARTLY}{_M}(?:,| of)? {_Y}", _month),
    (rf"{_PARTLY}(?:the year )?{_Y}", _year),
    (rf"the (?P<which>first|second|third|fourth) (?P<unit>quarter|half) of {_Y}", _part),
    (rf"the (?P<edge>start|beginning|end) of (?:{_M} )?{_Y}", _edge),
)
_READERS_FROM_TODAY: tuple[tuple[str, Callable[[re.Match[str], date], Period | None]], ...] = (
    (r"(?:earlier )?(?:(?P<day>yesterday|today)|(?P<which>last|this) (?P<unit>week|month|year))", _near),
    (
        rf"(?:in |over |during |within )?the (?:last|past) (?:(?P<count>{_COUNT}) )?"
        r"(?P<unit>hours|days?|weeks?|months?|years?)",
        _rolling,
    ),
    (rf"{_M}(?: of)? (?P<which>last|this) year", _month_near),
    (rf"{_M}(?: {_D})?", _recent),
    (rf"{_D} {_M}", _recent),
)
