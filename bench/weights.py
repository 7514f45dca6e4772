"""Fit the judge: print the like of the weights that `store/judge.py` holds.

    python -m bench.weights --on quiz dev.jsonl,outside.dev.jsonl --on data seeds/questions.jsonl \\
        --on data bench/near_questions.dev.jsonl

A logistic regression over every candidate quote of every question, right where an accepted answer stands in it; for the
second look another, of the quotes looked at again, over what the first look in use says, the span reader's margin and
how short the question is. `--on` takes a home and its questions files, which must be ones that no benchmark reports.
Each `--on` weighs the same.
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
from store.judge import SECOND, confidence, odds, second_evidence


@dataclass(frozen=True, slots=True)
class Row:
    """A candidate quote: its features, what SECOND weighs of it where it was looked at again, whether it is right, and
    its weight."""

    features: tuple[float, ...]
    evidence: tuple[float, float, float] | None
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
    _show("WEIGHTS", Features.names(), [(row.features, row) for row in rows])
    _show("SECOND", tuple(SECOND), [(row.evidence, row) for row in rows if row.evidence])
    return 0


def _show(what: str, names: Sequence[str], over: Sequence[tuple[tuple[float, ...], Row]]) -> None:
    scale = len(over) / sum(row.weight for _, row in over)
    fitted = LogisticRegression(max_iter=2000).fit(
        [values for values, _ in over], [row.right for _, row in over], [row.weight * scale for _, row in over]
    )
    print(f"{what}, over {len(over):,} candidates")
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
            margin, words = candidate.margin, len(question.question.split())
            seen = None if margin is None else second_evidence(odds(confidence(candidate.features)), margin, words)
            yield Row(candidate.features.row(), seen, right)


if __name__ == "__main__":
    raise SystemExit(main())
