"""RSS 0.9x, 1.0, 2.0 and Atom: every entry of a feed is an article, whole or, as its note says, only its summary.

A feed gives a text whole in `content` (Atom) or `content:encoded` (RSS). What stands in `description` or `summary` is
taken for a summary: nothing in a feed says when it is more.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from io import BytesIO
from urllib.parse import urljoin, urlsplit

import feedparser

from store.article import SUMMARY, Draft, Unreadable
from store.readers import fields
from store.readers.document import Document, part_of
from store.readers.errors import NotAnArticleError
from store.readers.text import normalise, one_line, paragraphs_or_lines
from store.readers.wires.fragment import Body, has_tags, read_fragment
from store.readers.wires.signed import name_of
from store.readers.wires.xml import Element, parse

ROOTS = frozenset({"rss", "feed", "RDF"})
SUMMARY_ONLY = "Only the summary stood in the feed."

_Entry = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: the page that it links to (None where it has no such link), whether its text is there in full."""

    url: str | None
    full: bool
    article: Draft | Unreadable


def read_feed(document: Document, source: str) -> Iterator[Draft | Unreadable]:
    """The articles of a feed whose text, by `read_source`, is `source`. Raises NotAnArticleError, for the feed."""
    return (entry.article for entry in entries(document, source))


def entries(document: Document, source: str) -> Iterator[Entry]:
    """The entries in the feed's order. Relative links count from `document.url`. Raises as `read_feed` does."""
    # Whatever is not well-formed, too deep or too much is refused before feedparser, which would try to mend it.
    items = list(parse(source).all("item", "entry"))
    feed = feedparser.parse(
        BytesIO(source.encode("utf-8")),
        response_headers={
            "content-type": "application/xml; charset=utf-8",
            "content-location": document.url or "",
        },
        resolve_relative_uris=False,
        sanitize_html=False,
    )
    if not feed["entries"]:
        raise NotAnArticleError("the feed has no entries; look whether its publisher has moved it")
    alike = len(items) == len(feed["entries"])
    for number, entry in enumerate(feed["entries"], 1):
        names = _names(dict(entry), items[number - 1] if alike else None)
        yield _read_entry(document, feed["feed"], dict(entry), "; ".join(names), number)


def _read_entry(document: Document, about: _Entry, entry: _Entry, byline: str, number: int) -> Entry:
    url = _url(document, entry)
    name = _line(entry, "id")
    place = part_of(document.source, name or url, number)
    body, full = Body(), False
    try:
        body, full = _body(entry)
        values: dict[str, object] = {
            "headline": _title(entry),
            "publisher": _title(_inner(entry, "source")) or _title(about),
            "byline": byline,
            "section": next(filter(None, (_line(tag, "term") for tag in _list(entry, "tags"))), None),
            "language": _line(about, "language"),
            "published": _line(entry, "published") or _line(entry, "updated"),
            "updated": _line(entry, "updated") if _line(entry, "published") else None,
            "url": url,
        }
        draft = fields.draft(place, values, body.paragraphs, date_source="feed entry", captions=body.captions)
        # Without a scheme it is a number of the feed's own, which another feed may have too.
        identity = name if name and ":" in name else None
        if not full and draft.status != "withdrawn":
            # A withdrawal is whole in its title: it must take the story back, not give way to it.
            draft = replace(draft, tag=SUMMARY, note=SUMMARY_ONLY)
        return Entry(url, full, replace(draft, identity=identity))
    except NotAnArticleError as error:
        return Entry(url, full, error.unreadable(place))


def _body(entry: _Entry) -> tuple[Body, bool]:
    """The text of an entry and whether it is all of it."""
    for content in _list(entry, "content"):
        body = _words(content)
        if body.paragraphs:
            return body, True
    return _words(_inner(entry, "summary_detail")), False


def _words(detail: _Entry) -> Body:
    value, kind = detail.get("value"), detail.get("type")
    if not isinstance(value, str):
        return Body()
    if kind != "text/plain" or has_tags(value):
        return read_fragment(value)
    return Body(paragraphs_or_lines(normalise(fields.check_text(value, "the entry"))))


def _title(entry: _Entry) -> str | None:
    detail = _inner(entry, "title_detail")
    if detail.get("type") in (None, "text/plain"):
        return _line(entry, "title")
    return one_line(" ".join(_words(detail).paragraphs)) or None


def _names(entry: _Entry, item: Element | None) -> Iterator[str]:
    """The names of an entry's authors; `item` is its element, where that can be told."""
    for detail in _list(entry, "authors"):
        said, email = _line(detail, "name"), _line(detail, "email")
        if said and email:
            # feedparser cuts a domain such as `wire.media` behind four letters, and takes the rest for the name.
            told = item.children("author", "creator") if item else ()
            said = next(((author.find("name") or author).text for author in told if email in author.raw), None)
        if said and (name := name_of(said)):
            yield name


def _url(document: Document, entry: _Entry) -> str | None:
    link = _line(entry, "link")
    if link is None:
        return None
    try:
        url = urljoin(document.url or "", link)
        return url if urlsplit(url).scheme in ("http", "https") else None
    except ValueError:
        # A link such as `https://[draft]` leads nowhere.
        return None


def _line(values: _Entry, key: str) -> str | None:
    # feedparser's own `get` would give `published` for `updated`, with a warning.
    value = dict.get(values, key) if isinstance(values, dict) else None
    return (one_line(value) or None) if isinstance(value, str) else None


def _inner(values: _Entry, key: str) -> _Entry:
    value = values.get(key)
    return value if isinstance(value, Mapping) else {}


def _list(values: _Entry, key: str) -> list[_Entry]:
    value = values.get(key)
    return [item for item in value if isinstance(item, Mapping)] if isinstance(value, list) else []
