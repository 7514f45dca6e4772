"""Print the judge's curve: at each threshold, how many answerable questions are lost and how many others declined.

    python -m bench.judge --home data questions.jsonl [--outside outside.jsonl]

The questions must be ones that the thresholds in `store/judge.py` may be chosen on, never those a benchmark scores.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from store.core import Library
from store.questions import Question, query_of, read_questions

STEPS = tuple(step / 100 for step in range(5, 65, 5))


def main() -> int:
    parser = argparse.ArgumentParser(description="The curve that the judge's threshold was chosen on.")
    parser.add_argument("questions", type=Path)
    parser.add_argument("--outside", type=Path)
    parser.add_argument("--home", type=Path, default=Path("data"))
    wanted = parser.parse_args()
    asked = read_questions(wanted.questions) + (read_questions(wanted.outside) if wanted.outside else [])
    with Library.open(wanted.home) as library:
        best = [(question.answerable, _best(library, question)) for question in asked]
    answerable = [score for known, score in best if known]
    others = [score for known, score in best if not known]
    print(f"{len(answerable)} answerable, {len(others)} not\n  at   lost  declined")
    for step in STEPS:
        print(f"{step:.2f}  {_below(answerable, step):5.2f}  {_below(others, step):8.2f}")
    return 0


def _best(library: Library, question: Question) -> float:
    """The confidence of the best quote, whatever the threshold; 0 without any."""
    return max((quote.score for quote in library.search(query_of(question, limit=8))), default=0.0)


def _below(scores: list[float], step: float) -> float:
    return sum(score < step for score in scores) / len(scores) if scores else 0.0


if __name__ == "__main__":
    raise SystemExit(main())
