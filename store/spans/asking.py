"""Asking: what the first question word of a question asks for."""

from __future__ import annotations

import re

from store.parts import parts_of
from store.persons import SAYS
from store.wanted import Want, wants_of

_ASKING: tuple[tuple[str, Want | None], ...] = (
    (r"how (?:often|frequently)|how many times", "how often"),
    (r"how much|what (?:\w+ ){0,3}?(?:price|cost|salary|budget)", "how much"),
    (r"how (?:many|long|old|far|wide|high|tall|deep)|what (?:number|percentage|share)", "how many"),
    (r"when|(?:what|which) (?:day|date|year|month|time)", "when"),
    (r"where", "where"),
    (r"who|whom", "who"),
    (r"why|what (?:reason|caused)", "why"),
    (r"what|which|how", None),
)
_FIRST = tuple((re.compile(rf"\b(?:{words})\b", re.IGNORECASE), want) for words, want in _ASKING)

_SHORT: tuple[Want, ...] = ("how many", "how much", "how often", "when", "where", "who")
"""Of 61 sentences underlined whole to such questions, of the development and the sample questions, 6 had an accepted
answer; of 188 to others 47."""
_WORDS = re.compile(
    rf"\b(?:fear|worry|worries|hope|concern)\w*\b|\bwhat (?:did|does|do|has|have|had) .*\b{SAYS}\b", re.IGNORECASE
)


def asked_first(question: str) -> Want | None:
    """What the first question word of a question asks for, where a rule knows it: `when` of "when did she say so?"."""
    first = _first(question)
    return _FIRST[first][1] if first is not None else None


def asks(words: str) -> bool:
    """Whether words are a question, by a question word or their mark. Others name a topic."""
    return words.rstrip().endswith("?") or _first(words) is not None


def asks_openly(question: str) -> bool:
    """Whether the answer is not among the question's own words, as that of "did it sink?" or "the tram or the bus?"."""
    return _first(question) is not None and " or " not in question


def asks_shortly(question: str) -> bool:
    """Whether all parts of a question ask for what a few words tell: a number, a day, a name, a place."""
    return all(asked_first(part) in _SHORT for part in parts_of(question))


def asks_for_words(question: str) -> bool:
    """Whether what somebody says, or fears, is asked for."""
    return "said" in wants_of(question) or _WORDS.search(question) is not None


def _first(question: str) -> int | None:
    found = [(match.start(), place) for place, (words, _) in enumerate(_FIRST) if (match := words.search(question))]
    return min(found)[1] if found else None
