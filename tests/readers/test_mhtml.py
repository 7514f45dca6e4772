"""Pages saved with all their parts in one file."""

from __future__ import annotations

from base64 import encodebytes
from pathlib import Path
from quopri import encodestring

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.article import Draft
from store.readers.document import Document
from store.readers.formats import read_document
from tests.readers.pages import URL, article
from tests.readers.samples import HEADLINE, LEAD, STORY, WORK, draft_of, reason_of

HEAD = (
    "From: <Saved by Blink>\r\nSnapshot-Content-Location: {url}\r\nSubject: Pier closes\r\n"
    "Date: Mon, 5 Feb 2024 10:00:00 -0000\r\nMIME-Version: 1.0\r\n"
    'Content-Type: multipart/related; type="text/html"; boundary="----part"{start}\r\n\r\n'
)


def part(content: bytes, kind: str, encoding: str = "quoted-printable", *headers: str) -> bytes:
    packed = {"quoted-printable": encodestring, "base64": encodebytes}[encoding](content)
    lines = [f"Content-Type: {kind}", f"Content-Transfer-Encoding: {encoding}", *headers]
    return b"------part\r\n" + "\r\n".join(lines).encode() + b"\r\n\r\n" + packed + b"\r\n"


def saved(*parts: bytes, start: str = "") -> bytes:
    return HEAD.format(url=URL, start=start).encode() + b"".join(parts) + b"------part--\r\n"


@pytest.mark.parametrize("encoding", ["quoted-printable", "base64"])
@pytest.mark.parametrize("name", ["page.mhtml", "page.MHT"])
def test_a_saved_page_gives_its_story_and_its_address(encoding: str, name: str, tmp_path: Path) -> None:
    picture = part(b"\x89PNG", "image/png", "base64")
    draft = draft_of(tmp_path / name, saved(picture, part(article().encode(), "text/html", encoding)))
    assert (draft.headline, draft.paragraphs, draft.url) == (HEADLINE, STORY, URL)


def test_the_day_of_saving_is_not_the_day_of_publication(tmp_path: Path) -> None:
    draft = draft_of(tmp_path / "page.mhtml", saved(part(article().encode(), "text/html")))
    assert draft.published.text is None


def test_the_charset_of_the_part_is_used(tmp_path: Path) -> None:
    page = article("", LEAD, "Die Hafenmole bleibt für neun Monate geschlossen, sagte sie.")
    data = saved(part(page.encode("cp1252"), 'text/html; charset="iso-8859-1"'))
    assert "für neun" in draft_of(tmp_path / "page.mhtml", data).text


def test_the_part_that_is_named_as_the_start_is_the_page(tmp_path: Path) -> None:
    frame = part(article("", WORK, headline="An advertisement").encode(), "text/html")
    page = part(article().encode(), "text/html", "base64", "Content-ID: <page@saved>", f"Content-Location: {URL}?a=1")
    draft = draft_of(tmp_path / "page.mhtml", saved(frame, page, start='; start="<page@saved>"'))
    assert (draft.headline, draft.url) == (HEADLINE, f"{URL}?a=1")


@pytest.mark.parametrize("data", [b"", b"no page at all", saved(part(b"\x89PNG", "image/png", "base64"))])
def test_a_file_without_a_page_is_told_in_one_line(data: bytes, tmp_path: Path) -> None:
    assert "holds no web page" in reason_of(tmp_path / "page.mhtml", data)


@pytest.mark.parametrize(
    "level", ["Content-Type: message/rfc822\r\n\r\n", "Content-Type: multipart/related; boundary={0}\r\n\r\n--{0}\r\n"]
)
def test_parts_in_parts_without_end_are_given_up(level: str, tmp_path: Path) -> None:
    data = "".join(level.format(number) for number in range(3000))
    assert "holds no web page" in reason_of(tmp_path / "page.mhtml", data)


def test_a_page_that_mail_packed_twice_is_found(tmp_path: Path) -> None:
    inner = part(article().encode(), "text/html").replace(b"------part", b"--inner") + b"--inner--\r\n"
    outer = b"------part\r\nContent-Type: multipart/alternative; boundary=inner\r\n\r\n" + inner
    assert draft_of(tmp_path / "page.mht", saved(outer)).paragraphs == STORY


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=300), st.integers(0, 400))
def test_no_damage_makes_the_reader_raise(noise: bytes, at: int) -> None:
    whole = saved(part(article().encode(), "text/html", "base64"))
    data = whole[:at] + noise + whole[at:]
    (item,) = read_document(Document.of(data, "page.mhtml", "page.mhtml", named=True))
    assert isinstance(item, Draft) or item.reason
