"""Standing: what a wire says of a version of its story, in the headline and around the text.

Headline: `UPDATE 1-`, `WRAPUP 2-`, `CORRECTED-`, `CORRECTED-(OFFICIAL)-`, `REFILE-`, `REPEAT-`, `RPT-`,
`STORY WITHDRAWN-`, `KILL-`, `EMBARGOED-`, one behind the other, in capitals. Text: paragraphs that are a notice and no
part of the story (`(Corrects the day in paragraph 2)`, `This story has been corrected to …`, `STORY WITHDRAWN`,
`EMBARGOED UNTIL …`, see `embargo`). What is not plainly such a mark is left as part of the story.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from store.article import Status
from store.readers.embargo import declares_embargo, end_of_embargo, names_end
from store.readers.errors import NotAnArticleError
from store.readers.wire import correction_notice

_ISO = r"\d{4}-\d\d-\d\d(?:T[\d:]{4,8}(?:Z|[+-]\d\d:?\d\d)?)?"
_TAGS = (
    r"UPDATE(?: ?\d{1,3})?|WRAPUP(?: ?\d{1,3})?|CORRECTED(?: ?- ?\(OFFICIAL\))?|CORRECTION|REFILE|REPEAT|RPT"
    r"|(?:STORY )?WITHDRAWN|STORY (?:KILLED|RETRACTED)|RETRACTED|RETRACTION|(?:PLEASE )?KILL|MANDATORY KILL"
    r"|(?i:STORY (?:WITHDRAWN|RETRACTED|KILLED))"
    rf"|(?:STRICTLY )?EMBARGO(?:ED)?(?: (?:UNTIL|TILL|TO|FOR) (?:{_ISO}|[^-–—]){{1,80}}?)?"
)
_DASHES = "-‐‑–—"
_TAG = re.compile(
    rf"[\s*]*(?:[(\[](?P<boxed>{_TAGS})[)\]]|(?P<bare>{_TAGS})(?=\s*(?:[{_DASHES}]|:(?!\d)|$)))\s*[{_DASHES}:]*\s*"
)
_TAIL = re.compile(rf"\s*[(\[](?P<boxed>{_TAGS})[)\]]\s*$")
_TAKEN_BACK = re.compile(r"WITHDRAWN|KILL|RETRACT", re.IGNORECASE)
_TAKEN_BACK_NOTICE = re.compile(
    r"[\s(\[*]*(?:STORY (?:IS )?(?:WITHDRAWN|KILLED|RETRACTED)\b|(?:MANDATORY|PLEASE) KILL\b"
    r"|(?:WITHDRAWN|KILL(?:\s+KILL)*)(?=\W*$|\s*[-–—:.])"
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
_LONGEST_EMBARGO = 300  # characters; a longer paragraph that begins with one goes on as the story

_LONGEST_TAIL = 120  # characters
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
    marks = [tag for tag in tags if not declares_embargo(tag)]
    taking_back = [notice for notice in notices if takes_back(notice)]
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
        # A withdrawal keeps its notice as text: there may be nothing else. Many have only their headline.
        body=(tuple(body) or (headline,)) if withdrawn else story,
        tag=_tag(marks) or ("STORY WITHDRAWN" if withdrawn else "CORRECTED" if corrected else None),
        status="withdrawn" if withdrawn else "corrected" if corrected else "usable",
        note=notes[0] if notes else None,
        embargo=embargo or _embargo([bare, *tags, *_ends(body)]),
    )


def withdraws(headline: str) -> bool:
    """Whether a headline alone takes its story back, so that there need be no text under it."""
    return any(_TAKEN_BACK.search(tag) for tag in _tags(headline)[0])


def is_notice(paragraph: str) -> bool:
    """Whether a paragraph is a notice by itself, whatever stands around it."""
    return _is_notice(paragraph, short=False)


def _tags(headline: str) -> tuple[list[str], str]:
    """The tags that open a headline, and the rest of it."""
    tags: list[str] = []
    at = 0
    while found := _TAG.match(headline, at):
        tag = found["boxed"] or found["bare"]
        if found.end() == len(headline):
            # Nothing but a tag: it is all the headline there is, and counts only where it keeps a story out.
            tags += [tag] if _TAKEN_BACK.search(tag) or declares_embargo(tag) else []
            break
        tags.append(tag)
        at = found.end()
    rest = headline[at:]
    tail = _TAIL.search(rest, max(0, len(rest) - _LONGEST_TAIL))
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
    notices = {place for place in _end_places(body) if _is_notice(body[place], short=short)}
    story = tuple(paragraph for place, paragraph in enumerate(body) if place not in notices)
    return story, tuple(body[place] for place in sorted(notices))


def _ends(body: Sequence[str]) -> list[str]:
    return [body[place] for place in _end_places(body)]


def _end_places(body: Sequence[str]) -> list[int]:
    return [place for place in range(len(body)) if place < _HEAD or place >= len(body) - _FOOT]


def _is_notice(paragraph: str, *, short: bool) -> bool:
    if len(paragraph) > _LONGEST_NOTICE:
        return False
    inner = _bracketed(paragraph)
    if inner and any(pattern.match(inner) for pattern in (_CORRECTS, _REFILES, _ADDS)):
        return True
    if _CORRECTION.match(paragraph) or _TAKEN_BACK_NOTICE.match(paragraph):
        return True
    if len(paragraph) <= _LONGEST_EMBARGO and declares_embargo(paragraph):
        return True
    return short and takes_back(paragraph)


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


def takes_back(notice: str) -> bool:
    """Whether a paragraph says that its story is withdrawn."""
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


def _embargo(texts: Sequence[str]) -> datetime | None:
    declared = [text for text in texts if declares_embargo(text)]
    ends = [end_of_embargo(text) for text in declared if names_end(text)]
    if declared and not ends:
        raise NotAnArticleError("it says EMBARGOED and no end; write `embargo: 2013-03-25T18:00Z`")
    return max(ends, default=None)
