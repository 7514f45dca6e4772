"""What each stage of an answer gains, by leaving it out, one row a variant.

    python -m bench.ablation --home data questions.jsonl [--outside outside.jsonl] [--only NAME …]

A variant is a subclass of `Answerer`; to measure another stage, add one to `VARIANTS`.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from store.answer import Answer, Coverage, Span
from store.answering import Answerer, Read
from store.core import Library
from store.encoder import Encoder, SentenceTransformerEncoder, Vectors
from store.query import Query
from store.reader import READ, Candidate
from store.span_model import BundledSpanModel

FIGURES = {
    "hit@1": "hit@1",
    "hit@10": "hit@10",
    "quotes@1": "answer_in_quotes@1",
    "quotes@3": "answer_in_quotes@3",
    "lost": "answerable_wrongly_declined",
    "declined": "unanswerable_declined",
}
"""Column and the figure of `dateline eval` in it."""


class VectorsAlone(Answerer):
    dense_weight = 1.0


class Bm25Alone(Answerer):
    dense_weight = 0.0


class SentenceAlone(Answerer):
    """Quotes the sentence that answers best, without its neighbours."""

    def read(self, query: Query, at_least: int = READ, *, newest: bool = False) -> Read:
        found = super().read(query, at_least, newest=newest)
        return replace(found, candidates=tuple(replace(one, span=one.best) for one in found.candidates))


class RetrieversOrder(Answerer):
    """Shows quotes in the order of their passages, not in that of the reader's confidence."""

    def read_twice(self, query: Query) -> Read:
        found = super().read_twice(query)

        def place(candidate: Candidate) -> int:
            passages = (hit.passage for hit in found.retrieved.hits)
            return next(
                rank
                for rank, passage in enumerate(passages)
                if passage.article_id == candidate.version.article_id
                and Span(passage.start, passage.end).overlaps(candidate.span)
            )

        return replace(found, candidates=tuple(sorted(found.candidates, key=place)))


class NoJudge(Answerer):
    """Shows what the reader found, however unsure."""

    def read_twice(self, query: Query) -> Read:
        found = super().read_twice(query)
        return replace(found, candidates=tuple(replace(one, score=1.0) for one in found.candidates))


class OneLook(Answerer):
    """Keeps the order and the confidence of the first look; what is underlined is the rules' too."""

    def read_twice(self, query: Query) -> Read:
        return self.read(query)


class NoDatesRead(Answerer):
    """Does not read the dates that a question names."""

    def answer_with_evidence(self, query: Query, coverage: Coverage, publishers: Sequence[str]) -> tuple[Answer, Read]:
        return super().answer_with_evidence(replace(query.any_day, understood=None), coverage, publishers)


VARIANTS: dict[str, type[Answerer]] = {
    "as shipped": Answerer,
    "vectors alone": VectorsAlone,
    "BM25 alone": Bm25Alone,
    "best sentence alone": SentenceAlone,
    "retriever's order": RetrieversOrder,
    "no second look": OneLook,
    "no judge": NoJudge,
    "no dates read": NoDatesRead,
}


class Remembering:
    """An encoder that encodes a text once: the variants are asked the same questions."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._known: dict[str, Vectors] = {}
        self.name = encoder.name

    @property
    def max_tokens(self) -> int:
        return self._encoder.max_tokens

    def token_starts(self, text: str) -> list[int]:
        return self._encoder.token_starts(text)

    def unload(self) -> None:
        self._encoder.unload()

    def encode(self, texts: Sequence[str]) -> Vectors:
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        if new:
            self._known.update(zip(new, self._encoder.encode(new), strict=True))
        return np.stack([self._known[text] for text in texts])


def main() -> int:
    parser = argparse.ArgumentParser(description="The figures with one stage left out at a time.")
    parser.add_argument("questions", type=Path)
    parser.add_argument("--outside", type=Path)
    parser.add_argument("--home", type=Path, default=Path("data"))
    parser.add_argument("--only", nargs="+", choices=VARIANTS, default=list(VARIANTS), metavar="NAME")
    wanted = parser.parse_args()
    encoder, model = Remembering(SentenceTransformerEncoder()), BundledSpanModel()
    print(f"{'':20} {'  '.join(f'{column:>8}' for column in FIGURES)}")
    for name in wanted.only:
        with Library(wanted.home, encoder, answerer=VARIANTS[name], span_model=model) as library:
            figures = library.evaluate(wanted.questions, wanted.outside).as_json()
        print(f"{name:20} {'  '.join(f'{_shown(figures[figure]):>8}' for figure in FIGURES.values())}", flush=True)
    return 0


def _shown(figure: object) -> str:
    return f"{figure:.3f}" if isinstance(figure, float) else "–"


if __name__ == "__main__":
    raise SystemExit(main())
