"""What can be seen of a question and a candidate quote: the numbers that the reader and the judge weigh."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import astuple, dataclass, fields
from functools import cached_property

from store.parts import alone, parts_of
from store.phrases import holds
from store.speech.words import FUNCTION
from store.wanted import served

Rarity = Callable[[str], float]

LONGEST_ABBREVIATION = 4
"""Letters of a word in capitals that may be written with stops elsewhere."""
_WORD = re.compile(r"[\w][\w’'.-]*")
_DOTTED = re.compile(r"\b(?:[A-Z]\.){2,4}(?!\w)")
_COUNTED = re.compile(r"\bhow many ((?:\w+ )?\w+)", re.IGNORECASE)
# Function words, but for those that are so only at the head of a sentence or beside a picture, and verbs of asking.
# What is left is looked for and weighed. That is another matter than whether days can be cut out of a question
# (store/understood.py) or whether a part of it can stand alone (store/parts.py), so those have lists of their own.
_SILENT = FUNCTION - frozenset("watch read see video photo photos image dear well second third two".split())
_SILENT |= frozenset("will shall may might get gets got".split())
# Words of asking with which nothing is named to look for, and what is left of "mayor's" and "don't". These and
# the next two are stems, as the index has them.
_EMPTY = frozenset(
    "say said tell told accord accordingli happen mani much long often kind type thing one new first last latest recent"
    " s t".split()
)
# Words of asking that the coverage need not repeat.
_ASKING = _EMPTY | frozenset("name call year month day week time peopl person plan use make".split())
# Words for what is asked of, whatever it tells.
_COVERAGE = frozenset("news stori coverag articl headlin report updat anyth someth".split())


@dataclass(frozen=True, slots=True)
class Features:
    """The evidence that one quote answers one question, each but the last about 0 to 1.

    `passage_cosine`: the question's vector against the passage's.
    `covered`: share of the question's words, weighed by rarity, that stand in the quote; `opening_covered`: in the
    headline and the opening of the story, where news says what it is about. `names_missing`: share of the question's
    names and numbers that the whole story does not have.
    `type_found`: whether the quote has what the question word asks for (a number, a date, a name, speech), and after
    "how many" a word of what is counted.
    `archive_size`: log10 of the passages searched; the best wrong one of many looks better than that of few.
    """

    passage_cosine: float
    covered: float
    opening_covered: float
    names_missing: float
    type_found: float
    archive_size: float

    def row(self) -> tuple[float, ...]:
        return astuple(self)

    @classmethod
    def names(cls) -> tuple[str, ...]:
        return tuple(field.name for field in fields(cls))


def _is_silent(word: str) -> bool:
    """Whether a word of a question tells nothing of what is asked: "does", "who's", but not "US"."""
    bare = word.replace("’", "'").partition("'")[0]
    return bare.lower() in _SILENT and not (len(bare) > 1 and bare.isupper())


def _undotted(text: str) -> str:
    return _DOTTED.sub(lambda found: found[0].replace(".", ""), text)


class AskedFor:
    """A question taken apart once: its terms with their rarity, its names, what its question word wants.

    `telling`: whether a word or a phrase of it says what to look for, as none of "Who said that?" does.
    """

    def __init__(
        self,
        question: str,
        terms: Sequence[str],
        rarity: Rarity,
        analyse: Callable[[str], list[str]],
        passages: int,
        phrases: Sequence[str] = (),
    ) -> None:
        self.question = question
        self._phrases = phrases
        self.archive_size = math.log10(max(passages, 1))
        self._analyse = analyse
        undotted = _undotted(question)
        told = {term for word in _WORD.findall(undotted) if not _is_silent(word) for term in analyse(word)}
        self.telling = bool(phrases or told - _EMPTY - _COVERAGE)
        weights = {term: rarity(term) for term in (*terms, *analyse(undotted)) if term in told - _ASKING}
        self.weights = weights or {term: rarity(term) for term in terms}
        self.names = frozenset(term for word in self._named() for term in analyse(_undotted(word[0])))
        self._counted = frozenset(term for one in _COUNTED.findall(undotted) for term in analyse(one))
        parts = parts_of(question)
        self.parts: tuple[AskedFor, ...] = (
            tuple(
                AskedFor(part, analyse(part), rarity, analyse, passages, phrases)
                for part in parts
                if part == parts[0] or alone(part)
            )
            if len(parts) > 1
            else ()
        )

    def _named(self) -> list[re.Match[str]]:
        """The capitalised words, but the first, and the numbers of the question."""
        words = enumerate(_WORD.finditer(self.question))
        return [
            word
            for place, word in words
            if word[0][0].isdigit() or (word[0][0].isupper() and place > 0 and not _is_silent(word[0]))
        ]

    @cached_property
    def total(self) -> float:
        return sum(self.weights.values()) or 1.0

    def terms_of(self, text: str) -> frozenset[str]:
        """The terms of a text, abbreviations without their stops: one paper's `U.S.` is another's `US`."""
        return frozenset(self._analyse(_undotted(text)))

    def coverage(self, having: frozenset[str]) -> float:
        """Share of the question's words, weighed by rarity, among `having`."""
        return sum(weight for term, weight in self.weights.items() if term in having) / self.total

    def names_missing(self, having: frozenset[str]) -> float:
        return len(self.names - having) / len(self.names) if self.names else 0.0

    def unheard(self, has: Callable[[str], bool]) -> tuple[str, ...]:
        """The names of the question, as it writes them, of which `has` has no term; neighbours as one."""
        found: list[tuple[int, int]] = []
        for word in self._named():
            terms = self._analyse(word[0])
            if word[0][0].isdigit() or not terms or any(map(has, terms)) or self._dotted(word[0], has):
                continue
            follows = found and self.question[found[-1][1] : word.start()].isspace()
            found.append((found.pop()[0] if follows else word.start(), word.end()))
        return tuple(dict.fromkeys(self.question[start:end] for start, end in found))

    def _dotted(self, word: str, has: Callable[[str], bool]) -> bool:
        """Whether an abbreviation stands somewhere with stops: `U.S.` for `US`."""
        return word.isupper() and len(word) <= LONGEST_ABBREVIATION and all(map(has, self._analyse(" ".join(word))))

    def counts(self, having: frozenset[str]) -> bool:
        """Whether a word of what the question wants counted ("how many **missile ships**") is among `having`."""
        return not self._counted or not self._counted.isdisjoint(having)

    def phrases_held(self, text: str) -> int:
        """How many of the question's quoted phrases stand in `text`."""
        return sum(holds(text, phrase) for phrase in self._phrases)

    def wanted_found(self, text: str) -> float:
        """Share of what the question word asks for that `text` has beyond the question's own words."""
        return served(self.question, text)
