"""Near-copies: the same words told twice, by a syndicating paper or in an update of the story.

Two quotes are compared whole, two stories by their sketches. The only module that knows datasketch.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datasketch import MinHash

SHINGLE = 4  # words
LIKENESS = 0.6
"""Share of the shorter text's shingles that stand in the other from which two quotes are one: a syndicated story
differs by a name or a house style, while two hands seldom choose the same four words."""
PERMUTATIONS = 128
"""Values of a sketch: the likeness that it estimates is off by 1 / sqrt(128) = .09 at most times."""

_UNITS = "zero one two three four five six seven eight nine ten eleven twelve".split()
_SPELLED = {word: str(number) for number, word in enumerate(_UNITS)}
_WORDS_OF_NUMBER = (
    *_UNITS,
    *"thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(),
    *"twenty thirty forty fifty sixty seventy eighty ninety".split(),
    *"half dozen hundred thousand million billion trillion".split(),
)
_FIGURE = re.compile(rf"\d+(?:[.,:]\d+)*|\b(?:{'|'.join(_WORDS_OF_NUMBER)})\b", re.IGNORECASE)
_WORD = re.compile(r"\w+")


@lru_cache(maxsize=512)
def shingles(text: str) -> frozenset[tuple[str, ...]]:
    """The runs of four words in a text, case-folded; of all its words when it has fewer."""
    words = [word.casefold() for word in _WORD.findall(text)]
    return frozenset(tuple(words[start : start + SHINGLE]) for start in range(max(len(words) - SHINGLE + 1, 1)))


def near_copies(one: str, other: str) -> bool:
    """Whether two texts tell the same in the same words, and all figures of the shorter stand in the longer."""
    shorter, longer = sorted((one, other), key=lambda text: (len(text), text))
    return shared(one, other) >= LIKENESS and figures(shorter) <= figures(longer)


def shared(one: str, other: str) -> float:
    """The share of the shingles of the one that has fewer which stand in the other, 0 to 1."""
    first, second = shingles(one), shingles(other)
    return len(first & second) / min(len(first), len(second))


@lru_cache(maxsize=512)
def figures(text: str) -> frozenset[str]:
    """The numbers in a text as they are written, those up to twelve in digits: wires spell them out, others do not."""
    words = (found.casefold() for found in _FIGURE.findall(text))
    return frozenset(_SPELLED.get(word, word) for word in words)


def sketch(text: str) -> MinHash:
    """The MinHash of a story's shingles."""
    # Here, because it loads scipy, which takes half a second, and few index runs meet an update under another name.
    from datasketch import MinHash

    found = MinHash(num_perm=PERMUTATIONS)
    found.update_batch([" ".join(words).encode("utf-8", "surrogatepass") for words in shingles(text)])
    return found


def likeness(one: MinHash, other: MinHash) -> float:
    """The share of all shingles of two stories that both have, 0 to 1, as their sketches estimate it."""
    return float(one.jaccard(other))
