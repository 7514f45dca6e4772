"""Generations: a state is there whole or not at all, and one generation before the current one stays."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from store.errors import GenerationError
from store.generation import Generations, State


@pytest.fixture
def generations(tmp_path: Path) -> Generations:
    return Generations(tmp_path / "index")


def built(generations: Generations, encoder: str = "words") -> State:
    state = replace(generations.begin(encoder, "scheme"), clean=True)
    generations.write(state)
    generations.adopt(state)
    return state


def folders(generations: Generations) -> list[str]:
    return sorted(entry.name for entry in generations.folder("").iterdir() if entry.is_dir())


def test_before_the_first_there_is_no_current_one(generations: Generations) -> None:
    assert generations.current() is None
    assert generations.unfinished("words", "scheme") is None


def test_a_generation_begun_is_not_current_before_it_is_adopted(generations: Generations) -> None:
    state = generations.begin("words", "scheme")
    assert generations.current() is None
    generations.adopt(state)
    assert generations.current() == state


def test_what_was_written_is_read_back_by_another_process(generations: Generations, tmp_path: Path) -> None:
    state = replace(built(generations), applied=7, built="2020-01-01T00:00:00+00:00")
    generations.write(state)
    assert Generations(tmp_path / "index").current() == state


def test_a_write_cut_short_leaves_the_state_before_it(generations: Generations) -> None:
    state = built(generations)
    (generations.folder(state.generation) / "state.partial").write_text('{"generation": "9", "enc', encoding="utf-8")
    (generations.folder("") / "current.partial").write_text("9", encoding="ascii")
    assert generations.current() == state
    generations.write(replace(state, applied=3))
    assert generations.current() == replace(state, applied=3)


def test_who_reads_while_it_is_written_has_the_whole_state_before_it(generations: Generations) -> None:
    state = built(generations)
    file = generations.folder(state.generation) / "state.json"
    before = file.read_text(encoding="utf-8")
    with file.open(encoding="utf-8") as reading:
        generations.write(replace(state, applied=3))
        assert reading.read() == before


def test_what_a_cut_run_began_goes_on_with_the_same_encoder_and_scheme_only(generations: Generations) -> None:
    built(generations)
    begun = generations.begin("words", "scheme")
    assert generations.unfinished("words", "scheme") == begun
    assert generations.unfinished("others", "scheme") is None
    assert generations.unfinished("words", "another scheme") is None


def test_a_finished_generation_is_not_unfinished(generations: Generations) -> None:
    built(generations)
    assert generations.unfinished("words", "scheme") is None


def test_a_folder_begun_without_a_state_is_not_gone_on_with(generations: Generations) -> None:
    built(generations)
    generations.folder("2").mkdir()
    assert generations.unfinished("words", "scheme") is None
    assert generations.begin("words", "scheme").generation == "3"


def test_adopting_keeps_the_one_before_and_drops_the_older(generations: Generations) -> None:
    for _ in range(4):
        built(generations)
    assert folders(generations) == ["3", "4"]


def test_numbers_are_compared_as_numbers(generations: Generations) -> None:
    for _ in range(11):
        built(generations)
    assert folders(generations) == ["10", "11"]
    assert generations.begin("words", "scheme").generation == "12"


@pytest.mark.parametrize("damaged", ["", "{", "[]", '{"generation": "1"}', '{"unknown": 1}', "null"])
def test_a_state_that_cannot_be_read_says_what_to_run(generations: Generations, damaged: str) -> None:
    state = built(generations)
    (generations.folder(state.generation) / "state.json").write_text(damaged, encoding="utf-8")
    with pytest.raises(GenerationError, match=r"run: dateline index$"):
        generations.current()


def test_a_state_is_known_by_its_folder_not_by_what_it_says(generations: Generations) -> None:
    state = built(generations)
    file = generations.folder(state.generation) / "state.json"
    file.write_text(json.dumps({**json.loads(file.read_text()), "generation": "77"}), encoding="utf-8")
    assert generations.current() == state


def test_going_back_retires_whatever_is_newer_than_the_one_before(generations: Generations) -> None:
    built(generations)
    built(generations)
    generations.write(replace(generations.begin("words", "scheme"), clean=True))
    generations.begin("words", "scheme")
    assert generations.roll_back().generation == "1"
    assert generations.unfinished("words", "scheme") is None
    assert [generations.read(number).retired for number in "1234"] == [False, True, True, True]


def test_what_an_admin_went_back_from_is_not_gone_back_to(generations: Generations) -> None:
    first = built(generations)
    built(generations)
    generations.roll_back()
    third = built(generations)
    generations.folder("2").mkdir()  # as if a kill had come before it was dropped
    generations.write(State("2", "words", "scheme", retired=True))
    assert generations.before(third) == first


def test_what_cannot_be_read_is_not_gone_back_to(generations: Generations) -> None:
    first, second, third = (generations.begin("words", "scheme") for _ in range(3))
    (generations.folder(second.generation) / "state.json").write_text("{", encoding="utf-8")
    assert generations.before(third) == first


def test_what_is_given_up_is_newer_than_the_current_one_and_was_never_gone_back_from(generations: Generations) -> None:
    built(generations)
    built(generations)
    generations.roll_back()
    assert generations.give_up() == []
    generations.begin("others", "scheme")
    generations.folder("4").mkdir()
    assert generations.give_up() == ["3", "4"]
    assert generations.unfinished("others", "scheme") is None
