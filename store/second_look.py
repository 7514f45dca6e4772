"""The second look: the span reader says how sure the best quotes are, orders them, and marks what answers in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from store.answer import Span
from store.article import Version
from store.judge import confirmed, precedence
from store.parts import bare, parts_of
from store.reader import Candidate, Selection
from store.sentences import sentence_spans
from store.span_model import Marked, SpanModel
from store.spans import answer_spans, apart, ruled
from store.spans.asking import asked_first, asks, asks_shortly
from store.spans.marks import fitted
from store.spans.reading import Reading
from store.wanted import wants_of

LOOKED = 2
"""Quotes looked at, of those worth a look. When this was set, on two cores with bf16, two made the median answer over
4,820 stories take 89 ms instead of 57, three 100."""

WORTH_A_LOOK = 0.03
"""Least confidence of the first look from which a quote is looked at: the second finds answers that the first is not
sure of. Where only quotes that were sure enough were looked at, and else the best alone, .275 of the answerable
questions in `bench/near_questions.dev.jsonl` were lost with the reader of the third pass, and with this .233."""

LIKELY = -5.0
"""Margin from which what the model marks is taken for an answer: the quote is sure enough already, and the model
learned from questions of which one in two has none. On the even half of the news quiz and on the sample archive's
questions the underlined words bear an accepted answer in .655 and .750 of the quotes that have one (at -3 .645 and
.711), and a few words are underlined in .451 and .424 of those that have none."""

SHORT = 6
"""Words of a mark up to which it stays as it is where a rule finds less: `$4 per gallon` and not `$4`."""


def looked_at(model: SpanModel, question: str, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates, the first LOOKED of those worth a look with the confidence of the second look, in its order.

    Beside the surest of these a quote keeps the confidence of the first look, but none is surer. Of a question of two
    parts a quote need answer but one. Where the model finds answers, their words are `marked`, and the sentence of the
    surest is the one that answers best. Words that name a topic ("paper lanterns") ask nothing that a quote could fail
    to answer: the model orders and marks, and how sure each is stays what the first look says. What somebody said is
    not looked for: the model does not tell whose words are asked for, and would name another speaker.
    """
    worth = [one for one in candidates if one.score >= WORTH_A_LOOK][:LOOKED]
    if not worth or "said" in wants_of(question):
        return list(candidates)
    texts = [(one.version.headline, one.text) for one in worth]
    parts = [part for part in parts_of(question) if not _is_for_rules(part)] or [question]
    by_part = [model.marked(part, texts) for part in parts]
    seen = [
        _seen(one, question, list(zip(parts, marks, strict=True)))
        for one, marks in zip(worth, zip(*by_part, strict=True), strict=True)
    ]
    seen.sort(key=lambda one: -precedence(one.score, one.margin or 0.0))
    words = len(question.split())
    sure = [confirmed(one.score, one.margin or 0.0, words) if asks(question) else one.score for one in seen]
    surest = max(sure)
    looked = [replace(one, score=max(own, min(one.score, surest))) for one, own in zip(seen, sure, strict=True)]
    return looked + [replace(one, score=min(one.score, surest)) for one in candidates[len(seen) :]]


def underlined(question: str, candidate: Selection, sentence: Span) -> tuple[Span, ...]:
    """What is underlined in a quote: what was marked there, else what a rule finds in its `sentence` that answers best.

    Where neither finds anything that is all of the sentence, unless something short is asked for.
    """
    version, quoted = candidate.version, candidate.span
    marked = [span for span in candidate.marked if _holds(quoted, span)]
    return _as_marked(question, version, quoted, marked) or answer_spans(
        question, version.text, sentence, version.published, whole=not asks_shortly(question)
    )


def _as_marked(question: str, version: Version, quoted: Span, marked: Sequence[Span]) -> tuple[Span, ...]:
    """What is underlined of what was marked in a quote: where a rule finds words there, too, the longer of the two.

    Of a long mark it is what the rule finds. Of several parts of a question one may have its answer from a rule alone.
    """
    found: list[Span] = []
    for span in marked:
        sentence = next(one for one in sentence_spans(version.text, quoted) if one.overlaps(span))
        readings = [Reading(part, question, version.text, sentence, version.published) for part in parts_of(question)]
        by_rule = [one for reading in readings for one in ruled(reading)]
        there = [one for one in by_rule if one.overlaps(span)]
        kept = _is_short(version.text, span) and any(_holds(span, one) for one in there)
        found += [span] if kept else there or [span]
        found += by_rule if len(readings) > 1 else []
    return apart(found)


def _is_for_rules(part: str) -> bool:
    """Whether a part is no more than "why": words of no kind answer it, and the model would mark any."""
    return bare(part) and asked_first(part) in (None, "why")


def _holds(span: Span, other: Span) -> bool:
    return span.start <= other.start and other.end <= span.end


def _is_short(text: str, span: Span) -> bool:
    return len(text[span.start : span.end].split()) <= SHORT


def _seen(candidate: Candidate, question: str, marks: Sequence[tuple[str, Marked]]) -> Candidate:
    """A candidate with what the model marked in it for the parts of the question and may answer, the surest first."""
    version, begin = candidate.version, candidate.span.start
    surest = sorted(marks, key=lambda mark: -mark[1].margin)
    margin = surest[0][1].margin
    sentences = sentence_spans(version.text, candidate.span)
    found: list[tuple[Span, Span]] = []
    for part, mark in surest:
        if mark.span is None or mark.margin <= LIKELY:
            continue
        sentence, inside = _inside(sentences, Span(begin + mark.span.start, begin + mark.span.end))
        fit = fitted(Reading(part, question, version.text, sentence, version.published), inside)
        found += [(sentence, fit)] if fit else []
    if not found:
        return replace(candidate, margin=margin)
    marked = tuple(dict.fromkeys(span for _, span in found))
    return replace(candidate, margin=margin, best=found[0][0], marked=marked)


def _inside(sentences: Sequence[Span], span: Span) -> tuple[Span, Span]:
    """The first sentence that a span is in, and what of the span is in it."""
    sentence = next(one for one in sentences if one.overlaps(span))
    return sentence, Span(max(span.start, sentence.start), min(span.end, sentence.end))
