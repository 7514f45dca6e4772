"""Marks: what of the words that a model marked in a sentence may be underlined, if any."""

from __future__ import annotations

from store.answer import Span
from store.dating.verbs import has_verb
from store.spans.amounts import whole_amount
from store.spans.asking import asked_first, asks_openly
from store.spans.dateline import dateline_end
from store.spans.edges import trimmed
from store.spans.named import asks_of_a_name
from store.spans.reading import Reading
from store.speech.quotations import quotations_in
from store.wanted import of_kind

_AMOUNTS = ("how many", "how much", "how often")


def fitted(reading: Reading, mark: Span) -> Span | None:
    """What of a mark, whole words of one sentence, answers a question; None where it cannot.

    It keeps to one side of a quotation mark, takes in the whole of an amount, and has no stops at its ends. It is no
    answer where it stands in the dateline, says no more than the question, or is not of the kind that is wanted.
    """
    span = trimmed(reading.text, _one_side(reading, mark))
    if span.start >= span.end or _in_dateline(reading, span):
        return None
    if asks_openly(reading.question) and not reading.is_new(span):
        return None
    want, words = asked_first(reading.question), reading.text[span.start : span.end]
    if want and not of_kind(want, words):
        return None
    if want == "who" and _is_no_more_than_a_name(words) and asks_of_a_name(reading.question):
        return None
    if want in ("who", "where") and not asks_of_a_name(reading.question) and has_verb(words):
        return None
    return whole_amount(reading, span) if want in _AMOUNTS else span


def _in_dateline(reading: Reading, span: Span) -> bool:
    return span.start < dateline_end(reading.text, reading.span)


def _one_side(reading: Reading, mark: Span) -> Span:
    """The part of a mark within the quotation that it begins in or, where it begins before one, in front of that.

    A mark that has all of a quotation keeps it.
    """
    own = reading.text[reading.span.start : reading.span.end]
    for one in quotations_in(own) or ():
        quotation = Span(reading.span.start + one.start, reading.span.start + one.end)
        if quotation.start <= mark.start < quotation.end - 1 and mark.end >= quotation.end:
            return Span(mark.start, quotation.end - 1)
        if mark.start < quotation.start < mark.end < quotation.end - 1:
            return Span(mark.start, quotation.start)
    return mark


def _is_no_more_than_a_name(words: str) -> bool:
    return all(word[0].isupper() for word in words.split())
