"""What a page's JSON-LD (schema.org) says of its article.

A page may carry several objects, in lists and in `@graph`, that point to each other by `@id`. The article is the one
whose headline or address is the page's own; the only one is taken at its word. JSON that is broken is not lost: the
plain texts of the keys that matter are taken from it, where a key has one value only.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence

from store.readers.pages.claims import Claims, people_of, plain

Thing = Mapping[str, object]

_ARTICLES = frozenset(("BlogPosting", "LiveBlogPosting", "Report", "SocialMediaPosting", "Review"))
# Matched at the two ends of stripped text only: searched for, the white space would cost its length squared.
_OPENING = re.compile(r"(?://)?[ \t]*(?:<!--|<!\[CDATA\[)")
_CLOSING = re.compile(r"(?://)?[ \t]*(?:-->|\]\]>)[ \t]*;?$|;$")
_CLOSING_LENGTH = 20  # characters
_TEXT = r'"((?:[^"\\\n]|\\.){1,2000})"'
_SAID = re.compile(
    rf'"(headline|datePublished|dateModified|articleSection|inLanguage|correction)"\s{{0,20}}:\s{{0,20}}{_TEXT}'
)
_SAID_PUBLISHER = re.compile(rf'"publisher"\s{{0,20}}:\s{{0,20}}\{{[^{{}}]{{0,500}}?"name"\s{{0,20}}:\s{{0,20}}{_TEXT}')
_BROKEN_ARTICLE = re.compile(r'"@type"\s{0,20}:\s{0,20}\[?\s{0,20}"\w*(?:Article|BlogPosting)"')
MAX_THINGS = 2000  # objects of one page; the longest lists of related stories have some hundreds
MAX_DEPTH = 20


def read_json_ld(scripts: Sequence[str], own: frozenset[str]) -> Claims:
    """The claims of the article whose headline or address is among `own`; empty claims where there is no article."""
    things: list[Thing] = []
    broken: list[Claims] = []
    for script in scripts:
        try:
            things.extend(_things(json.loads(_unwrapped(script), strict=False)))
        except (ValueError, RecursionError):
            broken.extend(_salvaged(script))
    known = {str(thing["@id"]): thing for thing in reversed(things) if isinstance(thing.get("@id"), str)}
    articles = [thing for thing in things[:MAX_THINGS] if is_article(thing)]
    mine = [thing for thing in articles if not own.isdisjoint(_signs(thing))]
    found = mine or (articles if len(articles) == 1 else [])
    # Sites write the same article twice, once by a plug-in that knows less.
    found.sort(key=lambda thing: not isinstance(thing.get("datePublished"), str))
    if found:
        return _claims(found[0], known)
    return broken[0] if len(broken) == 1 else Claims(voice="json-ld")


def _unwrapped(script: str) -> str:
    """The JSON without the comment marks or the semicolon that old browsers needed around a script."""
    bare = script.strip()
    if opening := _OPENING.match(bare):
        bare = bare[opening.end() :]
    closing = _CLOSING.search(bare, max(0, len(bare) - _CLOSING_LENGTH))
    return bare[: closing.start()] if closing else bare


def _things(value: object, depth: int = 0) -> Iterator[Thing]:
    """The objects that stand for themselves: in lists, in `@graph`, and the main entity of a page."""
    if depth > MAX_DEPTH:
        return
    if isinstance(value, list):
        for item in value:
            yield from _things(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            if isinstance(value.get(key), (dict, list)):
                yield from _things(value[key], depth + 1)


def is_article(thing: Thing) -> bool:
    """Whether an object says that it is an article, of whichever kind."""
    kinds = thing.get("@type")
    names = kinds if isinstance(kinds, list) else [kinds]
    return any(
        isinstance(name, str) and (name.rpartition("/")[2] in _ARTICLES or name.endswith("Article")) for name in names
    )


def _signs(thing: Thing) -> Iterator[str]:
    page = thing.get("mainEntityOfPage")
    for value in (thing.get("headline"), thing.get("name"), thing.get("url"), thing.get("@id"), page):
        if isinstance(value, str):
            yield plain(value) or ""
    if isinstance(page, dict) and isinstance(page.get("@id"), str):
        yield page["@id"]


def _claims(thing: Thing, known: Mapping[str, Thing]) -> Claims:
    texts = _Texts(known)
    authors = texts.all(thing.get("author")) or texts.all(thing.get("creator"))
    return Claims(
        voice="json-ld",
        headline=texts.first(thing.get("headline")) or texts.first(thing.get("name")),
        published=texts.first(thing.get("datePublished")),
        updated=texts.first(thing.get("dateModified")),
        byline=people_of(authors),
        publisher=texts.first(thing.get("publisher")) or texts.first(thing.get("sourceOrganization")),
        section=texts.first(thing.get("articleSection")),
        language=texts.first(thing.get("inLanguage"), "alternateName"),
        url=texts.first(thing.get("url"), "@id") or texts.first(thing.get("mainEntityOfPage"), "@id"),
        captions=tuple(texts.all(thing.get("image"), "caption")),
        correction=" ".join(texts.all(thing.get("correction"), "text")) or None,
        story=_story(thing.get("articleBody")),
    )


def _story(value: object) -> str | None:
    return value if isinstance(value, str) and plain(value) else None


class _Texts:
    """Plain texts of values that may be a text, an object, a reference, or a list of these."""

    def __init__(self, known: Mapping[str, Thing]) -> None:
        self._known = known

    def first(self, value: object, key: str = "name") -> str | None:
        return next(iter(self.all(value, key)), None)

    def all(self, value: object, key: str = "name") -> list[str]:
        items = value if isinstance(value, list) else [value]
        return list(dict.fromkeys(text for item in items[:MAX_THINGS] if (text := self._text(item, key)) is not None))

    def _text(self, item: object, key: str) -> str | None:
        if isinstance(item, dict):
            # `{"@id": "…"}` alone is another object of the page.
            whole = self._known.get(str(item["@id"]), item) if "@id" in item else item
            inner = item.get(key) or whole.get(key)
            return plain(inner[0] if isinstance(inner, list) and inner else inner)
        # A bare text for a picture is its address, not its caption.
        return plain(item) if key != "caption" else None


def _salvaged(script: str) -> Iterator[Claims]:
    if not _BROKEN_ARTICLE.search(script):
        return
    said: dict[str, set[str | None]] = {}
    for key, text in _SAID.findall(script):
        said.setdefault(key, set()).add(plain(_unescaped(text)))
    sure = {key: texts.pop() for key, texts in said.items() if len(texts) == 1}
    yield Claims(
        voice="json-ld",
        headline=sure.get("headline"),
        published=sure.get("datePublished"),
        updated=sure.get("dateModified"),
        publisher=plain(_unescaped(named[1])) if (named := _SAID_PUBLISHER.search(script)) else None,
        section=sure.get("articleSection"),
        language=sure.get("inLanguage"),
        correction=sure.get("correction"),
    )


def _unescaped(text: str) -> str | None:
    try:
        value: str = json.loads(f'"{text}"', strict=False)
    except ValueError:
        return None
    return value
