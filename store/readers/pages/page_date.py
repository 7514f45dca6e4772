"""The date line of a saved news page: `March 25, 2013 / 11:37 PM / 5 years ago` and its kin of 2013 to 2024."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from store.dates import PRINTED_DAY, UNDATED, SourceDate, read_date
from store.readers.embargo import declares_embargo
from store.readers.fields import unreadable_date

# A page has a handful; dateparser takes half a millisecond for each.
MAX_DATE_LINES = 100
_WEEKDAY = r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6}\.?,?\s+)?"
_DAY = rf"{_WEEKDAY}{PRINTED_DAY}"
_CLOCK = r"(?:[0-2]?\d[:.][0-5]\d(?::[0-5]\d)?\s*(?:[ap]\.?m\b\.?)?|1?\d\s*[ap]\.?m\b\.?)"
# Only zones that name one offset: `ET` is -05:00 in winter and -04:00 in summer, so its clock is kept without a zone.
_ZONE = r"(?:(?:GMT|UTC)\s?[+-]\d{1,2}(?::?\d\d)?\b|(?:UTC|GMT)(?![+-])|(?:[ECMP][SD]T|BST|CEST|CET|MSK|Z)\b)"
_ANY_ZONE = rf"(?:{_ZONE}|[A-Z]{{2,4}}\b)"
_LINE = re.compile(
    rf"""(?P<prefix>.{{0,80}}?)
    (?:(?P<clock_first>{_CLOCK})\s*(?P<zone_first>{_ANY_ZONE})?(?:\s+on|,|\s*[/|·])?\s*)?
    (?P<day>{_DAY})
    (?:(?:\s*[/|·,]\s*|\s+at\s+|\s*T?)(?P<clock>{_CLOCK})(?:\s*(?P<zone>{_ANY_ZONE}))?)?
    (?P<rest>.{{0,90}})""",
    re.VERBOSE | re.IGNORECASE,
)
_LABEL = re.compile(r"(?:first )?(?:published|posted|created|date|added)(?: on| at)?:?", re.IGNORECASE)
_UPDATED = re.compile(r"(?:last )?(?:updated|modified|update)(?: on| at)?:?", re.IGNORECASE)
_REST = re.compile(
    r"\s*(?:[/|·•].*|\(?(?:last )?(?:updated|modified).*"
    r"|\(?(?:\d+|an?) (?:min|minute|hour|day|week|month|year)s? ago\)?|)",
    re.IGNORECASE,
)
_CLOCK_LINE = re.compile(rf"(?P<clock>{_CLOCK})(?:\s*(?P<zone>{_ANY_ZONE}))?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DateLine:
    """A line `at` that prints a date. `before` is what stands in front of it: a section, a place or a byline."""

    at: int
    date: SourceDate
    date_source: str
    before: str
    updated: bool
    certain: bool


def find_dates(lines: Sequence[str]) -> list[DateLine]:
    """The date lines among stripped lines, in order, MAX_DATE_LINES at most. A date inside a sentence is none."""
    found = (date for at in range(len(lines)) if (date := _read(lines, at)))
    return list(islice(found, MAX_DATE_LINES))


def _read(lines: Sequence[str], at: int) -> DateLine | None:
    line = lines[at]
    found = _LINE.fullmatch(line) if len(line) <= 250 and any(c.isdigit() for c in line) else None
    if found is None or not _REST.fullmatch(found["rest"]) or declares_embargo(line):
        return None
    prefix = found["prefix"].strip()
    label, updated = bool(_LABEL.fullmatch(prefix)), bool(_UPDATED.fullmatch(prefix))
    before = prefix.rstrip("|/·•:—– ")
    if prefix and not (label or updated or prefix != before or prefix.startswith("By ")):
        return None
    clock, zone = found["clock"] or found["clock_first"], found["zone"] or found["zone_first"]
    if clock is None and at + 1 < len(lines) and (next_line := _CLOCK_LINE.fullmatch(lines[at + 1])):
        clock, zone = next_line["clock"], next_line["zone"]
    text = " ".join(part for part in (found["day"], _colon(clock), _single(zone)) if part)
    try:
        date, source = read_date(text), "page header"
    except (ValueError, OverflowError):
        date, source = UNDATED, unreadable_date(text)
    return DateLine(at, date, source, "" if label or updated else before, updated, bool(clock) or label)


def is_clock(line: str) -> bool:
    """Whether a line is a time of day alone, as some pages print it under the date."""
    return len(line) <= 20 and _CLOCK_LINE.fullmatch(line) is not None


def _colon(clock: str | None) -> str | None:
    return clock and re.sub(r"(\d)\.(\d)", r"\1:\2", clock)


def _single(zone: str | None) -> str | None:
    return zone if zone and re.fullmatch(_ZONE, zone, re.IGNORECASE) else None
