"""Standing: what a wire says of a version of its story, in the headline and around the text.

Headline: `UPDATE 1-`, `WRAPUP 2-`, `CORRECTED-`, `CORRECTED-(OFFICIAL)-`, `REFILE-`, `REPEAT-`, `RPT-`,
`STORY WITHDRAWN-`, `KILL-`, `EMBARGOED-`, one behind the other, in capitals. Text: paragraphs that are a notice and no
part of the story (`(Corrects the day in paragraph 2)`, `This story has been corrected to …`, `STORY WITHDRAWN`,
`EMBARGOED UNTIL 1800 GMT, MARCH 25, 2013`). What is not plainly such a mark is left as part of the story.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from store.article import Status
from store.dates import UNDATED, read_date
from store.readers.errors import NotAnArticleError
from store.readers.wire import correction_notice

_TAGS = (
    r"UPDATE(?: ?\d{1,3})?|WRAPUP(?: ?\d{1,3})?|CORRECTED(?: ?- ?\(OFFICIAL\))?|CORRECTION|REFILE|REPEAT|RPT"
    r"|(?:STORY )?WITHDRAWN|STORY (?:KILLED|RETRACTED)|RETRACTED|(?:PLEASE )?KILL|MANDATORY KILL"
    r"|EMBARGOED(?: (?:UNTIL|TILL|TO|FOR) [^-–—]{4,60}?)?"
)
_TAG = re.compile(rf"[\s*]*(?:[(\[](?P<boxed>{_TAGS})[)\]]|(?P<bare>{_TAGS})(?=\s*[-–—:]))\s*[-–—:]*\s*")
_TAIL = re.compile(rf"\s*[(\[](?P<boxed>{_TAGS})[)\]]\s*$")
_TAKEN_BACK = re.compile(r"WITHDRAWN|KILL|RETRACTED")
_TAKEN_BACK_NOTICE = re.compile(
    r"[\s(\[*]*(?:STORY (?:IS )?(?:WITHDRAWN|KILLED|RETRACTED)\b|WITHDRAWN\b|(?:MANDATORY |PLEASE )?KILL(?:\s+KILL)*\b"
    r"|(?i:please (?:kill|withdraw) (?:the|this) story)|(?i:editors?\b.{0,60}\b(?:kill|withdraw)\b))"
)
_TAKEN_BACK_SAID = re.compile(
    r"[\s(\[*]*(?:this|the)\b.{0,200}?\b(?:story|article)\b.{0,300}?"
    r"\b(?:has been|is|was) (?:withdrawn|retracted|killed)\b",
    re.IGNORECASE,
)
_NOTICE_LENGTH = 800  # characters of a text that can be nothing but a notice of withdrawal

_CORRECTS = re.compile(r".{0,60}\bcorrect(?:s|ed|ing|ions?)\b", re.IGNORECASE | re.DOTALL)
_REFILES = re.compile(r"(?:Refil(?:es|ed|ing)|Repeats? (?:to|for|with))\b", re.IGNORECASE)
_ADDS = re.compile(r"(?:Updates?|Adds?|Recasts?|Repeats?|Rewrites?|Writes through|Inserts?|Edits?)\b", re.IGNORECASE)
_CORRECTION = re.compile(
    r"(?:CORRECTION|CORRECTED|Corrections?|Clarification)\b ?(?:\([^()]{1,40}\))?:\s*\S"
    r"|An earlier version of this (?:story|article|report|item)\b"
    r"|(?:This|The) (?:story|article|report|item)\b.{0,60}?\b(?:has been|was|is) (?:corrected|amended)\b",
    re.DOTALL,
)
_LONGEST_NOTICE = 900  # characters

_EMBARGO = re.compile(
    r"[\s*(\[]*(?:STRICTLY |UNDER )?EMBARGO(?:ED)?\b[^\d\n]{0,40}?\b(?:UNTIL|TILL|TO|FOR)\b(?: RELEASE)?:?\s*"
    r"(?P<when>.{4,80}?)[\s*)\].]*",
    re.DOTALL,
)
_CLOCK = re.compile(
    r"\b(?P<hour>\d{1,2})(?:[:.]?(?P<minute>\d\d))?\s*(?P<half>[AaPp]\.?[Mm]\b\.?)?\s*(?:hrs\b|hours\b)?"
    r"\s*\(?(?P<zone>GMT|UTC|[A-Z]{1,2}[DS]?T)?\b\)?"
)
_WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b,?", re.IGNORECASE)
_LAST_ZONE = timedelta(hours=12)  # behind UTC: where a day and an hour come last
_HEAD, _FOOT = 3, 2  # paragraphs at either end of a story in which notices stand


@dataclass(frozen=True, slots=True)
class Standing:
    """What was read: the headline without tags, the body without notices, and what both said.

    `tag` is the last mark but `EMBARGOED`; `embargo` the aware moment at which an embargo lifts.
    """

    headline: str
    body: tuple[str, ...]
    tag: str | None = None
    status: Status = "usable"
    note: str | None = None
    embargo: datetime | None = None


def read_standing(headline: str, body: Sequence[str], *, embargo: datetime | None = None) -> Standing:
    """The standing that a headline and the paragraphs under it declare.

    `embargo` is the end that is known otherwise; without it one that the text declares is read. Raises
    NotAnArticleError where that cannot be: what may not be published yet must not slip out by a spelling.
    """
    tags, bare = _tags(headline)
    story, notices = _split(body)
    marks = [tag for tag in tags if not tag.startswith("EMBARGOED")]
    taking_back = [notice for notice in notices if _takes_back(notice)]
    withdrawn = bool(taking_back) or any(_TAKEN_BACK.search(mark) for mark in marks)
    corrected = any(mark.startswith("CORRECT") for mark in marks) or any(_corrects(notice) for notice in notices)
    # A correction may stand in brackets at the head of a paragraph of the story, which keeps it.
    inline = [found for paragraph in story[:2] if (found := correction_notice(paragraph))]
    corrected = corrected or bool(inline)
    # Of a corrected story nothing but the correction is told: "Refiles to fix spelling" is none.
    telling = [notice for notice in notices if not corrected or _corrects(notice)]
    notes = taking_back or [inner for notice in telling if (inner := _told(notice))] or inline
    return Standing(
        headline=bare,
        # A withdrawal keeps its notice as text: there may be nothing else.
        body=tuple(body) if withdrawn else story,
        tag=_tag(marks) or ("STORY WITHDRAWN" if withdrawn else "CORRECTED" if corrected else None),
        status="withdrawn" if withdrawn else "corrected" if corrected else "usable",
        note=notes[0] if notes else None,
        embargo=embargo or _embargo(tags, notices),
    )


def _tags(headline: str) -> tuple[list[str], str]:
    """The tags that open a headline, and the rest of it."""
    tags: list[str] = []
    rest = headline
    while found := _TAG.match(rest):
        if not rest[found.end() :].strip():
            break  # nothing but a tag: it is all the headline there is
        tags.append(found["boxed"] or found["bare"])
        rest = rest[found.end() :]
    tail = _TAIL.search(rest)
    if tail and tail.start():
        tags.append(tail["boxed"])
        rest = rest[: tail.start()]
    return tags, rest.strip()


def _tag(marks: Sequence[str]) -> str | None:
    """The mark that says most: a withdrawal, then a correction, then a number, then the others."""
    for wanted in (_TAKEN_BACK, re.compile("CORRECT"), re.compile(r"\d"), re.compile("")):
        for mark in marks:
            if wanted.search(mark):
                return re.sub(r" ?- ?\(", " (", re.sub(r"^(UPDATE|WRAPUP)(\d)", r"\1 \2", mark))
    return None


def _split(body: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The paragraphs of the story and the notices at its two ends."""
    short = sum(map(len, body)) <= _NOTICE_LENGTH
    notices = {
        place
        for place, paragraph in enumerate(body)
        if (place < _HEAD or place >= len(body) - _FOOT) and _is_notice(paragraph, short=short)
    }
    story = tuple(paragraph for place, paragraph in enumerate(body) if place not in notices)
    return story, tuple(body[place] for place in sorted(notices))


def _is_notice(paragraph: str, *, short: bool) -> bool:
    if len(paragraph) > _LONGEST_NOTICE:
        return False
    inner = _bracketed(paragraph)
    if inner and any(pattern.match(inner) for pattern in (_CORRECTS, _REFILES, _ADDS)):
        return True
    if _CORRECTION.match(paragraph) or _EMBARGO.fullmatch(paragraph) or _TAKEN_BACK_NOTICE.match(paragraph):
        return True
    return short and _takes_back(paragraph)


def _bracketed(paragraph: str) -> str | None:
    """What stands in a pair of brackets that is the whole paragraph."""
    text, depth = paragraph.strip(), 0
    if not text or text[0] not in "([" or text[-1] not in ")]":
        return None
    for at, character in enumerate(text):
        depth += (character in "([") - (character in ")]")
        if depth == 0:
            return text[1:-1].strip() if at == len(text) - 1 else None
    return None


def _takes_back(notice: str) -> bool:
    return bool(_TAKEN_BACK_NOTICE.match(notice) or _TAKEN_BACK_SAID.match(notice))


def _corrects(notice: str) -> bool:
    inner = _bracketed(notice)
    return bool(_CORRECTS.match(inner) if inner else _CORRECTION.match(notice))


def _told(notice: str) -> str | None:
    """What a notice says to a reader; None for those that only say what an update added, or when an embargo ends."""
    inner = _bracketed(notice)
    if inner:
        return inner if _CORRECTS.match(inner) or _REFILES.match(inner) else None
    return notice if _CORRECTION.match(notice) else None


def _embargo(tags: Sequence[str], notices: Sequence[str]) -> datetime | None:
    ends = [found["when"] for mark in (*tags, *notices) if (found := _EMBARGO.fullmatch(mark))]
    if not ends and any(tag.startswith("EMBARGOED") for tag in tags):
        raise NotAnArticleError("the headline says EMBARGOED and no end; write `embargo: 2013-03-25T18:00Z`")
    return max(map(_end_of_embargo, ends), default=None)


def _end_of_embargo(text: str) -> datetime:
    """The moment that `1800 GMT, March 25, 2013` names; without zone or hour, when it has come everywhere on Earth."""
    wanted = _WEEKDAY.sub(" ", text)
    clock = next((found for found in _CLOCK.finditer(wanted) if found["minute"] or found["half"]), None)
    # A year looks like a clock time: 2013 is one only where it has a zone or another year follows.
    if clock and not clock["zone"] and not clock["half"] and not re.search(r"\b\d{4}\b", _without(wanted, clock)):
        clock = None
    day = _without(wanted, clock) if clock else wanted
    day = re.sub(r"^[\s,]*(?:(?:on|at)\b)?|\b(?:on|at)\b", " ", day).strip(" ,().")
    try:
        found = read_date(f"{day} {_spoken(clock)}" if clock else day)
    except ValueError:
        found = UNDATED
    if found.moment is None:
        raise NotAnArticleError(
            f"the end of the embargo {text[:60]!a} cannot be read; write `embargo: 2013-03-25T18:00Z`"
        )
    return found.moment.astimezone(UTC) + (timedelta(0) if found.zone_known else _LAST_ZONE)


def _without(text: str, clock: re.Match[str]) -> str:
    return f"{text[: clock.start()]} {text[clock.end() :]}"


def _spoken(clock: re.Match[str]) -> str:
    return f"{clock['hour']}:{clock['minute'] or '00'} {clock['half'] or ''} {clock['zone'] or ''}".rstrip()
