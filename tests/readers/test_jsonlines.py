"""JSON Lines, plain and gzipped."""

from __future__ import annotations

import gzip
import json
import tracemalloc
from pathlib import Path

import pytest

from store.article import Draft, Unreadable
from store.readers.jsonlines import MAX_BROKEN, MAX_LINE_BYTES, PEEK
from tests.readers.samples import read_all, reason_of

GOOD: dict[str, object] = {"id": "pier-1", "headline": "Pier closed", "text": "It closed.\n\nIt was old."}
LINE = json.dumps(GOOD)


def read(tmp_path: Path, data: str | bytes, name: str = "a.jsonl") -> list[Draft | Unreadable]:
    path = tmp_path / name
    path.write_bytes(data.encode("utf-8") if isinstance(data, str) else data)
    return read_all(path)


def kinds(items: list[Draft | Unreadable]) -> list[str]:
    return ["draft" if isinstance(item, Draft) else item.reason for item in items]


@pytest.mark.parametrize("name", ["a.jsonl", "a.ndjson", "a.json", "a.jsonl.gz", "A.JSONL.GZ"])
def test_each_line_is_an_article_with_its_id_in_the_source(tmp_path: Path, name: str) -> None:
    record = {
        **GOOD,
        "publisher": "Gazette",
        "published": "2013-03-25",
        "url": "https://gazette.example/1",
        "byline": ["Ida Holm"],
        "status": "corrected",
        "note": "The cost was wrong.",
        "captions": ["The pier"],
        "section": None,
    }
    text = f"{json.dumps(record)}\n\n{json.dumps({'headline': 'Quay', 'text': 'Open.'})}\n"
    data = gzip.compress(text.encode(), mtime=0) if name.casefold().endswith(".gz") else text.encode()
    first, second = read(tmp_path, data, name)
    assert isinstance(first, Draft)
    assert first.source == f"{tmp_path.name}/{name}#pier-1"
    assert first.paragraphs == ("It closed.", "It was old.")
    assert first.published.text == "2013-03-25"
    assert first.date_source == "record"
    assert first.byline == ("Ida Holm",)
    assert first.captions == ("The pier",)
    assert (first.status, first.note, first.section) == ("corrected", "The cost was wrong.", None)
    assert second.source == f"{tmp_path.name}/{name}#3"


def test_a_json_file_may_be_one_object_or_an_array(tmp_path: Path) -> None:
    assert kinds(read(tmp_path, json.dumps(GOOD, indent=1), "a.json")) == ["draft"]
    assert kinds(read(tmp_path, json.dumps([GOOD, GOOD], indent=1), "b.json")) == ["draft", "draft"]


def test_paragraphs_may_stand_in_a_list(tmp_path: Path) -> None:
    (item,) = read(tmp_path, json.dumps({"headline": "Pier", "paragraphs": ["One.", "Two."]}))
    assert isinstance(item, Draft)
    assert item.paragraphs == ("One.", "Two.")


BAD_LINES = {
    '{"headline": "Pier", "text": ': "line 1, column 30 is not valid JSON",
    "[1, 2]": "line 1 is not a JSON object",
    '"text"': "line 1 is not a JSON object",
    "[" * 100_000: "line 1 is nested too deeply",
    '{"headline": "Pier", "text": 12}': "`text` must be text",
    '{"headline": "Pier"}': "the text is missing",
    '{"headline": ["Pier"], "text": "Closed."}': "`headline` must be text",
    '{"text": "Closed."}': "the headline is missing",
    '{"headline": "Pier", "text": "a\\ud800"}': "surrogate pair",
    '{"headline": "Pier", "text": "a\\u0000"}': "NUL",
    '{"headline": "Pier", "text": "Closed.", "id": []}': "`id` must be",
    '{"headline": "Pier", "text": "Closed.", "captions": "x"}': "`captions` must be a list",
    '{"headline": "Pier", "text": "Closed.", "status": "usable", "status": "withdrawn"}': "a key is given twice",
    f'{{"headline": "Pier", "text": "Closed.", "published": {"9" * 5000}}}': "line 1 cannot be used",
}


@pytest.mark.parametrize(("line", "reason"), BAD_LINES.items(), ids=list(BAD_LINES.values()))
def test_a_bad_line_gives_one_reason_and_the_next_is_read(tmp_path: Path, line: str, reason: str) -> None:
    bad, good = read(tmp_path, f"{line}\n{LINE}\n")
    assert isinstance(bad, Unreadable)
    assert reason in bad.reason
    assert bad.outcome == "failed"
    assert isinstance(good, Draft)


@pytest.mark.parametrize("emptied", ['"text": "  "', '"text": ""', '"text": null', '"paragraphs": []'])
def test_a_line_whose_text_is_there_and_empty_has_no_text_which_is_no_failure(tmp_path: Path, emptied: str) -> None:
    bad, good = read(tmp_path, f'{{"headline": "Pier", {emptied}}}\n{LINE}\n')
    assert isinstance(bad, Unreadable)
    assert bad.outcome == "no_text"
    assert isinstance(good, Draft)


def test_a_line_that_is_not_utf_8_is_named_with_its_byte(tmp_path: Path) -> None:
    bad, good = read(tmp_path, b'{"headline": "Caf\xe9"}\n' + LINE.encode())
    assert isinstance(bad, Unreadable)
    assert bad.reason == "line 1: byte 17 is not UTF-8 text; save the file as UTF-8"
    assert isinstance(good, Draft)


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_is_honoured(tmp_path: Path, encoding: str) -> None:
    assert kinds(read(tmp_path, f"{LINE}\n{LINE}\n".encode(encoding))) == ["draft", "draft"]


def test_utf_16_that_breaks_keeps_what_came_before(tmp_path: Path) -> None:
    data = ("\ufeff" + f"{LINE}\n" * 400).encode("utf-16-le") + b"\x00\xd8\x00\x00"
    items = read(tmp_path, data)
    assert isinstance(items[0], Draft)
    assert isinstance(items[-1], Unreadable)
    assert "the UTF-16 text breaks after line" in items[-1].reason


def test_a_truncated_gzip_keeps_the_lines_before_the_break(tmp_path: Path) -> None:
    lines = "".join(
        json.dumps({**GOOD, "id": n, "text": f"It closed at {n * 7919} o'clock."}) + "\n" for n in range(3000)
    )
    items = read(tmp_path, gzip.compress(lines.encode(), mtime=0)[:-2000], "a.jsonl.gz")
    assert len(items) > 100
    assert all(isinstance(item, Draft) for item in items[:-1])
    assert isinstance(items[-1], Unreadable)
    assert "the gzip data ends or breaks after line" in items[-1].reason


def test_a_file_that_is_no_gzip_says_so(tmp_path: Path) -> None:
    assert "the gzip data ends or breaks after line 0" in reason_of(tmp_path / "a.jsonl.gz", LINE)


@pytest.mark.parametrize("line", ["x", "1", '"a"', "[]"])
def test_lines_that_are_all_broken_are_not_reported_without_end(tmp_path: Path, line: str) -> None:
    broken = f"{line}\n" * (MAX_BROKEN + 10)
    first, *rest = read(tmp_path, f"{LINE}\n{broken}{LINE}\n")
    assert isinstance(first, Draft)
    assert len(rest) == MAX_BROKEN + 1
    assert isinstance(rest[-1], Unreadable)
    assert rest[-1].reason == "1,000 lines in a row are broken, so the rest was left unread; mend or split the file"


def test_a_line_of_100_mb_is_one_failure_in_bounded_memory_and_the_rest_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    block = b"a" * 1_000_000
    with gzip.open(path, "wb", compresslevel=1) as file:
        file.write(LINE.encode() + b"\n" + b'{"headline": "Pier", "text": "')
        for _ in range(100):
            file.write(block)
        file.write(b'"}\n' + LINE.encode() + b"\n")
    tracemalloc.start()
    try:
        items = read_all(path)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert kinds(items) == ["draft", "the line is longer than 20 MB; split the record or remove it", "draft"]
    assert peak < 4 * MAX_LINE_BYTES


def test_a_broken_json_document_is_one_failure_not_one_a_line(tmp_path: Path) -> None:
    items = read(tmp_path, '{\n "headline": "Pier",\n "text": "Closed."\n "url": null\n}\n', "a.json")
    assert len(items) == 1
    assert isinstance(items[0], Unreadable)
    assert "line 4, column 2 is not valid JSON" in items[0].reason


def test_questions_and_other_records_give_one_reason_for_the_file(tmp_path: Path) -> None:
    question = json.dumps({"id": "q1", "question": "Who?", "answers": ["Ida"]})
    assert "use them with `dateline eval FILE`" in reason_of(tmp_path / "q.jsonl", f"{question}\n" * (PEEK + 5))
    asked_of = json.dumps({"question": "Who?", "text": "Ida Brandt closed it."})
    assert "use them with `dateline eval FILE`" in reason_of(tmp_path / "q.jsonl", f"{asked_of}\n")
    assert "these are not articles" in reason_of(tmp_path / "s.json", '{"name": "settings"}')


def test_records_without_text_among_articles_are_failures_of_their_own(tmp_path: Path) -> None:
    items = read(tmp_path, f'{{"id": 1}}\n{{"id": 2}}\n{LINE}\n{{"id": 4}}\n')
    assert [item.source.rpartition("#")[2] for item in items] == ["1", "2", "pier-1", "4"]
    assert [isinstance(item, Draft) for item in items] == [False, False, True, False]


@pytest.mark.parametrize("data", [b"", b"\n\n", b" \n"])
def test_an_empty_file_says_so(tmp_path: Path, data: bytes) -> None:
    assert "the file is empty" in reason_of(tmp_path / "a.jsonl", data)


LINKED: dict[str, object] = {
    "@context": "https://schema.org",
    "@type": "NewsArticle",
    "headline": "Pier closed",
    "articleBody": "It closed </script> on Monday.\n\nIt was old, the harbour master said.",
    "datePublished": "2013-03-25T20:37:00Z",
    "dateModified": "2013-03-26T08:00:00Z",
    "author": [{"@type": "Person", "name": "Ida Brandt"}],
    "publisher": {"@type": "Organization", "name": "Harbour Wire"},
    "url": "https://harbour.example/pier",
    "correction": "The day was wrong.",
}
GRAPH = {"@context": "https://schema.org", "@graph": [{"@type": "WebSite", "name": "Harbour Wire"}, LINKED]}


@pytest.mark.parametrize("saved", [LINKED, [LINKED], GRAPH], ids=["object", "list", "graph"])
def test_json_ld_saved_without_its_page_is_read_as_in_one(tmp_path: Path, saved: object) -> None:
    (found,) = read(tmp_path, json.dumps(saved), "a.json")
    assert isinstance(found, Draft), found
    assert (found.headline, found.publisher, found.byline) == ("Pier closed", "Harbour Wire", ("Ida Brandt",))
    assert found.paragraphs == ("It closed </script> on Monday.", "It was old, the harbour master said.")
    assert (found.published.text, found.updated.text) == ("2013-03-25T20:37+00:00", "2013-03-26T08:00+00:00")
    assert (found.status, found.note, found.url) == ("corrected", "The day was wrong.", LINKED["url"])
    assert found.date_source == "json-ld"


def test_json_ld_without_an_article_or_its_text_says_so(tmp_path: Path) -> None:
    (bare,) = read(tmp_path, json.dumps({**LINKED, "articleBody": ""}), "a.json")
    (site,) = read(tmp_path, json.dumps({"@graph": [{"@type": "WebSite", "name": "Harbour Wire"}]}), "b.json")
    assert [bare.outcome, site.outcome] == ["no_text", "no_text"]  # type: ignore[union-attr]
