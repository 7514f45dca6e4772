"""A period that a question counts from the day it is asked: "yesterday", "last Monday", "two weeks ago", "March 16"."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from store.dating.period import DAY, MONTH, WEEKDAY, Period, day_of, month_number, months_from, weekday_number

RECENT = 180
"""Days back within which a day or month without a year is taken for the latest one; beyond that it is not plain."""

_COUNTS = "one two three four five six seven eight nine ten eleven twelve".split()
_COUNT = rf"(?:{'|'.join(_COUNTS)}|\d{{1,3}})"
_DAYS = {
    "the day before yesterday": (-2, -2),
    "yesterday": (-1, -1),
    "last night": (-1, 0),  # told on the day after as well
    "today": (0, 0),
    "this morning": (0, 0),
    "this afternoon": (0, 0),
    "this evening": (0, 0),
}
_PART = r"(?: (?:morning|afternoon|evening|night))?"
_ROLLING = r"(?:in |over |during |within )?the (?:last|past)"

RELATIVE = (
    rf"(?:(?:earlier )?(?:{'|'.join(_DAYS)}|(?:last|this) (?:week|month|year)|(?:last|this past) weekend"
    rf"|(?:last|this past) {WEEKDAY}{_PART})\b(?![’'])"
    rf"|{_ROLLING} (?:{_COUNT} )?(?:hours|days?|weeks?|months?|years?)\b"
    rf"|(?:an?|{_COUNT}) (?:days?|weeks?|months?|years?) ago\b"
    rf"|{MONTH}(?: of)? (?:last|this) year\b)"
)
WEEKDAY_NEAR = (
    rf"(?:(?:(?:early|late) )?{WEEKDAY}{_PART}(?:(?: of)? (?:last|this) week)?|(?:the|this) weekend)\b(?![’'-])"
    rf"(?!,? \(?(?:the )?(?:\d|{MONTH}))"
)
"""Of the past or to come, as the verb beside it says: "on Monday", "at the weekend"."""
NO_YEAR = (
    rf"(?:(?:{WEEKDAY},? )?(?:{MONTH} (?:the )?{DAY}\b(?!,? \d{{3}})|(?:the )?{DAY}(?: of)? {MONTH}\b)|{MONTH}(?! \d))"
)


def read_near(words: str, today: date) -> Period | None:
    """The period of a text that RELATIVE, WEEKDAY_NEAR or NO_YEAR matches, never one that begins after `today`.

    None where it is not plain or there is no such day. A weekday is the latest one up to today.
    """
    for pattern, read in _READERS:
        match = re.fullmatch(pattern, words, re.IGNORECASE)
        if match:
            return read(match, today)
    return None


def _day_near(match: re.Match[str], today: date) -> Period:
    first, last = (timedelta(days=days) for days in _DAYS[match["day"].lower()])
    return Period(today + first, today + last)


def _unit_near(match: re.Match[str], today: date) -> Period:
    return _units_back(match["unit"], int(match["which"].lower() == "last"), today)


def _ago(match: re.Match[str], today: date) -> Period:
    """`three days ago` to the day, `two weeks ago` to the week, and so on."""
    return _units_back(match["unit"], _number(match["count"]), today)


def _units_back(unit: str, count: int, today: date) -> Period:
    """The calendar's day, week, month or year so many before the one of today."""
    match unit.lower().rstrip("s"):
        case "day":
            return Period.day(today - timedelta(days=count))
        case "week":
            return Period.week(today - timedelta(weeks=count))
        case "month":
            return months_from(today, -count)
        case _:
            return Period.year(today.year - count)


def _rolling(match: re.Match[str], today: date) -> Period:
    """`the last 30 days`: so many days back, today included; a month counts 30 and a year 365."""
    hours = {"hour": 1, "day": 24, "week": 7 * 24, "month": 30 * 24, "year": 365 * 24}[
        match["unit"].lower().rstrip("s")
    ]
    return Period(today - timedelta(days=-(-_number(match["count"] or "one") * hours // 24)), today)


def _number(count: str) -> int:
    lower = count.lower()
    return int(lower) if lower.isdigit() else 1 if lower in ("a", "an") else _COUNTS.index(lower) + 1


def _weekday(match: re.Match[str], today: date) -> Period | None:
    """`Monday` up to today, `last Monday` before it, `Monday last week`."""
    number = weekday_number(match["weekday"])
    if match["week"]:
        week = Period.week(today - timedelta(weeks=int(match["week"].lower() == "last")))
        day = week.first + timedelta(days=number)
        return Period.day(day) if day <= today else None
    since = (today.weekday() - number) % 7
    return Period.day(today - timedelta(days=7 if match["which"] and not since else since))


def _weekend(match: re.Match[str], today: date) -> Period | None:
    """`last weekend` is the one before this week, `the weekend` the one that has begun last."""
    monday, which = Period.week(today).first, match["which"].lower()
    back = 2 if which in ("last", "this past") or (which == "the" and today.weekday() < 5) else -5
    saturday = monday - timedelta(days=back)
    return Period(saturday, saturday + timedelta(days=1)) if saturday <= today else None


def _month_near(match: re.Match[str], today: date) -> Period:
    return Period.month(today.year - (match["which"].lower() == "last"), month_number(match["month"]))


def _recent(match: re.Match[str], today: date) -> Period | None:
    """`March 16`, `March`: the latest one, if it is recent."""
    month = month_number(match["month"])
    for year in (today.year, today.year - 1):
        day = day_of(year, month, match["day"] or "1")
        if day and (today - day).days >= 0:
            if (today - day).days > RECENT or (match["weekday"] and day.weekday() != weekday_number(match["weekday"])):
                return None
            return Period.day(day) if match["day"] else Period.month(year, month)
    return None


_M, _D = rf"(?P<month>{MONTH})", rf"(?P<day>{DAY})"
_W = rf"(?P<weekday>{WEEKDAY})"
_READERS: tuple[tuple[str, Callable[[re.Match[str], date], Period | None]], ...] = (
    (rf"(?:earlier )?(?P<day>{'|'.join(_DAYS)})", _day_near),
    (r"(?:earlier )?(?P<which>last|this) (?P<unit>week|month|year)", _unit_near),
    (rf"{_ROLLING} (?:(?P<count>{_COUNT}) )?(?P<unit>hours|days?|weeks?|months?|years?)", _rolling),
    (rf"(?P<count>an?|{_COUNT}) (?P<unit>days?|weeks?|months?|years?) ago", _ago),
    (
        rf"(?:earlier )?(?:(?P<which>last|this past) |(?:early|late) )?{_W}{_PART}"
        r"(?:(?: of)? (?P<week>last|this) week)?",
        _weekday,
    ),
    (r"(?:earlier )?(?P<which>last|this past|this|the) weekend", _weekend),
    (rf"{_M}(?: of)? (?P<which>last|this) year", _month_near),
    (rf"(?:{_W},? )?{_M}(?: (?:the )?{_D})?", _recent),
    (rf"(?:{_W},? )?(?:the )?{_D}(?: of)? {_M}", _recent),
)
