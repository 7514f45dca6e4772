"""Which characters the bytes of a page or a fetched text are, whatever its server and its head say."""

from __future__ import annotations

import pytest

from store.readers.charset import decode_declared
from store.readers.errors import NotAnArticleError

TEXT = "<html><head>{}</head><p>Hafen “Ostrand”: Lärm, 4 € – genug</p>"


def declaring(declaration: str) -> str:
    return TEXT.format(declaration)


@pytest.mark.parametrize("charset", [None, "utf-8", "iso-8859-1", "shift_jis", "no-such-charset"])
def test_utf8_is_known_by_its_bytes_whatever_the_server_says(charset: str | None) -> None:
    assert decode_declared(TEXT.encode(), charset) == TEXT


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_a_byte_order_mark_decides(encoding: str) -> None:
    assert decode_declared(TEXT.encode(encoding), "iso-8859-1") == TEXT


@pytest.mark.parametrize("label", ["iso-8859-1", "ISO-8859-1", "latin1", "windows-1252", "us-ascii", ' "l1" '])
def test_latin_1_on_the_web_is_windows_1252(label: str) -> None:
    assert decode_declared(TEXT.encode("cp1252"), label) == TEXT


def test_the_transport_is_believed_before_the_meta_tag() -> None:
    text = declaring("<meta charset='koi8-r'>")
    assert decode_declared(text.encode("cp1252"), "windows-1252") == text


@pytest.mark.parametrize(
    "declaration",
    [
        "<meta charset=windows-1252>",
        "<META HTTP-EQUIV='Content-Type' CONTENT='text/html; charset=ISO-8859-1'>",
        "<!-- <meta charset='koi8-r'> --><meta charset='windows-1252'>",
    ],
)
def test_the_meta_tag_is_believed_where_the_transport_is_silent_or_wrong(declaration: str) -> None:
    text = declaring(declaration)
    assert decode_declared(text.encode("cp1252")) == text
    assert decode_declared(text.encode("cp1252"), "utf-8") == text


def test_an_xml_declaration_is_read() -> None:
    text = '<?xml version="1.0" encoding="windows-1251"?><html><p>Гавань закрыта</p>'
    assert decode_declared(text.encode("cp1251")) == text


def test_a_meta_tag_that_says_utf16_is_wrong_about_itself() -> None:
    text = declaring("<meta charset='utf-16'>")
    assert decode_declared(text.encode()) == text


def test_seven_bit_japanese_is_not_taken_for_ascii() -> None:
    text = "<html><p>港は閉鎖された</p>"
    assert decode_declared(text.encode("iso2022_jp"), "ISO-2022-JP") == text


@pytest.mark.parametrize("data", [b"<html>\xff\xfa\x81", b"\xff\xfe\x00\xd8\x20", b"\xef\xbb\xbf<html>\xff"])
def test_bytes_that_are_no_text_are_refused(data: bytes) -> None:
    with pytest.raises(NotAnArticleError, match="save"):
        decode_declared(data)


def test_a_page_is_not_said_to_be_neither_utf8_nor_utf8() -> None:
    with pytest.raises(NotAnArticleError, match="is not UTF-8 text; save"):
        decode_declared(TEXT.encode("cp1252"), "utf-8")
    with pytest.raises(NotAnArticleError, match="is not UTF-8 text, and the whole is not cp932 either"):
        decode_declared(b"<html>\x81", "shift_jis")


def test_a_nul_is_refused() -> None:
    with pytest.raises(NotAnArticleError, match="NUL"):
        decode_declared(b"<html>\0<p>")
