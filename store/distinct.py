"""Which of the quotes that a question could have say different things."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from store.answer import Span
from store.copies import figures, near_copies
from store.reader import Selection

S = TypeVar("S", bound=Selection)


def distinct(candidates: Sequence[S]) -> list[tuple[S, list[S]]]:
    """Candidates that say different things, in order, each with its near-copies in other articles, one of each.

    One that has sentences in common with one before it of the same article is quoted without them; how sure it is was
    judged with them.
    """
    kept: list[tuple[S, list[S]]] = []
    for given in candidates:
        article_id = given.version.article_id
        candidate = _apart(given, [one.span for one, _ in kept if one.version.article_id == article_id])
        if candidate is None:
            continue
        for first, copies in kept:
            if tells_the_same(first, candidate):
                if all(one.version.article_id != article_id for one in (first, *copies)):
                    copies.append(candidate)
                break
        else:
            kept.append((candidate, []))
    return kept


def _apart(selection: S, taken: Sequence[Span]) -> S | None:
    """What is left of a selection without the sentences of these spans of its story.

    None without the sentence that matters, or where a quotation would be cut.
    """
    text, span, best = selection.version.text, selection.span, selection.best
    for other in taken:
        if not other.overlaps(span):
            continue
        if other.overlaps(best):
            return None
        if other.end <= best.start:
            span = Span(span.end - len(text[other.end : span.end].lstrip()), span.end)
        else:
            span = Span(span.start, span.start + len(text[span.start : other.start].rstrip()))
    left = text[span.start : span.end]
    if span != selection.span and left.count("“") != left.count("”"):
        return None
    return replace(selection, span=span)


def tells_the_same(first: Selection, other: Selection) -> bool:
    """Whether the other is a near-copy of the first, or of its answering sentence with all figures around it."""
    if near_copies(first.text, other.text):
        return True
    # A copy that was cut or wrapped otherwise has the answering sentence in another window. The figures around it have
    # to stand in the copy all the same: what is quoted is said to be there, too.
    alike = near_copies(first.answering, other.answering)
    return alike and figures(first.text) <= figures(other.version.text)
