"""Standing: what a wire says of a version of its story, in the headline and around the text.

Headline: `UPDATE 1-`, `CORRECTED-`, `STORY WITHDRAWN-`, `EMBARGOED-`, see `tags`. Text: paragraphs that are a notice
and no part of the story: `(Corrects the day in paragraph 2)`, see `correcting`, `STORY WITHDRAWN`, see `taking_back`,
`EMBARGOED UNTIL …`, see `embargo`. What is not plainly such a mark is left as part of the story.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from store.article import Status
from store.readers.correcting import corrects, mends_or_adds, tells_correction, told
from store.readers.embargo import declares_embargo, is_embargo_notice, latest_end
from store.readers.tags import is_withdrawal, main_tag, read_tags
from store.readers.taking_back import takes_back
from store.readers.wire import correction_notice

_NOTICE_LENGTH = 800  # characters of a text that can be nothing but a notice of withdrawal
_LONGEST_NOTICE = 900  # characters
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
    tags, bare = read_tags(headline)
    alone = _may_be_notice(body)
    story, notices = _split(body, alone=alone)
    marks = [tag for tag in tags if not declares_embargo(tag)]
    taking_back = [notice for notice in notices if takes_back(notice, alone=alone)]
    withdrawn = bool(taking_back) or any(map(is_withdrawal, marks)) or takes_back(headline, alone=False)
    corrected = any(mark.startswith("CORRECT") for mark in marks) or any(map(corrects, notices))
    # A correction may stand in brackets at the head of a paragraph of the story, which keeps it.
    heads = [found for paragraph in story[:2] if (found := correction_notice(paragraph))]
    inline = [head for head in heads if tells_correction(head)]
    corrected = corrected or bool(inline)
    # Of a corrected story nothing but the correction is told: "Refiles to fix spelling" is none.
    telling = [notice for notice in notices if not corrected or corrects(notice)]
    notes = taking_back or [inner for notice in telling if (inner := told(notice))] or inline
    return Standing(
        headline=bare,
        # A withdrawal keeps its notice as text: there may be nothing else. Many have only their headline.
        body=(tuple(body) or (headline,)) if withdrawn else story,
        tag=main_tag(marks) or ("STORY WITHDRAWN" if withdrawn else "CORRECTED" if corrected else None),
        status="withdrawn" if withdrawn else "corrected" if corrected else "usable",
        note=notes[0] if notes else None,
        # What is withdrawn is not quoted anyway, and no embargo may keep the withdrawal itself out.
        embargo=embargo or (None if withdrawn else latest_end([bare, *tags, *_ends(body)])),
    )


def is_notice(paragraph: str, *, alone: bool = False) -> bool:
    """Whether a paragraph is a notice by itself; `alone` where the text can be nothing but a notice."""
    if len(paragraph) > _LONGEST_NOTICE:
        return False
    if is_embargo_notice(paragraph) or takes_back(paragraph, alone=alone):
        return True
    return corrects(paragraph) or mends_or_adds(paragraph)


def _may_be_notice(body: Sequence[str]) -> bool:
    return sum(map(len, body)) <= _NOTICE_LENGTH


def _split(body: Sequence[str], *, alone: bool) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The paragraphs of the story and the notices at its two ends."""
    notices = {place for place in _end_places(body) if is_notice(body[place], alone=alone)}
    story = tuple(paragraph for place, paragraph in enumerate(body) if place not in notices)
    return story, tuple(body[place] for place in sorted(notices))


def _ends(body: Sequence[str]) -> list[str]:
    return [body[place] for place in _end_places(body)]


def _end_places(body: Sequence[str]) -> list[int]:
    return [place for place in range(len(body)) if place < _HEAD or place >= len(body) - _FOOT]
