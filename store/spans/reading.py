"""A reading: one question, or one part of it, before the sentence that answers best."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from store.answer import Span
from store.dates import SourceDate
from store.spans.stem import stem
from store.speech.words import FUNCTION, PREPOSITIONS, Word, words_in


@dataclass(frozen=True)
class Reading:
    """The part `question` of what is asked as `whole`; the sentence `text[span.start:span.end]` of a story.

    Offsets, those of its words as well, count in `text`.
    """

    question: str
    whole: str
    text: str
    span: Span
    published: SourceDate

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """The words of the sentence."""
        return tuple(words_in(self.text, self.span.start, self.span.end))

    @cached_property
    def asked(self) -> frozenset[str]:
        """The stems of the words of all that is asked, but those that every question has."""
        words = words_in(self.whole, 0, len(self.whole))
        return frozenset(stem(word.text) for word in words if word.plain not in FUNCTION)

    def found(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """The matches of a pattern in the sentence."""
        return pattern.finditer(self.text, self.span.start, self.span.end)

    def is_new(self, span: Span) -> bool:
        """Whether a span has a word that the question does not have."""
        words = words_in(self.text, span.start, span.end)
        return any(word.plain not in FUNCTION and stem(word.text) not in self.asked for word in words)

    def only(self, spans: Iterable[Span]) -> Span | None:
        """The one of the spans that the question does not have already; None where there are more, or none."""
        new = list(dict.fromkeys(span for span in spans if self.is_new(span)))
        return new[0] if len(new) == 1 else None

    def echoes(self, word: Word) -> bool:
        """Whether a word of the sentence is the question's own in some form."""
        return word.plain not in FUNCTION and stem(word.text) in self.asked

    def follows_asked(self, at: int, within: int = 1) -> bool:
        """Whether one of the last words before `at`, prepositions and names not counted, is the question's own."""
        before = [word for word in self.words if word.end <= at and word.plain not in PREPOSITIONS]
        return any(self.echoes(word) and not word.capital for word in before[-within:])
