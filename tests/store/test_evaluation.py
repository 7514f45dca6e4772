"""Evaluation: the figures of a small questions file are those that a person works out by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from store.errors import QueryError
from store.questions import read_questions
from tests.store.shelf import Shelf, ids
from tests.store.stories import record

TRAM = record(
    "tram",
    "Tram drivers to strike",
    "Tram drivers in Marrowgate will strike on Friday over night shifts, their union said.",
    url="https://herald.example/tram",
    published="2019-06-04",
)
CRANE = record(
    "crane",
    "Port buys a crane",
    "The port has bought a floating crane for 3.2 million crowns from a yard in Ostholm.",
    published="2020-02-11",
)
STRIKE = "Will tram drivers in Marrowgate strike on Friday over night shifts?"
BOUGHT = "Has the port bought a floating crane for 3.2 million crowns from a yard in Ostholm?"
NOTHING = "zeppelin quarrel beyond Pluto"


def write(file: Path, *questions: dict[str, object]) -> Path:
    file.write_text("".join(json.dumps(question) + "\n" for question in questions), encoding="utf-8")
    return file


def figures(shelf: Shelf, tmp_path: Path, *questions: dict[str, object]) -> dict[str, object]:
    with shelf.open() as library:
        return library.evaluate(write(tmp_path / "questions.jsonl", *questions)).as_json()


def test_figures_are_as_worked_out_by_hand(shelf: Shelf, tmp_path: Path) -> None:
    crane = ids(shelf.index(TRAM, CRANE))["crane"]
    found = figures(
        shelf,
        tmp_path,
        # Right article by URL, right answer.
        {"id": 1, "question": STRIKE, "answers": ["night shifts"], "articles": ["https://Herald.example/tram/#top"]},
        # Right article by id, an answer that is not in the quote.
        {"id": 2, "question": BOUGHT, "answers": ["four million"], "articles": [crane]},
        # The article that bears it is the other one: it comes second.
        {"id": 3, "question": BOUGHT, "answers": ["a floating crane"], "articles": ["tram"]},
        # An article that is not there: wrongly declined, and never found.
        {"id": 4, "question": NOTHING, "answers": ["Neptune"], "articles": ["no such article"]},
        # Two that the coverage does not answer, of which one is answered.
        {"id": 5, "question": NOTHING, "answers": [], "articles": []},
        {"id": 6, "question": STRIKE, "answers": [], "articles": []},
    )
    expected = {
        "questions": 6,
        "answerable": 4,
        "hit@1": 2 / 4,
        "hit@4": 3 / 4,
        "hit@10": 3 / 4,
        "mrr@10": (1 + 1 + 1 / 2 + 0) / 4,
        "answer_in_quotes@1": 2 / 4,
        "answer_in_quotes@3": 2 / 4,
        "answer_underlined": 2 / 2,
        "answerable_wrongly_declined": 1 / 4,
        "unanswerable": 2,
        "unanswerable_declined": 1 / 2,
        "quotes": 4,
        "altered_quotes": 0,
        "wrong_or_missing_dates": 0,
    }
    assert {name: found[name] for name in expected} == expected
    assert found["hit@1_bm25_alone"] == 2 / 4
    assert found["hit@1_dense_alone"] == 2 / 4


def test_part_of_a_word_is_not_the_answer(shelf: Shelf, tmp_path: Path) -> None:
    shelf.index(TRAM)
    found = figures(
        shelf,
        tmp_path,
        {"question": STRIKE, "answers": ["night shift"], "articles": []},
        {"question": STRIKE, "answers": ["NIGHT — shifts!"], "articles": []},
    )
    assert found["answer_in_quotes@1"] == 1 / 2


def test_what_is_underlined_is_held_against_the_answers_of_the_quotes_that_bear_one(
    shelf: Shelf, tmp_path: Path
) -> None:
    shelf.index(CRANE)
    asked = "How many crowns has the port paid for a floating crane?"
    # Underlined is "3.2 million crowns": the whole answer, three words of which one is right, others; two bear none.
    answers: tuple[list[str], ...] = (["3.2 million crowns"], ["crowns"], ["Ostholm"], ["Velm"], [])
    questions: list[dict[str, object]] = [{"question": asked, "answers": one, "articles": []} for one in answers]
    found = figures(shelf, tmp_path, *questions)
    assert found["answer_underlined"] == 2 / 3
    assert found["underlined_f1"] == pytest.approx((1 + 2 / 4 + 0) / 3)


def test_an_as_of_day_is_part_of_the_question(shelf: Shelf, tmp_path: Path) -> None:
    shelf.index(TRAM, CRANE)
    asked = {"question": BOUGHT, "answers": ["floating crane"], "articles": ["crane"]}
    assert figures(shelf, tmp_path, {**asked, "as_of": "2020-02-11"})["hit@1"] == 1
    assert figures(shelf, tmp_path, {**asked, "as_of": "2020-02-10"})["hit@10"] == 0


def test_a_second_file_adds_to_the_unanswerable_only(shelf: Shelf, tmp_path: Path) -> None:
    shelf.index(TRAM)
    asked = write(tmp_path / "q.jsonl", {"question": STRIKE, "answers": ["Friday"], "articles": ["tram"]})
    outside = write(tmp_path / "outside.jsonl", {"question": NOTHING, "answers": [], "articles": []})
    with shelf.open() as library:
        evaluation = library.evaluate(asked, outside)
    found = evaluation.as_json()
    assert (found["questions"], found["answerable"], found["unanswerable"]) == (2, 1, 1)
    assert found["unanswerable_declined"] == 1
    assert ("hit@1", "1.000") in evaluation.rows()


def test_each_question_tells_what_it_gave(shelf: Shelf, tmp_path: Path) -> None:
    stories = ids(shelf.index(TRAM, CRANE))
    questions = write(
        tmp_path / "q.jsonl",
        {"id": "right", "question": STRIKE, "answers": ["night shifts"], "articles": ["tram"]},
        {"id": "without answers", "question": BOUGHT, "articles": ["crane"]},
        {"id": "nowhere", "question": NOTHING, "answers": [], "articles": []},
    )
    with shelf.open() as library:
        evaluation = library.evaluate(questions)
    right, bearing, nowhere = (json.loads(line) for line in evaluation.lines())
    assert right["question"] == STRIKE
    assert (right["answerable"], right["verdict"], right["answer_in_quotes"]) == (True, "answered", 1)
    assert right["ranks"] == {"fused": 1, "bm25": 1, "dense": 1}
    assert right["quotes"][0]["article_id"] == stories["tram"]
    assert (right["faults"], right["misdated"]) == ([], 0)
    assert right["best"]["right"] and bearing["best"]["right"]
    # Declined, and what would have come first is known all the same.
    assert (nowhere["answerable"], nowhere["verdict"], nowhere["quotes"]) == (False, "not_in_coverage", [])
    assert nowhere["best"]["right"] is False and nowhere["best"]["score"] < 0.2


def test_what_nobody_asked_has_no_figure(shelf: Shelf, tmp_path: Path) -> None:
    shelf.index(TRAM)
    found = figures(shelf, tmp_path, {"question": NOTHING, "answers": [], "articles": []})
    assert (found["hit@1"], found["answer_in_quotes@1"], found["answerable_wrongly_declined"]) == (None, None, None)


@pytest.mark.parametrize("line", ["not json", "[]", "17", '{"answers": ["x"]}', '{"question": "Who?", "answers": 3}'])
def test_a_line_that_is_no_question_is_named(tmp_path: Path, line: str) -> None:
    file = tmp_path / "questions.jsonl"
    file.write_text('{"question": "Who?", "answers": []}\n\n' + line + "\n", encoding="utf-8")
    with pytest.raises(QueryError, match="Line 3 of"):
        read_questions(file)


def test_a_questions_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(QueryError, match=r"nothing\.jsonl cannot be read"):
        read_questions(tmp_path / "nothing.jsonl")
