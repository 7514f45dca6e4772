"""Index runs: nothing is done twice, both indexes follow the record, and what does not fit is built anew."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from store import indexer
from store.encoder import Vectors
from store.query import build_query
from tests.store.encoder import WordEncoder
from tests.store.indexed import graph_is_loaded, kept_ids, on_linux
from tests.store.shelf import Shelf, ids
from tests.store.stories import record

TRAM = record("tram", "Tram drivers to strike", "Tram drivers in Marrowgate will strike on Friday, their union said.")
CRANE = record("crane", "Port buys a crane", "The port has bought a floating crane from a yard in Ostholm.")
OVER = {**TRAM, "headline": "Tram strike is off", "text": "The walkout in Marrowgate is over after a deal on pay."}


class LookingEncoder(WordEncoder):
    """Notes of each encoding, and each time it is let go of, whether a graph of vectors under `home` was in memory."""

    def __init__(self, home: Path) -> None:
        super().__init__()
        self.loaded: list[bool] = []
        self.unloaded: list[bool] = []
        self._home = home

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.loaded.append(graph_is_loaded(self._home))
        return super().encode(texts)

    def unload(self) -> None:
        self.unloaded.append(graph_is_loaded(self._home))


def held(shelf: Shelf) -> bool:
    """Whether both indexes hold exactly the passages of the ledger."""
    listed = sorted(shelf.passages())
    return kept_ids(shelf.generation) == (listed, listed)


def test_the_first_run_embeds_each_passage_once_into_both_indexes(shelf: Shelf) -> None:
    report = shelf.index(TRAM, CRANE)
    assert (report.count("added"), report.passages_embedded) == (2, 2)
    assert held(shelf)
    assert len(shelf.passages()) == 2


@on_linux
def test_no_graph_of_vectors_is_in_memory_while_passages_are_embedded(
    shelf: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(indexer, "WINDOW", 1)
    encoder = LookingEncoder(shelf.home)
    shelf.encoder = encoder
    shelf.index(TRAM, CRANE)
    shelf.index(OVER)
    assert encoder.loaded == [False] * 4  # three stories, and the headlines by which the first generation is proved
    assert encoder.unloaded == [False] * 4
    assert held(shelf)


def test_a_second_run_over_the_same_stories_embeds_nothing(shelf: Shelf) -> None:
    shelf.index(TRAM, CRANE)
    before = shelf.encoder.encoded
    report = shelf.index(TRAM, CRANE)
    assert (report.count("unchanged"), report.passages_embedded) == (2, 0)
    assert shelf.encoder.encoded == before
    assert shelf.state().generation == "1"


def test_a_new_story_embeds_only_its_own_passages(shelf: Shelf) -> None:
    shelf.index(TRAM)
    assert shelf.index(TRAM, CRANE).passages_embedded == 1


def test_a_new_version_is_indexed_and_the_old_one_kept_for_its_days(shelf: Shelf) -> None:
    shelf.index(TRAM, CRANE)
    report = shelf.index(OVER, CRANE)
    assert (report.count("new_version"), report.passages_embedded) == (1, 1)
    assert len(shelf.passages()) == 3
    assert held(shelf)


def test_a_withdrawal_takes_every_version_out_of_both_indexes(shelf: Shelf) -> None:
    tram = ids(shelf.index(TRAM, CRANE))["tram"]
    shelf.index(OVER, CRANE)
    report = shelf.index({**OVER, "status": "withdrawn"})
    assert (report.count("withdrawn"), report.passages_embedded) == (1, 0)
    assert tram not in shelf.passages().values()
    assert held(shelf)
    assert shelf.faults() == ()


def test_a_story_missing_from_the_folder_stays(shelf: Shelf) -> None:
    shelf.index(TRAM, CRANE)
    shelf.index(CRANE)
    assert len(shelf.passages()) == 2


def test_a_dry_run_builds_no_index_and_says_what_would_be(shelf: Shelf) -> None:
    report = shelf.index(TRAM, dry_run=True)
    assert (report.dry_run, report.count("added"), report.passages_embedded) == (True, 1, 0)
    with shelf.open() as library:
        assert library.status().generation is None
        assert library.status().versions == 0


def test_a_rebuild_makes_a_new_generation_and_keeps_the_one_before(shelf: Shelf) -> None:
    shelf.index(TRAM, CRANE)
    before = shelf.passages()
    report = shelf.index(TRAM, CRANE, rebuild=True)
    assert (report.passages_embedded, shelf.state().generation) == (2, "2")
    assert shelf.passages() == before
    assert sorted(entry.name for entry in (shelf.home / "index").iterdir() if entry.is_dir()) == ["1", "2"]
    shelf.index(rebuild=True)
    assert sorted(entry.name for entry in (shelf.home / "index").iterdir() if entry.is_dir()) == ["2", "3"]
    assert shelf.faults() == ()


def test_another_encoder_makes_a_new_generation_and_says_so(shelf: Shelf) -> None:
    shelf.index(TRAM, CRANE)
    shelf.encoder = WordEncoder("other-words-64")
    report = shelf.index()
    assert report.passages_embedded == 2
    assert report.repaired == ("Index 1 was built by another encoder or cutting; built a new one.",)
    assert (shelf.state().generation, shelf.state().encoder) == ("2", "other-words-64")


def test_the_indexes_say_how_far_they_followed_the_log(shelf: Shelf) -> None:
    shelf.index(TRAM, CRANE)
    shelf.index(OVER)
    state = shelf.state()
    assert (state.applied, state.clean) == (3, True)
    assert state.built is not None


def test_more_changes_than_one_window_are_followed_to_the_last(shelf: Shelf) -> None:
    records = [
        record(f"n{number}", f"Story {number}", f"Story {number} tells of day {number}.") for number in range(150)
    ]
    report = shelf.index(*records)
    assert report.passages_embedded == 150
    assert shelf.state().applied == 150
    assert held(shelf)


def test_a_story_without_a_date_is_reported_as_undated_with_what_that_means(shelf: Shelf) -> None:
    report = shelf.index(TRAM, {**CRANE, "published": "some day"})
    assert report.undated == 2
    assert all("no date that can be read" in (item.reason or "") for item in report.items)
    assert any("some day" in (item.reason or "") for item in report.items)


def test_a_record_that_is_no_article_fails_alone(shelf: Shelf) -> None:
    report = shelf.index(TRAM, {"id": "bare", "headline": "Only a headline"}, CRANE)
    assert [item.outcome for item in report.items] == ["added", "failed", "added"]
    with shelf.open() as library:
        assert library.search(build_query("floating crane")).quotes[0].headline == "Port buys a crane"


def test_progress_is_told_from_the_first_change_to_the_last(shelf: Shelf) -> None:
    told: list[tuple[str, int, int]] = []
    shelf.index(TRAM, CRANE)
    with shelf.open() as library:
        library.index([], rebuild=True, progress=lambda *step: told.append(step))
    assert [step for step in told if step[0] == "embedding"] == [("embedding", 2, 2)]
