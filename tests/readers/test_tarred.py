"""Tar archives, plain and packed, and documents packed alone."""

from __future__ import annotations

import gzip
import io
import tarfile
from pathlib import Path

import pytest

from store.article import Draft, Unreadable
from tests.readers.bundles import LINES, STORY, read_bytes, tar_of, told


@pytest.mark.parametrize(
    ("name", "packing"),
    [("a.tar", ""), ("a.tar.gz", "gz"), ("A.TGZ", "gz"), ("a.tar.bz2", "bz2"), ("a.tbz2", "bz2"), ("a.tar", "gz")],
)
def test_members_are_read_in_the_order_in_which_they_were_packed(tmp_path: Path, name: str, packing: str) -> None:
    data = tar_of([("./z/b.txt", STORY), ("a.txt", STORY), ("lines.jsonl", LINES)], packing)
    found = told(read_bytes(tmp_path / name, data), tmp_path)
    sources = [f"{name}/{inner}" for inner in ("z/b.txt", "a.txt", "lines.jsonl#pier", "lines.jsonl#quay")]
    assert found == dict.fromkeys(sources, "draft")


def test_members_of_one_name_have_sources_of_their_own(tmp_path: Path) -> None:
    found = told(read_bytes(tmp_path / "a.tar", tar_of([("a.txt", STORY), ("./a.txt", STORY)])), tmp_path)
    assert list(found) == ["a.tar/a.txt", "a.tar/a.txt (2)"]


@pytest.mark.parametrize("name", ["../../etc/passwd.txt", "/etc/passwd.txt", "C:\\a.txt", "a/../../b.txt"])
def test_a_name_that_leads_out_of_the_bundle_is_refused_and_the_rest_is_read(tmp_path: Path, name: str) -> None:
    bad, good = told(read_bytes(tmp_path / "a.tar", tar_of([(name, STORY), ("a.txt", STORY)])), tmp_path).values()
    assert bad.startswith("its name leads out of the bundle")
    assert good == "draft"


@pytest.mark.parametrize("kind", [tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE, tarfile.BLKTYPE])
def test_links_devices_and_pipes_are_not_followed(tmp_path: Path, kind: bytes) -> None:
    special = tarfile.TarInfo("a.txt")
    special.type, special.linkname = kind, "/etc/passwd"
    found = told(read_bytes(tmp_path / "a.tar", tar_of([(special, b""), ("b.txt", STORY)])), tmp_path)
    assert found["a.tar/a.txt"].startswith("skipped: this is a link, a device or a pipe")
    assert found["a.tar/b.txt"] == "draft"


def test_names_that_are_no_text_become_printable_sources(tmp_path: Path) -> None:
    found = told(read_bytes(tmp_path / "a.tar", tar_of([("caf\udce9\n.txt", STORY)])), tmp_path)
    assert found == {"a.tar/caf\\xe9\\n.txt": "draft"}


@pytest.mark.parametrize("packing", ["", "gz", "bz2"])
def test_a_truncated_archive_keeps_what_came_before(tmp_path: Path, packing: str) -> None:
    members = [(f"{number}.txt", STORY + bytes(str(number**9), "ascii")) for number in range(300)]
    data = tar_of(members, packing)
    # bzip2 gives nothing of a block that is not whole, and all of this is one block.
    items = read_bytes(tmp_path / "a.tar", data[: len(data) // 2])
    reasons = [item.reason for item in items if isinstance(item, Unreadable)]
    assert len(items) - len(reasons) > (100 if packing != "bz2" else -1)
    assert 1 <= len(reasons) <= 2  # for the member that is cut, and for the archive
    assert all("again" in reason for reason in reasons)


@pytest.mark.parametrize("at", [2 * 1024, 2 * 1024 + 512 - 10])
def test_an_archive_that_ends_between_members_or_in_a_header_says_so(tmp_path: Path, at: int) -> None:
    data = tar_of([("a.txt", STORY), ("b.txt", STORY), ("c.txt", STORY)])
    first, second, cut = read_bytes(tmp_path / "a.tar", data[:at])
    assert isinstance(first, Draft)
    assert isinstance(second, Draft)
    assert isinstance(cut, Unreadable)
    assert "it breaks or ends here" in cut.reason


def test_a_header_that_was_changed_ends_the_archive_with_a_line(tmp_path: Path) -> None:
    data = bytearray(tar_of([("a.txt", STORY), ("b.txt", STORY)]))
    data[1024 + 150] ^= 1
    first, broken = read_bytes(tmp_path / "a.tar", bytes(data))
    assert isinstance(first, Draft)
    assert isinstance(broken, Unreadable)
    assert "it breaks or ends here" in broken.reason


def test_packed_data_that_was_changed_ends_the_archive_with_a_line(tmp_path: Path) -> None:
    data = bytearray(tar_of([(f"{number}.txt", STORY) for number in range(50)], "gz"))
    data[len(data) // 2] ^= 0xFF
    items = read_bytes(tmp_path / "a.tar.gz", bytes(data))
    assert isinstance(items[-1], Unreadable)


def test_a_header_that_would_fill_memory_is_refused(tmp_path: Path) -> None:
    long = tarfile.TarInfo("a.txt")
    long.pax_headers = {"comment": "x" * 50_000_000}
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz", format=tarfile.PAX_FORMAT, compresslevel=1) as archive:
        archive.addfile(long)
    (item,) = read_bytes(tmp_path / "a.tar.gz", packed.getvalue())
    assert isinstance(item, Unreadable)


def test_a_member_that_claims_to_be_endless_is_refused(tmp_path: Path) -> None:
    endless = tarfile.TarInfo("a.txt")
    endless.size = 8**11
    (item, *_) = read_bytes(tmp_path / "a.tar", endless.tobuf() + STORY)
    assert isinstance(item, Unreadable)
    assert "cut short or damaged" in item.reason


def test_a_member_whose_size_leads_back_does_not_go_in_circles(tmp_path: Path) -> None:
    header = bytearray(tarfile.TarInfo("a.txt").tobuf())
    header[124:136] = b"\xff" * 10 + (-512).to_bytes(2, "big", signed=True)
    header[148:156] = b" " * 8
    header[148:156] = b"%06o\0 " % sum(header)
    items = read_bytes(tmp_path / "a.tar", tar_of([("b.txt", STORY)])[:1024] + bytes(header) + bytes(1024))
    assert isinstance(items[0], Draft)
    assert len(items) < 5
    assert isinstance(items[-1], Unreadable)


@pytest.mark.parametrize("data", [b"", b"no tar at all", bytes(100), gzip.compress(b"no tar", mtime=0)])
def test_what_is_no_tar_says_so(tmp_path: Path, data: bytes) -> None:
    (item,) = read_bytes(tmp_path / "a.tar", data)
    assert isinstance(item, Unreadable)
    assert "this is not a tar archive" in item.reason


def test_an_empty_archive_says_so(tmp_path: Path) -> None:
    found = told(read_bytes(tmp_path / "a.tar", tar_of([])), tmp_path)
    assert found == {"a.tar": "there is nothing to read in this bundle"}


def test_a_document_packed_alone_keeps_its_name(tmp_path: Path) -> None:
    assert told(read_bytes(tmp_path / "story.txt.gz", gzip.compress(STORY, mtime=0)), tmp_path) == {
        "story.txt.gz": "draft"
    }


def test_a_packed_document_without_a_telling_name_is_read_by_what_is_in_it(tmp_path: Path) -> None:
    found = told(read_bytes(tmp_path / "day.gz", gzip.compress(tar_of([("a.txt", STORY)]), mtime=0)), tmp_path)
    assert found == {"day.gz/a.txt": "draft"}


@pytest.mark.parametrize(
    "data", [b"", STORY, gzip.compress(STORY, mtime=0)[:-12], gzip.compress(STORY, mtime=0)[:-8] + bytes(8)]
)
def test_a_packed_document_that_is_damaged_says_so(tmp_path: Path, data: bytes) -> None:
    (item,) = read_bytes(tmp_path / "story.txt.gz", data)
    assert isinstance(item, Unreadable)
    assert item.outcome == "failed"
