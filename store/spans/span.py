"""The answer spans of a sentence: for each part of a question the rule for what it asks, else the whole sentence."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from store.answer import Span
from store.dates import SourceDate
from store.parts import parts_of
from store.spans.amounts import how_many, how_much, how_often
from store.spans.asking import asked_first, asks_for_words
from store.spans.belonging import belongs
from store.spans.clauses import at_the_end, ends_on_preposition, of_another, said, why
from store.spans.dateline import dateline_end
from store.spans.days import when
from store.spans.edges import trimmed
from store.spans.named import who_is
from store.spans.people import who
from store.spans.places import where
from store.spans.reading import Reading
from store.speech.words import FUNCTION
from store.wanted import Want, of_kind

_Rule = Callable[[Reading], Span | None]
_RULES: dict[Want, _Rule] = {
    "how often": how_often,
    "how much": how_much,
    "how many": how_many,
    "when": when,
    "where": where,
    "who": who,
    "why": why,
}


def answer_spans(
    question: str, text: str, sentence: Span, published: SourceDate, *, whole: bool = True
) -> tuple[Span, ...]:
    """What of the sentence of `text` answers the question, in order and apart; with `whole` all of it where no rule is
    sure.

    A question of two parts may have a span for each. Each span begins and ends on a word. There is none where the
    sentence plainly does not answer: it asks itself, or has nothing of the kind that is wanted.
    """
    readings = [Reading(part, question, text, sentence, published) for part in parts_of(question)]
    found = apart(one for reading in readings for one in ruled(reading))
    if found:
        return found
    if (
        not whole
        or text[sentence.start : sentence.end].rstrip('”"’ ').endswith("?")
        or not any(map(_may_answer, readings))
    ):
        return ()
    return (Span(dateline_end(text, sentence), sentence.end),)


def apart(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Those of the spans that have nothing in common with one before, in the order of the text."""
    found: list[Span] = []
    for span in spans:
        if not any(span.overlaps(other) for other in found):
            found.append(span)
    return tuple(sorted(found, key=lambda span: span.start))


def ruled(reading: Reading) -> tuple[Span, ...]:
    """What a rule is sure of in a reading, each span trimmed to words; nothing where none is."""
    return tuple(span for wide in _of_part(reading) if (span := trimmed(reading.text, wide)).start < span.end)


def _of_part(reading: Reading) -> tuple[Span, ...]:
    described = who_is(reading)
    if described:
        return (described,)
    want = asked_first(reading.question)
    if want:
        span = _RULES[want](reading)
        return (span,) if span and (want in ("who", "why") or belongs(reading, span)) else ()
    if ends_on_preposition(reading.question):
        span = at_the_end(reading)
        return (span,) if span else ()
    if asks_for_words(reading.question):
        return said(reading)
    return ()


def _may_answer(reading: Reading) -> bool:
    """Whether the sentence has something new of the kind that the question wants, or that kind is not known."""
    if asked_first(reading.question) is None and asks_for_words(reading.question):
        return not of_another(reading)
    want = asked_first(reading.question)
    new = (word for word in reading.words if reading.is_new(Span(word.start, word.end)) or word.plain in FUNCTION)
    return want is None or of_kind(want, " ".join(word.text for word in new))
