"""The answer spans of a sentence: for each part of a question the rule for what it asks, else the whole sentence."""

from __future__ import annotations

import re
from collections.abc import Callable

from store.answer import Span
from store.dates import SourceDate
from store.spans.amounts import how_many, how_much, how_often
from store.spans.belonging import belongs
from store.spans.clauses import at_the_end, ends_on_preposition, said, why
from store.spans.days import when
from store.spans.people import who
from store.spans.places import where
from store.spans.reading import Reading
from store.wanted import Want, parts_of, wants_of

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
_ASKING: tuple[tuple[str, Want | None], ...] = (
    (r"how (?:often|frequently)|how many times", "how often"),
    (r"how much|what (?:\w+ ){0,3}?(?:price|cost|salary|budget)", "how much"),
    (r"how (?:many|long|old|far|wide|high|tall|deep)|what (?:number|percentage|share)", "how many"),
    (r"when|(?:what|which) (?:day|date|year|month|time)", "when"),
    (r"where", "where"),
    (r"who|whom", "who"),
    (r"why|what (?:reason|caused)", "why"),
    (r"what|which|how", None),
)
_FIRST = tuple((re.compile(rf"\b(?:{words})\b", re.IGNORECASE), want) for words, want in _ASKING)
_EDGES = ' \t\n,.;:!?–—-“”"‘()[]'
_FEAR = re.compile(r"\b(?:fear|worry|worries|hope|concern)\w*\b", re.IGNORECASE)


def answer_spans(question: str, text: str, sentence: Span, published: SourceDate) -> tuple[Span, ...]:
    """What of the sentence of `text` answers the question, in order and apart; the whole where no rule is sure.

    A question of two parts may have a span for each. Each span begins and ends on a word.
    """
    found: list[Span] = []
    for part in parts_of(question):
        for wide in _of_part(Reading(part, question, text, sentence, published)):
            span = _trimmed(text, wide)
            if span.start < span.end and not any(span.overlaps(other) for other in found):
                found.append(span)
    return tuple(sorted(found, key=lambda span: span.start)) or (sentence,)


def _of_part(reading: Reading) -> tuple[Span, ...]:
    want = _asked_first(reading.question)
    if want:
        span = _RULES[want](reading)
        return (span,) if span and (want in ("who", "why") or belongs(reading, span)) else ()
    if ends_on_preposition(reading.question):
        span = at_the_end(reading)
        return (span,) if span else ()
    if "said" in wants_of(reading.question) or _FEAR.search(reading.question):
        return said(reading)
    return ()


def _asked_first(question: str) -> Want | None:
    """What the first question word of a question asks for, where a rule knows it: `when` of "when did she say so?"."""
    found = [(match.start(), place) for place, (words, _) in enumerate(_FIRST) if (match := words.search(question))]
    return _FIRST[min(found)[1]][1] if found else None


def _trimmed(text: str, span: Span) -> Span:
    """The span without the blanks and stops at its ends."""
    words = text[span.start : span.end]
    start = span.start + len(words) - len(words.lstrip(_EDGES))
    return Span(start, start + len(words.strip(_EDGES)))
