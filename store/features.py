"""What can be seen of a question and a candidate quote: the numbers that the reader and the judge weigh."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import astuple, dataclass, fields
from functools import cached_property

Rarity = Callable[[str], float]

_WORD = re.compile(r"[\w][\w’'.-]*")
_NUMBER = re.compile(
    r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds?|thousands?|millions?|"
    r"billions?|half|twice|single|several|both|no)\b",
    re.IGNORECASE,
)
_WHEN = re.compile(
    r"\b(?:\d{4}|january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|"
    r"sept|oct|nov|dec|monday|tuesday|wednesday|thursday|friday|saturday|sunday|today|yesterday|tomorrow|tonight|"
    r"week|month|year|day|hours?|morning|evening|afternoon|noon|midnight|spring|summer|autumn|winter|\d+(?:am|pm))",
    re.IGNORECASE,
)
_MONEY = re.compile(r"[$€£¥]|\b(?:dollars?|euros?|pounds?|roubles?|rubles?|crowns?|cents?|percent|per cent)\b|%", re.I)
_WHY = re.compile(
    r"\b(?:because|due to|after|over|amid|since|as|so that|in order|to|concern|reason|caused?|owing|in response)\b",
    re.IGNORECASE,
)
_SAID = re.compile(
    r"\b(?:said|says|told|wrote|added|noted|called|warned|announced|stated|asked|argued|insisted|quoted|"
    r"claimed|according|expressed|accused|pledged|promised|denied)\b|[“”\"]",
    re.IGNORECASE,
)
_OPENING_CAPITAL = re.compile(r"\b[A-Z][\w’'-]+")
_QUESTION_WORDS = frozenset(
    """who whom whose what which when where why how is are was were do does did has have had can could will would
    should may might must in on at by for from to of the a an and or name this that these those it""".split()
)
# Words of asking that the coverage need not repeat.
_ASKING = frozenset(
    """say said tell told accord happen mani much long often kind type name call year month day week time thing
    peopl person plan new accordingli one first last latest recent use make""".split()
)


@dataclass(frozen=True, slots=True)
class Features:
    """The evidence that one quote answers one question, each but the last about 0 to 1.

    `passage_cosine`, `sentence_cosine`: the question's vector against the passage's and the nearest sentence's.
    `covered`: share of the question's words, weighed by rarity, that stand in the quote; `story_covered`: in the
    story around it. `names_missing`: share of the question's names and numbers that the story does not have.
    `type_found`: whether the quote has what the question word asks for (a number, a date, a name, speech).
    `archive_size`: log10 of the passages searched; the best wrong one of many looks better than that of few.
    """

    passage_cosine: float
    sentence_cosine: float
    covered: float
    story_covered: float
    names_missing: float
    type_found: float
    archive_size: float

    def row(self) -> tuple[float, ...]:
        return astuple(self)

    @classmethod
    def names(cls) -> tuple[str, ...]:
        return tuple(field.name for field in fields(cls))


class AskedFor:
    """A question taken apart once: its terms with their rarity, its names, what its question word wants."""

    def __init__(
        self,
        question: str,
        terms: Sequence[str],
        rarity: Rarity,
        analyse: Callable[[str], list[str]],
        passages: int,
    ) -> None:
        self.question = question
        self.archive_size = math.log10(max(passages, 1))
        self._analyse = analyse
        self.weights = {term: rarity(term) for term in terms if term not in _ASKING}
        if not self.weights:
            self.weights = {term: rarity(term) for term in terms}
        self.names = self._names()

    def _names(self) -> frozenset[str]:
        """Terms of the capitalised words (but the first) and the numbers of the question."""
        found: set[str] = set()
        for place, word in enumerate(_WORD.finditer(self.question)):
            text = word[0]
            capital = text[0].isupper() and not (place == 0 or text.lower() in _QUESTION_WORDS)
            if capital or text[0].isdigit():
                found.update(self._analyse(text))
        return frozenset(found)

    @cached_property
    def total(self) -> float:
        return sum(self.weights.values()) or 1.0

    def terms_of(self, text: str) -> frozenset[str]:
        return frozenset(self._analyse(text))

    def coverage(self, having: frozenset[str]) -> float:
        """Share of the question's words, weighed by rarity, among `having`."""
        return sum(weight for term, weight in self.weights.items() if term in having) / self.total

    def names_missing(self, having: frozenset[str]) -> float:
        return len(self.names - having) / len(self.names) if self.names else 0.0

    def wanted_found(self, text: str) -> float:
        """1 when `text` has what the question word asks for beyond the question's own words, else 0."""
        asked = self.question.lower()
        wants: list[bool] = []
        if re.search(r"\bhow (?:many|much|long|old|far|big|large|often)\b|\bwhat (?:number|percentage|share)\b", asked):
            wants.append(bool(_NUMBER.search(text)))
        if re.search(r"\b(?:price|cost|salary|budget|worth)\b|\bhow much\b", asked):
            wants.append(bool(_MONEY.search(text)))
        if re.search(r"\b(?:when|what (?:day|date|year|month|time))\b", asked):
            wants.append(bool(_WHEN.search(text)))
        if re.search(r"\bwhy\b|\bwhat (?:reason|caused)\b", asked):
            wants.append(bool(_WHY.search(text)))
        if re.search(r"\b(?:say|said|tell|told|warn|claim|respond)\b", asked):
            wants.append(bool(_SAID.search(text)))
        if re.search(r"\b(?:who|whom|whose|where)\b", asked):
            known = set(_WORD.findall(self.question))
            wants.append(any(name not in known for name in _OPENING_CAPITAL.findall(text[1:])))
        return sum(wants) / len(wants) if wants else 1.0
