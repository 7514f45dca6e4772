"""The speaker of a quote, and the sayings of a speaker, by what is told around them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from store.answer import Kind, Span
from store.article import PARAGRAPH_BREAK, Version
from store.sentences import paragraph_spans
from store.speech.called import plain
from store.speech.people import slice_of
from store.speech.told import LOOK_BACK, told_near


@dataclass(frozen=True, slots=True)
class Speech:
    """Who speaks in a quote: the slice `name` of the version's text is `speaker`. None of both where it is not plain.

    `kind` is `speech` where the quote holds direct speech, of the speaker if there is one, and `report` where it has
    the reporter's words only.
    """

    speaker: str | None
    kind: Kind
    name: Span | None = None


@dataclass(frozen=True, slots=True)
class Saying:
    """A run of sentences of one paragraph in which one speaker is quoted or told to have said something."""

    span: Span
    speaker: str


def speaker_of(version: Version, start: int, end: int, answering: Span | None = None) -> Speech:
    """Who speaks in `version.text[start:end]`: in its sentence `answering`, without that in all of it.

    Where that is the reporter's own, the one speaker of the direct speech around it is named.
    """
    text, quote = version.text, Span(start, end)
    told = [one for one in told_near(text, quote) if one.span.overlaps(quote)]
    chosen = [one for one in told if one.said and one.span.overlaps(answering or quote)]
    chosen = chosen or [one for one in told if one.direct]
    speakers = {slice_of(text, one.speaker) for one in chosen}
    speaker = speakers.pop() if len(speakers) == 1 else None
    if speaker is None:
        return Speech(None, "speech" if any(one.direct for one in told) else "report")
    own = any(one.direct and slice_of(text, one.speaker) == speaker for one in told)
    return Speech(speaker, "speech" if own else "report", chosen[0].speaker)


def sayings_near(version: Version, name: str) -> list[Saying]:
    """What is said by whom in the paragraphs where a `plain` word stands and in those behind that may lean on it.

    In order; what is said by nobody in particular is left out.
    """
    found: list[Saying] = []
    for reach in _reaches(version.text, name):
        found += _sayings_in(version.text, reach)
    return found


def speakers_in(version: Version) -> frozenset[str]:
    """Everybody to whom a version plainly attributes something, as it names them first."""
    text = version.text
    told = told_near(text, Span(0, len(text)))
    return frozenset(speaker for one in told if one.said and (speaker := slice_of(text, one.speaker)))


def _reaches(text: str, name: str) -> list[Span]:
    """The runs of paragraphs that begin with one that has a word and end when none of the last few has it."""
    named = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
    paragraphs = list(paragraph_spans(text))
    reaches: list[Span] = []
    for place, paragraph in enumerate(paragraphs):
        if not named.search(plain(text[paragraph.start : paragraph.end])):
            continue
        end = paragraphs[min(place + LOOK_BACK, len(paragraphs) - 1)].end
        start = reaches.pop().start if reaches and reaches[-1].end >= paragraph.start else paragraph.start
        reaches.append(Span(start, end))
    return reaches


def _sayings_in(text: str, reach: Span) -> list[Saying]:
    found: list[Saying] = []
    for told in told_near(text, reach):
        if not told.span.overlaps(reach):
            continue
        speaker = slice_of(text, told.speaker)
        if speaker is None or not told.said:
            continue
        start = told.span.start
        if found and found[-1].speaker == speaker and _same_paragraph(text, found[-1].span.end, start):
            start = found.pop().span.start
        found.append(Saying(Span(start, told.span.end), speaker))
    return found


def _same_paragraph(text: str, end: int, start: int) -> bool:
    between = text[end:start]
    return not between.strip() and PARAGRAPH_BREAK not in between
