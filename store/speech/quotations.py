"""Quotations: what stands between quotation marks in a paragraph."""

from __future__ import annotations

import re
from collections.abc import Sequence

from store.answer import Span

VEIL = "\ufffc"
"""Stands for every character of a quotation where only the reporter's own words are to be read."""

_STOPS = ",.?!…—–-"
_MARKS = re.compile('[“”"]')
_NICKNAME = re.compile(r"\b[A-Z][\w.’'-]* [“\"][A-Z][\w’'-]*[”\"] (?=[A-Z])")  # Ida “Skip” Holt


def quotations_in(paragraph: str) -> list[Span] | None:
    """The quotations of a paragraph, marks included, in order; None where its marks make no sense.

    One that is not closed runs to the end of the paragraph: it goes on in the next.
    """
    found: list[Span] = []
    opened: int | None = None
    nicknames = [Span(*one.span()) for one in _NICKNAME.finditer(paragraph)]
    for mark in _MARKS.finditer(paragraph):
        at = mark.start()
        if any(one.start < at < one.end for one in nicknames):
            continue
        if mark[0] == '"' and _measures(paragraph, at):
            continue
        opens = mark[0] == "“" or (mark[0] == '"' and opened is None)
        if opens == (opened is not None) or not (_may_open(paragraph, at) if opens else _may_close(paragraph, at)):
            return None
        if opened is None:
            opened = at
        else:
            found.append(Span(opened, at + 1))
            opened = None
    if opened is not None:
        found.append(Span(opened, len(paragraph)))
    return found


def in_quotation(text: str, paragraph: int, at: int) -> bool:
    """Whether a place in the paragraph that begins at `paragraph` is inside quotation marks."""
    opened = text.count("“", paragraph, at) > text.count("”", paragraph, at)
    return opened or text.count('"', paragraph, at) % 2 == 1


def veiled(paragraph: str, quotations: Sequence[Span]) -> str:
    """The paragraph with its quotations veiled; offsets stay as they are.

    What is left of a quotation is the stop before its closing mark: it tells a saying from a title.
    """
    parts, at = [], 0
    for quotation in quotations:
        last = max(quotation.start, quotation.end - 2)
        stop = paragraph[last : last + 1] if paragraph[last] in _STOPS else VEIL
        parts += [paragraph[at : quotation.start], VEIL * (last - quotation.start), stop, VEIL]
        at = quotation.end
    return "".join(parts) + paragraph[at:]


def _measures(paragraph: str, at: int) -> bool:
    """Whether a straight mark means inches: `6'2"`."""
    return at >= 2 and paragraph[at - 1].isdigit() and paragraph[at - 2] in "'’"


def _may_open(paragraph: str, at: int) -> bool:
    follows = not paragraph[at + 1 : at + 2].isspace()
    return follows and at + 1 < len(paragraph) and (at == 0 or not paragraph[at - 1].isalnum())


def _may_close(paragraph: str, at: int) -> bool:
    return not paragraph[at - 1].isspace()
