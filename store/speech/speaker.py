"""The speaker of a quote: paragraphs read up to it, sentence by sentence, for who says what."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from store.answer import Kind, Span
from store.article import PARAGRAPH_BREAK, Version
from store.sentences import paragraph_spans, sentence_spans
from store.speech.antecedent import Heard, speaker_in
from store.speech.called import plain
from store.speech.goingon import Question, inherited, question_in, turns_to_another
from store.speech.people import Paragraph, slice_of
from store.speech.quotations import quotations_in, veiled
from store.speech.sayings import sayings_in

LOOK_BACK = 4
"""Paragraphs before the quote that are read: a pronoun or a quotation that goes on leans on those before it."""
FRAGMENT = 4
"""Words below which a quotation that nobody says is a title, or a word held at arm's length."""


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


@dataclass(frozen=True, slots=True)
class _Told:
    """A sentence: whether direct speech is in it, whether it tells what somebody says, and who, if that is plain.

    `question` is what `question_in` tells of it.
    """

    span: Span
    direct: bool = False
    said: bool = False
    speaker: Span | None = None
    question: Question = ""


@dataclass(frozen=True, slots=True)
class _Before:
    """What a paragraph leaves to the next; `goes_on` where a quotation at its head may be of the same speaker."""

    heard: Heard = field(default_factory=Heard)
    goes_on: bool = False
    paragraph: Paragraph | None = None


def speaker_of(version: Version, start: int, end: int, answering: Span | None = None) -> Speech:
    """Who speaks in `version.text[start:end]`: in its sentence `answering`, without that in all of it.

    Where that is the reporter's own, the one speaker of the direct speech around it is named.
    """
    text, quote = version.text, Span(start, end)
    told = [one for one in _told_near(text, quote) if one.span.overlaps(quote)]
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
    told = _told_near(text, Span(0, len(text)))
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
    for told in _told_near(text, reach):
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


def _told_near(text: str, quote: Span) -> Iterator[_Told]:
    paragraphs = list(paragraph_spans(text))
    inside = [place for place, one in enumerate(paragraphs) if one.overlaps(quote)]
    before = _Before()
    for paragraph in paragraphs[max(0, inside[0] - LOOK_BACK) : inside[-1] + 1] if inside else ():
        told, before = _read_paragraph(text, paragraph, before)
        yield from told


def _read_paragraph(text: str, span: Span, before: _Before) -> tuple[list[_Told], _Before]:
    own = text[span.start : span.end]
    quotations = quotations_in(own)
    sentences = sentence_spans(own)
    if not sentences:
        return [], before
    if quotations is None:
        return [_Told(_shift(one, span.start), direct=True, said=True) for one in sentences], _Before()
    paragraph = Paragraph(text, span, veiled(own, quotations), before.paragraph)
    told: list[_Told] = []
    heard = Heard(before.heard.speaker, before.heard.spoken)
    for group in _groups(sentences, quotations):
        told += _read_group(paragraph, group, quotations, told, before, heard)
        if told[-1].said:
            speaker = None if told[-1].question == "put" else told[-1].speaker
            heard = Heard(speaker, spoken=True, until=group[-1].end)
    last = told[-1]
    goes_on = last.said and not turns_to_another(paragraph, _shift(last.span, -span.start), last.speaker)
    if not heard.until:
        heard = Heard()
    elif last.question:
        heard = Heard(None, spoken=True)
    return told, _Before(heard, goes_on, paragraph)


def _groups(sentences: Sequence[Span], quotations: Sequence[Span]) -> list[list[Span]]:
    """The sentences, those together that one quotation runs through."""
    groups: list[list[Span]] = []
    for sentence in sentences:
        if groups and any(one.start < groups[-1][-1].end and one.end > sentence.start for one in quotations):
            groups[-1].append(sentence)
        else:
            groups.append([sentence])
    return groups


def _read_group(
    paragraph: Paragraph,
    group: Sequence[Span],
    quotations: Sequence[Span],
    earlier: Sequence[_Told],
    before: _Before,
    heard: Heard,
) -> list[_Told]:
    span = Span(group[0].start, group[-1].end)
    sayings = [saying for sentence in group for saying in sayings_in(paragraph.words, sentence)]
    held = [one for one in quotations if one.overlaps(span)]
    spoken = [one for one in held if sayings or one.start == span.start or _words(paragraph, one) >= FRAGMENT]
    speaker: Span | None = None
    if sayings:
        speaker = speaker_in(paragraph, sayings, span.start, heard)
    elif spoken and spoken[0].start == span.start:
        goes_on = earlier[-1].said if earlier else before.goes_on
        speaker = inherited(paragraph, span, heard) if goes_on else None
    said, shift = bool(sayings or spoken), paragraph.span.start
    question = question_in(paragraph, sayings) if spoken else ""
    return [
        _Told(_shift(one, shift), any(quotation.overlaps(one) for quotation in spoken), said, speaker, question)
        for one in group
    ]


def _words(paragraph: Paragraph, quotation: Span) -> int:
    own = _shift(quotation, paragraph.span.start)
    return len(paragraph.text[own.start : own.end].split())


def _shift(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)
