"""Holidays that have the same day every year: which Christmas Day "on Christmas Day" is."""

from __future__ import annotations

import re

from store.dating.months import nearest
from store.dating.period import YEAR, Period
from store.dating.told import Told

_DAYS = {
    "christmas eve": (12, "24"),
    "christmas day": (12, "25"),
    "boxing day": (12, "26"),
    "new year's eve": (12, "31"),
    "new year's day": (1, "1"),
    "valentine's day": (2, "14"),
}

HOLIDAY = re.compile(
    r"\b[Oo]n (?P<name>Christmas (?:Eve|Day)|Boxing Day|New Year[’']s (?:Eve|Day)|Valentine[’']s Day)\b"
    rf"(?![’'])(?!,? (?:{YEAR}|of\b|in\b|[A-Z]))"
)


def holiday(match: re.Match[str], told: Told) -> Period | None:
    """`on Christmas Day`: the near one on the side of the tense."""
    if told.elsewhen or told.tense == "unknown":
        return None
    month, number = _DAYS[match["name"].lower().replace("’", "'")]
    day = nearest(told.published, month, number, told.tense)
    return Period.day(day) if day else None
