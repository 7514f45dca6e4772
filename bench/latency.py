"""How long an answer takes, p50 and p95, and the share of each stage in it.

    python -m bench.latency --home data questions.jsonl

Asks the first questions once before the clock counts, so that the model and both indexes are loaded. Run it on a
machine that does nothing else.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from statistics import fmean, quantiles

from store.answer import Timings
from store.core import Library
from store.questions import query_of, read_questions

WARM_UP = 20
STAGES: dict[str, Callable[[Timings], float]] = {
    "encode": lambda took: took.encode,
    "dense": lambda took: took.dense,
    "lexical": lambda took: took.lexical,
    "read": lambda took: took.read,
    "rest": lambda took: took.total - took.encode - took.dense - took.lexical - took.read,
    "total": lambda took: took.total,
}
"""Milliseconds of each stage. The rest is what no stage has a clock for: choosing, checking and dating the quotes,
and the search before where a question was searched for twice."""


def main() -> int:
    parser = argparse.ArgumentParser(description="Milliseconds of an answer, stage by stage.")
    parser.add_argument("questions", type=Path)
    parser.add_argument("--home", type=Path, default=Path("data"))
    wanted = parser.parse_args()
    queries = [query_of(question) for question in read_questions(wanted.questions)]
    with Library.open(wanted.home) as library:
        for query in queries[:WARM_UP]:
            library.ask(query)
        took = [library.ask(query).took_ms for query in queries]
    whole = fmean(one.total for one in took)
    print(f"{len(took)} questions, milliseconds\n{'stage':8}   p50    p95   share")
    for stage, of in STAGES.items():
        times = [of(one) for one in took]
        cuts = quantiles(times, n=20, method="inclusive")
        print(f"{stage:8} {cuts[9]:5.0f}  {cuts[18]:5.0f}   {fmean(times) / whole:5.0%}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
