"""The retriever: passages that may answer a question, from both indexes under the same filter, fused."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass

from store.encoder import Encoder, Vectors
from store.entry import Filter
from store.lexicon import Lexicon
from store.passages import Passage
from store.vectors import VectorIndex

DEPTH = 50
"""Passages taken from each index: enough for ten articles where each has several."""
DENSE_WEIGHT = 0.7
"""Share of the cosine in the fused score, the rest is BM25 over the best BM25. `bench/fusion.py` printed, for the 289
news-quiz questions kept for development, hit@1 / hit@10 / MRR@10: .668 / .941 / .761 at 0 (BM25 alone), .661 / .945 /
.758 at 0.6, .675 / .948 / .764 at 0.7, .661 / .948 / .755 at 0.8, .595 / .907 / .700 at 1 (vectors alone)."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A retrieved passage. `cosine` is -1..1; `bm25` is 0 where the lexical index did not return it."""

    passage: Passage
    cosine: float
    bm25: float
    score: float


@dataclass(frozen=True, slots=True)
class Retrieved:
    """The hits of one question, best first, with what the reader needs again and the milliseconds spent."""

    hits: tuple[Hit, ...]
    terms: tuple[str, ...]
    encode_ms: float
    dense_ms: float
    lexical_ms: float


class Retriever:
    """Searches one generation. `dense_weight` is the share of the cosine in the fused score, 0 to 1."""

    def __init__(
        self, vectors: VectorIndex, lexicon: Lexicon, encoder: Encoder, dense_weight: float = DENSE_WEIGHT
    ) -> None:
        self._vectors = vectors
        self._lexicon = lexicon
        self._encoder = encoder
        self._dense_weight = dense_weight
        self._encoded: tuple[str, Vectors] | None = None

    def retrieve(
        self,
        question: str,
        wanted: Filter,
        depth: int = DEPTH,
        phrases: Sequence[str] = (),
        *,
        newest: bool = False,
    ) -> Retrieved:
        """At most twice `depth` hits that satisfy the filter, best first.

        With `phrases` as many again that may have them all. That they have them is for who reads the stories to see.
        With `newest` as many again, the newest that have all words of the question.
        """
        began = time.perf_counter()
        vector = self._vector(question)
        encoded = time.perf_counter()
        cosines = dict(self._vectors.search(vector, depth, wanted))
        searched = time.perf_counter()
        terms = tuple(dict.fromkeys(self._lexicon.terms(question)))
        scores = dict(self._lexicon.search(terms, depth, wanted))
        if phrases:
            scores |= dict(self._lexicon.search(terms, depth, wanted, phrases))
        matched = time.perf_counter()
        by_day = self._lexicon.by_day(terms, 2 * depth, wanted) if newest else []
        # A passage that only its words found has a cosine too; without it the fusion would call it unlike.
        only_lexical = [passage for passage in dict.fromkeys([*scores, *by_day]) if passage not in cosines]
        for passage, its_vector in self._vectors.fetch(only_lexical).items():
            cosines[passage] = float(its_vector @ vector)
        hits = fuse(cosines, scores, self._dense_weight)
        return Retrieved(
            tuple(hits),
            terms,
            (encoded - began) * 1000,
            (searched - encoded + time.perf_counter() - matched) * 1000,
            (matched - searched) * 1000,
        )

    def retrieve_among(self, question: str, wanted: Filter, passage_ids: Sequence[str]) -> Retrieved:
        """Of these passages all that satisfy the filter and have a word of the question, best first.

        One without any is never sure enough to be shown: the judge wants the question's words.
        """
        began = time.perf_counter()
        vector = self._vector(question)
        encoded = time.perf_counter()
        terms = tuple(dict.fromkeys(self._lexicon.terms(question)))
        scores = dict(self._lexicon.search(terms, max(len(passage_ids), 1), wanted, among=passage_ids))
        matched = time.perf_counter()
        found = self._vectors.fetch(list(scores)).items()
        hits = fuse({passage: float(its @ vector) for passage, its in found}, scores, self._dense_weight)
        return Retrieved(
            tuple(hits),
            terms,
            (encoded - began) * 1000,
            (time.perf_counter() - matched) * 1000,
            (matched - encoded) * 1000,
        )

    def _vector(self, question: str) -> Vectors:
        """The vector of a question, shape (dimensions,), of the last one kept: a no is said after a wider search."""
        if self._encoded is None or self._encoded[0] != question:
            self._encoded = question, self._encoder.encode([question])[0]
        return self._encoded[1]


def fuse(cosines: dict[str, float], scores: dict[str, float], dense_weight: float) -> list[Hit]:
    """Hits by `w * cosine + (1 - w) * bm25 / best bm25`, best first, ties by passage id."""
    best = max(scores.values(), default=0.0) or 1.0
    hits = [
        Hit(
            Passage.from_id(passage),
            cosine,
            scores.get(passage, 0.0),
            dense_weight * cosine + (1 - dense_weight) * scores.get(passage, 0.0) / best,
        )
        for passage, cosine in cosines.items()
    ]
    return sorted(hits, key=lambda hit: (-hit.score, hit.passage.id))
