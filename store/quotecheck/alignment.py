"""A claim laid against the words of a story, token by token, with the fewest differences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from store.answer import Span
from store.quotecheck.edits import Element, Gap, Mark, Word
from store.quotecheck.tokens import Token

WORD, SIGN = 1.0, 0.3
"""What a word and a sign cost that one side has and the other has not; a word in another's place costs one word."""
CASE = 0.3  # a word whose letters differ in case only
_LOOSE = 0.001  # the same, where the case of the first letter may differ
_ACROSS = 1.5  # a word in a sign's place: never less than leaving out the one and putting in the other
_LEFT_OUT: dict[Mark, float] = {"ellipsis": 0.002, "brackets": 0.01}
"""A word under a mark of editing: next to nothing, but of two places the nearer one is taken."""

_PAIR, _CLAIMED, _ARCHIVE = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Difference:
    """What a claim has at `claimed` and the story at `archive`; either span may be empty, and is where it would be.

    `mark` is the mark of editing that stands there, None where the words simply differ. `keys` are the tokens on the
    two sides.
    """

    claimed: Span
    archive: Span
    mark: Mark | None
    keys: tuple[tuple[str, ...], tuple[str, ...]]
    words: int
    """Words that differ: of the longer side."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """The cheapest way to lay a claim on a stretch of a story.

    `runs` are the stretches on which both have the same tokens, as (in the claim, in the story); `matched` are the
    claim's words in them. `differences` stand between the runs, in order.
    """

    cost: float
    runs: tuple[tuple[Span, Span], ...]
    differences: tuple[Difference, ...]
    matched: tuple[Word, ...]
    loosened: bool
    """Whether the first letter of the claim, or of a slice of it, has another case than the story."""


@dataclass(slots=True)
class _Step:
    """One move of the way: elements `i` of the claim against tokens `j` of the story; None where a side has none."""

    element: Element | None
    token: Token | None
    cost: float = field(default=0.0)

    @property
    def same(self) -> bool:
        return isinstance(self.element, Word) and self.token is not None and self.cost <= _LOOSE


def align(elements: Sequence[Element], tokens: Sequence[Token]) -> Alignment | None:
    """The claim on the stretch of `tokens` that fits it best; None where nothing of it stands there."""
    moves, costs = _table(elements, tokens)
    last = min(range(len(tokens) + 1), key=lambda place: (costs[place], place))
    if moves[-1][last] == _CLAIMED and costs[last + 1 : last + 2] == [costs[last]] and moves[-1][last + 1] == _PAIR:
        last += 1  # a last word that the story does not have stands in the place of the word that it has there
    steps = _way(elements, tokens, moves, last)
    if not any(step.same for step in steps):
        return None
    return _described(steps, costs[last])


def _table(elements: Sequence[Element], tokens: Sequence[Token]) -> tuple[list[bytearray], list[float]]:
    """The cheapest move into each place, row by row of the claim, and the costs of the last row."""
    width = len(tokens)
    above = [0.0] * (width + 1)  # a claim may begin anywhere
    moves = [bytearray([_ARCHIVE]) * (width + 1)]
    pairing = _Pairing(tokens)
    extra = [WORD if token.word else SIGN for token in tokens]
    for element in elements:
        row = bytearray(width + 1)
        if isinstance(element, Gap):
            missing, inserted = 0.0, [_LEFT_OUT[element.mark]] * width
            pairs: list[float] | None = None
        else:
            missing, inserted = (WORD if element.token.word else SIGN), extra
            pairs = pairing.costs(element)
        here = above[0] + missing
        costs = [here]
        row[0] = _CLAIMED
        for place in range(width):
            best, move = above[place + 1] + missing, _CLAIMED
            if here + inserted[place] < best:
                best, move = here + inserted[place], _ARCHIVE
            if pairs is not None and above[place] + pairs[place] <= best:
                best, move = above[place] + pairs[place], _PAIR
            row[place + 1] = move
            costs.append(best)
            here = best
        moves.append(row)
        above = costs
    return moves, above


class _Pairing:
    """What each token of a stretch costs in the place of a claim's word; nothing where it is the same."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        self._tokens = tokens
        self._word = [WORD if token.word else _ACROSS for token in tokens]
        self._sign = [_ACROSS if token.word else SIGN for token in tokens]
        self._spots: dict[str, list[int]] = {}
        for spot, token in enumerate(tokens):
            self._spots.setdefault(token.key.casefold(), []).append(spot)

    def costs(self, word: Word) -> list[float]:
        costs = (self._word if word.token.word else self._sign).copy()
        for spot in self._spots.get(word.token.key.casefold(), ()):
            costs[spot] = _cost(word, self._tokens[spot])
        return costs


def _cost(word: Word, token: Token) -> float:
    """What a token costs in the place of a word, where they are the same but for the case of letters."""
    if token.key == word.token.key:
        return 0.0
    return _LOOSE if word.loose and token.key[1:] == word.token.key[1:] else CASE


def _way(elements: Sequence[Element], tokens: Sequence[Token], moves: Sequence[bytearray], last: int) -> list[_Step]:
    steps: list[_Step] = []
    row, place = len(elements), last
    while row:
        move = moves[row][place]
        element, token = elements[row - 1], tokens[place - 1] if place else None
        if move == _PAIR:
            assert isinstance(element, Word) and token is not None
            alike = token.key.casefold() == element.token.key.casefold()
            steps.append(_Step(element, token, _cost(element, token) if alike else WORD))
            row, place = row - 1, place - 1
        elif move == _CLAIMED:
            steps.append(_Step(element, None))
            row -= 1
        else:
            # Under a gap the story's words belong to it.
            steps.append(_Step(element if isinstance(element, Gap) else None, token))
            place -= 1
    steps.reverse()
    return steps


def _described(steps: Sequence[_Step], cost: float) -> Alignment:
    runs: list[tuple[Span, Span]] = []
    differences: list[Difference] = []
    claimed_at, archive_at = 0, _first_token(steps).start
    for kind, group in groupby(steps, key=_kind):
        several = list(group)
        claimed, archive = _span(_claimed(several), claimed_at), _span(_archive(several), archive_at)
        claimed_at, archive_at = claimed.end, archive.end
        if kind == "same":
            runs.append((claimed, archive))
        elif not _verbatim(several):
            differences.append(_difference(several, claimed, archive))
    matched = tuple(step.element for step in steps if step.same and isinstance(step.element, Word))
    loosened = any(step.same and step.cost for step in steps)
    return Alignment(cost, tuple(runs), tuple(differences), matched, loosened)


def _kind(step: _Step) -> object:
    """What neighbouring steps have to have in common to be told as one."""
    if step.same:
        return "same"
    return id(step.element) if isinstance(step.element, Gap) else "differs"


def _first_token(steps: Sequence[_Step]) -> Token:
    return next(step.token for step in steps if step.token is not None)


def _claimed(steps: Sequence[_Step]) -> Iterator[Span]:
    for element in dict.fromkeys(step.element for step in steps):
        if isinstance(element, Word):
            yield Span(element.token.start, element.token.end)
        elif element is not None:
            yield Span(element.start, element.end)


def _archive(steps: Sequence[_Step]) -> Iterator[Span]:
    for step in steps:
        if step.token is not None:
            yield Span(step.token.start, step.token.end)


def _span(spans: Iterator[Span], otherwise: int) -> Span:
    several = list(spans)
    return Span(several[0].start, several[-1].end) if several else Span(otherwise, otherwise)


def _gap(steps: Sequence[_Step]) -> Gap | None:
    return next((step.element for step in steps if isinstance(step.element, Gap)), None)


def _verbatim(steps: Sequence[_Step]) -> bool:
    """Whether a mark of editing stands in the story itself, as it stands in the claim."""
    gap = _gap(steps)
    return gap is not None and gap.keys == tuple(step.token.key for step in steps if step.token is not None)


def _difference(steps: Sequence[_Step], claimed: Span, archive: Span) -> Difference:
    gap = _gap(steps)
    ours = gap.keys if gap else tuple(step.element.token.key for step in steps if isinstance(step.element, Word))
    theirs = tuple(step.token.key for step in steps if step.token is not None)
    counted = [
        sum(1 for step in steps if isinstance(step.element, Word) and step.element.token.word),
        sum(1 for step in steps if step.token is not None and step.token.word),
    ]
    return Difference(claimed, archive, gap.mark if gap else None, (ours, theirs), max(counted))
