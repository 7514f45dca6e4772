"""Unclosed: quotations that no mark closes in their paragraph, so that the next goes on with them, or should have."""

from __future__ import annotations

from collections.abc import Sequence

from store.answer import Span
from store.speech.quotations import quotations_in

_OPENING, _MARKS = ("“", '"'), '“”"'
_BEFORE_SPEECH = '.:,!?”"…'
_LONGEST = 4
"""Paragraphs behind a quote that are read for who says what goes on in them."""


def unclosed_in(own: str, quotations: Sequence[Span]) -> Span | None:
    """The last quotation of a paragraph where no mark closes it."""
    last = quotations[-1] if quotations else None
    closed = last is not None and last.end - last.start > 1 and own[last.end - 1] in _MARKS
    return None if closed else last


def is_said(own: str, unclosed: Span) -> bool:
    """Whether it begins as a speech does that goes on: behind a sentence, a colon or a comma."""
    return not own[: unclosed.start].rstrip() or own[: unclosed.start].rstrip()[-1] in _BEFORE_SPEECH


def taken_up(text: str, paragraphs: Sequence[Span], place: int) -> bool:
    """Whether the paragraph behind one opens with a quotation mark, as one does that goes on with a quotation."""
    return place + 1 < len(paragraphs) and text.startswith(_OPENING, paragraphs[place + 1].start)


def last_of_speech(text: str, paragraphs: Sequence[Span], place: int) -> int:
    """The place of the last paragraph that goes on with a quotation in the one at `place`."""
    for last in range(place, min(place + _LONGEST, len(paragraphs))):
        own = text[paragraphs[last].start : paragraphs[last].end]
        if unclosed_in(own, quotations_in(own) or ()) is None or not taken_up(text, paragraphs, last):
            return last
    return min(place + _LONGEST, len(paragraphs) - 1)
