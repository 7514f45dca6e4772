"""Retrieval on topic: MAP and hit@1 of the ranking of articles, for the TIME collection of 1963.

    python -m bench.topics ../shared/corpora/time1963

Indexes the stories into a temporary data folder. An article ranks where its first passage does; one that none of the
retrieved passages belongs to counts as never found.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from statistics import fmean

from bench.home import indexed
from bench.records import records
from store.evaluation import Outcome
from store.retriever import Hit

RANKINGS: dict[str, Callable[[Hit], float]] = {
    "fused": lambda hit: hit.score,
    "BM25 alone": lambda hit: hit.bm25,
    "vectors alone": lambda hit: hit.cosine,
}


def main() -> int:
    parser = argparse.ArgumentParser(description="Mean average precision and hit@1 over articles.")
    parser.add_argument("corpus", type=Path, help="a folder with articles.jsonl.gz and questions.jsonl")
    wanted = parser.parse_args()
    stories = list(records(wanted.corpus / "articles.jsonl.gz"))
    with indexed(stories) as library:
        outcomes = library.evaluate(wanted.corpus / "questions.jsonl").outcomes
    print(f"{len(stories)} stories, {len(outcomes)} questions\n{'':13}   MAP  hit@1")
    for name, score in RANKINGS.items():
        ranked = [(ranking(outcome, score), outcome.gold) for outcome in outcomes]
        precision = fmean(average_precision(articles, gold) for articles, gold in ranked)
        first = fmean(bool(articles) and articles[0] in gold for articles, gold in ranked)
        print(f"{name:13}  {precision:.3f}  {first:.3f}")
    return 0


def ranking(outcome: Outcome, score: Callable[[Hit], float]) -> list[str]:
    """The ids of the articles of the retrieved passages with any such score, best first."""
    hits = sorted((hit for hit in outcome.hits if score(hit) > 0), key=score, reverse=True)
    return list(dict.fromkeys(hit.passage.article_id for hit in hits))


def average_precision(ranked: list[str], gold: frozenset[str]) -> float:
    """The mean, over the articles wanted, of the share of wanted ones down to each; 0 for one not ranked."""
    places = [place for place, article in enumerate(ranked, 1) if article in gold]
    return sum(found / place for found, place in enumerate(places, 1)) / len(gold)


if __name__ == "__main__":
    raise SystemExit(main())
