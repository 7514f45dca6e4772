"""The reranker: the first hits in the order of a model that reads question and passage together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import islice
from typing import Any, Protocol

from store.article import Version
from store.loading import load_cross_encoder
from store.passages import prefix
from store.retriever import Hit

RERANKED = 20
"""Hits looked at again, of which the reader takes the first six. The model reads each of them together with the
question, so that twice as many take twice as long."""


class Reranker(Protocol):
    """What a search needs of a model that compares a question with passages."""

    @property
    def name(self) -> str:
        """What the settings call it."""

    def scores(self, question: str, passages: Sequence[str]) -> list[float]:
        """How well each passage answers the question: the higher, the better; on a scale of the model's own."""


class CrossEncoderReranker:
    """Any cross-encoder with one score a pair, by hub name or folder.

    It is loaded at first use, which raises ModelError, saying what to do, when it cannot be loaded or is no
    cross-encoder.
    """

    def __init__(self, model: str) -> None:
        self.name = model

    def scores(self, question: str, passages: Sequence[str]) -> list[float]:
        pairs = [(question, passage) for passage in passages]
        return [float(score) for score in self._model.predict(pairs, show_progress_bar=False)]

    @cached_property
    def _model(self) -> Any:
        return load_cross_encoder(self.name)


def reranked(
    reranker: Reranker, question: str, passages: Iterable[tuple[Hit, Version]]
) -> Iterator[tuple[Hit, Version]]:
    """The passages with the first RERANKED of them in the reranker's order; what is known of a hit stays as it was."""
    rest = iter(passages)
    first = list(islice(rest, RERANKED))
    if not first:
        return
    scores = reranker.scores(question, [_text(hit, version) for hit, version in first])
    yield from (first[place] for place in sorted(range(len(first)), key=lambda place: (-scores[place], place)))
    yield from rest


def _text(hit: Hit, version: Version) -> str:
    """What the encoder was given of the passage, too: a passage alone may not say what it is about."""
    return prefix(version) + version.text[hit.passage.start : hit.passage.end]
