"""Places: where something was, as a preposition and a capitalised name behind it tell."""

from __future__ import annotations

import re

from store.answer import Span
from store.spans.reading import Reading
from store.speech.words import CALENDAR, FUNCTION, PREPOSITIONS

_SMALL = "|".join(sorted(FUNCTION | PREPOSITIONS))
_CAPITAL = r"[A-Z][\w.’'&-]*"
_PLACE = re.compile(
    r"\b(?P<led>[Ii]n|[Aa]t|[Oo]n|[Nn]ear|[Oo]utside|[Oo]ff|[Ii]nside|from|to) "
    rf"(?P<place>(?:the )?(?:(?:north|south|east|west|central|upper|lower)\w* )?{_CAPITAL}"
    rf"(?: {_CAPITAL}| of(?: the)? {_CAPITAL})*(?:, {_CAPITAL}(?=[,.;]))?"
    rf"(?:(?<=[’']s)(?: (?!(?:{_SMALL})\b)[a-z]+){{1,2}})?)"
)
_NEAR = 4
"""Words before the place among which one of the question's has to be."""
_REST = ("in", "at", "on", "near", "outside", "off", "inside")
_EVENT = re.compile(r"\b(?:War|Revolution|Act|Treaty|Agreement|Conference|Congress|Age|Day)\b")
_GOING = re.compile(r"\bwhere\b.*\b(?:from|to|go|goes|going|move[sd]?|sent|head\w*|return\w*|come|came)\b", re.I)


def where(reading: Reading) -> Span | None:
    """The one place that the question does not name, else the one right behind the word that the question has."""
    found = [match for match in reading.found(_PLACE) if _may_answer(reading, match)]
    near = 1 if len(found) > 1 else _NEAR
    return reading.only(_place(match) for match in found if reading.follows_asked(match.start(), near))


def _may_answer(reading: Reading, match: re.Match[str]) -> bool:
    first = match["place"].removeprefix("the ").split()[0].strip(".,").lower()
    if first in CALENDAR or first in FUNCTION or _EVENT.search(match["place"]) or not reading.is_new(_place(match)):
        return False
    return match["led"].lower() in _REST or _GOING.search(reading.question) is not None


def _place(match: re.Match[str]) -> Span:
    return Span(*match.span("place"))
