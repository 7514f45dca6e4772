"""Zip archives."""

from __future__ import annotations

import gzip
import stat
import struct
import zipfile
from pathlib import Path

import pytest

from store.article import Draft, Unreadable
from store.readers.bundles.spool import IN_MEMORY
from tests.readers.bundles import LARGE, LINES, STORY, read_bytes, tar_of, told, zip_of
from tests.readers.samples import read_all


def read(tmp_path: Path, *members: tuple[str | zipfile.ZipInfo, bytes]) -> dict[str, str]:
    return told(read_bytes(tmp_path / "a.zip", zip_of(members)), tmp_path)


def test_members_are_read_in_the_order_of_the_archive_under_its_name(tmp_path: Path) -> None:
    found = read(tmp_path, ("z/b.txt", STORY), ("a.txt", STORY), ("lines.jsonl", LINES))
    assert found == dict.fromkeys(
        ["a.zip/z/b.txt", "a.zip/a.txt", "a.zip/lines.jsonl#pier", "a.zip/lines.jsonl#quay"], "draft"
    )


def test_a_bundle_in_a_folder_gives_what_it_gives_alone(tmp_path: Path) -> None:
    alone = read_bytes(tmp_path / "a.zip", zip_of([("b/c.txt", STORY)]))
    assert alone == read_all(tmp_path)
    assert [item.source for item in alone] == [f"{tmp_path.name}/a.zip/b/c.txt"]


def test_bundles_and_packed_documents_inside_are_opened(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        ("day.tar.gz", tar_of([("./a.txt", STORY)], "gz")),
        ("b.txt.gz", gzip.compress(STORY, mtime=0)),
        ("lines.jsonl.gz", gzip.compress(LINES, mtime=0)),
        ("inner.zip", zip_of([("c.txt", STORY)])),
    )
    assert list(found) == [
        "a.zip/day.tar.gz/a.txt",
        "a.zip/b.txt.gz",
        "a.zip/lines.jsonl.gz#pier",
        "a.zip/lines.jsonl.gz#quay",
        "a.zip/inner.zip/c.txt",
    ]
    assert set(found.values()) == {"draft"}


def test_members_of_one_name_have_sources_of_their_own(tmp_path: Path) -> None:
    with pytest.warns(UserWarning, match="Duplicate name"):
        found = read(tmp_path, ("a.txt", STORY), ("a.txt", STORY.replace(b"closed", b"opened")), ("A.txt", STORY))
    assert list(found) == ["a.zip/a.txt", "a.zip/a.txt (2)", "a.zip/A.txt"]


def test_what_a_folder_passes_over_is_passed_over_in_a_bundle(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        ("__MACOSX/._a.txt", b"\0"),
        (".DS_Store", b"\0"),
        (".git/a.txt", STORY),
        ("folder/", b""),
        ("README.md", b"# The stories"),
        ("pier.png", b"\x89PNG"),
        ("a.txt", STORY),
    )
    assert list(found) == ["a.zip/README.md", "a.zip/pier.png", "a.zip/a.txt"]
    assert found["a.zip/README.md"].startswith("skipped: a README is about the folder")
    assert found["a.zip/pier.png"].startswith("skipped: this kind of file is not read")


@pytest.mark.parametrize("name", ["../../etc/passwd.txt", "/etc/passwd.txt", "C:\\a.txt", "..\\a.txt", "b/../../a.txt"])
def test_a_name_that_leads_out_of_the_bundle_is_refused_and_the_rest_is_read(tmp_path: Path, name: str) -> None:
    bad, good = read(tmp_path, (name, STORY), ("a.txt", STORY)).values()
    assert bad.startswith("its name leads out of the bundle")
    assert good == "draft"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.zip"]


def test_back_slashes_of_old_windows_packers_part_folders(tmp_path: Path) -> None:
    assert read(tmp_path, ("day\\a.txt", STORY)) == {"a.zip/day/a.txt": "draft"}


def test_names_that_would_steer_a_terminal_or_fill_memory_are_tamed(tmp_path: Path) -> None:
    found = read(tmp_path, ("a\x1b[2J.txt", STORY), ("b" * 5000 + ".txt", STORY), ("ü.txt", STORY))
    first, (long, reason), last = found.items()
    assert first == ("a.zip/a\\x1b[2J.txt", "draft")
    assert last == ("a.zip/ü.txt", "draft")
    assert len(long) < 1100
    assert reason.startswith("its name is longer than 1,000 characters")


def test_a_name_that_holds_a_nul_is_refused(tmp_path: Path) -> None:
    data = zip_of([("a.txt_.exe", STORY), ("b.txt", STORY)]).replace(b"a.txt_.exe", b"a.txt\0.exe")
    bad, good = told(read_bytes(tmp_path / "a.zip", data), tmp_path).values()
    assert "holds a NUL" in bad
    assert good == "draft"


@pytest.mark.parametrize("kind", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR])
def test_a_link_or_a_device_is_not_followed(tmp_path: Path, kind: int) -> None:
    link = zipfile.ZipInfo("link.txt")
    link.external_attr = (kind | 0o644) << 16
    assert "was not followed" in read(tmp_path, (link, b"/etc/passwd"))["a.zip/link.txt"]


def edited(data: bytes, offset: int, value: int) -> bytes:
    """The zip with a field of two bytes changed, in the local header and in the list of members (2 further on)."""
    for signature, at in ((b"PK\x03\x04", offset), (b"PK\x01\x02", offset + 2)):
        place = data.index(signature) + at
        data = data[:place] + struct.pack("<H", value) + data[place + 2 :]
    return data


@pytest.mark.parametrize(
    ("offset", "value", "reason"),
    [(6, 1, "it is encrypted"), (8, 97, "by a method that is not read"), (8, 9, "by a method that is not read")],
)
def test_a_member_that_cannot_be_unpacked_says_why_and_the_rest_is_read(
    tmp_path: Path, offset: int, value: int, reason: str
) -> None:
    data = edited(zip_of([("a.txt", STORY), ("b.txt", STORY)]), offset, value)
    bad, good = told(read_bytes(tmp_path / "a.zip", data), tmp_path).values()
    assert reason in bad
    assert good == "draft"


def test_bzip2_in_a_zip_is_refused_because_it_cannot_be_bounded(tmp_path: Path) -> None:
    (item,) = read_bytes(tmp_path / "a.zip", zip_of([("a.txt", STORY)], zipfile.ZIP_BZIP2))
    assert isinstance(item, Unreadable)
    assert "pack it with plain zip" in item.reason


def test_data_that_was_changed_or_a_size_that_lies_is_refused_and_the_rest_is_read(tmp_path: Path) -> None:
    data = zip_of([("a.txt", STORY), ("b.txt", STORY)], zipfile.ZIP_STORED)
    changed = data.replace(b"pier", b"quay", 1)
    at = data.index(b"PK\x01\x02") + 24
    lying = data[:at] + struct.pack("<L", 10) + data[at + 4 :]
    for broken in (changed, lying):
        bad, good = told(read_bytes(tmp_path / "a.zip", broken), tmp_path).values()
        assert "its data or size is wrong" in bad
        assert good == "draft"


NOT_UTF_8 = zip_of([("ü.txt", STORY)]).replace("ü".encode(), b"\xfc\xfc")


@pytest.mark.parametrize("data", [b"", b"PK", b"no zip at all", zip_of([("a.txt", STORY)])[:-30], NOT_UTF_8])
def test_what_is_no_zip_says_so(tmp_path: Path, data: bytes) -> None:
    (item,) = read_bytes(tmp_path / "a.zip", data)
    assert isinstance(item, Unreadable)
    assert "this is not a zip archive" in item.reason
    assert item.outcome == "failed"


def test_an_empty_archive_says_so(tmp_path: Path) -> None:
    assert read(tmp_path) == {"a.zip": "there is nothing to read in this bundle"}
    (inside,) = read_all(tmp_path)
    assert isinstance(inside, Unreadable)
    assert inside.outcome == "skipped"


def test_a_large_member_goes_over_the_disk_and_leaves_nothing_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spool = tmp_path / "spool"
    spool.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(spool))
    assert len(LARGE) > IN_MEMORY
    items = read_bytes(tmp_path / "a.zip", zip_of([("a.jsonl", LARGE)]))
    assert len(items) == 50
    assert all(isinstance(item, Draft) for item in items)
    assert list(spool.iterdir()) == []
