"""Words put together from several places: which stretches of a claim stand where, each word for word."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Generic, TypeVar

from store.answer import Span
from store.quotecheck.edits import Word
from store.quotecheck.tokens import Token

LEAST = 4
"""Words of a stretch: four in a row are seldom the same by chance, three often are."""
MOST = 4  # stretches; of more than that anything can be put together

Place = TypeVar("Place")


@dataclass(frozen=True, slots=True)
class Stitch(Generic[Place]):
    """`archive` of a place has words of the claim: those up to, not including, number `last`."""

    place: Place
    archive: Span
    last: int


def stitches(claim: Sequence[Word], places: Sequence[tuple[Place, Sequence[Token]]]) -> list[Stitch[Place]]:
    """The fewest stretches, in the claim's order, that are the whole claim; empty where it cannot be made of them.

    Signs where two stretches meet may be the poster's.
    """
    words = [word.token for word in claim]
    lying = [(place, tokens, _pairs(tokens)) for place, tokens in places]
    found: list[Stitch[Place]] = []
    at = 0
    while at < len(words):
        longest = max(_runs(words, at, lying), key=lambda stitch: stitch.last, default=None)
        if longest is None or sum(token.word for token in words[at : longest.last]) < LEAST or len(found) == MOST:
            return []
        found.append(longest)
        at = longest.last
        while at < len(words) and not words[at].word:
            at += 1
    return found


def _runs(
    words: Sequence[Token],
    first: int,
    places: Sequence[tuple[Place, Sequence[Token], dict[tuple[str, str], list[int]]]],
) -> Iterator[Stitch[Place]]:
    """The run of the claim's words from `first` on at each spot where its first two stand."""
    if first + 1 >= len(words):
        return
    head = (words[first].key.casefold(), words[first + 1].key)
    for place, tokens, pairs in places:
        for spot in pairs.get(head, ()):
            length = 2
            while (
                first + length < len(words)
                and spot + length < len(tokens)
                and words[first + length].key == tokens[spot + length].key
            ):
                length += 1
            yield Stitch(place, Span(tokens[spot].start, tokens[spot + length - 1].end), first + length)


def _pairs(tokens: Sequence[Token]) -> dict[tuple[str, str], list[int]]:
    """Where each two neighbouring tokens stand, the first whatever its case."""
    found: dict[tuple[str, str], list[int]] = {}
    for spot, (one, other) in enumerate(pairwise(tokens)):
        found.setdefault((one.key.casefold(), other.key), []).append(spot)
    return found
