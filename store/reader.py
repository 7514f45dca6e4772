"""The reader: from retrieved passages to quotes, whole sentences sliced out of a version by offset."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from store.answer import Span
from store.article import Version
from store.features import AskedFor, Features
from store.judge import THRESHOLD, confidence
from store.retriever import Hit
from store.sentences import sentence_spans
from store.window import window

READ = 6
"""Passages read of those retrieved. With 6, 8 and 12 an accepted answer stood in the first three quotes of .708, .701
and .694 of the development questions: further down the judge takes for right what is not."""
WANTED_WORTH = 0.2
"""What having the kind of thing that the question asks for (a number, a date, a name, speech) adds to a sentence, where
the question's words are worth 1. Measured over passages in which an accepted answer stands: the best sentence had it in
.614 of 443 of the news quiz and .79 of 487 of SQuAD 2.0, as often as with the sentence's own vector beside the words
(.609 and .81), which takes five times as long as all the rest of an answer."""
OPENING = 600
"""Characters of a story that say what it is about. What of the question stands in them and in the headline tells
answerable questions from others (AUC .923 on the development questions) better than the same of the whole story (.906)
and as well as of 900 characters (.922)."""
PHRASE_WORTH = 0.25
"""What a phrase that the question quotes adds to a sentence, as much as a quarter of the question's words: its words
count already, and the answer may stand in another sentence of the story."""


@dataclass(frozen=True, slots=True)
class Story:
    """A version taken apart for reading: its sentences, and the terms of the whole and of its opening."""

    version: Version
    sentences: tuple[Span, ...]
    terms: frozenset[str]
    opening: frozenset[str]

    @classmethod
    def of(cls, version: Version, terms_of: Callable[[str], frozenset[str]]) -> Story:
        headline, text = version.headline, version.text
        return cls(
            version,
            tuple(sentence_spans(text)),
            terms_of(f"{headline}\n{text}"),
            terms_of(f"{headline}\n{text[:OPENING]}"),
        )


@dataclass(frozen=True, slots=True)
class Selection:
    """What may be quoted: a span of a version, the sentence in it that matters most, and how sure it is, 0 to 1.

    `marked` are the answers in it that the span reader found.
    """

    version: Version
    span: Span
    best: Span
    score: float
    marked: tuple[Span, ...] = field(default=(), kw_only=True)

    @property
    def text(self) -> str:
        return self.version.text[self.span.start : self.span.end]

    @property
    def answering(self) -> str:
        """The sentence that answers best."""
        return self.version.text[self.best.start : self.best.end]


@dataclass(frozen=True, slots=True)
class Candidate(Selection):
    """A possible answer of a question, with the evidence for it: `margin` is that of the second look, if there was."""

    features: Features
    margin: float | None = field(default=None, kw_only=True)

    @property
    def sure(self) -> bool:
        """Whether it is sure enough to be shown as an answer."""
        return self.score >= THRESHOLD


def read(asked: AskedFor, passages: Iterable[tuple[Hit, Version]], most: int) -> list[Candidate]:
    """A judged quote of each of the first `most` passages, given with the version they stand in, best first."""
    stories: dict[tuple[str, int], Story] = {}
    found: list[Candidate] = []
    for hit, version in passages:
        key = (version.article_id, version.number)
        if key not in stories:
            stories[key] = Story.of(version, asked.terms_of)
        within = _within(stories[key].sentences, hit)
        if within:
            found.append(_candidate(asked, hit, stories[key], within))
        if len(found) == most:
            break
    return sorted(found, key=lambda candidate: (-candidate.score, candidate.version.article_id, candidate.span.start))


def worth_of(asked: AskedFor, sentence: str) -> float:
    """How much a sentence has of the question: the share of its words, what it asks for, and the phrases it quotes."""
    words = asked.coverage(asked.terms_of(sentence))
    return words + WANTED_WORTH * asked.wanted_found(sentence) + PHRASE_WORTH * asked.phrases_held(sentence)


def _candidate(asked: AskedFor, hit: Hit, story: Story, within: list[int]) -> Candidate:
    text = story.version.text
    worth = {place: worth_of(asked, _sentence(story, place)) for place in within}
    best = max(within, key=lambda place: (worth[place], -place))
    span = window(text, story.sentences, best, worth)
    best = _best(asked, story, span, worth)
    quoted = text[span.start : span.end]
    having = asked.terms_of(quoted)
    seen = [_features(part, hit, story, quoted, having) for part in (asked, *asked.parts)]
    features = max(seen, key=confidence)
    return Candidate(story.version, span, story.sentences[best], confidence(features), features)


def _best(asked: AskedFor, story: Story, span: Span, worth: Mapping[int, float]) -> int:
    """The place of the sentence of a quote that has most of the question, and asks none: "Why did it sink?" heads a
    paragraph. It may stand beside the passage."""
    places = [place for place, one in enumerate(story.sentences) if span.start <= one.start and one.end <= span.end]
    beside = {place: worth_of(asked, _sentence(story, place)) for place in places if place not in worth}
    every = {**worth, **beside}
    return max(places, key=lambda place: (not _asks(_sentence(story, place)), every[place], -place))


def _features(asked: AskedFor, hit: Hit, story: Story, quoted: str, having: frozenset[str]) -> Features:
    return Features(
        passage_cosine=hit.cosine,
        covered=asked.coverage(having),
        opening_covered=asked.coverage(story.opening),
        names_missing=asked.names_missing(story.terms),
        type_found=asked.wanted_found(quoted) if asked.counts(having) else 0.0,
        archive_size=asked.archive_size,
    )


def _within(sentences: Sequence[Span], hit: Hit) -> list[int]:
    passage = Span(hit.passage.start, hit.passage.end)
    return [place for place, span in enumerate(sentences) if span.overlaps(passage)]


def _asks(sentence: str) -> bool:
    return sentence.rstrip("”\"’' ").endswith("?")


def _sentence(story: Story, place: int) -> str:
    span = story.sentences[place]
    return story.version.text[span.start : span.end]
