"""What the span reader is trained on: examples that answer do, and those that should not do not."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest

from bench.records import records
from bench.span_reader import told_apart
from bench.span_training.corpora import KEPT_NEAR_MISSES, NEAR_MISSES, SQUAD_FILE, Asked, Text, near_misses, squad
from bench.span_training.examples import MAX_QUOTE, Example, Maker
from bench.span_training.rewording import VECTORS, Rewording

CLOCK = Text(
    "Torrin",
    "Torrin opened its new clock on 4 May 1931. It had been cast of bronze in Velm. Nobody was there, for it rained. "
    "The mayor of Torrin stayed away.",
    (
        Asked("Where was the clock of Torrin cast?", ("Velm",), 73),
        Asked("When was the clock opened in Torrin?", ("4 May 1931",), 31),
    ),
)
MARKET = Text("Torrin", "The clock market of Torrin is old. It has been held where the clock stands.", ())
VELM = Text("Torrin", "In Velm the river was low.", (Asked("What was low in Velm?", ("the river",), 8),))
PLACE = [CLOCK, MARKET, VELM]


def _maker(seed: int = 1) -> Maker:
    return Maker(seed, {"opened": ("closed",), "cast": ("broken",)}.get)  # type: ignore[arg-type]


def _made(kind: str, *, paired: bool = False, seed: int = 1) -> list[Example]:
    return list(_maker(seed).of_answered(PLACE, {kind: 1.0}, paired=paired))


def test_the_cases_are_what_they_say() -> None:
    for text in PLACE:
        for asked in text.asked:
            assert text.passage[asked.start :].startswith(asked.answer)


@pytest.mark.parametrize("seed", range(8))
def test_what_answers_has_the_answer_where_it_says(seed: int) -> None:
    made = _made("answered", seed=seed)
    assert [one.words[one.answer.start : one.answer.end] for one in made if one.answer] == [
        "Velm",
        "4 May 1931",
        "the river",
    ]


@pytest.mark.parametrize("kind", ["near", "gap", "other"])
@pytest.mark.parametrize("seed", range(8))
def test_what_only_seems_to_answer_does_not_have_the_answer(kind: str, seed: int) -> None:
    made = _made(kind, seed=seed)
    answers = {asked.question: asked.answer for text in PLACE for asked in text.asked}
    assert made
    assert all(one.answer is None and answers[one.question] not in one.words for one in made)


def test_another_passage_is_of_the_same_title_and_like_the_question() -> None:
    assert _made("other")[0].words == MARKET.passage


def test_a_changed_question_has_another_name_and_no_answer() -> None:
    made = _made("changed")
    assert made
    for one in made:
        assert one.answer is None
        assert one.question not in {asked.question for text in PLACE for asked in text.asked}


def test_a_reworded_question_comes_with_the_real_one_where_they_are_paired() -> None:
    made = _made("reworded", paired=True)
    assert [(one.question, one.answer is None) for one in made] == [
        ("Where was the clock of Torrin broken?", True),
        ("Where was the clock of Torrin cast?", False),
        ("When was the clock closed in Torrin?", True),
        ("When was the clock opened in Torrin?", False),
    ]


def test_people_s_own_judgement_stays() -> None:
    text = Text("", "It rained.", (Asked("Who sang?", (), 0), Asked("What did it do?", ("rained",), 3)))
    assert [one.answer is None for one in _maker().of_judged([text])] == [True, False]


def test_what_people_judged_unanswered_is_not_known_by_its_length() -> None:
    many = "The bell was rung at noon by its keeper. " * 20
    long = f"{many}The harbour tower has a bell. {many}".strip()
    asked = (Asked("When was the bell of the harbour tower cast?", (), 0), Asked("Who rang?", ("its keeper",), 29))
    text = Text("", long, asked)
    made = [one for seed in range(20) for one in _maker(seed).of_judged([text])]
    for unanswered in (True, False):
        lengths = {len(one.words) for one in made if (one.answer is None) == unanswered}
        assert len(long) in lengths
        assert min(lengths) <= MAX_QUOTE
    assert all("harbour" in one.words for one in made if one.answer is None)


def test_the_same_seed_makes_the_same_examples() -> None:
    kinds = {"answered": 0.4, "near": 0.3, "changed": 0.3}
    first, again, other = (list(_maker(seed).of_answered(PLACE * 9, kinds)) for seed in (5, 5, 6))
    assert first == again != other


def test_words_for_another_are_about_the_same_and_mean_something_else(tmp_path: Path) -> None:
    vectors = io.BytesIO()
    with zipfile.ZipFile(vectors, "w") as inner:
        others = "closed banana river seven music doctor winter green army prayer will".split()
        lines = ["opened 1 0", "launched 0.9 0.1", *(f"{word} 0 1" for word in others)]
        inner.writestr("v.txt", "\n".join(lines))
    wheel = tmp_path / "w.whl"
    with zipfile.ZipFile(wheel, "w") as parts:
        parts.writestr(VECTORS, vectors.getvalue())
    rewording = Rewording(wheel)
    assert rewording.of("opened") == ("closed",)
    assert rewording.of("unheard-of") == ()


def test_the_questions_of_squad_are_read_out_of_the_wheel(tmp_path: Path) -> None:
    asked = {"question": " Who? ", "answers": [{"text": "Ann", "answer_start": 3}, {"text": "An", "answer_start": 3}]}
    article = {"title": "A_b", "paragraphs": [{"context": "By Ann.", "qas": [asked]}]}
    with zipfile.ZipFile(tmp_path / "w.whl", "w") as parts:
        parts.writestr(SQUAD_FILE, json.dumps({"data": [article]}))
    assert list(squad(tmp_path / "w.whl")) == [Text("A b", "By Ann.", (Asked("Who?", ("Ann",), 3),))]


def test_near_misses_stand_beside_a_passage_of_squad_or_one_of_their_own(tmp_path: Path) -> None:
    article = {"title": "A_b", "paragraphs": [{"context": "By Ann.", "qas": [{"id": "1", "question": "Who?"}]}]}
    with zipfile.ZipFile(tmp_path / "w.whl", "w") as parts:
        parts.writestr(SQUAD_FILE, json.dumps({"data": [article]}))
    lines = (
        {"squad": "1", "asked": [{"question": "By whom?", "answer": "Ann", "start": 3}, {"question": "For whom?"}]},
        {"headline": "Rain", "passage": "It rained.", "asked": [{"question": "Where?"}]},
    )
    (tmp_path / "near.jsonl").write_text("\n".join(map(json.dumps, lines)))
    assert list(near_misses(tmp_path / "near.jsonl", tmp_path / "w.whl")) == [
        Text("A b", "By Ann.", (Asked("By whom?", ("Ann",), 3), Asked("For whom?", (), 0))),
        Text("Rain", "It rained.", (Asked("Where?", (), 0),)),
    ]


@pytest.mark.parametrize(("file", "least"), [(NEAR_MISSES, 2000), (KEPT_NEAR_MISSES, 300)])
def test_the_near_misses_that_come_with_the_project_are_whole(file: Path, least: int) -> None:
    asked = [(one.get("passage"), about) for one in records(file) for about in one["asked"]]
    answered = [(passage, about) for passage, about in asked if "answer" in about]
    assert 0.4 < len(answered) / len(asked) < 0.6
    assert all(about["question"] == about["question"].strip() != "" for _, about in asked)
    own = [(passage[about["start"] :], about["answer"]) for passage, about in answered if passage]
    assert len(own) > least
    assert all(words.startswith(answer) for words, answer in own)


def test_no_passage_that_is_kept_for_measuring_is_trained_on() -> None:
    trained = {one.get("passage") for one in records(NEAR_MISSES)}
    assert trained.isdisjoint(one["passage"] for one in records(KEPT_NEAR_MISSES))


def test_how_well_two_kinds_are_told_apart_is_as_worked_out_by_hand() -> None:
    assert told_apart([3, 1], [2, 1]) == (1 + 1 + 0 + 0.5) / 4
