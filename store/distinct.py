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
    """Candidates that say different things, in order, each with its near-copies in other articles.

    One that has sentences in common with one before it of the same article is quoted without them.
    """
    kept: list[tuple[S, list[S]]] = []
    for given in candidates:
        candidate: S | None = given
        for first, copies in kept:
            same_article = first.version.article_id == given.version.article_id
            if candidate and same_article and first.span.overlaps(candidate.span):
                candidate = _without(candidate, first.span)
            if candidate is None:
                break
            if tells_the_same(first, candidate):
                if not same_article:
                    copies.append(candidate)
                break
        else:
            if candidate:
                kept.append((candidate, []))
    return kept


def _without(selection: S, taken: Span) -> S | None:
    """What is left of a selection without the sentences of an overlapping span; None without the one that matters."""
    text, span, best = selection.version.text, selection.span, selection.best
    if best.start >= taken.end:
        behind = text[taken.end : span.end]
        return replace(selection, span=Span(span.end - len(behind.lstrip()), span.end))
    if best.end <= taken.start:
        return replace(selection, span=Span(span.start, span.start + len(text[span.start : taken.start].rstrip())))
    return None


def tells_the_same(first: Selection, other: Selection) -> bool:
    if near_copies(first.text, other.text):
        return True
    # A copy that was cut or wrapped otherwise has the answering sentence in another window. The figures around it have
    # to stand in the copy all the same: what is quoted is said to be there, too.
    alike = near_copies(first.answering, other.answering)
    return alike and figures(first.text) <= figures(other.version.text)
