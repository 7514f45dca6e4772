"""The dense index, on a real Chroma with vectors of four numbers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from chromadb.errors import InternalError

from store.encoder import Vectors
from store.entry import FAR_DAY, Entry, Filter
from store.errors import GenerationError
from store.vectors import VectorIndex
from tests.store.indexed import CURRENT, EVERY, FILTERED, OTHER, PAST, UNDATED, graph_is_loaded, on_linux


def unit(*numbers: float) -> Vectors:
    vector = np.array(numbers, dtype=np.float32)
    found: Vectors = vector / np.linalg.norm(vector)
    return found


AXES = np.eye(4, dtype=np.float32)


@pytest.fixture
def vectors(tmp_path: Path) -> Iterator[VectorIndex]:
    opened = VectorIndex(tmp_path)
    yield opened
    opened.close()


def test_the_nearest_comes_first_with_its_cosine(vectors: VectorIndex) -> None:
    vectors.put([CURRENT, OTHER], np.stack([unit(1, 1, 0, 0), unit(1, 0, 0, 0)]))
    found = vectors.search(unit(1, 0, 0, 0), 5, Filter())
    assert [passage for passage, _ in found] == [OTHER.passage_id, CURRENT.passage_id]
    assert [cosine for _, cosine in found] == pytest.approx([1.0, 0.5**0.5], abs=1e-5)


def test_no_more_than_the_limit_comes_back(vectors: VectorIndex) -> None:
    vectors.put(EVERY, AXES)
    assert len(vectors.search(unit(1, 1, 1, 1), 2, Filter())) == 2


@pytest.mark.parametrize("name", FILTERED)
def test_a_filter_lets_through_what_it_says(vectors: VectorIndex, name: str) -> None:
    wanted, expected = FILTERED[name]
    vectors.put(EVERY, AXES)
    found = vectors.search(unit(1, 1, 1, 1), 10, wanted)
    assert {passage for passage, _ in found} == {entry.passage_id for entry in expected}


@pytest.mark.parametrize("since", [0, 500, 950, 999])
def test_a_filter_lets_through_the_nearest_whether_many_satisfy_it_or_few(vectors: VectorIndex, since: int) -> None:
    days = np.random.default_rng(7).permutation(1000) + 20_000_000
    angles = np.linspace(0, 3, len(days), dtype=np.float32)
    entries = [Entry(f"dddd:1:{place}:{place + 1}", int(day), 1, FAR_DAY, "") for place, day in enumerate(days)]
    rows = np.stack([np.cos(angles), np.sin(angles)], axis=1)
    vectors.put(entries, rows)
    found = vectors.search(rows[0], 5, Filter(since=20_000_000 + since))
    assert [passage for passage, _ in found] == [
        entry.passage_id for entry in entries if entry.day >= 20_000_000 + since
    ][:5]


def test_putting_again_replaces_vector_and_filters(vectors: VectorIndex) -> None:
    vectors.put([OTHER], AXES[:1])
    vectors.put([replace(OTHER, publisher="herald", day=0)], AXES[1:2])
    [(passage, cosine)] = vectors.search(AXES[1], 5, Filter(publisher="herald"))
    assert passage == OTHER.passage_id
    assert cosine == pytest.approx(1.0)
    assert vectors.search(AXES[1], 5, Filter(publisher="daily")) == []
    assert vectors.search(AXES[1], 5, Filter(since=1)) == []
    assert list(vectors.ids()) == [OTHER.passage_id]


def test_what_is_superseded_is_there_but_found_only_as_of_its_day(vectors: VectorIndex) -> None:
    vectors.put([PAST], AXES[:1])
    assert vectors.search(AXES[0], 5, Filter()) == []
    assert list(vectors.ids()) == [PAST.passage_id]
    assert vectors.fetch([PAST.passage_id])[PAST.passage_id] == pytest.approx(AXES[0])


def test_what_is_removed_is_gone_from_both_collections(vectors: VectorIndex) -> None:
    vectors.put(EVERY, AXES)
    vectors.remove([PAST.passage_id, OTHER.passage_id, "never:1:0:1"])
    assert set(vectors.ids()) == {CURRENT.passage_id, UNDATED.passage_id}
    assert vectors.fetch([PAST.passage_id, CURRENT.passage_id]).keys() == {CURRENT.passage_id}


def test_an_empty_index_finds_and_holds_nothing(vectors: VectorIndex) -> None:
    assert vectors.search(AXES[0], 5, Filter()) == []
    assert vectors.search(AXES[0], 5, Filter(as_of=20200101)) == []
    assert list(vectors.ids()) == []
    assert vectors.fetch(["never:1:0:1"]) == {}
    assert vectors.fetch([]) == {}
    vectors.remove([])


def test_what_was_put_is_there_when_it_is_opened_again(tmp_path: Path) -> None:
    first = VectorIndex(tmp_path)
    first.put([CURRENT], AXES[:1])
    first.close()
    second = VectorIndex(tmp_path)
    assert [passage for passage, _ in second.search(AXES[0], 5, Filter())] == [CURRENT.passage_id]
    second.close()


@on_linux
def test_what_was_put_is_there_after_its_graph_was_let_go_of(vectors: VectorIndex, tmp_path: Path) -> None:
    vectors.put([CURRENT], AXES[:1])
    assert graph_is_loaded(tmp_path)
    vectors.unload()
    assert not graph_is_loaded(tmp_path)
    assert [passage for passage, _ in vectors.search(AXES[0], 5, Filter())] == [CURRENT.passage_id]
    vectors.put([OTHER], AXES[1:2])
    assert set(vectors.ids()) == {CURRENT.passage_id, OTHER.passage_id}


def test_more_ids_than_sqlite_takes_at_once_are_listed(vectors: VectorIndex) -> None:
    entries = [Entry(f"dddd:1:{number}:{number + 1}", 0, 0, FAR_DAY, "") for number in range(33_000)]
    angles = np.linspace(0, 6, len(entries), dtype=np.float32)
    vectors.put(entries, np.stack([np.cos(angles), np.sin(angles)], axis=1))
    listed = list(vectors.ids())
    assert len(listed) == len(entries)
    assert set(listed) == {entry.passage_id for entry in entries}


def test_a_folder_that_chroma_cannot_open_says_what_to_run(tmp_path: Path) -> None:
    (tmp_path / "chroma.sqlite3").write_bytes(b"no database " * 500)
    with pytest.raises(GenerationError, match=r"run: dateline index$"):
        VectorIndex(tmp_path)


@pytest.mark.parametrize(
    ("complaint", "said"),
    [
        ("error returned from database: (code: 13) database or disk is full", "There is no room .* Make room"),
        ("[Errno 28] No space left on device", "There is no room .* Make room"),
        ("(code: 8) attempt to write a readonly database", "the right to write there"),
        ("Read-only file system (os error 30)", "the right to write there"),
        ("(code: 778) disk I/O error", r"Is its disk full\? Make room"),
        ("Error loading hnsw index", r"cannot be used \(Error loading hnsw index\)"),
        ("Nothing found on disk", r"cannot be used \(Nothing found on disk\)"),
    ],
)
def test_what_the_disk_keeps_from_being_written_says_what_to_do_about_the_disk(
    vectors: VectorIndex, monkeypatch: pytest.MonkeyPatch, complaint: str, said: str
) -> None:
    def refuse(**_: object) -> None:
        raise InternalError(complaint)

    monkeypatch.setattr(vectors._current, "upsert", refuse)
    with pytest.raises(GenerationError, match=f"{said}.*run: dateline index$") as raised:
        vectors.put([CURRENT], AXES[:1])
    assert complaint in str(raised.value)
    assert str(vectors.folder) in str(raised.value)
