"""Documents that nobody meant: samples damaged as by a disk or a careless program, and known elements in any order."""

from __future__ import annotations

import tempfile
from html import escape
from pathlib import Path

from hypothesis import strategies as st

from store.article import Draft, Unreadable
from tests.readers.samples import read_all

_SCRAPS = st.sampled_from(
    [b"", b"<", b">", b"&", b"\x00", b"\xff", b"<p>", b"</p>", b"<![CDATA[", b"]]>", b"&a;", b"<!DOCTYPE a [", b'"']
)


def mutated(sample: str) -> st.SearchStrategy[bytes]:
    """The sample with up to six pieces of it replaced."""
    data = sample.encode("utf-8")
    cut = st.tuples(st.integers(0, len(data)), st.integers(0, 40), _SCRAPS | st.binary(max_size=4))
    return st.lists(cut, max_size=6).map(lambda cuts: _applied(data, cuts))


def trees(names: str, roots: str) -> st.SearchStrategy[str]:
    """Well-formed XML: one of `roots` with elements of `names`, both divided by spaces, and any texts in it."""
    texts = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"], exclude_characters="\ufffe\uffff"))
    words = (texts | st.sampled_from(["KARREN (Harbour Wire) - It closed.", "2013-03-25", "<p>It closed.</p>"])).map(
        escape
    )
    inside = st.recursive(
        words,
        lambda inner: st.lists(_elements(names, inner), max_size=4).map("".join),
        max_leaves=12,
    )
    return _elements(roots, inside)


def _elements(names: str, inside: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    attributes = st.sampled_from(
        [
            "",
            ' qcode="stat:canceled"',
            ' type="html"',
            ' type="xhtml"',
            ' class="caption"',
            ' href="//[x"',
            ' alt="Pier"',
        ]
    )
    parts = st.tuples(st.sampled_from(names.split()), attributes, inside)
    return parts.map(lambda part: f"<{part[0]}{part[1]}>{part[2]}</{part[0]}>")


def read_bytes(name: str, data: bytes) -> list[Draft | Unreadable]:
    """What a file of this name and content gives."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        return read_all(path)


def _applied(data: bytes, cuts: list[tuple[int, int, bytes]]) -> bytes:
    for at, length, scrap in cuts:
        data = data[:at] + scrap + data[at + length :]
    return data
