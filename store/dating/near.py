"""What a story counts from its own day: yesterday, three days ago, last week, next year, the weekend."""

from __future__ import annotations

import re
from datetime import date, timedelta

from store.dating.period import STEPS, Period, months_from
from store.dating.told import Told
from store.dating.weekdays import week_near

_DAYS = {
    "the day before yesterday": -2,
    "yesterday": -1,
    "last night": -1,
    "tonight": 0,
    "this morning": 0,
    "this afternoon": 0,
    "this evening": 0,
    "earlier today": 0,
    "later today": 0,
    "today": 0,
    "tomorrow": 1,
    "the day after tomorrow": 2,
}
_COUNT = "one two three four five six seven eight nine ten".split()
_MOST_DAYS = 31  # counted in days up to about a month; beyond that a count is rounded

DAY_NEAR = re.compile(rf"\b(?P<near>(?i:{'|'.join(_DAYS)}))\b(?![’']s)")
DAYS_AGO = re.compile(rf"\b(?P<count>(?i:{'|'.join(_COUNT)}|a)|\d{{1,2}}) days? ago\b")
UNIT = re.compile(
    r"\b(?:(?P<part>[Ee]arlier|[Ll]ater|[Ee]arly|[Ll]ate) )?(?P<which>[Ll]ast|[Tt]his|[Nn]ext) "
    r"(?P<unit>week|month|year)\b(?! (?:of|and a)\b)"
)
WEEKEND = re.compile(r"\b(?P<which>[Ll]ast|[Tt]his|[Oo]ver the|[Aa]t the|[Ff]or the) weekend\b(?!['’-])")
_VAGUE = re.compile(r"\b(?:about|around|nearly|almost|over|than|some|least|roughly|barely|or)\s+$", re.IGNORECASE)
_WEEK_ON = re.compile(r"\b(?:weeks?|fortnight) $")  # "a week tomorrow"
_TODAY = re.compile(r"\btoday\b")
# Else it may be nowadays: "the homes sold today".
_DONE_TODAY = re.compile(
    r"\b(?:said|announced|confirmed|told(?: [\w.’'-]+){1,4}"
    r"|(?:was|were|has been|have been) (?:[a-z]+ly )?[a-z]+(?:ed|en)"
    r"|(?:will|(?:is|are) (?:due|expected|forecast|scheduled|set|to))\b[^,;.]*)\s+$"
)


def day_near(match: re.Match[str], told: Told) -> Period | None:
    """`yesterday`, `last night`, `this morning`, `tomorrow`, where the tense bears them out."""
    days = _DAYS[match["near"].lower()]
    if match["near"].lower() == "today" and not (match["near"] == "today" and _DONE_TODAY.search(told.lead)):
        return None
    if told.counted or (days > 0 and _WEEK_ON.search(told.lead)):
        return None
    if days < 0 and told.tense != "past":
        return None  # "you could have caught it yesterday"
    if days > 0 and (told.tense == "past" or _TODAY.search(told.lead)):
        return None  # "steps taken today that will help tomorrow"
    return Period.day(told.published + timedelta(days=days))


def days_ago(match: re.Match[str], told: Told) -> Period | None:
    """`three days ago`, unless it is about as many."""
    count = match["count"].lower()
    days = int(count) if count.isdigit() else _COUNT.index(count) + 1 if count in _COUNT else 1
    if days > _MOST_DAYS or _VAGUE.search(told.lead) or told.elsewhen:
        return None
    return Period.day(told.published - timedelta(days=days))


def unit(match: re.Match[str], told: Told) -> Period | None:
    """`last week`, `earlier this month`, `next year`: the calendar's, weeks from Monday to Sunday."""
    which, published = match["which"].lower(), told.published
    if told.counted or (which == "this" and _earlier(match) and _is_first(match["unit"], published)):
        return None
    if match["unit"] == "month":
        return months_from(published, STEPS[which])
    if match["unit"] == "year":
        return Period.year(published.year + STEPS[which])
    week = week_near(which, published)
    if week is None or which != "this" or not match["part"]:
        return week
    return Period(week.first, published) if _earlier(match) else Period(published, week.last)


def _earlier(match: re.Match[str]) -> bool:
    return match["part"] is not None and match["part"].lower().startswith("earl")


def _is_first(unit: str, day: date) -> bool:
    """Whether no day of its week, month or year is before it, so that `earlier this` one was written on another day."""
    return {"week": day.weekday() == 0, "month": day.day == 1, "year": (day.month, day.day) == (1, 1)}[unit]


def weekend(match: re.Match[str], told: Told) -> Period | None:
    """`last weekend`, `over the weekend` of the days after it, `this weekend` of what is to come."""
    which, weekday = match["which"].lower(), told.published.weekday()
    if weekday > 4 or told.elsewhen:
        return None
    saturday = Period.week(told.published).first + timedelta(days=5)
    if which in ("this", "for the"):
        return Period(saturday, saturday + timedelta(days=1)) if told.tense == "future" else None
    if which != "last" and (told.tense != "past" or weekday > 2):
        return None
    return Period(saturday - timedelta(days=7), saturday - timedelta(days=6))
