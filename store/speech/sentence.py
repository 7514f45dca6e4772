"""A sentence in the reporter's own words, taken apart for reading who says what in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from store.answer import Span
from store.speech.names import Name, names_in
from store.speech.quotations import VEIL
from store.speech.words import CALENDAR, PREPOSITIONS, SUBORDINATE, SUFFIXES, Word, person_noun, words_in

BOUNDARY = re.compile(rf"[,;:()\[\]–—…{VEIL}]| - |\.\.\.")
"""What parts a clause from the next."""

_LINKS = frozenset("and but while as so yet though although however meanwhile still also when after then".split())
_TIMES = re.compile(
    r"week|month|year|day|night|morning|afternoon|evening|\d{4}|earlier|later|ago|today|yesterday|tonight|previously"
    r"|afterwards?"
)
_INVERTS = frozenset("had has did does do would should could were was is are if unless".split())  # "Had NAME said"
_LONGEST_ROLE = 8  # words


@dataclass(frozen=True, slots=True)
class Sentence:
    """`start`..`end` of a paragraph (`text`) whose quotations are veiled, with its words and names."""

    text: str
    start: int
    end: int
    words: tuple[Word, ...]
    names: tuple[Name, ...]

    @classmethod
    def of(cls, text: str, span: Span) -> Sentence:
        words = words_in(text, span.start, span.end)
        return cls(text, span.start, span.end, tuple(words), tuple(names_in(text, words)))

    @property
    def quotes(self) -> bool:
        return VEIL in self.text[self.start : self.end]

    def parted(self, one: Word, other: Word) -> bool:
        """Whether anything but a space, or the stop of an abbreviation, stands between two words."""
        between = self.text[one.end : other.start]
        return not (between.isspace() or (between == ". " and one.plain in SUFFIXES))

    def heads(self, name: Name) -> bool:
        """Whether what stands before a name lets it be the head of a subject.

        That is nothing, a day, a link to the clause before, an article, or words that say who somebody is.
        """
        before = [word for word in self._clause_before(name.begin) if not self._goes_on_in_office(word)]
        if not before:
            return True
        nearest = before[0].plain
        if nearest.isdigit() and len(before) > 1 and before[1].plain == "the":  # "the 1922 Committee"
            return len(before) == 2 or before[2].plain in _LINKS
        if nearest in CALENDAR or _TIMES.fullmatch(nearest):
            return True
        if nearest in _INVERTS:
            return False
        if nearest in _LINKS:
            return len(before) == 1 and self._opens(before[0])
        if nearest == "the":
            return len(before) == 1 or before[1].plain in _LINKS
        return _is_role(before, quoted=VEIL in self.text[max(self.start, before[-1].start - 3) : before[-1].start])

    def heads_pronoun(self, pronoun: Word) -> bool:
        before = next(self._clause_before(pronoun.start), None)
        if before is None or (before.plain not in SUBORDINATE and before.plain not in _LINKS):
            return True
        return self._opens(before)

    def _opens(self, link: Word) -> bool:
        """Whether a link may lead to who says it all: of "…, and NAME said that …" the first half is not said."""
        return self.quotes or (link.start == self.start and link.plain not in ("when", "after"))

    def _goes_on_in_office(self, word: Word) -> bool:
        """Whether a word is one of an office’s name other than the first: `of` in `Ministry of Ropes`."""
        return any(name.organisation and name.start < word.start < name.end for name in self.names)

    def _clause_before(self, end: int) -> Iterator[Word]:
        """The words from `end` back to where its clause begins, the nearest first."""
        for word in reversed(self.words):
            if word.start < end:
                if BOUNDARY.search(self.text, word.end, end):
                    return
                yield word
                end = word.start


def _is_role(before: list[Word], *, quoted: bool) -> bool:
    """Whether the words before a name, nearest first, only say who somebody is: `the festival director`.

    Right behind a quotation, `quoted`, they can hardly say anything else.
    """
    plain = [word.plain for word in before]
    if len(plain) > _LONGEST_ROLE or plain[0] == "that":
        return False
    if any(word in PREPOSITIONS or word in SUBORDINATE or word == "and" for word in plain[:-1]):
        return False
    if plain[-1] in PREPOSITIONS or (plain[-1] in SUBORDINATE and len(plain) == 1):
        return False
    an_emotional = len(plain) == 2 and plain[1] in ("a", "an")
    return quoted or an_emotional or person_noun(plain[0]) or before[0].capital
