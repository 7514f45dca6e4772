"""The reader: from retrieved passages to quotes, whole sentences sliced out of a version by offset."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from store.answer import Span
from store.article import Version
from store.copies import figures, near_copies
from store.encoder import Encoder, Vectors
from store.features import AskedFor, Features
from store.judge import confidence
from store.retriever import Hit
from store.sentences import sentence_spans

READ = 8
"""Passages read of those retrieved: encoding their sentences is most of the time that an answer takes."""
MAX_QUOTE = 500
"""Characters of a quote, where its first sentence is not longer: three fit a phone's screen and a card's limit."""
PHRASE_WORTH = 0.25
"""What a phrase that the question quotes adds to a sentence, as much as a quarter of the question's words: its words
count already, and the answer may stand in another sentence of the story."""

_LEANS = re.compile(
    r"[\"“‘'(]*(?:he|she|they|it|his|her|its|their|this|that|these|those|such|but|and|so|also|however|still|instead|"
    r"meanwhile|the (?:move|decision|plan|deal|announcement|comments?|remarks?|former|latter|two|pair))\b",
    re.IGNORECASE,
)
_OPEN, _CLOSE = "“", "”"


@dataclass(frozen=True, slots=True)
class Story:
    """A version taken apart for reading: its sentences and its terms."""

    version: Version
    sentences: tuple[Span, ...]
    terms: frozenset[str]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A possible quote: a span of a version, the sentence in it that answers best, and the evidence for it."""

    version: Version
    span: Span
    best: Span
    features: Features
    score: float

    @property
    def text(self) -> str:
        return self.version.text[self.span.start : self.span.end]

    @property
    def answering(self) -> str:
        """The sentence that answers best."""
        return self.version.text[self.best.start : self.best.end]


class Reader:
    """Picks the quote of each passage and judges it."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder

    def read(
        self, asked: AskedFor, vector: Vectors, hits: Sequence[Hit], load: Callable[[Hit], Version | None], most: int
    ) -> list[Candidate]:
        """A candidate for each of the first `most` hits whose version may be quoted, best first.

        `load` gives the version of a hit, or None where the record does not let it be quoted now.
        """
        stories: dict[tuple[str, int], Story] = {}
        work: list[tuple[Hit, Story, list[int]]] = []
        for hit in hits:
            if len(work) == most:
                break
            version = load(hit)
            if version is None:
                continue
            key = (version.article_id, version.number)
            if key not in stories:
                terms = asked.terms_of(f"{version.headline}\n{version.text}")
                stories[key] = Story(version, tuple(sentence_spans(version.text)), terms)
            within = _within(stories[key].sentences, hit)
            if within:
                work.append((hit, stories[key], within))
        cosines = self._cosines(vector, work)
        found = [_candidate(asked, hit, story, within, cosines) for hit, story, within in work]
        return sorted(
            found, key=lambda candidate: (-candidate.score, candidate.version.article_id, candidate.span.start)
        )

    def _cosines(self, vector: Vectors, work: Sequence[tuple[Hit, Story, list[int]]]) -> dict[str, float]:
        texts = sorted({_sentence(story, place) for _, story, within in work for place in within}, key=len)
        if not texts:
            return {}
        return dict(zip(texts, (self._encoder.encode(texts) @ vector).tolist(), strict=True))


def distinct(candidates: Sequence[Candidate]) -> list[tuple[Candidate, list[Candidate]]]:
    """Candidates that say different things, in order, each with its near-copies in other articles."""
    kept: list[tuple[Candidate, list[Candidate]]] = []
    for candidate in candidates:
        for first, copies in kept:
            same_article = first.version.article_id == candidate.version.article_id
            if same_article and first.span.overlaps(candidate.span):
                break
            if _tells_the_same(first, candidate):
                if not same_article:
                    copies.append(candidate)
                break
        else:
            kept.append((candidate, []))
    return kept


def _tells_the_same(first: Candidate, other: Candidate) -> bool:
    if near_copies(first.text, other.text):
        return True
    # A copy that was cut or wrapped otherwise has the answering sentence in another window. The figures around it have
    # to stand in the copy all the same: what is quoted is said to be there, too.
    alike = near_copies(first.answering, other.answering)
    return alike and figures(first.text) <= figures(other.version.text)


def _candidate(asked: AskedFor, hit: Hit, story: Story, within: list[int], cosines: dict[str, float]) -> Candidate:
    text = story.version.text

    worth = {place: _worth(asked, _sentence(story, place), cosines) for place in within}
    best = max(within, key=lambda place: (worth[place], -place))
    span = _window(story, within, best, worth)
    quoted = text[span.start : span.end]
    having = asked.terms_of(quoted)
    features = Features(
        passage_cosine=hit.cosine,
        sentence_cosine=cosines[_sentence(story, best)],
        covered=asked.coverage(having),
        story_covered=asked.coverage(story.terms),
        names_missing=asked.names_missing(story.terms),
        type_found=asked.wanted_found(quoted),
        archive_size=asked.archive_size,
    )
    return Candidate(story.version, span, story.sentences[best], features, confidence(features))


def _worth(asked: AskedFor, sentence: str, cosines: Mapping[str, float]) -> float:
    """How much a sentence has of the question: its nearness, the share of its words, and the phrases it quotes."""
    return cosines[sentence] + asked.coverage(asked.terms_of(sentence)) + PHRASE_WORTH * asked.phrases_held(sentence)


def _window(story: Story, within: list[int], best: int, worth: Mapping[int, float]) -> Span:
    """The run of sentences around the best one: what it leans on, then the better neighbour while there is room.

    The neighbours stay because the answer often stands in the sentence after the one with the question's words.
    """
    first = last = best
    sentences, text = story.sentences, story.version.text

    def length(begin: int, end: int) -> int:
        return sentences[end].end - sentences[begin].start

    if first > 0 and _LEANS.match(_sentence(story, first)) and length(first - 1, last) <= MAX_QUOTE:
        first -= 1
    while True:
        choices = []
        if first - 1 >= within[0] and length(first - 1, last) <= MAX_QUOTE:
            choices.append(first - 1)
        if last + 1 <= within[-1] and length(first, last + 1) <= MAX_QUOTE:
            choices.append(last + 1)
        if not choices:
            break
        taken = max(choices, key=lambda place: (worth[place], place))
        first, last = min(first, taken), max(last, taken)
    return Span(sentences[first].start, _close_quotation(text, sentences, first, last))


def _close_quotation(text: str, sentences: Sequence[Span], first: int, last: int) -> int:
    """The end of the window, moved back to before a quotation that the window opens but has no room to close."""
    start = sentences[first].start
    while last > first and text.count(_OPEN, start, sentences[last].end) > text.count(
        _CLOSE, start, sentences[last].end
    ):
        last -= 1
    return sentences[last].end


def _within(sentences: Sequence[Span], hit: Hit) -> list[int]:
    passage = Span(hit.passage.start, hit.passage.end)
    return [place for place, span in enumerate(sentences) if span.overlaps(passage)]


def _sentence(story: Story, place: int) -> str:
    span = story.sentences[place]
    return story.version.text[span.start : span.end]
