"""Where the words of a claim may stand: stretches of stories that may be quoted, from both indexes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from store.answer import Span
from store.archive import Archive
from store.article import Version, parted, speaking
from store.entry import Filter
from store.lexicon import Lexicon
from store.passages import Passage
from store.quotecheck.edits import Element, Gap, Word, slices_of
from store.quotecheck.tokens import Token, tokens_of
from store.retriever import Retriever

WINDOW = 6
"""Words of a claim that are looked up as one phrase. One word that was changed spoils one window."""
_MOST_WINDOWS = 24
DEPTH = 10
"""Passages taken from each index for the words and the sense of the whole claim."""
_PER_WINDOW = 12  # passages with the words of one window
_PER_GAP = 800  # characters around a passage for each mark of editing: an ellipsis may leave out a hundred words
_EVER = Filter(ever=True)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of a version around passages that have words of the claim, as tokens.

    `history` is the lineage of its story; `current` tells that it is this version that speaks now. `shared` counts the
    words that it has in common with the claim, and twice the pairs of neighbours: a cheap measure of what is worth a
    closer look.
    """

    version: Version
    history: tuple[Version, ...]
    current: bool
    tokens: tuple[Token, ...]
    shared: int


class Finder:
    """Looks in one generation of the indexes and the record behind it."""

    def __init__(self, archive: Archive, lexicon: Lexicon, retriever: Retriever, now: Callable[[], datetime]) -> None:
        self._archive = archive
        self._lexicon = lexicon
        self._retriever = retriever
        self._now = now

    def stretches(self, claim: str, elements: Sequence[Element], articles: Iterable[str]) -> list[Stretch]:
        """The stretches that may have the claim's words, those with the most of them first.

        The named `articles` are looked through whole. Superseded versions are among them while their story may be
        quoted.
        """
        passages = set(self._by_phrases(claim, elements))
        passages |= {hit.passage for hit in self._retriever.retrieve(claim, _EVER, DEPTH).hits}
        named = frozenset(articles)
        room = len(claim) + _PER_GAP * sum(isinstance(element, Gap) for element in elements)
        spans: dict[tuple[str, int], list[Span]] = {}
        for passage in passages:
            around = Span(max(0, passage.start - room), passage.end + room)
            spans.setdefault((passage.article_id, passage.number), []).append(around)
        found = []
        for key, history in self._archive.histories({article for article, _ in spans} | named).items():
            for version, current in _quotable(history, self._now()):
                wanted = [Span(0, len(version.text))] if key in named else spans.get((key, version.number), [])
                found += [_stretch(version, history, current, span, elements) for span in _merged(wanted)]
        return sorted(found, key=lambda stretch: -stretch.shared)

    def rarity(self, word: str) -> float:
        """How much a word tells: that of its rarest term, 1 for a word that the index leaves out."""
        return max((self._lexicon.rarity(term) for term in self._lexicon.terms(word)), default=1.0)

    def _by_phrases(self, claim: str, elements: Sequence[Element]) -> Iterator[Passage]:
        terms = list(dict.fromkeys(self._lexicon.terms(claim)))
        for window in list(_windows(claim, elements))[:_MOST_WINDOWS]:
            if self._lexicon.terms(window):  # of stop words alone every passage has some
                for passage, _ in self._lexicon.search(terms, _PER_WINDOW, _EVER, [window]):
                    yield Passage.from_id(passage)


def _windows(claim: str, elements: Sequence[Element]) -> Iterator[str]:
    """The claim in runs of words to look up: each slice whole where it is short, in halves, in runs of six words."""
    for slice_ in slices_of(elements):
        words = [word.token for word in slice_ if word.token.word]
        size = WINDOW if len(words) > 2 * WINDOW else max(2, (len(words) + 1) // 2)
        if len(words) <= 2 * WINDOW:
            yield _text(claim, words)
        for start in range(0, len(words), size):
            # The last run is as long as the others: two words alone stand in too many passages.
            yield _text(claim, words[max(0, min(start, len(words) - size)) :][:size])


def _text(claim: str, words: Sequence[Token]) -> str:
    return claim[words[0].start : words[-1].end] if words else ""


def _quotable(history: Sequence[Version], now: datetime) -> Iterator[tuple[Version, bool]]:
    """The versions of a story that were or are to be read, and whether each speaks now; none of one taken back."""
    current = speaking(history, now)
    if current is None:
        return
    for version in parted(history, current)[0]:
        if version.quotable(now):
            yield version, version.number == current.number


def _merged(spans: Iterable[Span]) -> list[Span]:
    """The spans in order, those that overlap as one."""
    merged: list[Span] = []
    for span in sorted(spans, key=lambda span: span.start):
        if merged and merged[-1].overlaps(span):
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged


def _stretch(
    version: Version, history: Sequence[Version], current: bool, span: Span, elements: Sequence[Element]
) -> Stretch:
    start, end = span.start, min(len(version.text), span.end)
    while start and not version.text[start - 1].isspace():
        start -= 1
    while end < len(version.text) and not version.text[end].isspace():
        end += 1
    tokens = tuple(tokens_of(version.text, start, end))
    return Stretch(version, tuple(history), current, tokens, _shared(elements, tokens))


def _shared(elements: Sequence[Element], tokens: Sequence[Token]) -> int:
    theirs = [token.key for token in tokens]
    ours = [element.token.key for element in elements if isinstance(element, Word)]
    words, pairs = set(theirs), set(pairwise(theirs))
    return sum(key in words for key in ours) + 2 * sum(pair in pairs for pair in pairwise(ours))
