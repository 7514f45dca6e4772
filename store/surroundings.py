"""What stands around a quote in its story: whole paragraphs before and after, as a quote with the first one marked."""

from __future__ import annotations

from datetime import datetime

from store.answer import Quote, Span
from store.archive import Archive
from store.article import PARAGRAPH_BREAK, Version, speaking
from store.errors import NotFoundError
from store.quoting import quote_of
from store.receipt import Proof, record_fault

PARAGRAPHS = 2  # before the quote, and as many after it
_WITHDRAWN = "This story may not be quoted any more."


def around(proof: Proof, archive: Archive, now: datetime) -> Quote:
    """The paragraphs around what was quoted; the quote's own span stands in `answer_spans`.

    Raises NotFoundError where the story is withdrawn or under embargo, or the record does not hold what was quoted.
    """
    version = archive.load({(proof.article_id, proof.version)}).get((proof.article_id, proof.version))
    fault = record_fault(proof, version)
    if version is None or fault:
        raise NotFoundError(f"The record does not hold this quote any more: {fault}.")
    history = archive.histories([proof.article_id])[proof.article_id]
    if speaking(history, now) is None or not version.quotable(now):
        raise NotFoundError(_WITHDRAWN)
    start, end = _paragraphs_around(version, Span(proof.start, proof.end))
    return quote_of(version, Span(start, end), history, now, answer_spans=(Span(proof.start, proof.end),))


def _paragraphs_around(version: Version, span: Span) -> tuple[int, int]:
    """From the head of the paragraph `PARAGRAPHS` before the span to the end of the one as far behind it."""
    starts, at = [], 0
    for paragraph in version.paragraphs:
        starts.append((at, at + len(paragraph)))
        at += len(paragraph) + len(PARAGRAPH_BREAK)
    touched = [place for place, (start, end) in enumerate(starts) if start < span.end and span.start < end]
    first, last = max(0, touched[0] - PARAGRAPHS), min(len(starts) - 1, touched[-1] + PARAGRAPHS)
    return starts[first][0], starts[last][1]
