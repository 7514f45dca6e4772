"""The head of a saved news page: which line is the headline, which the date, and where the story begins.

Two orders are known. Up to 2018 the headline stands above the date, often again below it; from 2018 the section
stands above the date and the headline below. Later pages put headline, `By …`, date. See `_headline`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from store.dates import UNDATED, SourceDate
from store.readers.fields import unreadable_date
from store.readers.pages.chrome import SECTIONS, ends_story, is_caption, is_chrome, is_reading_time, is_sentence
from store.readers.pages.page_date import DateLine, is_clock
from store.readers.wire import is_credit, people, read_lead

_SITE_SEPARATORS = (" | ", " - ", " – ", " — ")
_NEAR = 6  # lines; byline, reading time and captions stand within so many of the date
_SHORTEST_STORY_LINE = 80  # characters; the first line this long that ends like a sentence is the story's
_SURE_HEADLINE = 5  # words; section names have fewer


@dataclass(frozen=True, slots=True)
class Head:
    """What the head says. The story's lines begin at `start`."""

    headline: str
    start: int
    published: SourceDate
    date_source: str | None
    updated: SourceDate
    section: str | None
    byline: tuple[str, ...]
    place: str | None


def find_head(lines: Sequence[str], dates: Sequence[DateLine]) -> Head | None:
    """The head of a page given as stripped, non-empty lines; None when no line can be its headline."""
    story = _story_start(lines)
    date, unreadable = publication(dates, story)
    updated = next((found.date for found in dates if found.updated), UNDATED)
    marks = {found.at for found in dates}
    at = _headline(lines, marks, date, story)
    if at is None:
        return None
    headline = _without_site(lines, lines[at])
    near = date is not None and date.at <= story + _NEAR
    top = max(at, date.at) + 1 if date is not None and near else at + 1
    start = _after_reading_time(lines, top)
    before = date.before if date else ""
    place = before if before.isupper() and not before.startswith("BY ") else None
    return Head(
        headline=headline,
        start=start,
        published=date.date if date else UNDATED,
        date_source=date.date_source if date else unreadable,
        updated=updated,
        section=_section(lines, at, date),
        byline=_byline(lines[max(0, min(at, top) - 1) : start + _NEAR], before),
        place=place,
    )


def byline_of(line: str) -> tuple[str, ...]:
    """The names of a line that is nothing but a byline: `By Ann Bell and Tom Day | MOSCOW`, or the names alone."""
    bare = line.split(" | ", maxsplit=1)[0]
    names = bare[3:] if bare.startswith(("By ", "BY ")) else bare
    found = people(names)
    letters = sum(map(str.isalpha, names))
    # The names and the words between them must make up the line, or it is a sentence that names people.
    joined = sum(sum(map(str.isalpha, name)) for name in found) + 3 * max(0, len(found) - 1)
    return found if found and letters <= joined else ()


def _story_start(lines: Sequence[str]) -> int:
    leads = (at for at, line in enumerate(lines) if len(line) > 40 and read_lead(line).agency)
    sentences = (
        at
        for at, line in enumerate(lines)
        if len(line) >= _SHORTEST_STORY_LINE and is_sentence(line) and not is_chrome(line) and not is_caption(line)
    )
    return next(leads, next(sentences, len(lines)))


def publication(dates: Sequence[DateLine], story: int) -> tuple[DateLine | None, str | None]:
    """The publication's date line, or None and, where two disagree, the text that could not be read as one date."""
    published = [found for found in dates if not found.updated]
    near = [found for found in published if found.at <= story + _NEAR]
    certain = [found for found in near if found.certain] or [found for found in published if found.certain]
    if certain:
        return certain[0], None
    days = list(dict.fromkeys(found.date.text or found.date_source for found in near))
    if len(days) > 1:
        return None, unreadable_date(f"the page shows several dates: {', '.join(days)}")
    return (near[0] if near else None), None


def _headline(lines: Sequence[str], marks: set[int], date: DateLine | None, story: int) -> int | None:
    def fits(at: int, least: int = 3) -> bool:
        return 0 <= at < len(lines) and at not in marks and _headline_like(lines[at], least)

    around = range(max(0, (date.at if date else story) - 2 * _NEAR), min(len(lines), story + 2))
    plain = [_without_site(lines, line) for line in lines[: story + 2]]
    times = Counter(plain)
    repeated = next((at for at in around if at < len(plain) and times[plain[at]] > 1 and fits(at)), None)
    if repeated is not None:
        return repeated
    if date is None or date.at > story + _NEAR:
        return next(
            (at for at in range(min(story, len(lines)) - 1, -1, -1) if fits(at) and not byline_of(lines[at])), None
        )
    above, signed = _above(lines, marks, date.at)
    below = _below(lines, marks, date.at)
    if fits(above) and (signed or len(lines[above].split()) >= _SURE_HEADLINE):
        return above
    return next(
        (at for at, least in ((below, 3), (above, 3), (below, 1), (above, 2)) if fits(at, least)),
        next((at for at in range(date.at - 1, max(-1, date.at - _NEAR), -1) if fits(at)), None),
    )


def _above(lines: Sequence[str], marks: set[int], date_at: int) -> tuple[int, bool]:
    """The line above the date and what belongs to it, and whether a byline stands between."""
    at, signed = date_at - 1, False
    while at >= 0 and (at in marks or is_reading_time(lines[at]) or is_caption(lines[at]) or byline_of(lines[at])):
        signed = signed or bool(byline_of(lines[at]) and not is_chrome(lines[at]))
        at -= 1
    return at, signed


def _below(lines: Sequence[str], marks: set[int], date_at: int) -> int:
    at = date_at + 1
    while at < len(lines) and (
        at in marks
        or is_clock(lines[at])
        or is_caption(lines[at])
        or (is_chrome(lines[at]) and lines[at] not in SECTIONS)
    ):
        at += 1
    return at


def _headline_like(line: str, least_words: int) -> bool:
    words = len(line.split())
    if not least_words <= words <= 40 or len(line) > 250 or not any(c.isalpha() for c in line):
        return False
    if is_chrome(line) or ends_story(line) or is_caption(line) or is_credit(line) or read_lead(line).agency:
        return False
    if line.startswith(("By ", "BY ")) or (words < _SURE_HEADLINE and byline_of(line)):
        return False
    return not is_sentence(line) or line.endswith(("?", "!"))


def _without_site(lines: Sequence[str], line: str) -> str:
    """A headline without ` - Site` behind it, where the page has the headline without it too or names the site."""
    for separator in _SITE_SEPARATORS:
        bare, found, site = line.rpartition(separator)
        if found and (bare in lines[:200] or site in ("Reuters", "Reuters.com")):
            return bare
    return line


def _after_reading_time(lines: Sequence[str], top: int) -> int:
    return next((at + 1 for at in range(top, min(top + _NEAR, len(lines))) if is_reading_time(lines[at])), top)


def _section(lines: Sequence[str], headline_at: int, date: DateLine | None) -> str | None:
    if date is None:
        return None
    if (
        date.before
        and not date.before.isupper()
        and len(date.before.split()) <= 4
        and not date.before.startswith("By ")
    ):
        return date.before
    above = lines[date.at - 1] if 0 < date.at < headline_at else ""
    known = above in SECTIONS or (above != "" and not is_chrome(above) and not is_caption(above))
    return above if known and len(above.split()) <= 4 and not is_sentence(above) else None


def _byline(lines: Sequence[str], before_date: str) -> tuple[str, ...]:
    for line in [before_date, *lines]:
        if line.startswith(("By ", "BY ")) and len(line) < 200 and (found := byline_of(line)):
            return found
    for line, following in pairwise(lines):
        if is_reading_time(following) and not is_chrome(line) and (found := byline_of(line)):
            return found
    return ()
