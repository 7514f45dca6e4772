"""The words that bound a period in a question: "on or before 18 March 2013", "after 2010 but before 2012".

A match has the groups `first` and, of two periods, `last`; `middle` has those between them. The forms are tried in
their order: what one matches and cannot read is not read by one after it either.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Literal

from store.dating.period import DAY, MONTH, WEEKDAY, YEAR, Period, months_from
from store.dating.spoken_near import RELATIVE
from store.dating.spoken_period import DAY_OF, PERIOD, read_period

Kind = Literal["since", "from", "after", "before", "until", "in", "between", "listed", "beside"]
Bounds = tuple[date | None, date | None]
"""The first and the last day, both included; None where open."""

_FIRST, _LAST = rf"(?P<first>{PERIOD})", rf"(?P<last>{DAY},? {YEAR}\b|{PERIOD})"
_FIRST_DAY, _LAST_DAY = rf"(?:the )?{_FIRST}", rf"(?:the )?{_LAST}"
_OF_WHAT = r"(?P<event>the (?:[\w’'-]+ ){1,5}?(?:of|on|in) )?"
_NO = r"(?:(?:by )?(?:no|not|never))"
_SINCE = r"(?:ever )?since"
_FROM = (
    r"(?:on|in|during|at) (?:or|and) (?:after|since)|(?:after|since) (?:or|and) (?:on|in)|(?:from|since) and including"
    rf"|{_NO} (?:earlier|sooner) than|{_NO} before|as from"
    r"|(?:starting|beginning)(?: on| in| from| with)?"
)
_AFTER = r"after|later than"
_BEFORE = r"before|prior to|earlier than|(?:until|till|up to),? but (?:not including|excluding)"
_UNTIL = (
    r"(?:on|in|during|by|at) (?:or|and) before|before (?:or|and) (?:on|in)|(?:before|prior to) and including"
    rf"|{_NO} later than|{_NO} after|(?:up )?(?:until|till|to|through) and including"
    r"|(?:up )?(?:until|till)|up to|through|by|as of"
)
_ON = r"(?:on|in|during|over|throughout)"
_ONWARDS = (
    r"(?:,? (?:onwards?|forwards?)|,? (?:or|and) (?:later|after(?:wards)?|onwards?|thereafter)"
    r"| on(?=\s*(?:[.,;:?!)]|$)|\s+(?:what|who|how|which|where|why|when|did|has|have|had|was|were|and|but)\b))"
)
_INCLUSIVE = r"(?:,? inclusive(?:ly)?)?"
_JOINED = r",? (?:(?:but|and|yet) )?"
_LOWER = rf"(?:(?P<since>{_SINCE}|{_FROM}|from)|(?P<after>{_AFTER})) {_OF_WHAT}"
_UPPER = rf"(?:(?P<before>{_BEFORE})|(?P<until>{_UNTIL}))"
# What follows must not make the period a part of a name or a thing: "in 2012 World Series", "last week’s vote".
_CLOSED = (
    r"(?=\s*(?:[.,;:?!)]|$)|\s+(?:and|but|or|to|in|at|with|by|for|from|of|on|about|over|between|when|while|that|"
    r"because|did|do|does|was|were|is|are|has|have|had|what|who|how|which|where|why|the|a|an|according|regarding|"
    r"except|excluding)\b)"
)
_PATTERNS: tuple[tuple[Kind, str], ...] = (
    ("between", rf"\b(?:in |on )?(?:the (?:period|time) )?(?:between {_FIRST_DAY} and|from (?:the )?(?P<from>"
                rf"{PERIOD}) (?:to|until|till|through|up to)(?: and including)?) {_LAST_DAY}{_INCLUSIVE}"),
    ("between", rf"\b{_LOWER}{_FIRST}(?: onwards?| on)?{_JOINED}{_UPPER} {_LAST}"),
    ("between", rf"\b{_UPPER} {_FIRST}{_JOINED}{_LOWER}{_LAST}"),
    ("listed", rf"\b{_ON} (?:both |either )?{_FIRST_DAY}(?P<middle>(?:, (?:{_ON} )?(?:the )?{PERIOD})*)"
               rf"(?:,? (?:to|through|and|or|as well as) | ?[-–] ?)(?:{_ON} )?{_LAST_DAY}{_INCLUSIVE}"),
    ("beside", rf"\b(?:{_ON} )?the (?P<unit>day|month|year) (?P<side>before|after) {_FIRST}"),
    ("from", rf"\b(?:from|on|in|since|during) {_FIRST}{_ONWARDS}"),
    ("until", rf"\b(?:on|in|by|during|from) {_FIRST},? (?:or|and) (?:earlier|before)"),
    ("from", rf"\b(?:{_FROM}) {_FIRST}{_INCLUSIVE}"),
    ("until", rf"\b(?:{_UNTIL}) {_FIRST}{_INCLUSIVE}"),
    ("since", rf"\b{_SINCE} {_OF_WHAT}{_FIRST}"),
    ("after", rf"\b(?:{_AFTER}) {_OF_WHAT}{_FIRST}"),
    ("before", rf"\b(?:{_BEFORE}) {_FIRST}"),
    ("in", rf"\b(?:in|during|throughout|within|on|over|for) {_FIRST}"),
    ("in", r"\bat (?P<first>(?:the|this) weekend)"),
    ("in", rf"(?<!\bthe )(?<!\bhis )(?<!\bher )(?<!\bits )(?<!\btheir )\b(?P<first>{RELATIVE})"),
    ("in", rf"(?<![-–/.,\w])(?<!\bof )(?<!\band )(?<!\bor )(?<!\bto )(?<!\bfrom )(?P<first>{DAY_OF})(?=[\s.?!]*$)"),
)  # fmt: skip
FORMS = tuple((kind, re.compile(pattern + _CLOSED, re.IGNORECASE)) for kind, pattern in _PATTERNS)


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
        case "beside":
            period = read_period(match["first"], today, like)
            return _beside(match, period) if period else None
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
    if first.first > last.first and re.search(WEEKDAY, match[0], re.IGNORECASE):
        return None  # "on Friday and Monday": of which week is not said
    return (min(one.first for one in periods), max(one.last for one in periods)) if plain else None


def _two(first: str, last: str, today: date | None, like: Period | None) -> tuple[Period | None, Period | None]:
    """Two periods, each completed from the other: `March 26 and 27`, `3 and 9 March 2013`, `March 3 and 9, 2013`."""
    month = re.search(MONTH, first, re.IGNORECASE)
    if month and re.fullmatch(rf"{DAY}(?:,? {YEAR})?", last, re.IGNORECASE):
        last = f"{month[0]} {last}"
    end = read_period(last, today, like)
    start = read_period(first, today, end) if end else None
    if start and end and start.first > end.first and not re.search(YEAR, first):
        earlier = read_period(first, today, Period.year(end.first.year - 1))  # "from December to March 2013"
        start = earlier if earlier and earlier.first < start.first else start
    return start, end


def _beside(match: re.Match[str], period: Period) -> Bounds | None:
    """`the day before 18 March 2013`, `the year after 2012`; None for the day before a month."""
    step, edge = (1, period.last) if match["side"].lower() == "after" else (-1, period.first)
    unit = match["unit"].lower()
    if unit == "day" and period == Period.day(edge):
        found = Period.day(edge + timedelta(days=step))
    elif unit == "month" and period == Period.month(edge.year, edge.month):
        found = months_from(edge, step)
    elif unit == "year" and period == Period.year(edge.year):
        found = Period.year(edge.year + step)
    else:
        return None
    return found.first, found.last


def _is_number(words: str) -> bool:
    return re.fullmatch(DAY, words, re.IGNORECASE) is not None
