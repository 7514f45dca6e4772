"""Untrusted XML and HTML: what is refused, and that it costs little to refuse it."""

from __future__ import annotations

import gzip
import tracemalloc
from dataclasses import replace
from pathlib import Path

import pytest

from store.article import Draft
from store.readers.document import Document
from store.readers.errors import NotAnArticleError
from store.readers.wires.xml import MAX_BYTES, MAX_DEPTH, MAX_ELEMENTS, XML, Element, parse, parse_html, read_source
from tests.readers.samples import read_all

BOMB = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
QUADRATIC = f'<!ENTITY a "{"x" * 50_000}">'


def source_of(data: bytes, charset: str | None = None) -> str:
    return read_source(replace(Document.of(data, "a.xml", "a.xml"), charset=charset))


def refusal(data: bytes | str, charset: str | None = None) -> str:
    with pytest.raises(NotAnArticleError) as caught:
        parse(source_of(data if isinstance(data, bytes) else data.encode(), charset))
    reason = str(caught.value)
    assert reason.isprintable()
    return reason


def text_of(data: bytes, charset: str | None = None) -> str:
    return parse(source_of(data, charset)).text


@pytest.mark.parametrize(
    "subset",
    [
        f'<!ENTITY a0 "boom">{BOMB}',
        QUADRATIC,
        '<!ENTITY % load SYSTEM "https://karren.example/evil.dtd"> %load;',
        '<!ENTITY a SYSTEM "https://karren.example/secret">',
        '<!ELEMENT nitf ANY><!ATTLIST nitf a CDATA "default">',
        "",
    ],
)
@pytest.mark.parametrize("before", ["", '<?xml version="1.0"?>\n', "<!-- a [comment] -->\n", "\ufeff"])
def test_a_dtd_inside_the_document_is_refused(before: str, subset: str) -> None:
    reason = refusal(f'{before}<!DOCTYPE nitf SYSTEM "nitf.dtd" [{subset}]><nitf>{"&a;" * 1000}</nitf>')
    assert "entities or a DTD of its own" in reason


def test_an_entity_for_a_local_file_never_shows_what_is_in_it(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the harbour safe is 4711", encoding="utf-8")
    text = f'<!DOCTYPE rss [<!ENTITY s SYSTEM "{secret.as_uri()}">]><rss>&s;</rss>'
    assert "4711" not in refusal(text)


def test_a_dtd_in_utf_16_is_refused_too() -> None:
    text = f'<?xml version="1.0" encoding="utf-16"?><!DOCTYPE nitf [{QUADRATIC}]><nitf/>'
    assert "DTD of its own" in refusal(text.encode("utf-16"))
    assert "DTD of its own" in refusal(text.encode("utf-16-le"))


def test_the_doctype_of_nitf_is_passed_over() -> None:
    data = b'<!DOCTYPE nitf PUBLIC "-//IPTC//DTD NITF 3.4//EN" "nitf-3-4.dtd"><nitf>Pier &amp; quay, caf&#233;</nitf>'
    assert text_of(data) == "Pier & quay, café"


@pytest.mark.parametrize("markup", ["<nitf>&nbsp;</nitf>", '<nitf a="&eacute;"/>'])
@pytest.mark.parametrize("doctype", ["", '<!DOCTYPE nitf SYSTEM "nitf.dtd">'])
def test_an_entity_that_nobody_declared_is_refused_not_dropped(markup: str, doctype: str) -> None:
    assert "entity" in refusal(doctype + markup).casefold()


def test_depth_elements_and_size_are_bounded() -> None:
    deepest = MAX_DEPTH
    assert text_of(b"<a>" * deepest + b"x" + b"</a>" * deepest) == "x"
    assert "levels deep" in refusal("<a>" * (deepest + 1) + "</a>" * (deepest + 1))
    assert "deep" in refusal("<a>" * 100_000)
    assert "elements" in refusal(f"<a>{'<b/>' * MAX_ELEMENTS}</a>")
    assert "larger than" in refusal(b"<a>" + b" " * MAX_BYTES)


def test_a_flood_of_elements_is_stopped_before_it_fills_the_memory() -> None:
    source = f"<a>{'<b/>' * 1_000_000}</a>"
    tracemalloc.start()
    try:
        with pytest.raises(NotAnArticleError):
            parse(source)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 100_000_000


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "is empty"),
        ("  \n", "is empty"),
        ("Pier closed", "not XML"),
        ("<", "not XML"),
        ("<!-- never ends", "not XML"),
        ("<!DOCTYPE nitf", "not XML"),
        ("<a>", "not well-formed"),
        ("<a></b>", "not well-formed"),
        ("<a>\x00</a>", "NUL"),
        ("<a>&#0;</a>", "not well-formed"),
        ("<a>&#xD800;</a>", "not well-formed"),
        ("<a b='1' b='2'/>", "not well-formed"),
        (f"<a b='{'x' * 10_500_000}'/>", "too long"),
    ],
)
def test_what_is_not_well_formed_is_refused_with_a_line(text: str, reason: str) -> None:
    assert reason in refusal(text)


def test_the_encoding_is_the_marks_then_the_documents_then_the_carriers_then_utf_8() -> None:
    declared = '<?xml version="1.0" encoding="iso-8859-1"?><a>café</a>'
    assert text_of(declared.encode("iso-8859-1")) == "café"
    assert text_of(declared.encode("iso-8859-1"), "utf-8") == "café"
    assert text_of("<a>café</a>".encode("windows-1252"), "windows-1252") == "café"
    assert text_of("<a>café</a>".encode()) == "café"
    assert text_of("<a>café</a>".encode("utf-8-sig"), "windows-1252") == "café"
    assert text_of("<a>café</a>".encode("utf-16"), "utf-8") == "café"
    # Some programs write the encoding of their own strings into a file that is in UTF-8.
    assert text_of('<?xml version="1.0" encoding="utf-16"?><a>café</a>'.encode()) == "café"


def test_what_claims_another_encoding_and_is_utf_8_keeps_its_words() -> None:
    assert text_of('<?xml version="1.0" encoding="iso-8859-1"?><a>“café”</a>'.encode()) == "“café”"
    assert text_of('<?xml version="1.0" encoding="iso-8859-1"?><a>“café”</a>'.encode("cp1252")) == "“café”"


@pytest.mark.parametrize("name", ["idna", "unicode_escape", "hex", "rot13", "klingon", "utf-7"])
def test_what_is_no_encoding_of_documents_is_passed_over(name: str) -> None:
    assert text_of(f'<?xml version="1.0" encoding="{name}"?><a>caf\\xe9 +AOk-</a>'.encode()) == "caf\\xe9 +AOk-"
    assert "is not UTF-8 text" in refusal(f'<?xml version="1.0" encoding="{name}"?><a>caf\xe9</a>'.encode("latin-1"))


def test_bytes_that_are_not_in_the_encoding_are_refused() -> None:
    assert "byte 6 is not UTF-8 text;" in refusal(b"<a>caf\xe9</a>")
    assert "not cp1252 either" in refusal(b"<a>\x81</a>", "windows-1252")


def test_the_tree_keeps_names_attributes_and_the_order_of_what_is_inside() -> None:
    root = parse('<x:a xmlns:x="urn:x" xml:lang="en" b="1">one<!-- no --> two<c>three<d/></c><?no pi?>four</x:a>')
    assert root.name == "a"
    assert root.attributes == {f"{XML}lang": "en", "b": "1"}
    inner = Element("c", {}, ("three", Element("d", {}, ())))
    assert root.content == ("one two", inner, "four")
    assert root.find("c", "d") == Element("d", {}, ())
    assert root.find("c", "e") is None
    assert [element.name for element in root.all("c", "d")] == ["c", "d"]
    assert root.text == "one twothreefour"


@pytest.mark.parametrize("piece", ["</", "<![", "<!--", "<a b='", "&", "<", "<script>", "<p>", "<li>", "<tr><td>"])
def test_hostile_html_is_read_in_time_that_grows_with_its_length_only(piece: str) -> None:
    try:
        root = parse_html(piece * 60_000)
    except NotAnArticleError as error:
        assert "elements" in str(error) or "deep" in str(error)
    else:
        assert root.name == "html"


def test_a_gzipped_xml_file_is_read_as_what_it_holds(tmp_path: Path) -> None:
    path = tmp_path / "day.xml.gz"
    path.write_bytes(
        gzip.compress(
            b"<rss version='2.0'><channel><title>Harbour Wire</title><item><title>Pier closed"
            b"</title><description>It closed.</description></item></channel></rss>",
            mtime=0,
        )
    )
    (found,) = read_all(path)
    assert isinstance(found, Draft), found
    assert (found.headline, found.source) == ("Pier closed", f"{tmp_path.name}/day.xml.gz#1")
