"""What the words that bound a period in a question mean: "after 2010 but before 2012" is 2011."""

from __future__ import annotations

import re
from datetime import date, timedelta

from store.dating.period import DAY, YEAR, Period, months_from
from store.dating.spelled import TYPED_MONTH, TYPED_WEEKDAY
from store.dating.spoken_bounds import NOW, Kind
from store.dating.spoken_near import count_of
from store.dating.spoken_period import PERIOD, read_period

Bounds = tuple[date | None, date | None]
"""The first and the last day, both included; None where open."""


def bounds(kind: str, period: Period) -> Bounds:
    """The first and the last day of "since", "after", "before", "until" or "in" a period; None where open."""
    day = timedelta(days=1)
    return {
        "since": (period.first, None),
        "from": (period.first, None),
        "after": (period.last + day, None),
        "before": (None, period.first - day),
        "until": (None, period.last),
        "in": (period.first, period.last),
    }[kind]


def bounds_of(kind: Kind, match: re.Match[str], today: date | None, like: Period | None) -> Bounds | None:
    """What a match of the form of a `kind` bounds; None where a period is not plain, or the bounds cross.

    A month without a year is of the year of `like`, if given.
    """
    match kind:
        case "between":
            return _between(match, today, like)
        case "listed":
            return _listed(match, today, like)
        case "beside" | "apart":
            period = read_period(match["first"], today, like)
            take = _beside if kind == "beside" else _apart
            return take(match, period) if period else None
    # A number alone is a day of the month only in a range that goes on to name the month.
    period = None if _is_number(match["first"]) else read_period(match["first"], today, like)
    if period and kind == "after" and match["event"] and period.first != period.last:
        kind = "since"  # "after the vote in March 2013": a day of that month
    return bounds(kind, period) if period else None


def _between(match: re.Match[str], today: date | None, like: Period | None) -> Bounds | None:
    named = match.groupdict()
    first, last = _two(named["first"] or named["from"], match["last"], today, like)
    if first is None or last is None:
        return None
    if named.get("before") or named.get("until"):
        lower = "after" if named["after"] else "since"
        upper = "before" if named["before"] else "until"
        low, high = (last, first) if match.start(lower) > match.start(upper) else (first, last)
        since, until = bounds(lower, low)[0], bounds(upper, high)[1]
    else:
        since, until = first.first, last.last
    return (since, until) if since and until and since <= until else None


def _listed(match: re.Match[str], today: date | None, like: Period | None) -> Bounds | None:
    """From the earliest to the latest of the periods: `on March 26 and March 27`, `in 2009, 2011 and 2013`."""
    first, last = _two(match["first"], match["last"], today, like)
    if first is None or last is None:
        return None
    middle = [read_period(words, today, last) for words in re.findall(PERIOD, match["middle"], re.IGNORECASE)]
    periods = [first, *(one for one in middle if one), last]
    plain = len(periods) == len(middle) + 2
    if first.first > last.first and re.search(TYPED_WEEKDAY, match[0], re.IGNORECASE):
        return None  # "on Friday and Monday": of which week is not said
    return (min(one.first for one in periods), max(one.last for one in periods)) if plain else None


def _two(first: str, last: str, today: date | None, like: Period | None) -> tuple[Period | None, Period | None]:
    """Two periods, each completed from the other: `March 26 and 27`, `3 and 9 March 2013`, `March 3 and 9, 2013`."""
    month = re.search(TYPED_MONTH, first, re.IGNORECASE)
    if month and re.fullmatch(rf"{DAY}(?:,? {YEAR})?", last, re.IGNORECASE):
        last = f"{month[0]} {last}"
    if _is_number(first) and not re.search(rf"{TYPED_MONTH}|\d[-/.]\d", last, re.IGNORECASE):
        return None, None  # "2-3 weeks ago"
    if re.fullmatch(NOW, last, re.IGNORECASE):
        end = Period.day(today) if today else None
    else:
        end = read_period(last, today, like)
    start = read_period(first, today, end) if end else None
    if start and end and start.first > end.first and not re.search(YEAR, first):
        earlier = read_period(first, today, Period.year(end.first.year - 1))  # "from December to March 2013"
        start = earlier if earlier and earlier.first < start.first else start
    return start, end


def _beside(match: re.Match[str], period: Period) -> Bounds | None:
    """`the day before 18 March 2013`, `the year after 2012`, `the two weeks before 18 March 2013`.

    None for the day before a month, and for "the months before": how many is not said.
    """
    unit, counted = match["unit"].lower(), match["count"]
    if unit.endswith("s") != bool(counted):
        return None
    step, edge = _edge_beside(match, period)
    count = count_of(counted) if counted else 1
    match unit.rstrip("s"):
        case "day" | "week" if period in (Period.day(edge), Period.week(edge)):
            ends = [
                Period.day(edge + timedelta(days=step * days)) for days in (1, count * (7 if "week" in unit else 1))
            ]
        case "month" if period == Period.month(edge.year, edge.month):
            ends = [months_from(edge, step * months) for months in (1, count)]
        case "year" if period == Period.year(edge.year):
            ends = [Period.year(edge.year + step * years) for years in (1, count)]
        case _:
            return None
    return min(one.first for one in ends), max(one.last for one in ends)


def _apart(match: re.Match[str], period: Period) -> Bounds | None:
    """`two days after 18 March 2013`; None for weeks and more, which are seldom meant to the day."""
    step, edge = _edge_beside(match, period)
    if "day" not in match["unit"].lower() or period != Period.day(edge):
        return None
    day = edge + timedelta(days=step * count_of(match["count"]))
    return day, day


def _edge_beside(match: re.Match[str], period: Period) -> tuple[int, date]:
    return (1, period.last) if match["side"].lower() in ("after", "following") else (-1, period.first)


def _is_number(words: str) -> bool:
    return re.fullmatch(DAY, words, re.IGNORECASE) is not None
