"""When words are still the story's own: what honest editing may leave out and put in, and what is too much."""

from __future__ import annotations

from collections.abc import Sequence

from store.quotecheck.alignment import Alignment, Difference
from store.quotecheck.edits import Element, Gap, Word, slices_of

MAX_LEFT_OUT = 100
"""Words between two slices that an ellipsis may leave out: about one passage, so that both speak of one thing."""
MAX_REPLACED = 8
"""Words of the story that one pair of brackets may stand for: a name with its title."""
MIN_SLICE = 2
"""Words of a slice between ellipses; single words can be put into any order of thought."""
FEW = 4
"""Words below which a claim may stand anywhere by chance: it is looked up, but nothing is called close to it."""
_TURNS = 3
"""Words left out among which a negation is all that matters: `We will … drive` of `We will not drive`."""
_NEGATIONS = frozenset("not no never nor neither none nobody nothing nowhere without hardly cannot".split())


def faults(alignment: Alignment) -> tuple[Difference, ...]:
    """The differences that no editing mark covers, or that one covers without right; none where the words are real."""
    return tuple(difference for difference in alignment.differences if _is_fault(difference))


def well_edited(elements: Sequence[Element]) -> bool:
    """Whether enough is left between the marks: slices of two words and more, and more words than brackets put in."""
    slices = slices_of(elements)
    if len(slices) > 1 and any(_words(one) < MIN_SLICE for one in slices):
        return False
    put_in = sum(len(gap.keys) - 2 for gap in elements if isinstance(gap, Gap) and gap.mark == "brackets")
    return _words([word for one in slices for word in one]) > put_in


def leaves_out_negation(difference: Difference) -> bool:
    """Whether an ellipsis leaves out a word that may turn the sense."""
    return difference.mark == "ellipsis" and bool(_negations(difference.keys[1]))


def _is_fault(difference: Difference) -> bool:
    ours, theirs = difference.keys
    if difference.mark is None:
        return True
    if difference.mark == "ellipsis":
        turned = difference.words <= _TURNS and bool(_negations(theirs))
        return turned or difference.words > MAX_LEFT_OUT
    return difference.words > MAX_REPLACED or _negations(ours) != _negations(theirs)


def _negations(keys: Sequence[str]) -> int:
    words = [key.casefold() for key in keys]
    return sum(word in _NEGATIONS or word.endswith("n't") for word in words)


def _words(slice_: Sequence[Word]) -> int:
    return sum(word.token.word for word in slice_)
