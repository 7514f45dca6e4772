"""Removing a story: its text is gone from every file, it does not come back by being read, and all else stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from store.core import Library
from store.errors import LockedError, NotFoundError, QueryError
from store.lexicon import Lexicon
from store.lock import writer_lock
from store.query import build_query
from store.receipt import receipt_of
from tests.store.shelf import Shelf, ids
from tests.store.stories import record

LAMP = record("lamp", "Grumbolt lamp lit", "The grumbolt on Gull Skerry shines 19 miles.", published="2019-06-04")
LATER = {**LAMP, "text": "The grumbolt on Gull Skerry shines 21 miles.", "updated": "2019-06-05"}
FERRY = record("ferry", "Ferry sails twice", "The ferry to Brannock sails twice a day.", published="2019-06-05")
QUERY = build_query("How many miles does the grumbolt on Gull Skerry shine?")
FERRY_QUERY = build_query("How often does the ferry to Brannock sail?")
WHY = "A court wants it gone."


@pytest.fixture
def lamp(shelf: Shelf) -> str:
    """A story in two versions, in two generations."""
    found = ids(shelf.index(LAMP, FERRY))["lamp"]
    shelf.index(LATER)
    shelf.index(rebuild=True)
    return found


def quoted(shelf: Shelf) -> list[str]:
    with shelf.open() as library:
        return [quote.text for quote in library.ask(QUERY).quotes]


def files_with(folder: Path, word: bytes) -> list[str]:
    """The files that hold a word. Not Chroma's graph, in which unused room is filled with what memory held."""
    files = [file for file in folder.rglob("*") if file.is_file() and file.suffix != ".bin"]
    return sorted(file.name for file in files if word in file.read_bytes().lower())


def dictionaries_with(shelf: Shelf, word: str) -> list[str]:
    """The generations in whose dictionary tantivy has a word, in code that no search of bytes finds."""
    folders = [folder for folder in (shelf.home / "index").iterdir() if folder.is_dir()]
    counted = {folder.name: Lexicon(folder / "words")._searcher.doc_freq("body", word) for folder in folders}
    return sorted(name for name, count in counted.items() if count)


def remove(shelf: Shelf, story: str) -> None:
    with shelf.open() as library:
        assert library.admin.remove(story, WHY).erased


def test_a_removed_story_is_in_no_file_of_the_data_folder(shelf: Shelf, lamp: str) -> None:
    assert files_with(shelf.home, b"grumbolt") == ["archive.db"]
    assert dictionaries_with(shelf, "grumbolt") == ["1", "2"]
    with shelf.open() as library:
        assert library.ask(QUERY).quotes
        removal = library.admin.remove(lamp, WHY, who="Ada")
        assert (removal.headline, removal.versions, removal.reason) == (LAMP["headline"], 2, WHY)
        assert library.ask(QUERY).quotes == ()
        assert files_with(shelf.home, b"grumbolt") == []
        last = library.admin.trail(1)[0]
    assert (last.who, last.action, last.about, last.reason, last.outcome) == ("Ada", "remove", lamp, WHY, "removed")
    assert files_with(shelf.home, b"grumbolt") == dictionaries_with(shelf, "grumbolt") == []
    assert lamp not in shelf.passages().values()
    assert shelf.faults() == ()


def test_what_is_left_answers_as_before_from_either_generation(shelf: Shelf, lamp: str) -> None:
    remove(shelf, lamp)
    with shelf.open() as library:
        assert [quote.text for quote in library.ask(FERRY_QUERY).quotes] == [FERRY["text"]]
        library.admin.roll_back()
        assert [quote.text for quote in library.ask(FERRY_QUERY).quotes] == [FERRY["text"]]
    assert shelf.faults() == ()
    shelf.index(rebuild=True)
    assert shelf.faults() == ()


def test_a_removed_story_is_passed_over_until_it_is_restored_and_then_read_anew(shelf: Shelf, lamp: str) -> None:
    remove(shelf, lamp)
    report = shelf.index(LAMP, LATER, LAMP)
    assert [(item.outcome, item.article_id) for item in report.items] == [("skipped", lamp)] * 3
    assert f"an admin removed it ({WHY})" in (report.items[0].reason or "")
    assert files_with(shelf.home, b"grumbolt") == []
    with shelf.open() as library:
        decision = library.admin.restore(lamp, "The court was another.", who="Ada")
        assert (decision.outcome, decision.headline, decision.status) == ("readmitted", None, None)
        assert library.admin.trail(1)[0].outcome == "readmitted"
    assert quoted(shelf) == []
    assert shelf.faults() == ()
    assert shelf.index(LATER).count("added") == 1
    assert quoted(shelf) == [LATER["text"]]
    assert shelf.faults() == ()
    shelf.index(rebuild=True)
    assert quoted(shelf) == [LATER["text"]]


def test_a_second_restoration_says_that_the_story_may_be_read_already(shelf: Shelf, lamp: str) -> None:
    remove(shelf, lamp)
    with shelf.open() as library:
        library.admin.restore(lamp, "The court was another.", who="Ada")
        again = library.admin.restore(lamp, "The court was another.", who="Ada")
        assert (again.outcome, again.status, library.admin.trail(1)[0].outcome) == ("unchanged", None, "unchanged")
        with pytest.raises(NotFoundError, match="was removed and may be read again"):
            library.admin.withdraw(lamp, WHY)
        with pytest.raises(NotFoundError, match="has no article"):
            library.admin.restore("a" * 12, WHY)


def test_what_is_read_anew_under_the_same_ids_is_found_by_its_own_words(shelf: Shelf, lamp: str) -> None:
    """Both in one window, as after a restoration while another process wrote."""
    other = {**LATER, "text": LATER["text"].replace("grumbolt", "pendulum")}
    with shelf.open() as library, pytest.raises(InterruptedError):
        library.admin.remove(lamp, WHY, progress=interrupt)
    with shelf.open() as library:
        library.admin.decide_restoration(lamp, "Once more.")
    assert shelf.index(other).passages_embedded == 1
    assert shelf.faults() == ()


def interrupt(stage: str, done: int, total: int) -> None:
    raise InterruptedError


def test_a_removal_cut_short_is_completed_by_the_next_run(shelf: Shelf, lamp: str) -> None:
    with shelf.open() as library, pytest.raises(InterruptedError):
        library.admin.remove(lamp, WHY, progress=interrupt)
    assert quoted(shelf) == []
    assert shelf.index(LAMP).count("skipped") == 1
    assert files_with(shelf.home, b"grumbolt") == dictionaries_with(shelf, "grumbolt") == []
    assert shelf.faults() == ()


def test_an_update_under_another_url_does_not_bring_it_back(shelf: Shelf) -> None:
    first = {**LAMP, "url": "https://herald.example/lamp"}
    update = {**LATER, "headline": f"UPDATE 1-{LAMP['headline']}", "url": "https://herald.example/lamp-1"}
    story = ids(shelf.index(first))["lamp"]
    assert shelf.index(update).items[0].article_id == story
    remove(shelf, story)
    assert shelf.index(first, update).count("skipped") == 2


def test_a_removed_story_is_named_as_one_wherever_its_id_is_given(shelf: Shelf, lamp: str) -> None:
    with shelf.open() as library:
        receipt = receipt_of(library.ask(QUERY), "a", datetime(2024, 1, 1, tzinfo=UTC))
        library.admin.withdraw(lamp, WHY)
        library.admin.remove(lamp, WHY)
        for look in (library.article, lambda key: library.admin.withdraw(key, WHY)):
            with pytest.raises(NotFoundError, match=r"An admin removed the story .*dateline restore"):
                look(lamp)
        [proved] = library.check_receipt(receipt.written).quotes
        assert (proved.status, proved.note, proved.fault) == ("removed", WHY, f"an admin removed its story ({WHY})")
        library.admin.restore(lamp, "Once more.")
        with pytest.raises(NotFoundError, match="was removed and may be read again"):
            library.article(lamp)


def test_what_cannot_be_removed_is_refused_and_nothing_changes(shelf: Shelf, lamp: str) -> None:
    with shelf.open() as library:
        with pytest.raises(NotFoundError, match="nothing"):
            library.admin.remove("nothing", WHY)
        with pytest.raises(QueryError, match="reason"):
            library.admin.remove(lamp, " ")
        with writer_lock(shelf.home), pytest.raises(LockedError):
            library.admin.remove(lamp, WHY)
    assert quoted(shelf) == [LATER["text"]]


def test_while_the_database_is_read_the_words_stay_in_its_log_and_the_next_run_cuts_it(
    shelf: Shelf, lamp: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("store.database.BUSY_MS", 50)
    with shelf.open() as reader, reader._archive.snapshot() as connection, shelf.open() as library:
        connection.exec_driver_sql("SELECT count(*) FROM versions")
        assert not library.admin.remove(lamp, WHY).erased
        assert library.ask(QUERY).quotes == ()
    shelf.index()
    assert files_with(shelf.home, b"grumbolt") == []


def test_an_export_carries_the_removal(shelf: Shelf, lamp: str, tmp_path: Path) -> None:
    remove(shelf, lamp)
    other = Shelf(tmp_path / "other", tmp_path / "news")
    with shelf.open() as library:
        library.admin.export(tmp_path / "file")
    with other.open() as library:
        library.admin.import_(tmp_path / "file")
        assert library.admin.import_(tmp_path / "file").outcome == "unchanged"
    assert other.index(LAMP).count("skipped") == 1
    assert other.faults() == ()


def test_a_story_removed_and_read_anew_is_news(shelf: Shelf, lamp: str) -> None:
    shelf.now = datetime(2024, 1, 1, tzinfo=UTC)

    def fresh(library: Library) -> tuple[str, ...]:
        return tuple(quote.text for quote in library.fresh(replace(QUERY), position).answer.quotes)

    with shelf.open() as library:
        position = library.frontier().position
        library.admin.remove(lamp, WHY)
        assert fresh(library) == ()
        library.admin.restore(lamp, "Once more.")
    shelf.index(LATER)
    with shelf.open() as library:
        assert fresh(library) == (LATER["text"],)
