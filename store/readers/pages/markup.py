"""The tree of a web page, and what a reader of the page would see of it: blocks of text, tags of its head.

The only module that parses whole pages; HTML inside a wire's item is for `wires.fragment`. A block's text is what a
browser would show, word for word: tags inside a paragraph neither add nor take a space, entities are decoded, runs of
white space are one space, no-break spaces stay, soft hyphens go. One `<br>` is a line end, so a space; two end the
paragraph. `<q>` gets the quotation marks that a browser draws. Text that is struck out, hidden, or meant for screen
readers only, is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from store.readers.errors import NotAnArticleError
from store.readers.hidden import is_hidden
from store.readers.text import MAX_ARTICLE_BYTES, unhyphenated

Tree: TypeAlias = HtmlElement
MAX_PIECES, MAX_ELEMENTS = 30_000, 150_000
"""Runs of text and tags in a page; the longest live blogs have a fifth. What reads the tree is not linear in these."""
MAX_DEPTH = 250
"""Elements in each other. The parser drops, without a word, what is nested deeper than 256."""

_BLOCKS = frozenset(
    """address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure
    footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre search section summary
    table tbody tfoot thead tr ul""".split()
)
_CELLS = frozenset(("td", "th"))
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_UNSEEN = frozenset(
    """script style noscript template head title iframe object embed svg math audio video canvas select option
    datalist button textarea map del s strike rt rp""".split()
)
_FOR_SCREEN_READERS = re.compile(
    r"\b(?:visually-?hidden|sr-only|screen-?reader(?:-text|-only)?|offscreen|a11y-hidden)\b", re.IGNORECASE
)
_SPACES = re.compile("[ \t\n\r\f\v\x85\u2028\u2029]+")
_OWN_CLOSE = re.compile(r"<(script|style|title|textarea|iframe)\b([^<>]*)/>", re.IGNORECASE)
# Pictures that are saved inside the page; megabytes that nothing here reads.
_DATA_URL = re.compile(r"data:[\w/+.;=-]{0,100},[\w+/=%.~!*'()-]{1000,}")
_NAMES_OF = 3  # a block is known by its own class and those of the elements close around it


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text in the tree: the `text` of an element, or the `tail` behind it."""

    element: Tree
    tail: bool
    text: str
    linked: bool


@dataclass(frozen=True, slots=True)
class Block:
    """What stands as one paragraph on the page, never empty.

    `tag` is that of the block element around it, `within` the tags of all around it. `names` are the classes and ids
    of the elements close around it and of one in the line that holds all of it.
    """

    text: str
    tag: str
    names: str
    within: frozenset[str]
    pieces: tuple[Piece, ...]

    @property
    def heading(self) -> bool:
        """Whether it is a headline or the title of a part."""
        return self.tag in _HEADINGS

    @property
    def linked(self) -> bool:
        """Whether every word of it is a link: another story's headline, a topic, a button."""
        return all(piece.linked for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Clock:
    """A `<time datetime>`, and how many blocks stand before it."""

    datetime: str
    names: str
    published: bool
    at: int


@dataclass(frozen=True, slots=True)
class Markup:
    """A page. `meta` are (name, content) with the name, property or itemprop in lower case, in the page's order."""

    tree: Tree
    blocks: tuple[Block, ...]
    clocks: tuple[Clock, ...]
    meta: tuple[tuple[str, str], ...]
    json_ld: tuple[str, ...]
    title: str | None
    language: str | None
    canonical: str | None


def parse(text: str) -> Markup:
    """The page of decoded text. Raises NotAnArticleError where it has no tree, is nested too deeply or too large."""
    if text.lstrip().startswith("<?xml"):
        text = _OWN_CLOSE.sub(r"<\1\2></\1>", text)
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, collect_ids=False)
    try:
        tree = document_fromstring(_DATA_URL.sub("data:,", text).encode("utf-8"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):
        raise NotAnArticleError("the page holds no HTML that can be read; save the page again") from None
    seen = _Seen()
    seen.walk(tree)
    title = tree.find(".//title")
    return Markup(
        tree=tree,
        blocks=tuple(seen.blocks),
        clocks=tuple(seen.clocks),
        meta=tuple(_meta(tree)),
        json_ld=tuple(_json_ld(tree)),
        title=_collapsed("".join(map(str, title.itertext()))) or None if title is not None else None,
        language=tree.get("lang") or tree.get("xml:lang"),
        canonical=next(_canonical(tree), None),
    )


def _meta(tree: Tree) -> Iterator[tuple[str, str]]:
    for element in tree.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop")
        content = element.get("content")
        if name and content and content.strip():
            yield name.strip().lower(), content.strip()


def _json_ld(tree: Tree) -> Iterator[str]:
    for element in tree.iter("script"):
        if (element.get("type") or "").split(";")[0].strip().lower() == "application/ld+json" and element.text:
            yield element.text


def _canonical(tree: Tree) -> Iterator[str]:
    for link in tree.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split() and (href := link.get("href")):
            yield href


def _collapsed(text: str) -> str:
    return _SPACES.sub(" ", unhyphenated(text)).strip()


@dataclass(slots=True)
class _Seen:
    """The walk over a tree: the blocks so far, and the one that is being put together."""

    blocks: list[Block] = field(default_factory=list)
    clocks: list[Clock] = field(default_factory=list)
    around: list[Tree] = field(default_factory=list)
    parts: list[str] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    counted: int = 0
    length: int = 0
    elements: int = 0
    breaks: int = 0
    links: int = 0
    depth: int = 0

    def walk(self, tree: Tree) -> None:
        walker = etree.iterwalk(tree, events=("start", "end"))
        for event, element in walker:
            if event == "start":
                self._enter(element)
                if _unseen(element):
                    walker.skip_subtree()
                else:
                    self._tell(element, element.text, tail=False)
            else:
                self._leave(element)
                self._tell(element, element.tail, tail=True)
        self._flush()

    def _enter(self, element: Tree) -> None:
        self.elements += 1
        if self.elements > MAX_ELEMENTS:
            raise NotAnArticleError(f"the page has more than {MAX_ELEMENTS} elements; save the article alone")
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise NotAnArticleError("the page's elements are nested too deeply to be news; save the page as text")
        if element.tag in _BLOCKS:
            self._flush()
            self.around.append(element)
        elif element.tag == "a":
            self.links += 1
        elif element.tag == "br":
            self._break()
        elif element.tag == "time" and element.get("datetime"):
            self.clocks.append(_clock(element, len(self.blocks)))
        self._draw(element, "“")

    def _leave(self, element: Tree) -> None:
        self.depth -= 1
        if element.tag in _BLOCKS:
            self._flush()
            self.around.pop()
        elif element.tag == "a":
            self.links -= 1
        self._draw(element, "”")

    def _draw(self, element: Tree, quotation_mark: str) -> None:
        if element.tag == "q" and not _unseen(element):
            self.parts.append(quotation_mark)
        elif element.tag in _CELLS:
            self.parts.append(" ")

    def _tell(self, element: Tree, text: str | None, *, tail: bool) -> None:
        if not text:
            return
        self.parts.append(text)
        self.length += len(text)
        if self.length > MAX_ARTICLE_BYTES:
            raise NotAnArticleError("the page's text is too long for one article; save the article alone")
        if text.strip():
            self.breaks = 0
            self.counted += 1
            self.pieces.append(Piece(element, tail, text, self.links > 0))
            if self.counted > MAX_PIECES:
                raise NotAnArticleError(f"the page has more than {MAX_PIECES} pieces of text; save the article alone")

    def _break(self) -> None:
        self.breaks += 1
        self.parts.append(" ")
        if self.breaks > 1:
            self._flush()

    def _flush(self) -> None:
        text = _collapsed("".join(self.parts)).strip()
        if self.pieces and text:
            near = self.around[-_NAMES_OF:]
            if len(self.pieces) == 1 and not self.pieces[0].tail and self.pieces[0].element not in near:
                near.append(self.pieces[0].element)
            names = " ".join(value for element in near for value in (element.get("class"), element.get("id")) if value)
            within = frozenset(str(element.tag) for element in self.around)
            tag = str(self.around[-1].tag) if self.around else "body"
            self.blocks.append(Block(text, tag, names.lower(), within, tuple(self.pieces)))
        self.parts, self.pieces, self.breaks = [], [], 0


def _unseen(element: Tree) -> bool:
    if element.tag in _UNSEEN:
        return True
    if is_hidden(element.tag, element.attrib):
        return True
    spoken = element.tag not in _BLOCKS or element.tag == "p"
    return spoken and _FOR_SCREEN_READERS.search(element.get("class") or "") is not None


def _clock(element: Tree, at: int) -> Clock:
    parent = element.getparent()
    names = " ".join(
        value.lower()
        for holder in (element, parent)
        if holder is not None
        for key in ("class", "id", "itemprop", "data-testid")
        if (value := holder.get(key))
    )
    published = element.get("pubdate") is not None or "datepublished" in names or "entry-date" in names.split()
    return Clock((element.get("datetime") or "").strip(), names, published, at)
