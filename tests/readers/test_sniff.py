"""What a document is by its first bytes."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from store.article import Draft, Unreadable
from store.readers.sniff import extension_of
from tests.readers.bundles import LINES, STORY, page, read_bytes, tar_of, zip_of
from tests.readers.samples import read_all


@pytest.mark.parametrize(
    ("head", "extension"),
    [
        (gzip.compress(STORY, mtime=0), ".gz"),
        (zip_of([("a.txt", STORY)]), ".zip"),
        (zip_of([]), ".zip"),
        (tar_of([("a.txt", STORY)]), ".tar"),
        (tar_of([("a.txt", STORY)], "bz2"), ".tar.bz2"),
        (page("https://harbour.example/1"), ".warc"),
        (LINES, ".json"),
        (b"\xef\xbb\xbf [1]", ".json"),
        (b"---\nheadline: Pier\n---\n", ".md"),
        (b"<!DOCTYPE html><html>", ".html"),
        (b"\n<!-- saved --><HTML lang=en>", ".html"),
        (b"<p>The pier closed.</p>", ".html"),
        (b'<?xml version="1.0"?><!DOCTYPE html PUBLIC "x"><html xmlns="y">', ".html"),
        (b'<?xml version="1.0"?><rss version="2.0">', ".xml"),
        ('\ufeff<?xml version="1.0" encoding="utf-16"?><nitf>'.encode("utf-16-le"), ".xml"),
        (b"<newsItem xmlns='x'>", ".xml"),
        (b"From: <Saved by a browser>\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n", ".mhtml"),
        (b"MIME-Version: 1.0\nContent-Type: Multipart/Related; boundary=x\n", ".mhtml"),
        (b"mime-version: 1.0\ncontent-type: MULTIPART/RELATED; boundary=x\n", ".mhtml"),
        (STORY, ".txt"),
        (b"caf\xe9", ".txt"),
        (b"", None),
        (b" \n", None),
        (b"\x89PNG\r\n\x1a\n\0\0", None),
    ],
)
def test_the_first_bytes_tell_the_extension(head: bytes, extension: str | None) -> None:
    assert extension_of(head[:4096]) == extension


def test_a_file_given_by_name_is_read_by_what_is_in_it_where_its_name_tells_nothing(tmp_path: Path) -> None:
    (item,) = read_bytes(tmp_path / "story.aspx", STORY)
    assert isinstance(item, Draft)
    assert item.source == f"{tmp_path.name}/story.aspx"


def test_in_a_folder_a_file_without_extension_is_read_where_it_is_plainly_a_document(tmp_path: Path) -> None:
    (tmp_path / "crawl").write_bytes(gzip.compress(page("https://harbour.example/1"), mtime=0))
    (tmp_path / "export").write_bytes(LINES)
    (tmp_path / "LICENSE").write_bytes(b"You may do as you like.\n")
    (tmp_path / "story.aspx").write_bytes(STORY)
    *drafts, licence, aspx = sorted(read_all(tmp_path), key=lambda item: isinstance(item, Unreadable))
    assert len(drafts) == 4
    assert all(isinstance(item, Draft) for item in drafts)
    for left in (licence, aspx):
        assert isinstance(left, Unreadable)
        assert left.outcome == "skipped"
