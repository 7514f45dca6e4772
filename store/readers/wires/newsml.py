"""NewsML-G2: news items, alone or in a news message; packages and concepts carry no text and say so."""

from __future__ import annotations

import re
from collections.abc import Iterator

from store.article import Draft, Unreadable
from store.readers.document import part_of
from store.readers.errors import NotAnArticleError, NoTextError
from store.readers.text import normalise, paragraphs_or_lines
from store.readers.wires.fragment import Body, read_elements, read_fragment
from store.readers.wires.item import Item, Notice
from store.readers.wires.nitf import Story, said_status, story_of
from store.readers.wires.pub_status import GRAVEST_FIRST, gravest, meant
from store.readers.wires.xml import XML, Element

ROOTS = frozenset(
    {"newsItem", "packageItem", "newsMessage", "conceptItem", "knowledgeItem", "planningItem", "catalogItem"}
)
_NEEDED = ("itemClass", "provider", "versionCreated")
_PAGES = frozenset({"html", "body", "article", "section", "div", "p"})
_BEFORE_CODE = re.compile(r"[:/#]")


def read_newsml(source: str, root: Element) -> Iterator[Draft | Unreadable]:
    """The article of a news item, or those of all news items in a message. Raises NotAnArticleError."""
    if root.name != "newsMessage":
        yield _read_item(source, root)
        return
    sets = root.children("itemSet")
    items = [item for found in sets for item in found.children()]
    if not items:
        raise NotAnArticleError("the news message has no items in it; ask its sender")
    for number, item in enumerate(items, 1):
        place = part_of(source, item.attributes.get("guid", "").strip(), number)
        try:
            yield _read_item(place, item)
        except NotAnArticleError as error:
            yield error.unreadable(place)


def _read_item(source: str, item: Element) -> Draft:
    if item.name != "newsItem":
        reason = f"a NewsML-G2 {ascii(item.name)[1:-1][:40]} carries no text; index the news items that go with it"
        raise NoTextError(reason)
    try:
        return _item(source, item).draft()
    except NotAnArticleError as error:
        return _notice(source, item).withdrawal(error)


def _notice(source: str, item: Element) -> Notice:
    meta = item.find("itemMeta") or Element("itemMeta", {}, ())
    guid, said = item.attributes.get("guid", "").strip(), (*_said(meta), *_said_inside(item))
    return Notice(source=source, kind="NewsML-G2", identity=guid, status=gravest(said), dates=_dates(meta))


def _item(source: str, item: Element) -> Item:
    guid, meta = item.attributes.get("guid", "").strip(), item.find("itemMeta")
    if not guid or meta is None:
        raise NotAnArticleError("the news item is not valid: it has no `guid` or no `itemMeta`; ask its sender")
    for name in _NEEDED:
        if meta.find(name) is None:
            raise NotAnArticleError(f"the news item is not valid: its itemMeta has no `{name}`; ask its sender")
    content = item.find("contentMeta") or Element("contentMeta", {}, ())
    story = _story(item)
    return Item(
        source=source,
        kind="NewsML-G2",
        medium=_code(meta.find("itemClass")),
        identity=guid,
        headline=_first(content, "headline") or story.headline or _first(meta, "title"),
        body=story.body,
        publisher=_publisher(item, meta, content),
        byline=_texts(content, "by") or story.byline or _creators(content),
        located=_first(content, "dateline") or story.located or _name(content, "located"),
        section=_name(content, "subject"),
        language=_language(item, content),
        dates=_dates(meta),
        status=gravest(filter(None, (_status(meta), *_said_inside(item)))),
        embargo=_embargo(meta, story),
        note=" ".join(_texts(meta, "edNote")) or story.note,
        messages=(*_texts(meta, "edNote"), *story.messages),
        correction=story.correction or _signals_correction(meta),
    )


def _signals_correction(meta: Element) -> bool:
    return any(meant(code) == "correction" for signal in meta.children("signal") for code in _codes(signal))


def _story(item: Element) -> Story:
    """The first content of an item that has words."""
    for found in item.children("contentSet"):
        for content in found.children("inlineXML", "inlineData"):
            story = _inline_xml(content) if content.name == "inlineXML" else _inline_data(content)
            if story.body.paragraphs:
                return story
    return Story(None, Body(), (), None, None)


def _said_inside(item: Element) -> Iterator[str]:
    """The status of every NITF in an item, with words or without: it may only take its story back."""
    for content in (content for found in item.children("contentSet") for content in found.children("inlineXML")):
        nitf = content.find("nitf")
        if nitf and (said := said_status(nitf)):
            yield said


def _inline_xml(content: Element) -> Story:
    nitf = content.find("nitf")
    if nitf:
        return story_of(nitf)
    return Story(None, read_elements(content.children(*_PAGES)), (), None, None)


def _inline_data(content: Element) -> Story:
    kind, body = content.attributes.get("contenttype", "text/plain"), Body()
    if "html" in kind:
        body = read_fragment(content.raw)
    elif kind.startswith("text/") and "encoding" not in content.attributes:
        body = Body(paragraphs_or_lines(normalise(content.raw)))
    return Story(None, body, (), None, None)


def _publisher(item: Element, meta: Element, content: Element) -> str | None:
    rights = item.find("rightsInfo")
    named = (rights and _name(rights, "copyrightHolder")) or _name(meta, "provider") or _name(content, "infoSource")
    provider = meta.find("provider")
    # The IPTC's codes for news providers are their names.
    coded = provider and provider.attributes.get("qcode", "").startswith("nprov:")
    return named or (_code(provider) if coded else None)


def _creators(content: Element) -> tuple[str, ...]:
    people = (who for who in content.children("creator") if not who.attributes.get("type", "").endswith("organisation"))
    return tuple(name.text for who in people if (name := who.find("name")) and name.text)


def _dates(meta: Element) -> tuple[tuple[str, str], ...]:
    return tuple((name, text) for name in ("firstCreated", "versionCreated") if (text := _first(meta, name)))


def _status(meta: Element) -> str | None:
    found = tuple(meta.children("pubStatus"))
    status = gravest(_said(meta))
    unknown = any(meant(code) not in GRAVEST_FIRST for element in found for code in _codes(element))
    if found and (status is None or (status == "usable" and unknown)):
        raise NotAnArticleError("the news item is not valid: its pubStatus is not known; ask its sender")
    return status


def _said(meta: Element) -> tuple[str, ...]:
    """The status as codes and as names: what takes a story back must not be missed for the way it is written."""
    found = meta.children("pubStatus")
    return tuple(said for element in found for said in (*_codes(element), *_texts(element, "name"), element.text))


def _embargo(meta: Element, story: Story) -> str | None:
    """The moment that an embargo ends; `""`, as the standard has it, for one that is there without an end."""
    embargoed = meta.find("embargoed")
    return story.embargo if embargoed is None else embargoed.text


def _language(item: Element, content: Element) -> str | None:
    language = content.find("language")
    return (language and language.attributes.get("tag")) or item.attributes.get(f"{XML}lang")


def _code(element: Element | None) -> str | None:
    return next(iter(_codes(element)), None) if element else None


def _codes(element: Element) -> tuple[str, ...]:
    """`canceled` of `qcode="stat:canceled"`, of a `uri` that ends so, and of the bare `literal="canceled"`."""
    said = (element.attributes.get(name, "").strip().rstrip("/#") for name in ("qcode", "uri", "literal"))
    return tuple(filter(None, (_BEFORE_CODE.split(text)[-1].strip() for text in said)))


def _name(parent: Element, child: str) -> str | None:
    names = (name.text for element in parent.children(child) for name in element.children("name"))
    return next(filter(None, names), None)


def _first(parent: Element, child: str) -> str | None:
    return next(iter(_texts(parent, child)), None)


def _texts(parent: Element, child: str) -> tuple[str, ...]:
    return tuple(filter(None, (element.text for element in parent.children(child))))
