"""Embargoes as newsrooms write them: `EMBARGOED UNTIL 1800 GMT, MARCH 25, 2013`, `Embargo: 25 March 2013, 6 p.m.`

Whatever may be one and cannot be read is refused: a story that must not be out yet must not slip out by a spelling.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from store.dates import PRINTED_DAY, read_date
from store.readers.errors import NotAnArticleError

_LEAD = r"[\s*(\[]*(?:STRICT(?:LY)? |UNDER )?"
_CAPITALS = re.compile(
    rf"{_LEAD}(?:EMBARGOED(?=\W*$|\s*[-–—:,]| (?i:UNTIL|TILL|TO|FOR|BY|NOT|BEFORE)\b)"
    r"|EMBARGO(?=\W*$|\s*[-–—:]| (?i:UNTIL|TILL)\b))"
)
_IN_WORDS = re.compile(rf"{_LEAD}EMBARGO(?:ED)?\b", re.IGNORECASE)
_LEADING = re.compile(
    rf"{_LEAD}EMBARGO(?:ED)?\b[\s:,–—-]*"
    r"(?:(?:NOT|FOR|RELEASE|PUBLICATION|BROADCAST|USE|UNTIL|TILL|TO|BEFORE|AT|ON)\b[\s:,]*)*",
    re.IGNORECASE,
)
_LONGEST_END = 120  # characters; what follows is no longer the date
_CUTS = re.compile(r"[.;!)\]\n]")

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


def declares_embargo(text: str) -> bool:
    """Whether a headline or paragraph begins as an embargo: in capitals, or in words with a day or an hour."""
    if _CAPITALS.match(text):
        return True
    when = _when(text) if _IN_WORDS.match(text) else ""
    return bool(_DAY.search(when) or _SOME_CLOCK.search(when))


def names_end(text: str) -> bool:
    """Whether more than the word stands in a text that declares an embargo: `EMBARGOED` alone does not."""
    return any(character.isalnum() for character in _when(text))


def end_of_embargo(text: str) -> datetime:
    """The aware moment at which an embargo ends; without zone or hour, when that has come everywhere on Earth.

    Raises NotAnArticleError where it cannot be read.
    """
    for end in _ends(_when(text)):
        try:
            return _moment(end)
        except ValueError:
            continue  # what stands behind the date may be more of the notice
    raise NotAnArticleError(
        f"the end of the embargo {_when(text)[:60]!a} cannot be read; write `embargo: 2013-03-25T18:00Z`"
    )


def _when(text: str) -> str:
    found = _LEADING.match(text)
    return text[found.end() :][:_LONGEST_END].strip() if found else ""


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
