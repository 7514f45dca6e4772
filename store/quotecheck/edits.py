"""The marks of honest editing in a claim: an ellipsis leaves words out, [brackets] put others in their place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from store.quotecheck.tokens import DASH, Token, tokens_of

Mark = Literal["ellipsis", "brackets"]

_DOTS = r"(?:…|\.{3,}|\.(?:\s\.){2,})"
_MARKS = re.compile(
    rf"\[\s*{_DOTS}\s*\]|\(\s*{_DOTS}\s*\)|{_DOTS}"  # left out
    r"|(?<!\w)\[(?P<letter>[^\W\d_])\](?=[^\W\d_])"  # [T]he: another case of one letter
    r"|[^\W_]*\[(?P<words>[^\[\]]{1,120})\][^\W_]*"  # put in
)
_ENDS = frozenset(".,;:!?" + DASH)


@dataclass(frozen=True, slots=True)
class Word:
    """A token of the claim that has to stand in the story; `loose`: its first letter may have the other case."""

    token: Token
    loose: bool = False


@dataclass(frozen=True, slots=True)
class Gap:
    """A mark of editing at `start`..`end` of the claim; `keys` are its tokens, which the story itself may have."""

    mark: Mark
    start: int
    end: int
    keys: tuple[str, ...]


Element = Word | Gap


def elements_of(claim: str) -> tuple[Element, ...]:
    """The words, signs and gaps of a claim in order.

    Marks at its two ends leave out nothing, and the punctuation beside an ellipsis or at the ends is the poster's.
    """
    pieces: list[list[Word] | Gap] = [[]]
    at, loose = 0, True
    for found in _MARKS.finditer(claim):
        _add(pieces, tokens_of(claim, at, found.start()), loose)
        at = found.end()
        if found["letter"]:
            # The letter and the rest of its word are one token again.
            rest = tokens_of(claim, at)[0]
            joined = Token(found["letter"] + rest.key, found.start(), rest.end, word=True)
            _add(pieces, [joined], loose=True)
            at, loose = rest.end, False
            continue
        mark: Mark = "brackets" if found["words"] is not None else "ellipsis"
        keys = tuple(token.key for token in tokens_of(claim, found.start(), found.end()))
        pieces += [Gap(mark, found.start(), found.end(), keys), []]
        loose = mark == "ellipsis"
    _add(pieces, tokens_of(claim, at), loose)
    return tuple(_flat(_trimmed(pieces)))


def slices_of(elements: Sequence[Element]) -> list[list[Word]]:
    """What stands between the ellipses, brackets left aside; none of them empty."""
    slices: list[list[Word]] = [[]]
    for element in elements:
        if isinstance(element, Word):
            slices[-1].append(element)
        elif element.mark == "ellipsis":
            slices.append([])
    return [one for one in slices if one]


def _add(pieces: list[list[Word] | Gap], tokens: Sequence[Token], loose: bool) -> None:
    last = pieces[-1]
    assert isinstance(last, list)
    last += [Word(token, loose and not last and place == 0) for place, token in enumerate(tokens)]


def _trimmed(pieces: Sequence[list[Word] | Gap]) -> Iterator[list[Word] | Gap]:
    kept = list(pieces)
    for place, piece in enumerate(pieces):
        if isinstance(piece, list):
            opens, closes = _is_open(pieces, place - 1), _is_open(pieces, place + 1)
            kept[place] = _without_ends(piece, opens, closes)
    first = next((place for place, piece in enumerate(kept) if not _is_ellipsis_or_empty(piece)), len(kept))
    last = next((place for place in range(len(kept), first, -1) if not _is_ellipsis_or_empty(kept[place - 1])), first)
    yield from kept[first:last]


def _is_open(pieces: Sequence[list[Word] | Gap], place: int) -> bool:
    """Whether a slice ends here: at an ellipsis, or at an end of the claim."""
    if not 0 <= place < len(pieces):
        return True
    neighbour = pieces[place]
    return isinstance(neighbour, Gap) and neighbour.mark == "ellipsis"


def _is_ellipsis_or_empty(piece: list[Word] | Gap) -> bool:
    return not piece if isinstance(piece, list) else piece.mark == "ellipsis"


def _without_ends(piece: list[Word], opens: bool, closes: bool) -> list[Word]:
    start, end = 0, len(piece)
    while opens and start < end and piece[start].token.key in _ENDS:
        start += 1
    while closes and end > start and piece[end - 1].token.key in _ENDS:
        end -= 1
    kept = piece[start:end]
    if start and kept:
        kept[0] = Word(kept[0].token, loose=True)
    return kept


def _flat(pieces: Iterator[list[Word] | Gap]) -> Iterator[Element]:
    for piece in pieces:
        if isinstance(piece, Gap):
            yield piece
        else:
            yield from piece
