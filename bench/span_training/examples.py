"""Examples to learn from: a question beside words of about a quote's length that answer it, or that only seem to."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from bench.span_training.corpora import Asked, Text
from store.answer import Span
from store.sentences import sentence_spans

MAX_QUOTE = 500
"""Characters of the words beside a question, as in a quote."""
WHOLE = 0.25
"""Share of examples that keep the whole passage."""
TITLED = 0.7
"""Share of examples with the title before the words, where a quote has its headline."""

_NAME = re.compile(r"(?<=\s)(?:[A-Z][\w’'-]+)(?:\s(?:of\s|the\s)?[A-Z][\w’'-]+)*|\b\d{4}\b")
_WORD = re.compile(r"\w{3,}")
_PLAIN = re.compile(
    r"\b(?!(?:what|which|when|where|whose|whom|does|were|have|with|from|that|this|many|much|they|their|been|would)\b)"
    r"[a-z]{4,}\b"
)


@dataclass(frozen=True, slots=True)
class Example:
    """A question, the headline, the words, and where in the words the answer stands; None: they do not answer."""

    question: str
    headline: str
    words: str
    answer: Span | None


class Maker:
    """Makes examples; the same seed makes the same ones."""

    def __init__(self, seed: int, reworded: Callable[[str], Sequence[str]]) -> None:
        """`reworded` gives the words that may take a word's place and make another question of it."""
        self._random = random.Random(seed)
        self._words_for = reworded

    def of_answered(self, texts: Sequence[Text], kinds: dict[str, float], *, paired: bool = False) -> Iterator[Example]:
        """One example a question, all of which are answered by their passage; `kinds` are the shares of each kind.

        answered: with the sentence that answers, near: the sentences of the passage before or after those with the
        answer, gap: the passage without them, other: the passage of the same title that is most alike to the
        question, changed: the answering words for a question with another name or year, reworded: for one with another
        word in it.
        A question that a kind is not possible for is left out. With `paired` each changed or reworded question comes
        with the real one as well.
        """
        by_title: dict[str, list[Text]] = defaultdict(list)
        for text in texts:
            by_title[text.title].append(text)
        for title, of_title in by_title.items():
            names = sorted({name for text in of_title for one in text.asked for name in _NAME.findall(one.question)})
            words = [frozenset(_WORD.findall(text.passage.lower())) for text in of_title]
            for text in of_title:
                for asked in text.asked:
                    kind = self._random.choices(list(kinds), list(kinds.values()))[0]
                    made = self._made(kind, asked, text, of_title if title else (), words, names)
                    if made:
                        yield made
                    if made and paired and made.question != asked.question:
                        yield self._answered(asked, text)

    def of_judged(self, texts: Iterable[Text]) -> Iterator[Example]:
        """One example a question, answered or not, of as many words of its passage either way: or a long one would be
        known by its length for one that does not answer."""
        for text in texts:
            for asked in text.asked:
                yield self._answered(asked, text) if asked.answers else self._seeming(asked, text, text.passage)

    def part(self, texts: Iterable[Text], share: float) -> list[Text]:
        """A share of the texts, with all that is asked about them."""
        return [text for text in texts if self._random.random() < share]

    def shuffled(self, examples: Iterable[Example]) -> list[Example]:
        """These in another order."""
        shuffled = list(examples)
        self._random.shuffle(shuffled)
        return shuffled

    def _made(
        self,
        kind: str,
        asked: Asked,
        text: Text,
        of_title: Sequence[Text],
        words: Sequence[frozenset[str]],
        names: Sequence[str],
    ) -> Example | None:
        if kind == "answered":
            return self._answered(asked, text)
        if kind == "changed":
            return self._changed(asked, text, names)
        if kind == "reworded":
            return self._reworded(asked, text)
        if kind == "other":
            return self._other(asked, text, of_title, words)
        return self._unanswered(asked, text, around=kind == "near")

    def _answered(self, asked: Asked, text: Text) -> Example:
        answer = Span(asked.start, asked.start + len(asked.answer))
        window = self._window(text.passage, answer)
        within = Span(answer.start - window.start, answer.end - window.start)
        return Example(asked.question, self._headline(text), text.passage[window.start : window.end], within)

    def _changed(self, asked: Asked, text: Text, names: Sequence[str]) -> Example | None:
        here = _NAME.findall(asked.question)
        if not here:
            return None
        gone = self._random.choice(here)
        like = [name for name in names if name[0].isdigit() == gone[0].isdigit() and not _alike(name, gone)]
        like = [name for name in like if name != asked.answer]
        if not like:
            return None
        question = asked.question.replace(gone, self._random.choice(like))
        answered = self._answered(asked, text)
        return Example(question, answered.headline, answered.words, None)

    def _reworded(self, asked: Asked, text: Text) -> Example | None:
        words = [word for word in _PLAIN.finditer(asked.question) if self._words_for(word[0])]
        if not words:
            return None
        gone = self._random.choice(words)
        new = self._random.choice(self._words_for(gone[0]))
        answered = self._answered(asked, text)
        question = asked.question[: gone.start()] + new + asked.question[gone.end() :]
        return Example(question, answered.headline, answered.words, None)

    def _other(
        self, asked: Asked, text: Text, of_title: Sequence[Text], words: Sequence[frozenset[str]]
    ) -> Example | None:
        sought = frozenset(_WORD.findall(asked.question.lower()))
        fits = [
            (len(sought & having), other.passage)
            for other, having in zip(of_title, words, strict=True)
            if other.passage != text.passage and asked.answer not in other.passage
        ]
        if not fits:
            return None
        return self._seeming(asked, text, max(fits)[1])

    def _seeming(self, asked: Asked, text: Text, passage: str) -> Example:
        """The question beside the sentences of a passage around the one that is most like it."""
        sought = frozenset(_WORD.findall(asked.question.lower()))
        sentences = sentence_spans(passage)
        best = max(sentences, key=lambda one: len(sought & set(_WORD.findall(passage[one.start : one.end].lower()))))
        window = self._window(passage, best)
        return Example(asked.question, self._headline(text), passage[window.start : window.end], None)

    def _unanswered(self, asked: Asked, text: Text, *, around: bool) -> Example | None:
        sentences = sentence_spans(text.passage)
        having = [place for place, one in enumerate(sentences) if asked.answer in text.passage[one.start : one.end]]
        holds = next((place for place in having if sentences[place].end > asked.start), None)
        if holds is None:
            return None
        if around:
            before = _run_of(sentences, range(holds - 1, -1, -1), having)
            after = _run_of(sentences, range(holds + 1, len(sentences)), having)
            runs = [run for run in (before, after) if run]
            chosen = self._random.choice(runs) if runs else []
        else:
            chosen = [place for place in range(len(sentences)) if place not in having]
        words = " ".join(text.passage[sentences[place].start : sentences[place].end] for place in chosen)
        # A sentence cut in the middle of an abbreviation may have left the answer on both its sides.
        if not words or asked.answer in words:
            return None
        return Example(asked.question, self._headline(text), words[: 2 * MAX_QUOTE], None)

    def _window(self, passage: str, core: Span) -> Span:
        """Whole sentences around a part of a passage, as many as fit, more before or more after by chance."""
        if self._random.random() < WHOLE:
            return Span(0, len(passage))
        sentences = sentence_spans(passage)
        first = next((n for n, one in enumerate(sentences) if one.end > core.start), 0)
        last = next((n for n, one in enumerate(sentences) if one.end >= core.end), len(sentences) - 1)
        sides = ["before", "after"] * 3
        self._random.shuffle(sides)
        for side in sides:
            begin, stop = (first - 1, last) if side == "before" else (first, last + 1)
            if begin < 0 or stop >= len(sentences) or sentences[stop].end - sentences[begin].start > MAX_QUOTE:
                continue
            first, last = begin, stop
        return Span(min(sentences[first].start, core.start), max(sentences[last].end, core.end))

    def _headline(self, text: Text) -> str:
        return text.title if self._random.random() < TITLED else ""


def _run_of(sentences: Sequence[Span], places: Iterable[int], having: Sequence[int]) -> list[int]:
    run: list[int] = []
    for place in places:
        if place in having or sum(sentences[one].end - sentences[one].start for one in [*run, place]) > MAX_QUOTE:
            break
        run.append(place)
    return sorted(run)


def _alike(one: str, other: str) -> bool:
    return one in other or other in one
