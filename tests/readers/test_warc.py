"""Web archives, whole and broken."""

from __future__ import annotations

import gzip
import zlib
from pathlib import Path

import pytest

from store.article import Draft, Unreadable
from store.readers.bundles.bundle import open_bundle
from store.readers.bundles.frames import MAX_BROKEN, MAX_FRAME_BYTES
from store.readers.document import Document
from tests.readers.bundles import page, read_bytes, record, reply, told

URL = "https://harbour.example/pier"
GOOD = page("https://harbour.example/good")
GOOD_SOURCES = ["crawl.warc#https://harbour.example/good#pier", "crawl.warc#https://harbour.example/good#quay"]
HTML = "<html><head><title>Café</title></head><body><p>The pier closed.</p></body></html>".encode()


def documents(data: bytes) -> list[tuple[Document, bytes]]:
    """The documents of an archive and their bytes."""
    found = []
    for item in open_bundle(Document.of(data, "crawl.warc", "crawl.warc")):
        assert isinstance(item, Document), item
        body = item.read(MAX_FRAME_BYTES)
        assert body is not None
        found.append((item, body))
    return found


def read(tmp_path: Path, data: bytes) -> dict[str, str]:
    return told(read_bytes(tmp_path / "crawl.warc", data), tmp_path)


def response(body: bytes, *fields: str) -> bytes:
    return record("response", URL, reply(body, *fields))


def test_a_page_has_its_address_its_type_and_its_charset() -> None:
    ((found, body),) = documents(response(HTML, "Content-Type: text/HTML; charset=ISO-8859-1"))
    assert body == HTML
    assert found.source == f"crawl.warc#{URL}"
    assert (found.name, found.url, found.media_type, found.charset) == ("pier.html", URL, "text/html", "ISO-8859-1")
    assert not found.named


def test_the_type_that_the_server_gave_counts_not_the_end_of_the_address() -> None:
    data = record("response", f"{URL}.txt?page=2", reply(HTML, "Content-Type: text/html"))
    ((found, _),) = documents(data)
    assert found.name == "pier.txt.html"


def test_a_resource_has_the_type_of_its_record_and_an_address_only_of_the_web() -> None:
    ((found, body),) = documents(record("resource", "file:///news/1", HTML, content_type="text/html"))
    assert (body, found.url, found.media_type, found.name) == (HTML, None, "text/html", "1.html")


@pytest.mark.parametrize("packed", [False, True])
def test_the_pages_of_a_crawl_are_articles_and_the_rest_is_counted(tmp_path: Path, packed: bool) -> None:
    records = [
        record("warcinfo", "", b"software: test", content_type="application/warc-fields"),
        record("request", URL, b"GET /pier HTTP/1.1\r\nHost: harbour.example\r\n\r\n"),
        page(URL),
        page("https://harbour.example/moved", b"", status="301 Moved"),
        record("response", f"{URL}.png", reply(b"\x89PNG", "Content-Type: image/png")),
        record("revisit", URL, reply(b"", "Content-Type: application/json")),
        record("metadata", URL, b"a: b", content_type="application/warc-fields"),
        GOOD,
    ]
    name = "crawl.warc.gz" if packed else "crawl.warc"
    data = b"".join(map(gzip.compress, records)) if packed else b"".join(records)
    found = told(read_bytes(tmp_path / name, data), tmp_path)
    assert list(found)[:2] == [f"{name}#{URL}#pier", f"{name}#{URL}#quay"]
    assert list(found.values())[:-1] == ["draft"] * 4
    assert found[name] == "skipped: 6 records without a page (requests, redirects, images) passed over"


def test_the_day_of_the_crawl_is_not_the_day_of_the_story(tmp_path: Path) -> None:
    for item in read_bytes(tmp_path / "crawl.warc", GOOD):
        assert isinstance(item, Draft)
        assert item.published.text is None


@pytest.mark.parametrize("address", ["http://[", "https://[draft]/pier?x=/y", "http://harbour.example", "?"])
def test_an_address_that_is_none_still_names_its_page(address: str) -> None:
    [(found, _)] = documents(record("resource", address, HTML, content_type="text/html"))
    assert found.source == f"crawl.warc#{address}"


def test_one_address_that_was_fetched_twice_has_two_sources(tmp_path: Path) -> None:
    assert list(read(tmp_path, GOOD + GOOD))[2:] == [
        "crawl.warc#https://harbour.example/good (2)#pier",
        "crawl.warc#https://harbour.example/good (2)#quay",
    ]


def chunked(body: bytes) -> bytes:
    return b"".join(b"%x\r\n%s\r\n" % (len(part), part) for part in (body[:9], body[9:])) + b"0\r\n\r\n"


def raw_deflate(body: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(body) + packer.flush()


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        (gzip.compress(HTML, mtime=0), ["Content-Encoding: gzip"]),
        (gzip.compress(HTML, mtime=0), ["Content-Encoding: x-gzip"]),
        (zlib.compress(HTML), ["Content-Encoding: deflate"]),
        (raw_deflate(HTML), ["Content-Encoding: deflate"]),
        (chunked(HTML), ["Transfer-Encoding: chunked"]),
        (chunked(gzip.compress(HTML, mtime=0)), ["Transfer-Encoding: chunked", "Content-Encoding: gzip"]),
        (HTML, ["Transfer-Encoding: chunked", "Content-Encoding: br"]),
        (HTML, ["Content-Encoding: gzip"]),
    ],
)
def test_encodings_are_undone_also_where_the_crawler_undid_them_already(body: bytes, fields: list[str]) -> None:
    ((_, plain),) = documents(response(body, "Content-Type: text/html", *fields))
    assert plain == HTML
    ((found, untyped),) = documents(response(body, *fields))
    assert (untyped, found.media_type, found.name, found.charset) == (HTML, "text/html", "pier.html", None)


@pytest.mark.parametrize(
    ("body", "fields"),
    [
        (b"\x89PNG", []),
        (b"", []),
        (b"The pier closed.", []),
        (b'{"headline": "Pier"}', []),
        (b"<rss></rss>", []),
        (gzip.compress(HTML, mtime=0)[:20], ["Content-Encoding: gzip"]),
        (HTML, ["Content-Type: application/octet-stream"]),
    ],
)
def test_what_comes_without_a_type_and_does_not_begin_as_a_page_is_passed_over(
    tmp_path: Path, body: bytes, fields: list[str]
) -> None:
    found = read(tmp_path, response(body, *fields) + GOOD)
    assert found.keys() == {*GOOD_SOURCES, "crawl.warc"}
    assert found["crawl.warc"].startswith("skipped: 1 record without a page")


@pytest.mark.parametrize(
    ("body", "encoding", "reason"),
    [
        (b"\x8b\x01\x80\0\0\x03", "br", "packed as br, which is not read"),
        (gzip.compress(HTML, mtime=0)[:-10], "gzip", "cut short or damaged"),
        (zlib.compress(HTML)[:-10], "deflate", "cut short or damaged"),
        (b"\0\0\0\0", "deflate", "cut short or damaged"),
    ],
)
def test_a_page_that_cannot_be_unpacked_says_so_and_the_rest_is_read(
    tmp_path: Path, body: bytes, encoding: str, reason: str
) -> None:
    found = read(tmp_path, response(body, "Content-Type: text/html", f"Content-Encoding: {encoding}") + GOOD)
    assert reason in found.pop(f"crawl.warc#{URL}")
    assert found == dict.fromkeys(GOOD_SOURCES, "draft")


@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
def test_a_page_that_unpacks_to_a_bomb_is_refused(tmp_path: Path, encoding: str) -> None:
    bomb = (gzip.compress if encoding == "gzip" else zlib.compress)(bytes(50_000_000))
    found = read(
        tmp_path,
        response(
            chunked(bomb), "Content-Type: text/html", "Transfer-Encoding: chunked", f"Content-Encoding: {encoding}"
        )
        + GOOD,
    )
    assert "larger than 16 MB" in found.pop(f"crawl.warc#{URL}")
    assert found == dict.fromkeys(GOOD_SOURCES, "draft")


BROKEN = {
    "a length that is too short": page(URL).replace(b"Content-Length: 2", b"Content-Length: 1"),
    "a length that is too long": page(URL).replace(b"Content-Length: 2", b"Content-Length: 9"),
    "a length that is no number": page(URL).replace(b"Content-Length: ", b"Content-Length: x"),
    "no length": page(URL).replace(b"Content-Length: ", b"Content-Largeness: "),
    "no version": page(URL).replace(b"WARC/1.0", b"HARC/1.0"),
    "an unknown version": page(URL).replace(b"WARC/1.0", b"WARC/7.0"),
    "no status line": record("response", URL, b"no reply at all"),
    "no address": page(URL).replace(b"WARC-Target-URI", b"WARC-Other-URI"),
    "a header without end": page(URL)[:40] + b"x" * 100_000 + b"\r\n\r\n",
    "many header lines": page(URL)[:40] + b"\r\na: b" * 5000 + b"\r\n\r\n",
    "noise": b"\0\xff" * 500 + b"\r\n\r\n",
}


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN)
@pytest.mark.parametrize("packed", [False, True])
def test_a_broken_record_is_one_line_and_the_records_around_it_are_read(
    tmp_path: Path, broken: bytes, packed: bool
) -> None:
    around = page("https://harbour.example/before")
    records = [around, broken, GOOD]
    found = read(tmp_path, b"".join(map(gzip.compress, records)) if packed else b"".join(records))
    drafts = [source for source, outcome in found.items() if outcome == "draft"]
    assert drafts[-2:] == GOOD_SOURCES
    assert len(drafts) == 4
    assert len(found) == 5, found


@pytest.mark.parametrize("at", [12, 60, -6])
def test_a_damaged_gzip_member_is_one_line_and_the_records_around_it_are_read(tmp_path: Path, at: int) -> None:
    damaged = bytearray(gzip.compress(page(URL), mtime=0))
    damaged[at] ^= 0xFF
    found = read(
        tmp_path,
        gzip.compress(page("https://harbour.example/a"), mtime=0) + bytes(damaged) + gzip.compress(GOOD, mtime=0),
    )
    drafts = [source for source, outcome in found.items() if outcome == "draft"]
    assert len(drafts) == 4
    assert drafts[-2:] == GOOD_SOURCES
    assert [outcome for outcome in found.values() if outcome != "draft"] == [
        "the gzip data of this record is damaged; it was left out, fetch the archive again"
    ]


def test_a_whole_file_in_one_gzip_member_is_read_too(tmp_path: Path) -> None:
    assert list(read(tmp_path, gzip.compress(page(URL) + GOOD, mtime=0)).values()) == ["draft"] * 4


@pytest.mark.parametrize("packed", [False, True])
def test_a_truncated_archive_keeps_what_came_before(tmp_path: Path, packed: bool) -> None:
    data = gzip.compress(GOOD, mtime=0) + gzip.compress(page(URL), mtime=0) if packed else GOOD + page(URL)
    *found, last = read_bytes(tmp_path / "crawl.warc", data[:-70])
    assert len(found) == 2
    assert all(isinstance(item, Draft) for item in found)
    assert isinstance(last, Unreadable)


def test_a_film_is_passed_over_and_a_page_of_its_size_is_refused(tmp_path: Path) -> None:
    size = MAX_FRAME_BYTES + 1
    film = record("response", URL, reply(bytes(size), "Content-Type: video/mp4"))
    found = read(tmp_path, film + response(b" " * size, "Content-Type: text/html") + GOOD)
    assert list(found.values()) == [
        "this page is larger than 16 MB, too long for one document",
        "draft",
        "draft",
        "skipped: 1 record without a page (requests, redirects, images) passed over",
    ]


def test_a_file_that_breaks_without_end_is_given_up(tmp_path: Path) -> None:
    items = read_bytes(
        tmp_path / "crawl.warc.gz", gzip.compress(b"WARC/1.0\r\n\r\n", mtime=0) * (MAX_BROKEN + 50) + GOOD
    )
    assert len(items) == MAX_BROKEN + 1
    assert isinstance(items[-1], Unreadable)
    assert "the rest was left unread" in items[-1].reason


@pytest.mark.parametrize("data", [b"", b"\x1f\x8b"])
def test_an_archive_without_a_record_says_so(tmp_path: Path, data: bytes) -> None:
    assert read(tmp_path, data) == {"crawl.warc": "there is no record in this web archive; fetch it again"}
