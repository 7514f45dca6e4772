"""Edges: where words that are underlined begin and end."""

from __future__ import annotations

from store.answer import Span

_EDGES = ' \t\n,.;:!?–—-“”"‘()[]'


def trimmed(text: str, span: Span) -> Span:
    """The span without the blanks and stops at its ends."""
    words = text[span.start : span.end]
    start = span.start + len(words) - len(words.lstrip(_EDGES))
    return Span(start, start + len(words.strip(_EDGES)))
