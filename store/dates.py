"""Publication dates with the precision their source gives them. A date is never guessed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Literal

import dateparser

Precision = Literal["minute", "day", "unknown"]

# dateparser would choose day or month first for these by locale; a reader of the archive could not tell which.
_AMBIGUOUS = re.compile(r"\s*(\d{1,2})[/.-](\d{1,2})[/.-](\d{2}|\d{4})\b")
_COMPACT = re.compile(
    r"(\d{4})(\d\d)(\d\d)(?:T(\d\d):?(\d\d)(?::?(\d\d)(?:[.,]\d{1,9})?)?(Z|[+-]\d\d(?::?\d\d)?)?)?", re.IGNORECASE
)
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_CLOCK = re.compile(r"\d\s*:\s*\d\d|\b\d{1,2}\s*[ap]\.?m\b", re.IGNORECASE)
# `ET` is -05:00 in winter and -04:00 in summer, `IST` stands for three countries: only the clock time is sure.
_SURE_NAMES = r"(?:UTC|GMT|Z|[ECMP][SD]T|BST|CES?T|EES?T|MSK)\b"
_UNSURE_NAME = rf"\(?\b(?!(?:AM|PM)\b|{_SURE_NAMES})[A-Z]{{2,5}}\b\)?"
# At the end, or, as Java and Unix print it, before the year there.
_UNSURE_ZONE = re.compile(rf"(?<=[\dMm.])\s*{_UNSURE_NAME}\s*$|(?<=:\d\d)\s+{_UNSURE_NAME}(?=\s+\d{{4}}\s*$)")
_SURE_ZONE = re.compile(
    rf"(?<![A-Z]){_SURE_NAMES}|(?::\d\d(?:[.,]\d+)?|\d\s*[ap]\.?m\b\.?)(?:\s*[ap]\.?m\b\.?)?\s*[+-]\d", re.IGNORECASE
)
_FIRST_YEAR, _LAST_YEAR = 1600, 2200
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
_NTH = r"\d{1,2}(?:st|nd|rd|th)?"
PRINTED_DAY = (
    rf"(?:{_MONTH}\s+{_NTH},?\s+\d{{4}}|{_NTH}\s+{_MONTH},?\s+\d{{4}}|\d{{4}}-\d\d-\d\d"
    r"|\d{1,2}[/.]\d{1,2}[/.]\d{4})"
)
"""What may be a day with its year as newsrooms print it, to be matched without regard to case; `read_date` decides."""


@dataclass(frozen=True, slots=True)
class SourceDate:
    """When a source says it was published.

    `text` is ISO 8601 to the minute (`2013-03-25T23:37`, with an offset only when the source names a zone),
    to the day (`2013-03-25`), or None when the source gives no date that can be read.
    The calendar day is the one the source prints; it is never moved to another zone.
    """

    text: str | None = None

    @property
    def precision(self) -> Precision:
        if self.text is None:
            return "unknown"
        return "minute" if "T" in self.text else "day"

    @property
    def day(self) -> date | None:
        """The calendar day as printed by the source, or None when undated."""
        return None if self.text is None else date.fromisoformat(self.text[:10])

    @property
    def moment(self) -> datetime | None:
        """An aware datetime for ordering: midnight for a day, UTC where the source names no zone."""
        if self.text is None:
            return None
        moment = datetime.fromisoformat(self.text)
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)

    @property
    def zone_known(self) -> bool:
        """Whether the source named the zone of its clock time."""
        return self.precision == "minute" and datetime.fromisoformat(self.text or "").tzinfo is not None


UNDATED = SourceDate()


def read_date(text: str) -> SourceDate:
    """A date as newsrooms print it: ISO 8601, `March 25, 2013 / 11:37 PM`, `25 March 2013`, RFC 2822, `20130325`.

    Raises ValueError, with a reason for a person, when day, month and year are not all plainly there:
    `03/04/2013`, `on Monday`, `March 2013` are refused rather than guessed.
    """
    wanted = extended_iso(text.strip())
    iso = _iso(wanted)
    if iso is not None:
        return iso
    ambiguous = _AMBIGUOUS.match(wanted)
    if ambiguous and (len(ambiguous[3]) == 2 or (int(ambiguous[1]) <= 12 and int(ambiguous[2]) <= 12)):
        raise ValueError(f"the date {wanted[:40]!r} can be read in two ways; write it as 2013-03-25")
    clock = bool(_CLOCK.search(wanted))
    found = _parse((_UNSURE_ZONE.sub("", wanted) if clock else wanted).replace(" / ", " "))
    if found is None or not _FIRST_YEAR <= found.year <= _LAST_YEAR:
        raise ValueError(f"cannot read the date {wanted[:40]!r}; write it as 2013-03-25 or 2013-03-25T23:37")
    if clock:
        if not _SURE_ZONE.search(wanted):
            found = found.replace(tzinfo=None)  # dateparser takes `IST` for Israel's
        return SourceDate(found.isoformat(timespec="minutes"))
    return SourceDate(found.date().isoformat())


def extended_iso(text: str) -> str:
    """The basic format of ISO 8601 as the extended one, `20130325T233700Z` as `2013-03-25T23:37:00Z`; else the text."""
    compact = _COMPACT.fullmatch(text)
    if compact is None:
        return text
    year, month, day, hour, minute, second, zone = compact.groups()
    clock = f"T{hour}:{minute}:{second or '00'}{(zone or '').upper()}" if hour else ""
    return f"{year}-{month}-{day}{clock}"


def _parse(text: str) -> datetime | None:
    if not re.search(r"\b\d{4}\b", text):
        return None
    found: datetime | None = dateparser.parse(
        text,
        languages=["en"],
        settings={"REQUIRE_PARTS": ["day", "month", "year"], "PARSERS": ["absolute-time"], "STRICT_PARSING": True},
    )
    return found


def _iso(text: str) -> SourceDate | None:
    if not _ISO_DAY.match(text):
        return None
    try:
        # dateparser would read 2013-13-01 as 13 January.
        date.fromisoformat(text[:10])
    except ValueError as error:
        raise ValueError(f"there is no such day as {text[:10]}; write it as 2013-03-25") from error
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    if not _FIRST_YEAR <= moment.year <= _LAST_YEAR:
        raise ValueError(f"the year of the date {text[:40]!r} cannot be right; write it as 2013-03-25")
    if len(text) == len("2013-03-25"):
        return SourceDate(text)
    return SourceDate(moment.isoformat(timespec="minutes"))
