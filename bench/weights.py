"""Fit the judge: print the weights that `store/judge.py` holds.

    python -m bench.weights --on quiz dev.jsonl,outside.dev.jsonl --on data seeds/questions.jsonl

A logistic regression over every candidate quote of every question, right where an accepted answer stands in it; for the
second look another, of the quotes looked at again, over what the first one says, the span reader's margin and how short
the question is. `--on`
takes a home and its questions files, which must be ones that no benchmark reports. Each home weighs the same.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sklearn.linear_model import LogisticRegression

from store.bearing import first_bearing
from store.core import Library
from store.features import Features
from store.judge import SECOND, second_evidence


@dataclass(frozen=True, slots=True)
class Row:
    """A candidate quote: its features, the margin where it was looked at again, how many words the question
    has, whether it is right, and its weight."""

    features: tuple[float, ...]
    margin: float | None
    words: int
    right: bool
    weight: float = 1.0


def main() -> int:
    parser = argparse.ArgumentParser(description="Fit the weights of the judge's features.")
    parser.add_argument("--on", nargs=2, action="append", required=True, metavar=("HOME", "FILES"))
    wanted = parser.parse_args()
    rows: list[Row] = []
    for home, files in wanted.on:
        found = [row for file in files.split(",") for row in candidates(Path(home), Path(file))]
        print(f"{home}: {len(found):,} candidates, {sum(row.right for row in found):,} right")
        rows += [replace(row, weight=1 / len(found)) for row in found]
    first = _fitted([row.features for row in rows], rows)
    _show(Features.names(), first)
    looked = [row for row in rows if row.margin is not None]
    odds = first.decision_function([row.features for row in looked])
    seen = [second_evidence(one, row.margin or 0.0, row.words) for one, row in zip(odds, looked, strict=True)]
    _show(tuple(SECOND), _fitted(seen, looked))
    return 0


def _fitted(values: Sequence[tuple[float, ...]], rows: Sequence[Row]) -> LogisticRegression:
    scale = len(rows) / sum(row.weight for row in rows)
    weights = [row.weight * scale for row in rows]
    return LogisticRegression(max_iter=2000).fit(values, [row.right for row in rows], weights)


def _show(names: Sequence[str], fitted: LogisticRegression) -> None:
    for name, weight in zip(names, fitted.coef_[0], strict=True):
        print(f'    "{name}": {weight:.3f},')
    print(f"BIAS = {fitted.intercept_[0]:.2f}")


def candidates(home: Path, file: Path) -> Iterator[Row]:
    """The features of each candidate quote, and whether it is right; questions without accepted words left out."""
    with Library.open(home) as library:
        outcomes = library.evaluate(file).outcomes
    for outcome in outcomes:
        question = outcome.question
        if question.articles and not question.answers:
            continue
        for candidate in outcome.candidates:
            right = first_bearing(question.answers, [candidate.text]) is not None
            yield Row(candidate.features.row(), candidate.margin, len(question.question.split()), right)


if __name__ == "__main__":
    raise SystemExit(main())
