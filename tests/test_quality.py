"""The quality gate: what the sample archive's questions get may not fall below the floors that are kept in a file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from store.core import Library

ROOT = Path(__file__).parents[1]
FLOORS: dict[str, dict[str, float]] = json.loads((ROOT / "tests" / "quality_floors.json").read_text(encoding="utf-8"))
"""Figures of `dateline eval` by name, each `at_least` or `at_most`. Raise a floor when quality rises; to lower one is a
decision that the commit has to argue for."""
GATED = {
    "hit@1",
    "hit@10",
    "answer_in_quotes@1",
    "answer_in_quotes@3",
    "answer_underlined",
    "underlined_f1",
    "answerable_wrongly_declined",
    "unanswerable_declined",
    "altered_quotes",
    "wrong_or_missing_dates",
}


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, object]:
    with Library.open(tmp_path_factory.mktemp("home")) as library:
        library.index([ROOT / "seeds"])
        return library.evaluate(ROOT / "seeds" / "questions.jsonl").as_json()


def test_every_figure_of_quality_has_a_floor() -> None:
    assert set(FLOORS) == GATED


@pytest.mark.parametrize("name", FLOORS)
def test_a_figure_keeps_to_its_floor(name: str, figures: Mapping[str, object]) -> None:
    figure, (side, floor) = figures[name], *FLOORS[name].items()
    assert isinstance(figure, int | float), f"eval has no figure {name}"
    kept = figure >= floor if side == "at_least" else figure <= floor
    assert kept, f"{name} is {figure:.3f} and should be {side.replace('_', ' ')} {floor}"
