"""A new generation is opened before it answers by a Library that was warmed, and by no other."""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from store import ahead
from store.archive import Archive
from store.core import Library
from store.errors import GenerationError
from store.generation import Generations, State
from store.indexer import Indexer
from store.indexes import Indexes
from store.passages import SCHEME
from store.query import build_query
from store.report import no_progress
from tests.store.indexed import graph_is_loaded, on_linux
from tests.store.shelf import Shelf
from tests.store.stories import record, write_records

ROOT = Path(__file__).parents[2]
LAMP = record("lamp", "New lamp on Gull Skerry", "The lamp on Gull Skerry shines 19 miles.", published="2019-06-04")
TRAM = record("tram", "Tram late", "The tram to Amsel was late by 7 minutes.", published="2019-06-06")
FERRY = record("ferry", "Ferry", "The ferry to Brannock sailed 9 times.", published="2019-06-07")
LATE = build_query("How late was the tram to Amsel?")


@pytest.fixture
def generations(shelf: Shelf) -> Generations:
    shelf.index(LAMP, TRAM)
    return Generations(shelf.home / "index")


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The number of each generation whose indexes are opened to be read, in order."""
    found, really = [], Indexes.open

    def open_and_note(generations: Generations, state: State) -> Indexes:
        found.append(state.generation)
        return really(generations, state)

    monkeypatch.setattr(Indexes, "open", open_and_note)
    return found


@pytest.fixture
def reader(shelf: Shelf, generations: Generations, opened: list[str]) -> Iterator[Library]:
    """A warmed Library that answers from the first generation."""
    with shelf.open() as library:
        library.warm()
        assert opened == ["1"]
        yield library


def build(shelf: Shelf, generations: Generations) -> State:
    """A second generation, finished, that is not adopted."""
    archive = Archive(shelf.home)
    begun = generations.begin(shelf.encoder.name, SCHEME)
    indexer = Indexer(archive, generations, begun, shelf.encoder, shelf.now)
    indexer.follow(no_progress)
    indexer.close()
    archive.close()
    return indexer.state


def until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 30
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def answering(library: Library) -> str | None:
    answer = library.ask(LATE)
    assert [quote.text for quote in answer.quotes] == [TRAM["text"]]
    return answer.coverage.generation


@on_linux
def test_it_is_opened_while_the_one_before_answers_and_answers_once_it_is_adopted(
    shelf: Shelf, generations: Generations, reader: Library, opened: list[str]
) -> None:
    coming = build(shelf, generations)
    until(lambda: graph_is_loaded(generations.folder("2")))
    assert answering(reader) == "1"
    generations.adopt(coming)
    assert answering(reader) == "2"
    assert opened == ["1", "2"]
    until(lambda: not graph_is_loaded(generations.folder("1")))


@on_linux
def test_the_graph_of_what_answers_is_loaded_by_warming(generations: Generations, reader: Library) -> None:
    assert graph_is_loaded(generations.folder("1"))


def test_one_that_is_being_written_is_not_opened(
    shelf: Shelf, generations: Generations, reader: Library, opened: list[str]
) -> None:
    generations.begin(shelf.encoder.name, SCHEME)
    time.sleep(5 * ahead.LOOK_SECONDS)
    assert opened == ["1"]


@on_linux
def test_one_that_was_found_wrong_is_let_go_of(
    shelf: Shelf, generations: Generations, reader: Library, opened: list[str]
) -> None:
    coming = build(shelf, generations)
    until(lambda: graph_is_loaded(generations.folder("2")))
    generations.write(replace(coming, retired=True))
    until(lambda: not graph_is_loaded(generations.folder("2")))
    assert answering(reader) == "1"
    assert opened == ["1", "2"]


def test_what_was_added_to_it_since_is_seen(
    shelf: Shelf, generations: Generations, reader: Library, opened: list[str]
) -> None:
    coming = build(shelf, generations)
    until(lambda: opened == ["1", "2"])
    generations.adopt(coming)
    shelf.index(FERRY)
    answer = reader.ask(build_query("How often did the ferry to Brannock sail?"))
    assert [quote.text for quote in answer.quotes] == [FERRY["text"]]
    assert answer.coverage.generation == "2"


def test_one_that_cannot_be_opened_is_told_of_once_it_answers_and_the_next_is_opened_again(
    shelf: Shelf, generations: Generations, opened: list[str], caplog: pytest.LogCaptureFixture
) -> None:
    coming = build(shelf, generations)
    (generations.folder("2") / "words" / "meta.json").write_text("{", encoding="utf-8")
    with shelf.open() as library:
        library.warm()
        until(lambda: "index 2 is not opened ahead" in caplog.text)
        time.sleep(3 * ahead.LOOK_SECONDS)
        assert opened == ["1", "2"]
        assert answering(library) == "1"
        generations.adopt(coming)
        with pytest.raises(GenerationError, match=r"lexical index .* cannot be used"):
            library.ask(LATE)
        coming = build(shelf, generations)
        until(lambda: opened[-1] == "3")
        generations.adopt(coming)
        assert answering(library) == "3"


def test_another_one_of_the_number_that_answers_is_not_taken_for_it(
    shelf: Shelf, reader: Library, opened: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ahead, "LOOK_SECONDS", 0.001)
    shutil.rmtree(shelf.home / "index")
    file = write_records(shelf.stories / "more.jsonl", [LAMP, TRAM, FERRY])
    subprocess.run([sys.executable, "-m", "tests.store.process", shelf.home, file, "0"], cwd=ROOT, check=True)
    assert shelf.state().generation == "1"
    answer = reader.ask(build_query("How often did the ferry to Brannock sail?"))
    assert [quote.text for quote in answer.quotes] == [FERRY["text"]]
    assert opened == ["1", "1"]


def test_without_warming_it_is_opened_by_the_first_question(
    shelf: Shelf, generations: Generations, opened: list[str]
) -> None:
    with shelf.open() as library:
        assert answering(library) == "1"
        coming = build(shelf, generations)
        time.sleep(3 * ahead.LOOK_SECONDS)
        assert opened == ["1"]
        generations.adopt(coming)
        assert answering(library) == "2"
    assert opened == ["1", "2"]
