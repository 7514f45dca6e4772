"""What a page says of its article beside the story itself, one voice at a time: JSON-LD, OpenGraph, other meta tags."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from store.dates import UNDATED, SourceDate, extended_iso, read_date
from store.readers.text import one_line
from store.readers.wire import BETWEEN_NAMES, is_person

_MAX_DATE = 80  # characters; longer than any date
_NO_DATE = ("0001-", "1970-01-01")  # what systems write that have none
_UNUSABLE = re.compile("[\0\ud800-\udfff]")
_BY = re.compile(r"^by:?\s+", re.IGNORECASE)
_ROLE = re.compile(
    r"\b(?:writer|editor|correspondent|reporter|contributor|columnist|business|sports|politics|AP|CNN)\b", re.I
)
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Claims:
    """What one `voice` claims, each on one line, None where it says nothing. Dates are as it writes them."""

    voice: str
    headline: str | None = None
    published: str | None = None
    updated: str | None = None
    byline: tuple[str, ...] = ()
    publisher: str | None = None
    section: str | None = None
    language: str | None = None
    url: str | None = None
    captions: tuple[str, ...] = ()
    correction: str | None = None
    story: str | None = None


def plain(value: object) -> str | None:
    """A claimed text on one line, entities decoded and tags taken out; None for what is no text or cannot be kept."""
    if not isinstance(value, str) or _UNUSABLE.search(value):
        return None
    return one_line(_TAG.sub("", html.unescape(value))) or None


@lru_cache(maxsize=64)  # the few dates of one page, asked for again and again; an archive has millions
def _moment(text: str) -> SourceDate:
    try:
        return read_date(text)
    except (ValueError, OverflowError):
        return UNDATED


def is_zero(text: str) -> bool:
    """Whether a date is what a system writes that has none."""
    return extended_iso(text.strip()).startswith(_NO_DATE)


def claimed_date(text: str | None) -> SourceDate:
    """The date of a claim; undated where there is none, where it cannot be read, or where it is a system's zero."""
    if text is None or len(text) > _MAX_DATE or is_zero(text):
        return UNDATED
    return _moment(text)


# Names in lower case, most telling first. Only such as mean the first publication, never the last change.
_PUBLISHED = """datepublished article.published pubdate publishdate publish-date publish_date publication_date
    published_time parsely-pub-date sailthru.date dc.date.issued dcterms.issued dc.date.created dcterms.created dc.date
    dcterms.date cxenseparse:recs:publishtime analyticsattributes.articledate article_date_original
    originalpublicationdate citation_publication_date displaydate date""".split()
_UPDATED = "datemodified article.updated lastmod dcterms.modified dc.date.modified".split()


def opengraph(meta: Sequence[tuple[str, str]]) -> Claims:
    """OpenGraph and `article:` properties, also under the prefix `og:article:` that some sites write."""
    said = _Said(meta)
    return Claims(
        voice="opengraph",
        headline=said.first("og:title"),
        published=said.first("article:published_time", "og:article:published_time", "og:published_time"),
        updated=said.first("article:modified_time", "og:article:modified_time", "og:updated_time"),
        byline=said.names("article:author", "og:article:author"),
        publisher=said.first("og:site_name"),
        section=said.first("article:section", "og:article:section"),
        language=said.first("og:locale"),
        url=said.first("og:url"),
    )


def meta_tags(meta: Sequence[tuple[str, str]]) -> Claims:
    """The other names under which pages carry the same, among them microdata in `<meta itemprop>`."""
    said = _Said(meta)
    return Claims(
        voice="meta tag",
        headline=said.first("twitter:title", "dc.title", "sailthru.title", "parsely-title"),
        published=said.first(*_PUBLISHED),
        updated=said.first(*_UPDATED),
        byline=said.names("author", "dc.creator", "sailthru.author", "parsely-author", "byl"),
        publisher=said.first("publisher", "dc.publisher", "application-name"),
        section=said.first("section", "parsely-section", "sailthru.section"),
        language=said.first("dc.language", "language"),
    )


class _Said:
    def __init__(self, meta: Sequence[tuple[str, str]]) -> None:
        self._said: Mapping[str, list[str]] = {name: [] for name, _ in meta}
        for name, content in meta:
            if (text := plain(content)) is not None:
                self._said[name].append(text)

    def first(self, *names: str) -> str | None:
        return next((text for name in names for text in self._said.get(name, ())), None)

    def names(self, *keys: str) -> tuple[str, ...]:
        return people_of(next((self._said[key] for key in keys if self._said.get(key)), ()))


def people_of(names: Iterable[str]) -> tuple[str, ...]:
    """Bylines without `By`, handles, addresses of profiles, and what stands behind a name: role, agency, paper."""
    found = (part for name in names for part in _parted(_BY.sub("", name.split(" | ")[0])))
    return tuple(dict.fromkeys(name for name in found if name and "://" not in name and name[0] != "@"))


def _parted(names: str) -> Sequence[str]:
    parts = [part.strip() for part in BETWEEN_NAMES.split(names)]
    if all(is_person(part) and not _ROLE.search(part) for part in parts):
        return parts
    return parts[:1] if is_person(parts[0]) else (names.strip(),)
