"""A web page: who says what about its article, and which of its text is the story.

For each field the first voice that has it is believed: JSON-LD, OpenGraph, other meta tags, `<time>`, the page as
printed, htmldate. `Draft.date_source` names the voice that the date is from.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence

from store.article import Draft
from store.readers import fields
from store.readers.charset import decode_declared
from store.readers.document import Document
from store.readers.errors import NotAnArticleError, NoTextError
from store.readers.pages.chrome import SECTIONS
from store.readers.pages.claims import Claims, claimed_date, is_zero, meta_tags, opengraph, plain
from store.readers.pages.json_ld import read_json_ld
from store.readers.pages.markup import Markup, parse
from store.readers.pages.story import Story, find_story
from store.readers.pages.web_address import host_of, web_address
from store.readers.pages.web_date import ABOVE, printed_date, searched_date, time_element
from store.readers.tags import withdraws
from store.readers.taking_back import takes_back
from store.readers.text import normalise, paragraphs_or_lines
from store.readers.wire import reporters

MAX_PAGE_BYTES = 10_000_000
"""Saved pages with their pictures inside reach some megabytes; a tree takes about ten times the bytes of its page."""
EXTENSIONS = (".html", ".htm", ".xhtml", ".shtml")
_MEDIA_TYPES = ("text/html", "application/xhtml+xml")
_PEEK = 2048  # bytes
_BEGINS = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:\s|<!--(?:(?!-->).)*-->|<\?xml[^>]{0,200}>)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_SAVED_FROM = re.compile(r"<!-- saved from url=\(\d{4}\)(\S{1,2000}) -->|^ url: (https?://\S{1,2000})", re.MULTILINE)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}")
_SEPARATORS = (" | ", " - ", " – ", " — ", " · ", " :: ", " » ")
_ELLIPSES = ("...", "…")


def is_html(document: Document) -> bool:
    """Whether a document is a web page: by its name, its media type or its first bytes. Raises OSError."""
    if document.name.casefold().endswith(EXTENSIONS) or document.media_type in _MEDIA_TYPES:
        return True
    return begins_as_page(document)


def begins_as_page(document: Document) -> bool:
    """Whether the first bytes are those of a web page, whatever it is called. Raises OSError."""
    with document.open() as stream:
        return _BEGINS.match(stream.read(_PEEK)) is not None


def read_html(document: Document) -> Draft:
    """The article of a web page. Raises NotAnArticleError and OSError."""
    data = document.read(MAX_PAGE_BYTES)
    if data is None:
        raise NotAnArticleError(
            f"the page is larger than {MAX_PAGE_BYTES // 1_000_000} MB; save it again without its pictures"
        )
    if not data.strip():
        raise NotAnArticleError("the page is empty; save it again")
    text = normalise(decode_declared(data, document.charset))
    page = parse(text)
    saved = _SAVED_FROM.search(text[:_PEEK])
    base = document.url or (saved and (saved[1] or saved[2])) or None
    try:
        return _draft(document.source, page, base)
    except NotAnArticleError as error:
        # Browsers save a page's frames, which are pages too, into a folder beside it.
        folder = document.source.rpartition("/")[0]
        error.claimed = not folder.endswith(("_files", ".files"))
        raise


def read_linked(source: str, record: object) -> Draft:
    """The article of JSON-LD that was saved without its page, read as on a page that is otherwise empty.

    Raises NotAnArticleError.
    """
    try:
        # A tag that ends a script would end it inside the text too.
        script = json.dumps(record).replace("</", "<\\/")
    except RecursionError:
        raise NotAnArticleError("the JSON-LD is nested too deeply; save the article's own page") from None
    return _draft(source, parse(f'<html><script type="application/ld+json">{script}</script></html>'), None)


def _draft(source: str, page: Markup, base: str | None) -> Draft:
    graph, tags = opengraph(page.meta), meta_tags(page.meta)
    data = read_json_ld(page.json_ld, _own_signs(page, graph, base))
    voices = (data, graph, tags)
    headline = _headline(page, voices, base)
    story = find_story(page, headline)
    body = story.body or _told(data) or _taken_back(page)
    if not body and not withdraws(headline or ""):
        raise NoTextError("the page holds no story, only a menu or a list; save the article's own page")
    url = _url(page, voices, base)
    dated = _dated(page, story, voices, url)
    published = _published((*voices, *dated))
    values: dict[str, object] = {
        "headline": headline,
        "publisher": _publisher(voices, url),
        "byline": _byline(story, voices),
        "section": _first(voices, lambda voice: voice.section),
        "language": _language(page, voices),
        "published": published.published,
        "updated": _updated((*voices, *dated), published),
        "correction": data.correction,
        "url": url,
    }
    captions = tuple(dict.fromkeys((*story.captions, *(data.captions if story.body else ()))))
    return fields.draft(source, values, body, date_source=published.voice, captions=captions)


def _own_signs(page: Markup, graph: Claims, base: str | None) -> frozenset[str]:
    heads = (block.text for block in page.blocks if block.tag == "h1")
    signs = {*heads, page.title, graph.headline, graph.url, page.canonical, base}
    return frozenset(sign for sign in signs if sign)


def _headline(page: Markup, voices: Sequence[Claims], base: str | None) -> str | None:
    heads = [block.text for block in page.blocks if block.tag == "h1"]
    claimed = [voice.headline for voice in voices if voice.headline]
    names = _site_names(voices, base)
    found = [_without_site(text, names) for text in (*claimed, *heads[:1], *([page.title] if page.title else ()))]
    if not found:
        return None
    first = found[0]
    for ellipsis in _ELLIPSES:
        if first.endswith(ellipsis):
            begun = first.removesuffix(ellipsis).rstrip()
            return next((text for text in found[1:] if text.startswith(begun) and not text.endswith(ellipsis)), first)
    return first


def _site_names(voices: Sequence[Claims], base: str | None) -> frozenset[str]:
    hosts = {host_of(address) for address in (base, *(voice.url for voice in voices)) if address}
    names = {voice.publisher for voice in voices if voice.publisher} | hosts
    labels = {label for host in hosts if host for label in host.split(".")[:-1]}
    return frozenset(name.casefold() for name in names | labels if name)


def _without_site(text: str, names: frozenset[str]) -> str:
    for separator in _SEPARATORS:
        bare, found, site = text.rpartition(separator)
        if found and bare.strip() and site.strip().casefold() in names:
            return bare.strip()
    return text


def _told(data: Claims) -> tuple[str, ...]:
    """The story as the JSON-LD carries it, for pages that build theirs with a script."""
    if data.story is None or plain(data.story) is None:
        return ()
    if re.search(r"</?p\b", data.story):
        return tuple(block.text for block in parse(data.story).blocks)
    return paragraphs_or_lines(normalise(data.story))


def _taken_back(page: Markup) -> tuple[str, ...]:
    """The notice of withdrawal on a page of which nothing else is left."""
    heads = [at for at, block in enumerate(page.blocks) if block.tag == "h1"]
    under = page.blocks[heads[0] + 1 : heads[0] + 1 + ABOVE] if heads else ()
    return tuple(block.text for block in under if takes_back(block.text) and not block.linked)


def _dated(page: Markup, story: Story, voices: Sequence[Claims], url: str | None) -> tuple[Claims, ...]:
    """The voices of the page itself, asked only as far as needed: the last is the least sure."""
    times, printed = time_element(page.clocks, story.head), printed_date(page.blocks, story.head)
    if any(claimed_date(voice.published).text for voice in (*voices, times, printed)):
        return times, printed
    return times, printed, searched_date(page.blocks, story.head, url)


def _published(voices: Sequence[Claims]) -> Claims:
    """The first voice whose date can be read; else the first that has one, so that its words are kept."""
    dated = [voice for voice in voices if voice.published and not is_zero(voice.published)]
    readable = [voice for voice in dated if claimed_date(voice.published).text]
    return next(iter(readable or dated), Claims(voice="none"))


def _updated(voices: Sequence[Claims], published: Claims) -> str | None:
    """The first date of a change that is later than the publication; sites write the same date for both."""
    first = claimed_date(published.published).moment
    for voice in voices:
        moment = claimed_date(voice.updated).moment
        if moment is not None:
            return voice.updated if first is None or moment > first else None
    return None


def _first(voices: Iterable[Claims], field: Callable[[Claims], str | None]) -> str | None:
    return next((text for voice in voices if (text := field(voice))), None)


def _publisher(voices: Sequence[Claims], url: str | None) -> str | None:
    """Who claims to publish, else the host. Some sites give an edition or a handle for a name, or a motto with it."""
    named = (voice.publisher.split(" | ")[0] for voice in voices if voice.publisher)
    sure = (name for name in named if name not in SECTIONS and not name.startswith("@"))
    return next(sure, host_of(url) if url else None)


def _byline(story: Story, voices: Sequence[Claims]) -> tuple[str, ...]:
    credited = (name for credit in story.credits for name in reporters(credit))
    claimed = next((voice.byline for voice in voices if voice.byline), ())
    papers = {voice.publisher for voice in voices}
    return tuple(name for name in dict.fromkeys((*credited, *(claimed or story.byline))) if name not in papers)


def _language(page: Markup, voices: Sequence[Claims]) -> str | None:
    said = (*(voice.language for voice in voices), page.language)
    return next((text.replace("_", "-") for text in said if text and _LANGUAGE.fullmatch(text)), None)


def _url(page: Markup, voices: Sequence[Claims], base: str | None) -> str | None:
    claimed = (page.canonical, voices[1].url, voices[0].url)
    found = (web_address(address, base) for address in claimed if address)
    own = web_address(base, None) if base else None
    return next((address for address in found if address), own)
