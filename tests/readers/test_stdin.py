"""Standard input as a document."""

from __future__ import annotations

import gzip
import hashlib
import io
import re
from pathlib import Path

import pytest

from store.article import Draft, Unreadable
from store.readers import read_paths
from tests.readers.bundles import LARGE, LINES, STORY, page, tar_of, zip_of

URL = "https://harbour.example/1"
MARKDOWN = b"---\nheadline: Pier closed\n---\nIt closed.\n"


def read(data: bytes) -> list[Draft | Unreadable]:
    return list(read_paths([Path("-")], io.BytesIO(data)))


@pytest.mark.parametrize(
    ("data", "inner"),
    [
        (STORY, [""]),
        (MARKDOWN, [""]),
        (gzip.compress(MARKDOWN, mtime=0), [""]),
        (LINES, ["#pier", "#quay"]),
        (gzip.compress(LINES, mtime=0), ["#pier", "#quay"]),
        (zip_of([("a/b.txt", STORY)]), ["/a/b.txt"]),
        (tar_of([("b.txt", STORY)]), ["/b.txt"]),
        (tar_of([("b.txt", STORY)], "gz"), ["/b.txt"]),
        (tar_of([("b.txt", STORY)], "bz2"), ["/b.txt"]),
        (gzip.compress(page(URL), mtime=0), [f"#{URL}#pier", f"#{URL}#quay"]),
    ],
)
def test_the_format_is_told_by_what_comes_in(data: bytes, inner: list[str]) -> None:
    items = read(data)
    assert all(isinstance(item, Draft) for item in items), items
    names = [re.fullmatch(r"standard input [0-9a-f]{12}(.*)", item.source) for item in items]
    assert [name and name[1] for name in names] == inner


def test_another_story_is_another_source_and_the_same_is_the_same() -> None:
    first, again, other = read(STORY), read(STORY), read(STORY.replace(b"closed", b"opened"))
    assert first == again
    assert first[0].source != other[0].source


def test_input_larger_than_memory_should_hold_is_read_from_the_disk() -> None:
    assert len(read(LARGE)) == 50


@pytest.mark.parametrize(("data", "reason"), [(b"", "it is empty"), (b"\x89PNG\0", "this kind of file is not read")])
def test_what_gives_no_article_is_a_failure(data: bytes, reason: str) -> None:
    (item,) = read(data)
    assert isinstance(item, Unreadable)
    assert reason in item.reason
    assert item.outcome == "failed"


def test_a_stream_that_breaks_is_a_failure_and_the_other_paths_are_read(tmp_path: Path) -> None:
    class Broken(io.BytesIO):
        def read(self, *_: object) -> bytes:
            raise OSError(5, "Input/output error")

    (tmp_path / "a.txt").write_bytes(STORY)
    broken, good = read_paths([Path("-"), tmp_path / "a.txt"], Broken())
    assert broken == Unreadable("standard input", "it cannot be read (input/output error)")
    assert isinstance(good, Draft)


def lines(count: int, length: int = 10) -> bytes:
    record = '{{"id": {}, "headline": "Pier {}", "text": "It closed.{}"}}\n'
    return "".join(record.format(at, at, hash_of(at) * length) for at in range(count)).encode()


def hash_of(number: int) -> str:
    return hashlib.sha256(str(number).encode()).hexdigest()


@pytest.mark.parametrize("length", [10, 200])
def test_packed_lines_that_are_cut_short_give_those_before_the_cut_as_from_a_file(tmp_path: Path, length: int) -> None:
    data = gzip.compress(lines(40, length), mtime=0)[:-200]
    (tmp_path / "a.jsonl.gz").write_bytes(data)
    piped, filed = read(data), list(read_paths([tmp_path / "a.jsonl.gz"]))
    assert sum(isinstance(item, Draft) for item in piped) > 10
    assert [type(item) for item in piped] == [type(item) for item in filed]
    assert isinstance(piped[-1], Unreadable)
    assert "gzip data ends or breaks after line" in piped[-1].reason


@pytest.mark.parametrize(
    "record", [b'{"headline": "Pier",\n "text": "It closed."}\n', b'[{"headline": "A", "text": "B"}]']
)
def test_packed_json_that_is_one_record_or_list_is_read_whole(record: bytes) -> None:
    [item] = read(gzip.compress(record, mtime=0))
    assert isinstance(item, Draft), item
