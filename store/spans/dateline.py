"""The dateline: the place and the agency at the head of a story, which answer nothing."""

from __future__ import annotations

import re

from store.answer import Span

_PLACE = r"(?:[^\W\d_][\w.,’'/-]*[ ,/]+){0,8}"
_DATELINE = re.compile(
    rf"{_PLACE}(?:\([^()]{{2,40}}\)|[A-Z]{{2,}}(?: Business)?)\s*(?:[-–—]\s*|$)|{_PLACE}\([A-Z]{{2,6}}\) (?=[A-Z“\"])"
)


def dateline_end(text: str, sentence: Span) -> int:
    """Where a sentence begins behind the dateline at its head: `VELM (Courier) - `; its own start where it has none."""
    opens = sentence.start == 0 or text[sentence.start - 1] == "\n"
    found = _DATELINE.match(text, sentence.start, sentence.end) if opens else None
    return min(found.end(), sentence.end) if found else sentence.start
