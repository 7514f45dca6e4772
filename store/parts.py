"""The parts of a question: two of "where was it held and who came?", which no one quote need answer."""

from __future__ import annotations

import re

from store.speech.words import FUNCTION

_SECOND = re.compile(
    r",?\s+and\s+(?=(?:(?:in|at|on|to|from|by|for|with)\s+)?(?:who|whom|whose|what|when|where|why|how|which)\b)",
    re.IGNORECASE,
)
_LEANING = re.compile(r"\b(?:it|its|they|them|their|he|him|his|she|her|that|this|these|those|there)\b", re.IGNORECASE)
# Words of asking beside the function words. Fewer than in store/features.py: "news" and "told" are nothing to look for,
# but they do tell what a part is about.
_ASKING = frozenset("will shall long old far big".split())
_WORD = re.compile(r"[\w][\w’'.-]*")


def parts_of(question: str) -> tuple[str, ...]:
    """The questions that a sentence asks, in order: itself, where it asks but one."""
    return tuple(_SECOND.split(question))


def alone(part: str) -> bool:
    """Whether one of the parts of a question tells what it asks about: not "how long will it take", nor "who pays"."""
    return len(_telling(part)) > 1 and not _LEANING.search(part)


def bare(part: str) -> bool:
    """Whether one of the parts of a question is no more than a question word: "why", "by when"."""
    return not _telling(part)


def _telling(part: str) -> list[str]:
    return [word for word in _WORD.findall(part) if word.lower().strip("’'.-") not in FUNCTION | _ASKING]
