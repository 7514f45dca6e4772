"""Strict decoding, and the little that is changed between a file and the canonical text."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.article import Draft
from store.readers.errors import NotAnArticleError
from store.readers.text import MAX_ARTICLE_BYTES, decode, normalise, paragraphs, paragraphs_or_lines
from tests.readers.samples import HEADLINE, STORY, draft_of, reason_of
from tests.readers.test_standing_everywhere import FORMATS, read

TEXT = "Headline: Pier\n\nIt closed – “for good”.\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_utf_8_and_marked_utf_16_are_read(tmp_path: Path, encoding: str) -> None:
    assert draft_of(tmp_path / "a.txt", TEXT.encode(encoding)).paragraphs == ("It closed – “for good”.",)


def test_big_endian_utf_16_is_read() -> None:
    assert decode(b"\xfe\xff\x00A") == "A"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ("Headline: Café\n".encode("latin-1"), "byte 13 is not UTF-8 text; save the file as UTF-8"),
        (b"\xef\xbb\xbfab\xff", "byte 5 is not UTF-8 text"),
        (b"\xff\xfeA\x00\x00\xd8", "byte 4 is not UTF-16 text"),
        (b"ab\x00c", "a NUL at or after byte 2"),
        ("ab".encode("utf-32"), "NUL"),
    ],
)
def test_a_file_in_another_encoding_is_refused_with_the_byte(tmp_path: Path, data: bytes, reason: str) -> None:
    assert reason in reason_of(tmp_path / "a.txt", data)


def test_a_file_too_long_for_one_article_is_refused(tmp_path: Path) -> None:
    assert "larger than 2 MB" in reason_of(tmp_path / "a.md", b"a" * (MAX_ARTICLE_BYTES + 1))


def test_every_line_end_becomes_a_newline() -> None:
    assert normalise("a\r\nb\rc\u2028d\x85e\x0bf\u2029g") == "a\nb\nc\nd\ne\nf\n\ng"


def test_soft_hyphens_go_and_the_line_end_that_one_stands_at() -> None:
    assert normalise("Ser\xadvion to Doug\xad\n las\xad\n\nco-op\n\xad4") == "Servion to Douglas\n\nco-op\n4"


@pytest.mark.parametrize("kind", FORMATS)
def test_no_format_keeps_a_soft_hyphen_in_headline_or_text(kind: str) -> None:
    headline, *body = (text.replace("o", "o\xad").replace("ss", "s\xads") for text in (HEADLINE, *STORY))
    found = read(kind, headline, body)
    assert isinstance(found, Draft), found
    assert (found.headline, found.paragraphs) == (HEADLINE, STORY)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.html", "<h1>Pi&shy;er</h1><p>It clo&#173;sed, the council of the town of Karren said on Monday.</p>"),
        ("a.rss", "<rss><channel><item><title>Pi&amp;shy;er</title><description>It clo&amp;shy;sed, {}"),
        ("a.md", "---\nheadline: Pi\xader\n---\nIt clo&shy;sed, {}"),
        ("a.json", '{{"uri": "urn:a", "headline": "Pi\\u00ader", "body_html": "<p>It clo&shy;sed, {}</p>"}}'),
        ("a.jsonl", '{{"headline": "Pi\\u00ader", "paragraphs": ["It clo\\u00adsed, {}"]}}'),
    ],
)
def test_a_soft_hyphen_that_is_written_as_an_escape_goes_too(tmp_path: Path, name: str, text: str) -> None:
    end = "</description></item></channel></rss>" if name == "a.rss" else ""
    found = draft_of(tmp_path / name, text.format("the council of the town of Karren said on Monday.") + end)
    closed = "It closed, the council of the town of Karren said on Monday."
    assert (found.headline, found.paragraphs) == ("Pier", (closed,))


def test_paragraphs_are_split_at_blank_lines_and_their_wraps_joined() -> None:
    assert paragraphs("\n a\n b \n \t\n\n\nc  d\u00a0e\n") == ("a b", "c  d\u00a0e")


def test_text_without_blank_lines_is_one_paragraph_a_line() -> None:
    assert paragraphs_or_lines("a\nb\n") == ("a", "b")
    assert paragraphs_or_lines("a\nb\n\nc") == ("a b", "c")


def test_the_byte_named_counts_from_the_start_of_the_file() -> None:
    with pytest.raises(NotAnArticleError, match="byte 101 is not UTF-8"):
        decode(b"a\xff", start=100)
