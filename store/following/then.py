"""The days that a follow-up names: "and in May?", "2012?", "since then?", "a year later?"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import MAXYEAR, MINYEAR, date, timedelta

from store.asked import AskedDays, asked_days
from store.bounds import bounds
from store.dating.period import YEAR, Period, months_from
from store.dating.spoken_period import PERIOD, read_period
from store.query import Query
from store.wording import range_words

_UNIT = r"(?P<unit>day|week|month|year)"
_END = r"(?=[\s?.!]*$)"
_AFTER = re.compile(
    r"\b(?:(?:ever |what(?:[’']s)? new )?since(?: then| that)?|after (?:that|then|this)|afterwards?|from then on|"
    rf"later on|(?<=happened )next|(?<=happens )next|^then)\b{_END}",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    rf"\b(?:before(?: (?:that|then|this))?|until then|up to then|earlier(?: on)?|previously)\b{_END}", re.IGNORECASE
)
_STEP = re.compile(
    rf"\b(?:in )?(?:(?:a|one|the) {_UNIT} (?P<how>later|after|before|earlier)(?: that)?"
    rf"|the (?P<which>next|following|previous|preceding) (?P<of>day|week|month|year))\b{_END}",
    re.IGNORECASE,
)
_ONLY = re.compile(
    rf"(?:(?P<kind>since|after|before|until|till|by|up to)|only|just|in|on|during|for|from|over|within)?\s*"
    rf"(?P<first>{PERIOD})[\s?.!]*(?:only)?[\s?.!]*",
    re.IGNORECASE,
)
_KINDS = {"till": "until", "by": "until", "up to": "until"}


def days_after(words: str, before: Query, today: date | None, told: date | None) -> AskedDays | None:
    """The days that the words name, counted from those of the question before, else from `told`; None without any.

    `told` is the day of the story that answered it. A month without a year is of the year that the question before is
    limited to or names, else of the year of `told`, else the last one. What is named here limits firmly.
    """
    then = _then(before, told)
    found = _from_then(words, then) if then else None
    for like in _years(before, told, today):
        found = found or asked_days(words, today, like) or _only(words, today, like)
    return replace(found, firm=True) if found else None


def is_since(words: str) -> bool:
    """Whether the words are no more than "since then?"."""
    return _is_all(_AFTER, words)


def is_before(words: str) -> bool:
    """Whether the words are no more than "before that?"."""
    return _is_all(_BEFORE, words)


def _is_all(form: re.Pattern[str], words: str) -> bool:
    match = form.match(words)
    return match is not None and not words[match.end() :].strip(" ?.!")


def _then(before: Query, told: date | None) -> Period | None:
    first, last = before.since or before.until or told, before.until or before.since or told
    # At the ends of the calendar there is no day before or after.
    return Period(first, last) if first and last and MINYEAR < first.year <= last.year < MAXYEAR else None


def _from_then(words: str, then: Period) -> AskedDays | None:
    day = timedelta(days=1)
    if match := _STEP.search(words):
        step = _stepped(match, then)
        return _named(step.first, step.last, match)
    if match := _AFTER.search(words):
        return _named(then.last + day, None, match)
    if match := _BEFORE.search(words):
        return _named(None, then.first - day, match)
    return None


def _stepped(match: re.Match[str], then: Period) -> Period:
    """The day, week, month or year after the end, or before the beginning, of what was asked about."""
    onward = (match["how"] or match["which"]).lower() in ("later", "after", "next", "following")
    step, start = (1, then.last) if onward else (-1, then.first)
    match (match["unit"] or match["of"]).lower():
        case "day":
            return Period.day(start + timedelta(days=step))
        case "week":
            return Period.week(start + timedelta(weeks=step))
        case "month":
            return months_from(start, step)
        case _:
            return Period.year(start.year + step)


def _years(before: Query, told: date | None, today: date | None) -> Iterator[Period | None]:
    """The years that a month without one may be of, the likeliest first."""
    named = re.findall(rf"\b{YEAR}\b", before.asked)
    limit = before.until or before.since
    years = [limit.year if limit else None, int(named[-1]) if named else None, told.year if told else None]
    years += [today.year, today.year - 1] if today else []
    known = dict.fromkeys(year for year in years if year)
    yield from (Period.year(year) for year in known)
    if not known:
        yield None


def _only(words: str, today: date | None, like: Period | None) -> AskedDays | None:
    """The period where the words are no more than one: "2012?", "may 2013"."""
    match = _ONLY.fullmatch(words.strip())
    if match is None or re.fullmatch(r"\d{1,2}(?:st|nd|rd|th)?", match["first"]):
        return None
    period = read_period(match["first"], today, like)
    if period is None or (today and period.first > today):
        return None
    kind = (match["kind"] or "in").lower()
    return _named(*bounds(_KINDS.get(kind, kind), period), match)


def _named(since: date | None, until: date | None, match: re.Match[str]) -> AskedDays:
    return AskedDays(since, until, match.start(), match.end(), range_words(since, until), firm=True)
