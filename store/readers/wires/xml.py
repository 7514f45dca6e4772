"""Untrusted XML, and the HTML inside it, made into a tree of our own: the one place that knows the parser.

What a hostile document can cost is bounded: its size, its elements, its depth. Nothing outside the document is ever
opened, and entities of its own are refused before the parser sees them, so that there is nothing to expand: a
`<!DOCTYPE … SYSTEM "…">`, as NITF has one, is allowed and ignored, a DTD inside the document is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import NoReturn

from lxml import etree

from store.readers.charset import decode_declared
from store.readers.document import Document
from store.readers.errors import NotAnArticleError
from store.readers.text import one_line

MAX_BYTES = 20_000_000  # as a line of JSON; a message of some hundred stories has 2 MB
MAX_ELEMENTS = 200_000  # a story has some hundred; ours cost about 500 bytes each
MAX_DEPTH = 100  # levels; packages and pages in them reach about 30, and the walks over the tree recurse
XML = "{http://www.w3.org/XML/1998/namespace}"

_BETWEEN = re.compile(r"\s+")
_DOCTYPE = re.compile(r"<!DOCTYPE[^\[<>\"']{0,200}(?:(?:\"[^\"<>]{0,1000}\"|'[^'<>]{0,1000}')\s*){0,2}(\[|>)", re.I)
_TAG = re.compile(r"<(?:[\w.-]{1,100}:)?([\w.-]{1,100})(?=[\s/>])")


@dataclass(frozen=True, slots=True)
class Element:
    """An element: its name without prefix and namespace, its attributes and what is in it, in order.

    An attribute of a namespace, such as `xml:lang`, has the key `{namespace}name`.
    """

    name: str
    attributes: Mapping[str, str]
    content: tuple[Element | str, ...]

    def children(self, *names: str) -> Iterator[Element]:
        """The elements directly in this one, those of these names where some are given."""
        return (item for item in self.content if isinstance(item, Element) and (not names or item.name in names))

    def find(self, *path: str) -> Element | None:
        """The first element at the end of a path of names that begins with a child of this one."""
        found = next(self.children(path[0]), None)
        return found.find(*path[1:]) if found and len(path) > 1 else found

    def all(self, *names: str) -> Iterator[Element]:
        """Every element of these names in this one, at any depth, in document order."""
        for child in self.children():
            if child.name in names:
                yield child
            yield from child.all(*names)

    @property
    def text(self) -> str:
        """Its words on one line, those of the elements in it included."""
        return one_line(self.raw)

    @property
    def raw(self) -> str:
        """As `text`, with its line ends and spaces."""
        return "".join(self._texts())

    def _texts(self) -> Iterator[str]:
        for item in self.content:
            if isinstance(item, str):
                yield item
            else:
                yield from item._texts()


def read_source(document: Document) -> str:
    """The decoded text of an XML document within the bounds of size, without entities of its own.

    Raises NotAnArticleError and OSError.
    """
    data = document.read(MAX_BYTES)
    if data is None:
        raise NotAnArticleError(f"the file is larger than {MAX_BYTES // 1_000_000} MB; split it into smaller ones")
    if not data.strip():
        raise NotAnArticleError("the file is empty; delete it, or save the article into it again")
    source = decode_declared(data, document.charset)
    root_name(source)
    return source


def root_name(source: str) -> str:
    """The name of the root element. Raises NotAnArticleError where none follows, or a DTD comes before it."""
    at = 0
    while at < len(source):
        if space := _BETWEEN.match(source, at):
            at = space.end()
        elif source.startswith("<?", at):
            at = _past(source, at, "?>")
        elif source.startswith("<!--", at):
            at = _past(source, at, "-->")
        elif doctype := _DOCTYPE.match(source, at):
            if doctype[1] == "[":
                raise NotAnArticleError(
                    "the XML declares entities or a DTD of its own, which is not accepted; save it without `[…]` in "
                    "its DOCTYPE"
                )
            at = doctype.end()
        else:
            break
    tag = _TAG.match(source, at)
    if tag is None:
        raise NotAnArticleError("no element follows at the beginning, so this is not XML; save the document again")
    return tag[1]


def parse(source: str) -> Element:
    """The root of a document that `read_source` gave. Raises NotAnArticleError where it is not well-formed."""
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        target=_Tree(),  # type: ignore[arg-type]  # the stubs ask for methods that lxml can do without
    )
    root = _parsed(source, parser)
    if root is None:
        raise NotAnArticleError("the XML holds no element; save the document again")
    if any(entry.type_name == "WAR_UNDECLARED_ENTITY" for entry in parser.error_log):
        raise NotAnArticleError("the XML uses an entity that it does not declare; write the character itself")
    return root


def parse_html(source: str) -> Element:
    """The root of HTML, whole or in part, put in order as browsers do; empty where it has no words.

    Raises NotAnArticleError where it goes over the bounds.
    """
    parser = etree.HTMLParser(
        encoding="utf-8",
        no_network=True,
        huge_tree=False,
        target=_Tree(),  # type: ignore[arg-type]
    )
    root = _parsed(source, parser) if source.strip() else None
    return root or Element("html", {}, ())


def _parsed(source: str, parser: etree.XMLParser | etree.HTMLParser) -> Element | None:
    try:
        # A parser with a target of its own gives what that makes.
        root: object = etree.fromstring(source.encode("utf-8"), parser)
    except etree.XMLSyntaxError as error:
        _refuse(error)
    return root if isinstance(root, Element) else None


def _refuse(error: etree.XMLSyntaxError) -> NoReturn:
    reason = one_line(str(error.msg))
    if "huge" in reason.casefold():
        raise NotAnArticleError("the XML is nested too deeply or has too long a text; split it") from None
    raise NotAnArticleError(f"the XML is not well-formed ({ascii(reason[:120])[1:-1]}); mend it or save it again")


@dataclass(slots=True)
class _Open:
    """An element whose end is still to come."""

    tag: str
    attributes: dict[str, str]
    content: list[Element | str] = field(default_factory=list)

    def closed(self) -> Element:
        return Element(self.tag.rpartition("}")[2], self.attributes, tuple(_joined(self.content)))


class _Tree:
    """What the parser calls as it reads; it makes `Element`s and stops a document that goes over the bounds."""

    def __init__(self) -> None:
        self._open = [_Open("", {})]
        self._elements = 0

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._elements += 1
        if self._elements > MAX_ELEMENTS:
            raise NotAnArticleError(f"the document has more than {MAX_ELEMENTS} elements; split it into smaller ones")
        if len(self._open) > MAX_DEPTH:
            raise NotAnArticleError(f"the document is nested more than {MAX_DEPTH} levels deep; flatten it")
        self._open.append(_Open(tag, dict(attributes)))

    def end(self, _: str) -> None:
        closed = self._open.pop().closed()
        self._open[-1].content.append(closed)

    def data(self, text: str) -> None:
        self._open[-1].content.append(text)

    def close(self) -> Element | None:
        return next((item for item in self._open[0].content if isinstance(item, Element)), None)


def _joined(content: list[Element | str]) -> Iterator[Element | str]:
    """The content, pieces of text that the parser gave one by one put together."""
    pieces: list[str] = []
    for item in content:
        if isinstance(item, str):
            pieces.append(item)
            continue
        if pieces:
            yield "".join(pieces)
            pieces.clear()
        yield item
    if pieces:
        yield "".join(pieces)


def _past(source: str, at: int, end: str) -> int:
    found = source.find(end, at)
    return len(source) if found < 0 else found + len(end)
