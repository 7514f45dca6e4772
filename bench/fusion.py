"""Print the fusion table: hit@1, hit@10 and MRR@10 of each weight of the cosine against BM25.

    python -m bench.fusion --home data questions.jsonl

A weight of 0 is BM25 alone, 1 the vectors alone. The questions must not be ones that a benchmark scores.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from store.core import Library
from store.retriever import fuse

WEIGHTS = tuple(step / 10 for step in range(11))


def main() -> int:
    parser = argparse.ArgumentParser(description="Dense alone, BM25 alone and each mixture of the two.")
    parser.add_argument("questions", type=Path)
    parser.add_argument("--home", type=Path, default=Path("data"))
    wanted = parser.parse_args()
    ranks: dict[float, list[int | None]] = {weight: [] for weight in WEIGHTS}
    with Library.open(wanted.home) as library:
        for outcome in library.evaluate(wanted.questions).outcomes:
            cosines = {hit.passage.id: hit.cosine for hit in outcome.hits}
            scores = {hit.passage.id: hit.bm25 for hit in outcome.hits if hit.bm25}
            if not outcome.gold:
                continue
            for weight in WEIGHTS:
                articles = list(dict.fromkeys(hit.passage.article_id for hit in fuse(cosines, scores, weight)))[:10]
                ranks[weight].append(
                    next((place for place, key in enumerate(articles, 1) if key in outcome.gold), None)
                )
    print("dense   hit@1  hit@10   mrr@10")
    for weight, found in ranks.items():
        first, ten = sum(rank == 1 for rank in found), sum(rank is not None for rank in found)
        reciprocal = sum(1 / rank for rank in found if rank)
        print(f"  {weight:.1f}   {first / len(found):.3f}   {ten / len(found):.3f}    {reciprocal / len(found):.3f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
