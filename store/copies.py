"""Near-copies: the same words told twice, by a syndicating paper or in an update of the story."""

from __future__ import annotations

import re

SHINGLE = 4  # words
LIKENESS = 0.6
"""Share of the shorter text's shingles that stand in the other from which two quotes are one: a syndicated story
differs by a name or a house style, while two hands seldom choose the same four words."""

_WORD = re.compile(r"\w+")


def shingles(text: str) -> frozenset[tuple[str, ...]]:
    """The runs of four words in a text, case-folded; of all its words when it has fewer."""
    words = [word.casefold() for word in _WORD.findall(text)]
    return frozenset(tuple(words[start : start + SHINGLE]) for start in range(max(len(words) - SHINGLE + 1, 1)))


def near_copies(one: str, other: str) -> bool:
    """Whether two texts tell the same in the same words."""
    first, second = shingles(one), shingles(other)
    return len(first & second) >= LIKENESS * min(len(first), len(second))
