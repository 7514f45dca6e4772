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
_PER_WINDOW = 12  # passages with the words of one window
_PER_GAP = 800  # characters around a passage for each mark of editing: an ellipsis may leave out a hundred words
_EVER = Filter(ever=True)


@dataclass(frozen=True, slots=True)
class Stretch:
    """`version.text[span.start:span.end]` around a passage that has words of the claim, as tokens.

    `history` is the lineage of its story; `current` tells that it is this version that speaks now.
    """

    version: Version
    history: tuple[Version, ...]
    current: bool
    span: Span
    tokens: tuple[Token, ...]


class Finder:
    """Looks in one generation of the indexes and the record behind it."""

    def __init__(self, archive: Archive, lexicon: Lexicon, retriever: Retriever, now: Callable[[], datetime]) -> None:
        self._archive = archive
        self._lexicon = lexicon
        self._retriever = retriever
        self._now = now

    def stretches(self, claim: str, elements: Sequence[Element], articles: Iterable[str]) -> list[Stretch]:
        """The stretches that may have the claim's words, those found by phrases first; also of the named `articles`.

        Superseded versions are among them, as long as their story may be quoted.
        """
        passages = dict.fromkeys(self._by_phrases(claim, elements))
        passages |= dict.fromkeys(hit.passage for hit in self._retriever.retrieve(claim, _EVER).hits)
        histories = self._archive.histories({passage.article_id for passage in passages} | set(articles))
        quotable = {key: list(_quotable(history, self._now())) for key, history in histories.items()}
        room = len(claim) + _PER_GAP * sum(isinstance(element, Gap) for element in elements)
        found = [
            stretch
            for passage in passages
            for version, current in quotable.get(passage.article_id, ())
            if version.number == passage.number
            for stretch in [_stretch(version, histories[passage.article_id], current, passage, room)]
        ]
        found += [
            _stretch(version, histories[key], current, Passage(key, version.number, 0, len(version.text)), 0)
            for key in articles
            for version, current in quotable.get(key, ())
        ]
        return found

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


def _stretch(version: Version, history: Sequence[Version], current: bool, passage: Passage, room: int) -> Stretch:
    start, end = max(0, passage.start - room), min(len(version.text), passage.end + room)
    while start and not version.text[start - 1].isspace():
        start -= 1
    while end < len(version.text) and not version.text[end].isspace():
        end += 1
    return Stretch(version, tuple(history), current, Span(start, end), tuple(tokens_of(version.text, start, end)))


def in_common(elements: Sequence[Element], stretch: Stretch) -> int:
    """How many words of a claim, and pairs of neighbours, a stretch has: a cheap measure of what is worth aligning."""
    keys = [token.key for token in stretch.tokens]
    words, pairs = set(keys), set(pairwise(keys))
    ours = [element.token.key for element in elements if isinstance(element, Word)]
    return sum(key in words for key in ours) + 2 * sum(pair in pairs for pair in pairwise(ours))
