"""The end of an embargo, as newsrooms write it: `1800 GMT, MARCH 25, 2013`, `noon EDT on March 25, 2013`

Nothing is guessed: what may be an hour and is not understood makes the whole end unreadable.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from store.dates import PRINTED_DAY, read_date

# What a report says that is, or was, under an embargo: the words behind the end are the story's.
_GOES_ON = re.compile(
    r",(?= (?:the(?! (?:morning|afternoon|evening|night|end|close)\b)|this|its|an?|according|which|who)\b)"
)
_CUTS = re.compile(rf"[.;!)\]\n]|\s[-–—|]+\s|{_GOES_ON.pattern}")

_DAY = re.compile(rf"\b{PRINTED_DAY}\b", re.IGNORECASE)
_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:?\d\d)?")
_CLOCK = re.compile(
    r"(?P<hour>[01]?\d|2[0-3])(?:[:.]?(?P<minute>[0-5]\d))?\s*(?P<half>[ap]\.?m\b\.?)?\s*(?:hrs\b|hours\b)?"
    r"\s*(?P<zone>\(?[A-Z]{1,5}\b\)?)?",
    re.IGNORECASE,
)
_SOME_CLOCK = re.compile(r"\b\d{1,2}[:.]\d\d\b|\b\d{4} ?(?:GMT|UTC|hrs|hours)\b|\b\d{1,2} ?[ap]\.?m\b", re.IGNORECASE)
_MAY_BE_CLOCK = re.compile(r"\d|\bnoon\b|\bmidnight\b", re.IGNORECASE)
_BESIDES = re.compile(r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|on|at)\b", re.IGNORECASE)
_NOON = re.compile(r"\b(?:12 )?noon\b", re.IGNORECASE)
_LAST_ZONE = timedelta(hours=12)  # behind UTC: where a day and an hour come last


def read_end(when: str) -> datetime:
    """The aware moment that `when` begins with; without zone or hour, when that has come everywhere on Earth.

    Raises ValueError where it cannot be read.
    """
    for end in _ends(when):
        try:
            return _moment(end)
        except ValueError:
            continue  # what stands behind the date may be more of the notice
    raise ValueError("there is no end")


def has_time(when: str) -> bool:
    """Whether something in `when` looks like a day or an hour."""
    return bool(_DAY.search(when) or _SOME_CLOCK.search(when))


def goes_on(when: str) -> bool:
    """Whether a story goes on in the sentence that names the end: `25 March 2013, the report says`."""
    return bool(_GOES_ON.search(when))


def _ends(when: str) -> Iterator[str]:
    """All of it, then ever shorter; a day alone only where what follows can hold no hour."""
    yield when
    for cut in reversed(list(_CUTS.finditer(when))):
        if _SOME_CLOCK.search(when, 0, cut.start()) or not _MAY_BE_CLOCK.search(when, cut.end()):
            yield when[: cut.start()]


def _moment(text: str) -> datetime:
    """Raises ValueError for all but a day and, at most, an hour: a word that is not understood may be the hour."""
    bare = text.strip(" *()[].,")
    day = _DAY.search(bare)
    if _MOMENT.fullmatch(bare):
        found = read_date(bare)
    elif day is None:
        raise ValueError("there is no day")
    else:
        rest = _BESIDES.sub(" ", f"{bare[: day.start()]} {bare[day.end() :]}").strip(" ,;.()/")
        found = read_date(f"{day[0]} {_clock(_NOON.sub('12:00 pm', rest))}" if rest else day[0])
    if found.moment is None:
        raise ValueError("there is no moment")
    return found.moment.astimezone(UTC) + (timedelta(0) if found.zone_known else _LAST_ZONE)


def _clock(text: str) -> str:
    found = _CLOCK.fullmatch(text)
    if found is None or not (found["minute"] or found["half"] or found["zone"]):
        raise ValueError("this is no time of day")
    zone = (found["zone"] or "").strip("()").upper()
    return f"{found['hour']}:{found['minute'] or '00'} {found['half'] or ''} {zone}".rstrip()
