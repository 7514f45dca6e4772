"""What was made to harm a reader: each is refused or survived with a clear line, and the rest is read."""

from __future__ import annotations

import gzip
import io
import json
import struct
import tarfile
import tracemalloc
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.article import Draft, Unreadable
from store.readers.bundles import budget
from store.readers.bundles.bundle import BUNDLES, open_bundle
from store.readers.document import Document
from store.readers.formats import read_document
from tests.readers.bundles import LINES, STORY, page, read_bytes, tar_of, told, zip_of
from tests.readers.samples import read_all
from tests.readers.test_anything import check

MOST_MEMORY = 100_000_000  # bytes that a reader may hold at once, whatever it is given


@contextmanager
def bounded() -> Iterator[None]:
    tracemalloc.start()
    try:
        yield
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < MOST_MEMORY


def nested(levels: int) -> bytes:
    data = zip_of([("story.txt", STORY)])
    for level in range(levels - 1):
        data = zip_of([(f"{level}.zip", data), ("story.txt", STORY)])
    return data


def overlapping(members: int) -> bytes:
    """A zip whose list names the same data many times, as the best bombs do."""
    plain = bytes(1_000_000)
    packer = zlib.compressobj(9, wbits=-zlib.MAX_WBITS)
    packed = packer.compress(plain) + packer.flush()
    sizes = (zlib.crc32(plain), len(packed), len(plain))
    local = struct.pack("<4s5H3L2H", b"PK\x03\x04", 20, 0, 8, 0, 33, *sizes, 5, 0) + b"a.txt" + packed
    entry = struct.pack("<4s6H3L5H2L", b"PK\x01\x02", 20, 20, 0, 8, 0, 33, *sizes, 5, 0, 0, 0, 0, 0, 0) + b"a.txt"
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, members, members, len(entry) * members, len(local), 0)
    return local + entry * members + end


def test_bundles_inside_bundles_end_at_the_depth_that_is_read(tmp_path: Path) -> None:
    deep = read_bytes(tmp_path / "deep.zip", nested(budget.MAX_DEPTH + 1))
    assert sum(isinstance(item, Draft) for item in deep) == budget.MAX_DEPTH
    (refused,) = (item for item in deep if isinstance(item, Unreadable))
    assert "3 deep; unpack the outer ones" in refused.reason
    assert not any(isinstance(item, Unreadable) for item in read_bytes(tmp_path / "a.zip", nested(budget.MAX_DEPTH)))


def test_packed_data_inside_packed_data_ends_at_the_same_depth(tmp_path: Path) -> None:
    data = STORY
    for _ in range(20):
        data = gzip.compress(data, mtime=0)
    (item,) = read_bytes(tmp_path / f"story.txt{'.gz' * 20}", data)
    assert isinstance(item, Unreadable)
    assert "unpack the outer ones" in item.reason


def test_a_zip_whose_members_overlap_is_refused_whole(tmp_path: Path) -> None:
    (item,) = read_bytes(tmp_path / "a.zip", overlapping(20_000))
    assert isinstance(item, Unreadable)
    assert "its members overlap" in item.reason
    assert not any("overlap" in outcome for outcome in told(read_bytes(tmp_path / "b.zip", overlapping(1)), tmp_path))


def test_a_member_that_unpacks_to_a_bomb_is_refused_in_bounded_memory(tmp_path: Path) -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        with archive.open("bomb.txt", "w") as member:
            for _ in range(100):
                member.write(bytes(1_000_000))
        archive.writestr("story.txt", STORY)
    (tmp_path / "a.zip").write_bytes(bomb.getvalue())
    with bounded():
        refused, good = told(read_all(tmp_path / "a.zip"), tmp_path).values()
    assert "larger than 64 MB" in refused
    assert good == "draft"


@pytest.mark.parametrize("name", ["bomb.txt.gz", "bomb.tar.gz", "bomb.gz"])
def test_a_gzip_that_unpacks_to_a_bomb_is_refused_in_bounded_memory(tmp_path: Path, name: str) -> None:
    member = tarfile.TarInfo("bomb.txt")
    member.size = 100_000_000
    with gzip.open(tmp_path / name, "wb", compresslevel=1) as file:
        file.write(member.tobuf() if name != "bomb.txt.gz" else b"Headline: ")
        for _ in range(100):
            file.write(bytes(1_000_000))
        file.write(bytes(1024))
    with bounded():
        item, *_ = read_all(tmp_path / name)
    assert isinstance(item, Unreadable)
    assert "larger than 64 MB" in item.reason


def test_a_bundle_of_many_bombs_is_left_when_it_has_given_too_much(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(budget, "FREE_BYTES", 5_000_000)
    inner = zip_of([(f"{number}.png", bytes(1_000_000)) for number in range(10)])
    (tmp_path / "a.zip").write_bytes(zip_of([(f"{number}.zip", inner) for number in range(10)]))
    (tmp_path / "b.txt").write_bytes(STORY)
    *_, refused, good = read_all(tmp_path)
    assert isinstance(refused, Unreadable)
    assert refused.source == f"{tmp_path.name}/a.zip"
    assert "it unpacks to more than" in refused.reason
    assert isinstance(good, Draft)


def test_a_bundle_of_too_many_members_is_left_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(budget, "MAX_MEMBERS", 3)
    for name, data in (
        ("a.zip", zip_of([(f"{n}.txt", STORY) for n in range(5)])),
        ("a.tar", tar_of([(f"{n}.txt", STORY) for n in range(5)])),
        ("a.warc", b"".join(page(f"https://harbour.example/{n}") for n in range(5))),
    ):
        found = told(read_bytes(tmp_path / name, data), tmp_path)
        assert found.pop(name) == "it has more than 3 members; split it, the rest was left unread"
        assert len({source.partition("#pier")[0].partition("#quay")[0] for source in found}) == 3


def test_a_zip_with_a_list_of_members_that_would_fill_memory_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("store.readers.bundles.zipped.MAX_LIST_BYTES", 100_000)
    data = zip_of([(f"{number}.txt", b"") for number in range(3000)])
    (item,) = read_bytes(tmp_path / "a.zip", data)
    assert isinstance(item, Unreadable)
    assert "too many members for a zip archive: their list is larger than 100 kB" in item.reason


def test_a_tar_of_extended_headers_without_end_is_refused(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for number in range(500):
            archive.fileobj.write(tarfile.TarInfo.create_pax_global_header({f"key{number}": "x" * 500}))
    (item,) = read_bytes(tmp_path / "a.tar", packed.getvalue())
    assert isinstance(item, Unreadable)


def test_json_lines_that_unpack_without_end_are_left_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(budget, "FREE_BYTES", 100_000)
    items = read_bytes(tmp_path / "a.jsonl.gz", gzip.compress(LINES + b"{}\n" * 200_000, mtime=0))
    assert isinstance(items[0], Draft)
    assert isinstance(items[-1], Unreadable)
    assert "the file is too long here" in items[-1].reason
    assert len(items) < 100_000


@pytest.mark.parametrize("name", ["a.jsonl", "a.zip", "a.tar.gz", "a.jsonl.gz"])
def test_a_line_of_100_mb_costs_one_line_wherever_it_stands(tmp_path: Path, name: str) -> None:
    lines = tmp_path / "lines"
    with lines.open("wb") as file:
        file.write(LINES + b'{"headline": "Pier", "text": "')
        for _ in range(100):
            file.write(b"a" * 1_000_000)
        file.write(b'"}\n' + LINES)
    if name == "a.zip":
        with zipfile.ZipFile(tmp_path / name, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as zipped:
            zipped.write(lines, "a.jsonl")
    elif name == "a.tar.gz":
        with tarfile.open(tmp_path / name, "w:gz", compresslevel=1) as tarred:
            tarred.add(lines, "a.jsonl")
    elif name == "a.jsonl.gz":
        (tmp_path / name).write_bytes(gzip.compress(lines.read_bytes(), compresslevel=1, mtime=0))
    else:
        lines.rename(tmp_path / name)
    with bounded():
        items = read_all(tmp_path / name)
    assert [isinstance(item, Draft) for item in items] == [True, True, False, True, True]


HOSTILE_TEXTS = {
    "NUL": b"Headline: Pier\0\n\nIt closed.\n",
    "half a surrogate pair": b"Headline: Pier\n\nIt \xed\xa0\x80 closed.\n",
    "no UTF-8": b"Headline: Caf\xe9\n\nIt closed.\n",
    "half a pair of UTF-16": b"\xff\xfeH\0\x00\xd8",
}


@pytest.mark.parametrize("data", HOSTILE_TEXTS.values(), ids=HOSTILE_TEXTS)
@pytest.mark.parametrize("extension", [".txt", ".md", ".jsonl", ".json"])
def test_bytes_that_are_no_text_are_refused_in_every_bundle_and_the_rest_is_read(
    tmp_path: Path, extension: str, data: bytes
) -> None:
    members: list[tuple[str, bytes]] = [(f"bad{extension}", data), ("good.txt", STORY)]
    for name, bundle in (("a.zip", zip_of([*members])), ("a.tar", tar_of([*members]))):
        *bad, good = read_bytes(tmp_path / name, bundle)
        assert bad
        assert all(isinstance(item, Unreadable) for item in bad)
        assert isinstance(good, Draft)


def test_escaped_half_pairs_and_nuls_of_json_are_refused(tmp_path: Path) -> None:
    lines = [json.dumps({"headline": "Pier", "text": text}) for text in ("a\ud800b", "a\0b", "It closed.")]
    outcomes = list(
        told(read_bytes(tmp_path / "a.zip", zip_of([("a.jsonl", "\n".join(lines).encode())])), tmp_path).values()
    )
    assert "half of a surrogate pair" in outcomes[0]
    assert "NUL" in outcomes[1]
    assert outcomes[2] == "draft"


SEEDS = {
    ".zip": zip_of([("a.txt", STORY), ("b.jsonl", LINES), ("c.tar", tar_of([("d.txt", STORY)]))]),
    ".tar": tar_of([("a.txt", STORY), ("b.jsonl", LINES)]),
    ".tar.gz": tar_of([("a.txt", STORY), ("b.jsonl", LINES)], "gz"),
    ".tgz": tar_of([("a.txt", STORY)], "gz"),
    ".tar.bz2": tar_of([("a.txt", STORY), ("b.jsonl", LINES)], "bz2"),
    ".tbz2": tar_of([("a.txt", STORY)], "bz2"),
    ".warc": page("https://harbour.example/1") + page("https://harbour.example/2", LINES, "Content-Encoding: gzip"),
    ".warc.gz": gzip.compress(page("https://harbour.example/1"), mtime=0)
    + gzip.compress(page("https://harbour.example/2"), mtime=0),
    ".gz": gzip.compress(STORY, mtime=0),
}


def test_every_kind_of_bundle_has_a_seed_here() -> None:
    assert set(SEEDS) == set(BUNDLES)


@pytest.mark.parametrize("extension", BUNDLES)
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_a_bundle_that_was_changed_anywhere_gives_drafts_or_reasons(extension: str, data: st.DataObject) -> None:
    changed = bytearray(SEEDS[extension])
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(changed)))
        patch = data.draw(st.binary(max_size=6))
        changed[at : at + data.draw(st.sampled_from([len(patch), 0, 40]))] = patch
    document = Document.of(bytes(changed), f"a{extension}", f"a{extension}", named=True)
    items: list[Draft | Unreadable] = []
    for found in open_bundle(document):
        items += [found] if isinstance(found, Unreadable) else read_document(found)
    check(items)


SPACES = " " * 300_000
SLOW = {
    "comments.aspx": b"<!---->" * 290 + b"x",
    "scripts.html": f"<html><head><script type='application/ld+json'>{SPACES}x{SPACES}</script></head>".encode()
    + STORY,
    "codes.xml": (
        '<newsItem guid="a"><itemMeta><itemClass qcode="' + "a" * 300_000 + '"/><provider/><versionCreated/></itemMeta>'
        "</newsItem>"
    ).encode(),
    "tags.jsonl": json.dumps({"headline": "UPDATE 1-" * 200_000, "text": STORY.decode()}).encode(),
}


@pytest.mark.parametrize("name", SLOW)
def test_text_made_to_be_searched_for_ever_is_read_in_the_time_of_its_length(name: str) -> None:
    check(list(read_document(Document.of(SLOW[name], name, name, named=True))))
