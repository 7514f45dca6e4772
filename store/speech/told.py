"""Told: paragraphs read up to a quote, sentence by sentence, for what is said in them, directly or not, and by whom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, pairwise

from store.answer import Span
from store.sentences import paragraph_spans, sentence_spans
from store.speech.antecedent import Heard, speaker_in
from store.speech.goingon import Question, inherited, question_in, turns_to_another
from store.speech.people import Paragraph
from store.speech.quotations import quotations_in, veiled
from store.speech.sayings import sayings_in
from store.speech.unclosed import is_said, last_of_speech, taken_up, unclosed_in

LOOK_BACK = 4
"""Paragraphs before the quote that are read: a pronoun or a quotation that goes on leans on those before it."""
FRAGMENT = 4
"""Words below which a quotation that nobody says is a title, or a word held at arm's length."""


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence: whether direct speech is in it, whether it tells what somebody says, and who, if that is plain.

    `question` is what `question_in` tells of it. `own` tells that its own words attribute it, `open` that without such
    words it stands in a quotation with which the next paragraph goes on.
    """

    span: Span
    direct: bool = False
    said: bool = False
    speaker: Span | None = None
    question: Question = ""
    own: bool = False
    open: bool = False


@dataclass(frozen=True, slots=True)
class _Before:
    """What a paragraph leaves to the next; `goes_on` where a quotation at its head may be of the same speaker."""

    heard: Heard = field(default_factory=Heard)
    goes_on: bool = False
    paragraph: Paragraph | None = None


def told_near(text: str, quote: Span) -> Iterator[Told]:
    paragraphs = list(paragraph_spans(text))
    inside = [place for place, one in enumerate(paragraphs) if one.overlaps(quote)]
    before, read = _Before(), list[list[Told]]()
    until = last_of_speech(text, paragraphs, inside[-1]) + 1 if inside else 0
    for place in range(max(0, inside[0] - LOOK_BACK) if inside else 0, until):
        told, before = _read_paragraph(text, paragraphs[place], before, taken_up=taken_up(text, paragraphs, place))
        read.append(told)
    for told, after in reversed([*pairwise(read)]):
        _give_back(told, after)
    yield from chain.from_iterable(read)


def _give_back(told: list[Told], after: Sequence[Told]) -> None:
    """Gives a quotation with which the paragraph after goes on the speaker that is named there."""
    if after and (after[0].own or after[0].open):
        told[:] = [_as_after(one, after[0]) if one.open else one for one in told]


def _as_after(one: Told, after: Told) -> Told:
    same = one.speaker is None or one.speaker == after.speaker
    return replace(one, speaker=after.speaker if same else None)


def _read_paragraph(text: str, span: Span, before: _Before, *, taken_up: bool) -> tuple[list[Told], _Before]:
    own = text[span.start : span.end]
    quotations = quotations_in(own)
    sentences = sentence_spans(own)
    if not sentences:
        return [], before
    if quotations is None:
        return [Told(_shift(one, span.start), direct=True, said=True) for one in sentences], _Before()
    paragraph = Paragraph(text, span, veiled(own, quotations), before.paragraph)
    unclosed = unclosed_in(own, quotations)
    told: list[Told] = []
    heard = Heard(before.heard.speaker, before.heard.spoken)
    for group in _groups(sentences, quotations):
        read = _read_group(paragraph, group, quotations, told, before, heard)
        if unclosed is not None and unclosed.end > group[-1].start:
            read = _as_unclosed(read, _shift(unclosed, span.start), taken_up=taken_up and is_said(own, unclosed))
        told += read
        if told[-1].said and (told[-1].speaker is not None or not told[-1].open):
            speaker = None if told[-1].question == "put" else told[-1].speaker
            heard = Heard(speaker, spoken=True, until=group[-1].end)
    last = told[-1]
    known = last.said and not (last.open and last.speaker is None)
    goes_on = known and not turns_to_another(paragraph, _shift(last.span, -span.start), last.speaker)
    if not heard.until and not last.open:
        heard = Heard()
    elif last.question:
        heard = Heard(None, spoken=True)
    return told, _Before(heard, goes_on, paragraph)


def _as_unclosed(told: Sequence[Told], unclosed: Span, *, taken_up: bool) -> list[Told]:
    """The sentences that a quotation without a closing mark runs through; if one was forgotten, one is said."""
    if taken_up:
        return [replace(one, open=not one.own) for one in told]
    return [replace(one, speaker=None) if one.span.start > unclosed.start else one for one in told]


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
    earlier: Sequence[Told],
    before: _Before,
    heard: Heard,
) -> list[Told]:
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
        Told(
            _shift(one, shift),
            any(quotation.overlaps(one) for quotation in spoken),
            said,
            speaker,
            question,
            bool(sayings),
        )
        for one in group
    ]


def _words(paragraph: Paragraph, quotation: Span) -> int:
    own = _shift(quotation, paragraph.span.start)
    return len(paragraph.text[own.start : own.end].split())


def _shift(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)
