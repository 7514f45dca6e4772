"""Rolling back to the generation before: it answers with all that was recorded since, and no later run undoes it."""

from __future__ import annotations

import pytest

from store.errors import GenerationError
from store.generation import Generations
from store.query import build_query
from tests.store.encoder import WordEncoder
from tests.store.shelf import Shelf, ids
from tests.store.stories import record

LAMP = record("lamp", "New lamp on Gull Skerry", "The lamp on Gull Skerry shines 19 miles.", published="2019-06-04")
FERRY = record("ferry", "Ferry sails twice", "The ferry to Brannock sails twice a day.", published="2019-06-05")
TRAM = record("tram", "Tram late", "The tram to Amsel was late by 7 minutes.", published="2019-06-06")
LATE = build_query("How late was the tram to Amsel?")


@pytest.fixture
def rebuilt(shelf: Shelf) -> Shelf:
    """A story was added and one withdrawn after the second generation was built."""
    found = ids(shelf.index(LAMP, FERRY))
    shelf.index(rebuild=True)
    shelf.index(TRAM)
    with shelf.open() as library:
        library.admin.withdraw(found["lamp"], "No such lamp.")
    return shelf


def test_the_generation_before_answers_with_what_came_since(rebuilt: Shelf) -> None:
    passages = rebuilt.passages()
    with rebuilt.open() as library:
        assert library.ask(LATE).as_json()["generation"] == "2"
        rollback = library.admin.roll_back("Worse answers.", who="Ada")
        assert (rollback.left, rollback.current, rollback.changes) == ("2", "1", 2)
        answer = library.ask(LATE)
    assert answer.as_json()["generation"] == "1"
    assert [quote.text for quote in answer.quotes] == [TRAM["text"]]
    assert rebuilt.passages() == passages
    assert rebuilt.faults() == ()


def test_another_process_that_is_open_answers_from_it_too(rebuilt: Shelf) -> None:
    with rebuilt.open() as reader, rebuilt.open() as writer:
        assert reader.ask(LATE).as_json()["generation"] == "2"
        writer.admin.roll_back()
        assert reader.ask(LATE).as_json()["generation"] == "1"


def test_a_later_run_does_not_go_on_with_what_was_left(rebuilt: Shelf) -> None:
    with rebuilt.open() as library:
        library.admin.roll_back()
    rebuilt.index(TRAM)
    assert rebuilt.state().generation == "1"
    rebuilt.index(rebuild=True)
    assert rebuilt.state().generation == "3"
    assert rebuilt.faults() == ()


def test_a_kill_between_its_two_writes_leaves_one_that_answers_and_may_be_rolled_back(rebuilt: Shelf) -> None:
    generations = Generations(rebuilt.home / "index")
    current = generations.current()
    generations.roll_back()
    (rebuilt.home / "index" / "current").write_text("2", encoding="ascii")
    rebuilt.index()
    assert generations.current() != current
    assert rebuilt.state().generation == "2"
    with rebuilt.open() as library:
        assert library.admin.roll_back().current == "1"


def test_without_a_generation_before_it_is_refused(shelf: Shelf) -> None:
    with shelf.open() as library, pytest.raises(GenerationError, match="no index yet"):
        library.admin.roll_back()
    shelf.index(LAMP)
    with shelf.open() as library, pytest.raises(GenerationError, match="no index before 1"):
        library.admin.roll_back()


def test_one_of_another_encoder_is_refused_and_named(rebuilt: Shelf) -> None:
    with rebuilt.open(WordEncoder("other-64")) as library, pytest.raises(GenerationError, match="built by words-64"):
        library.admin.roll_back()
    assert rebuilt.state().generation == "2"


def test_it_stands_in_the_trail(rebuilt: Shelf) -> None:
    with rebuilt.open() as library:
        library.admin.roll_back("Worse answers.", who="Ada")
        last = library.admin.trail(1)[0]
    assert (last.who, last.action, last.about, last.reason, last.outcome) == (
        *("Ada", "rollback", "index 2 to 1", "Worse answers.", "rolled back"),
    )
