"""The words of marked-up text: HTML, XHTML and NITF bodies made into paragraphs, captions apart.

Words are kept as they are; white space is what browsers make of it. A heading, list item or table row is a paragraph
of its own, two line breaks in a row end one. Scripts, forms, embedded objects and what is hidden give nothing; the
alternative text of an image, and what stands under a picture, is a caption.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from store.readers.fields import check_text
from store.readers.hidden import is_hidden
from store.readers.text import normalise, one_line, paragraphs
from store.readers.wires.xml import Element, parse_html

# Names of HTML, then of NITF; whatever is not here stands inside a line.
_BLOCKS = frozenset(
    "address article aside blockquote body center dd details dialog dir div dl dt fieldset figure footer h1 h2 h3 h4 h5"
    " h6 header hgroup hr html li main menu nav ol p pre section summary table tbody tfoot thead tr ul"
    " abstract block body.content body.end body.head bq byline credit dateline distributor fn hedline hl1 hl2 media"
    " nitf note tagline".split()
)
_CELLS = frozenset({"td", "th"})
_CAPTIONS = frozenset({"figcaption", "media-caption"})
_NO_WORDS = frozenset(
    "audio button canvas embed form head iframe input map math noscript object script select style svg template"
    " textarea video media-metadata media-object media-producer media-reference".split()
)
_CAPTION_CLASS = re.compile(r"\bcaption\b")
_SPACE = re.compile(r"[ \t\n\r\f\v]+")
_TAGS = re.compile(r"<(?:p|div|br|h[1-6]|ul|ol|table|section|article)\b[^<>]*>", re.IGNORECASE)
_BLOCK_END = "\n\n"


@dataclass(frozen=True, slots=True)
class Body:
    """Paragraphs, each stripped and without a blank line in it, and captions, each one line."""

    paragraphs: tuple[str, ...] = ()
    captions: tuple[str, ...] = ()


def has_tags(text: str) -> bool:
    """Whether text that nobody called HTML has its blocks in it all the same."""
    return _TAGS.search(text) is not None


def read_fragment(source: str) -> Body:
    """The body that HTML text gives, whole pages and fragments alike. Raises NotAnArticleError."""
    return read_elements([parse_html(check_text(source, "the HTML"))])


def read_elements(elements: Iterable[Element]) -> Body:
    """The body that elements of XHTML or NITF give, one after the other."""
    captions: list[str] = []
    text = "".join(piece for element in elements for piece in _words(element, captions, kept=False))
    found = (_SPACE.sub(" ", paragraph).strip() for paragraph in paragraphs(normalise(text)))
    told = (one_line(caption) for caption in captions)
    return Body(tuple(filter(None, found)), tuple(dict.fromkeys(filter(None, told))))


def _words(element: Element, captions: list[str], *, kept: bool) -> Iterator[str]:
    """The text of an element, `\\n` for a line break and a blank line between blocks; `kept` inside `pre`."""
    name = element.name
    if is_hidden(name, element.attributes):
        yield _BLOCK_END if name in _BLOCKS or name in _CAPTIONS else ""
    elif name == "br":
        yield "\n"
    elif name == "img":
        captions.append(element.attributes.get("alt", ""))
    elif name in _CAPTIONS or _CAPTION_CLASS.search(element.attributes.get("class", "")):
        told = read_elements([Element("div", {}, element.content)])
        captions.extend((*told.captions, *told.paragraphs))
        yield _BLOCK_END
    elif name not in _NO_WORDS:
        edge = _BLOCK_END if name in _BLOCKS else " " if name in _CELLS else ""
        yield edge
        yield from _content(element, captions, kept=kept or name == "pre")
        yield edge


def _content(element: Element, captions: list[str], *, kept: bool) -> Iterator[str]:
    for item in element.content:
        if isinstance(item, Element):
            yield from _words(item, captions, kept=kept)
        else:
            yield item if kept else _SPACE.sub(" ", item)
