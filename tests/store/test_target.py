"""What a run writes where a rebuild was cut short: the index that answers, unless it is a rebuild itself."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from store.archive import Archive
from store.query import build_query
from store.schema import passages
from tests.store.encoder import WordEncoder
from tests.store.shelf import Shelf, ids
from tests.store.stories import record, write_records

NOUNS = "crane ferry lantern orchard bridge market quarry council tram harbour".split()
STORIES = [
    record(f"n{number}", f"Lot {number} sold", f"The {NOUNS[number % 10]} of lot {number} was sold in Petrel.")
    for number in range(70)  # more than a window
]
TUG = record("tug", "The tug came late", "The tug to Brannock came late by 7 minutes.", published="2019-06-06")
LATE = build_query("How late did the tug to Brannock come?")


class Killed(BaseException):
    """What ends a run without a chance to tidy up after it."""


def dying(stage: str, done: int, total: int) -> None:
    if stage == "embedding":
        raise Killed


@pytest.fixture
def cut(shelf: Shelf) -> Shelf:
    """Index 2 answers, 1 is kept, and a rebuild of 3 was killed after its first window."""
    shelf.index(*STORIES)
    shelf.index(rebuild=True)
    cut_short(shelf)
    return shelf


def cut_short(shelf: Shelf) -> None:
    with shelf.open() as library, pytest.raises(Killed):
        library.index([], rebuild=True, progress=dying)


def finished_but_not_adopted(shelf: Shelf, monkeypatch: pytest.MonkeyPatch) -> None:
    """A rebuild was killed while it was proved."""

    def die(*_: object) -> None:
        raise Killed

    with monkeypatch.context() as patched, shelf.open() as library, pytest.raises(Killed):
        patched.setattr("store.intake.prove", die)
        library.index([], rebuild=True)


def folders(shelf: Shelf) -> list[str]:
    return sorted(entry.name for entry in (shelf.home / "index").iterdir() if entry.is_dir())


def in_ledger(shelf: Shelf) -> list[str]:
    """The generations that the ledger has passages of."""
    archive = Archive(shelf.home)
    with archive.engine.connect() as connection:
        found = sorted(connection.scalars(select(passages.c.generation).distinct()))
    archive.close()
    return found


def quoted(shelf: Shelf) -> list[str]:
    with shelf.open() as library:
        return [quote.text for quote in library.ask(LATE).quotes]


def test_a_new_story_counts_at_once_and_the_rebuild_is_not_gone_on_with(cut: Shelf) -> None:
    report = cut.index(TUG)
    assert report.passages_embedded == 1
    assert cut.state().generation == "2"
    assert quoted(cut) == [TUG["text"]]
    assert cut.faults() == ()


def test_a_withdrawal_and_a_restoration_count_at_once_too(shelf: Shelf) -> None:
    tug = ids(shelf.index(*STORIES, TUG))["tug"]
    shelf.index(rebuild=True)
    cut_short(shelf)
    with shelf.open() as library:
        assert library.admin.withdraw(tug, "No such tug.").index == "followed"
        assert library.ask(LATE).quotes == ()
        assert library.admin.restore(tug, "It is there.").index == "followed"
    assert shelf.state().generation == "2"
    assert quoted(shelf) == [TUG["text"]]
    assert shelf.faults() == ()


def test_a_finished_one_that_was_not_adopted_waits_for_the_next_rebuild(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf.index(*STORIES)
    finished_but_not_adopted(shelf, monkeypatch)
    assert shelf.index(TUG).passages_embedded == 1
    assert shelf.state().generation == "1"
    assert shelf.index(rebuild=True).passages_embedded == 1
    assert shelf.state().generation == "2"
    assert shelf.faults() == ()


def test_the_next_rebuild_goes_on_with_it_and_has_all_that_came_since(cut: Shelf) -> None:
    cut.index(TUG)
    assert 0 < cut.index(rebuild=True).passages_embedded < len(STORIES)
    assert cut.state().generation == "3"
    assert folders(cut) == in_ledger(cut) == ["2", "3"]
    assert quoted(cut) == [TUG["text"]]
    assert cut.faults() == ()


def test_the_first_index_that_was_cut_short_is_gone_on_with(shelf: Shelf) -> None:
    file = write_records(shelf.stories / "stories.jsonl", STORIES)
    with shelf.open() as library, pytest.raises(Killed):
        library.index([file], progress=dying)
    assert 0 < shelf.index(TUG).passages_embedded < len(STORIES)
    assert shelf.state().generation == "1"
    assert shelf.faults() == ()


def test_one_in_place_of_another_encoders_is_gone_on_with(shelf: Shelf) -> None:
    shelf.index(*STORIES)
    other = WordEncoder("other-64")
    with shelf.open(other) as library, pytest.raises(Killed):
        library.index([], progress=dying)
    with shelf.open(other) as library:
        assert 0 < library.index([]).passages_embedded < len(STORIES)
    assert (shelf.state().generation, shelf.state().encoder) == ("2", "other-64")


def test_one_of_another_encoder_is_let_go_of_by_a_rebuild(shelf: Shelf) -> None:
    shelf.index(*STORIES)
    with shelf.open(WordEncoder("other-64")) as library, pytest.raises(Killed):
        library.index([], progress=dying)
    assert shelf.index(rebuild=True).passages_embedded == len(STORIES)
    assert folders(shelf) == in_ledger(shelf) == ["1", "2"]
    assert shelf.state().encoder == shelf.encoder.name
    assert shelf.faults() == ()


def test_one_in_place_of_what_cannot_be_opened_is_gone_on_with(cut: Shelf) -> None:
    (cut.generation / "vectors" / "chroma.sqlite3").write_bytes(b"no database " * 500)
    report = cut.index()
    assert 0 < report.passages_embedded < len(STORIES)
    assert cut.state().generation == "3"
    assert cut.faults() == ()


def test_a_rebuild_that_is_stopped_is_let_go_of(cut: Shelf) -> None:
    with cut.open() as library:
        library.admin.abandon_rebuild()
    assert folders(cut) == in_ledger(cut) == ["1", "2"]
    assert cut.index(rebuild=True).passages_embedded == len(STORIES)
    assert cut.faults() == ()


def test_the_first_index_is_not_let_go_of(shelf: Shelf) -> None:
    file = write_records(shelf.stories / "stories.jsonl", STORIES)
    with shelf.open() as library, pytest.raises(Killed):
        library.index([file], progress=dying)
    with shelf.open() as library:
        library.admin.abandon_rebuild()
    assert folders(shelf) == ["1"]


def test_going_back_lets_go_of_a_rebuild_that_was_cut_short(cut: Shelf) -> None:
    cut.index(TUG)
    with cut.open() as library:
        rollback = library.admin.roll_back()
        assert (rollback.left, rollback.current, rollback.changes) == ("2", "1", 1)
        assert library.coverage().generation == "1"
    assert quoted(cut) == [TUG["text"]]
    assert folders(cut) == in_ledger(cut) == ["1", "2"]
    assert cut.faults() == ()
    cut.index()
    assert cut.state().generation == "1"
    assert cut.index(rebuild=True).passages_embedded == len(STORIES) + 1
    assert folders(cut) == in_ledger(cut) == ["1", "3"]


def test_going_back_lets_go_of_one_that_was_finished_and_not_adopted(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf.index(*STORIES)
    shelf.index(rebuild=True)
    finished_but_not_adopted(shelf, monkeypatch)
    with shelf.open() as library:
        library.admin.roll_back()
    assert shelf.state().generation == "1"
    assert folders(shelf) == ["1", "2"]
    assert shelf.faults() == ()


def test_a_rollback_that_is_stopped_leaves_both_as_they_are(cut: Shelf) -> None:
    cut.index(TUG)
    with cut.open() as library, pytest.raises(Killed):
        library.admin.roll_back(progress=dying)
    assert cut.state().generation == "2"
    assert folders(cut) == ["1", "2", "3"]
    assert 0 < cut.index(rebuild=True).passages_embedded < len(STORIES)


def test_where_the_current_one_is_lost_the_whole_one_answers_not_the_one_begun(cut: Shelf) -> None:
    (cut.home / "index" / "2" / "state.json").write_text("{", encoding="ascii")
    report = cut.index(TUG)
    assert report.passages_embedded == 1
    assert report.repaired[0].startswith("Index 1 answers: Index 2 cannot be read")
    assert cut.state().generation == "1"
    assert in_ledger(cut) == folders(cut) == ["1", "3"]
    assert quoted(cut) == [TUG["text"]]
    assert cut.faults() == ()


def test_where_no_whole_one_is_left_the_one_begun_is_finished_and_proved(
    cut: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    for lost in ("1", "2"):
        (cut.home / "index" / lost / "state.json").unlink()
    proved = list[str]()
    monkeypatch.setattr("store.intake.prove", lambda _, indexer: proved.append(indexer.state.generation))
    assert 0 < cut.index().passages_embedded < len(STORIES)
    assert cut.state().generation == "3"
    assert proved == ["3"]
    assert cut.faults() == ()


def test_what_was_never_proved_does_not_answer_in_place_of_the_lost(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    shelf.index(*STORIES)
    shelf.index(rebuild=True)
    finished_but_not_adopted(shelf, monkeypatch)
    (shelf.home / "index" / "2" / "state.json").unlink()
    assert shelf.index().passages_embedded == 0
    assert shelf.state().generation == "1"
    assert shelf.faults() == ()
