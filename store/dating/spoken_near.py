"""A period that a question counts from the day it is asked: "yesterday", "last Monday", "two weeks ago", "March 16"."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from store.dating.period import DAY, Period, day_of, month_number, months_from, weekday_number
from store.dating.spelled import TYPED_MONTH, TYPED_WEEKDAY

RECENT = 180
"""Days back within which a day or month without a year is taken for the latest one; beyond that it is not plain."""

_COUNTS = "one two three four five six seven eight nine ten eleven twelve".split()
COUNT = rf"(?:{'|'.join(_COUNTS)}|\d{{1,3}})"
_UNITS = r"(?:hours?|days?|weeks?|fortnights?|months?|years?)"
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
_ROLLING = r"(?:(?:in |over |during |within |for )?(?:the|this|these) (?:last|past)|(?:in|over|during|within) past)"
_COUNTED = rf"(?:(?:in |over |during |within |for )?(?:(?:the|these) )?(?:last|past) (?:{COUNT}|couple(?: of)?))"
_SEASON = r"(?:spring|summer|autumn|fall|winter)"
# Of a thing that is no date, it is a part of that: "the last week of the strike", "the last year and a half".
_ITSELF = r"\b(?![’']|-\w| of\b| and a half\b)"

RELATIVE = (
    rf"(?:(?:earlier )?(?:{'|'.join(_DAYS)}|yesterday{_PART}|(?:last|this) (?:week|month|year)"
    rf"|(?:last|this past) (?:weekend|{TYPED_WEEKDAY}{_PART})"
    rf"|(?:last|this) (?!(?-i:may|march)\b)(?:{TYPED_MONTH}|{_SEASON})(?! \d)){_ITSELF}"
    rf"|{_COUNTED} {_UNITS}{_ITSELF}|{_ROLLING} (?:hour|day|week|fortnight|month|year|decade){_ITSELF}"
    rf"|(?:an?|{COUNT}) (?:days?|weeks?|fortnights?|months?|years?) ago\b"
    rf"|{TYPED_MONTH}(?: of)? (?:last|this) year\b)"
)
WEEKDAY_NEAR = (
    rf"(?:(?:(?:early|late) )?{TYPED_WEEKDAY}{_PART}(?:(?: of)? (?:last|this) week)?|(?:the|this) weekend)(?![\w’'-])"
    rf"(?!,? \(?(?:the )?(?:\d|{TYPED_MONTH}))"
)
"""Of the past or to come, as the verb beside it says: "on Monday", "at the weekend"."""
DAY_ALONE = r"the (?:3[01]|[12]\d|[1-9])(?:st|nd|rd|th)\b(?! of\b)"
"""As WEEKDAY_NEAR: "on the 20th"."""
NO_YEAR = (
    rf"(?:(?:{TYPED_WEEKDAY},? )?(?:{TYPED_MONTH} (?:the )?{DAY}\b(?!,? \d{{3}})|(?:the )?{DAY}(?: of)? {TYPED_MONTH}"
    rf"(?!\w))|{TYPED_MONTH}(?! \d))"
)


def read_near(words: str, today: date) -> Period | None:
    """The period of a text that RELATIVE, WEEKDAY_NEAR, DAY_ALONE or NO_YEAR matches.

    Never after `today`. None where it is not plain or there is no such day. A weekday is the latest one up to today.
    """
    for pattern, read in _READERS:
        match = re.fullmatch(pattern, words, re.IGNORECASE)
        if match:
            return read(match, today)
    return None


def count_of(count: str) -> int:
    """The number that a text which COUNT matches says; 1 for `a`, 2 for `couple of`."""
    lower = count.lower()
    if lower.isdigit():
        return int(lower)
    return 2 if lower.startswith("couple") else 1 if lower in ("a", "an") else _COUNTS.index(lower) + 1


def _day_near(match: re.Match[str], today: date) -> Period:
    first, last = (timedelta(days=days) for days in _DAYS[match["day"].lower()])
    return Period(today + first, today + last)


def _unit_near(match: re.Match[str], today: date) -> Period:
    return _units_back(match["unit"], int(match["which"].lower() == "last"), today)


def _ago(match: re.Match[str], today: date) -> Period:
    """`three days ago` to the day, `two weeks ago` to the week, and so on."""
    return _units_back(match["unit"], count_of(match["count"]), today)


def _units_back(unit: str, count: int, today: date) -> Period:
    """The calendar's day, week, month or year so many before the one of today."""
    match unit.lower().rstrip("s"):
        case "day":
            return Period.day(today - timedelta(days=count))
        case "week":
            return Period.week(today - timedelta(weeks=count))
        case "fortnight":
            return Period.week(today - timedelta(weeks=2 * count))
        case "month":
            return months_from(today, -count)
        case _:
            return Period.year(today.year - count)


def _rolling(match: re.Match[str], today: date) -> Period:
    """`the last 30 days`: so many days back, today included; months and years go back to the same day of one."""
    days, months = {"day": 1, "week": 7, "fortnight": 14}, {"month": 1, "year": 12, "decade": 120}
    count, unit = count_of(match["count"] or "one"), match["unit"].lower().rstrip("s")
    if unit in months:
        month = months_from(today, -count * months[unit])
        return Period(month.first.replace(day=min(today.day, month.last.day)), today)
    return Period(today - timedelta(days=-(-count // 24) if unit == "hour" else count * days[unit]), today)


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


def _month_with(match: re.Match[str], today: date) -> Period | None:
    """`this March` of this year, `last December` of the one before; not `last March` in April, which may be of both."""
    is_last, month = match["which"].lower() == "last", month_number(match["month"])
    if is_last == (month <= today.month):
        return None
    return Period.month(today.year - is_last, month)


def _season_near(match: re.Match[str], today: date) -> Period | None:
    """`this spring`, once it has begun; `last winter`, if no such season has ended in this year that began in it."""
    first, is_last = {"spring": 3, "summer": 6, "winter": 12}.get(match["season"].lower(), 9), match["which"] == "last"
    begun = months_from(date(today.year, first, 1), 0 if first <= today.month else -12)
    season = Period(begun.first, months_from(begun.first, 2).last)
    if not is_last:
        return season if season.first.year == today.year and first < 12 else None
    if season.last >= today:
        season = Period(months_from(begun.first, -12).first, months_from(begun.first, -10).last)
    return season if season.first.year < today.year else None


def _day_alone(match: re.Match[str], today: date) -> Period | None:
    """`the 20th`: the latest one up to today."""
    for months in (0, -1):
        month = months_from(today, months).first
        day = day_of(month.year, month.month, match["day"])
        if day and day <= today:
            return Period.day(day)
    return None


def _recent(match: re.Match[str], today: date) -> Period | None:
    """`March 16`, `March`: the latest one, if it is recent."""
    month = month_number(match["month"])
    for year in (today.year, today.year - 1):
        day = day_of(year, month, match["day"] or "1")
        if day and (today - day).days >= 0:
            period = Period.day(day) if match["day"] else Period.month(year, month)
            other = match["weekday"] and day.weekday() != weekday_number(match["weekday"])
            return None if (today - period.last).days > RECENT or other else period
    return None


_M, _D = rf"(?P<month>{TYPED_MONTH})", rf"(?P<day>{DAY})"
_W = rf"(?P<weekday>{TYPED_WEEKDAY})"
_READERS: tuple[tuple[str, Callable[[re.Match[str], date], Period | None]], ...] = (
    (rf"(?:earlier )?(?P<day>{'|'.join(_DAYS)})", _day_near),
    (rf"(?:earlier )?(?P<day>yesterday){_PART}", _day_near),
    (r"(?:earlier )?(?P<which>last|this) (?P<unit>week|month|year)", _unit_near),
    (rf"(?:\w+ )?(?:the |these )?(?:last|past) (?P<count>{COUNT}|couple)(?: of)? (?P<unit>{_UNITS})", _rolling),
    (rf"{_ROLLING} (?P<count>)(?P<unit>hour|day|week|fortnight|month|year|decade)", _rolling),
    (rf"(?P<count>an?|{COUNT}) (?P<unit>days?|weeks?|fortnights?|months?|years?) ago", _ago),
    (
        rf"(?:earlier )?(?:(?P<which>last|this past) |(?:early|late) )?{_W}{_PART}"
        r"(?:(?: of)? (?P<week>last|this) week)?",
        _weekday,
    ),
    (r"(?:earlier )?(?P<which>last|this past|this|the) weekend", _weekend),
    (rf"{_M}(?: of)? (?P<which>last|this) year", _month_near),
    (rf"(?:earlier )?(?P<which>last|this) {_M}", _month_with),
    (rf"(?:earlier )?(?P<which>last|this) (?P<season>{_SEASON})", _season_near),
    (r"the (?P<day>\d+(?:st|nd|rd|th))", _day_alone),
    (rf"(?:{_W},? )?{_M}(?: (?:the )?{_D})?", _recent),
    (rf"(?:{_W},? )?(?:the )?{_D}(?: of)? {_M}", _recent),
)
