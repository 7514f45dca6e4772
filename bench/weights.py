"""Fit the judge: print the weights and the bias that `store/judge.py` holds.

    python -m bench.weights --on quiz dev.jsonl,outside.dev.jsonl --on data seeds/questions.jsonl

A logistic regression over every candidate quote of every question, right where an accepted answer stands in it. `--on`
takes a home and its questions files, which must be ones that no benchmark reports. Each home weighs the same.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path

from sklearn.linear_model import LogisticRegression

from store.core import Library
from store.evaluation import first_bearing
from store.features import Features

Row = tuple[tuple[float, ...], bool]


def main() -> int:
    parser = argparse.ArgumentParser(description="Fit the weights of the judge's features.")
    parser.add_argument("--on", nargs=2, action="append", required=True, metavar=("HOME", "FILES"))
    wanted = parser.parse_args()
    rows: list[Row] = []
    weights: list[float] = []
    for home, files in wanted.on:
        found = [row for file in files.split(",") for row in candidates(Path(home), Path(file))]
        print(f"{home}: {len(found):,} candidates, {sum(right for _, right in found):,} right")
        rows += found
        weights += [1 / len(found)] * len(found)
    scale = len(rows) / sum(weights)
    fitted = LogisticRegression(max_iter=2000).fit(
        [features for features, _ in rows], [right for _, right in rows], [weight * scale for weight in weights]
    )
    for name, weight in zip(Features.names(), fitted.coef_[0], strict=True):
        print(f'    "{name}": {weight:.2f},')
    print(f"BIAS = {fitted.intercept_[0]:.2f}")
    return 0


def candidates(home: Path, file: Path) -> Iterator[Row]:
    """The features of each candidate quote, and whether it is right; questions without accepted words left out."""
    with Library.open(home) as library:
        outcomes = library.evaluate(file).outcomes
    for outcome in outcomes:
        question = outcome.question
        if question.articles and not question.answers:
            continue
        for candidate in outcome.candidates:
            yield candidate.features.row(), first_bearing(question.answers, [candidate.text]) is not None


if __name__ == "__main__":
    raise SystemExit(main())
