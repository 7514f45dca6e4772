"""NITF: a story as XML, standing alone or inside NewsML-G2.

`story_of` reads what is in the body, which both have; `read_nitf` adds what a standalone document says in its head.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from store.article import Draft
from store.dates import extended_iso
from store.readers.errors import NotAnArticleError
from store.readers.text import one_line
from store.readers.wires.fragment import Body, read_elements
from store.readers.wires.item import Item, Notice
from store.readers.wires.pub_status import GRAVEST_FIRST, meant
from store.readers.wires.xml import XML, Element

_STATUSES = (*GRAVEST_FIRST, "embargoed")


@dataclass(frozen=True, slots=True)
class Story:
    """What the `body` of an NITF document holds; `byline` is as printed where its people are not marked.

    Of its head only what says how the story stands: `status`, `embargo`, `note`, `messages` and `correction` as `Item`
    has them.
    """

    headline: str | None
    body: Body
    byline: tuple[str, ...]
    located: str | None
    distributor: str | None
    status: str | None = None
    embargo: str | None = None
    note: str | None = None
    messages: tuple[str, ...] = ()
    correction: bool = False


def read_nitf(source: str, root: Element) -> Draft:
    """The article of a standalone document, whose root is `nitf`. Raises NotAnArticleError."""
    try:
        return _item(source, root).draft()
    except NotAnArticleError as error:
        data, pubdata = root.find("head", "docdata"), root.find("head", "pubdata")
        publisher = _attribute(data, "doc.copyright", "holder") or _own(pubdata, "name")
        notice = Notice(
            source=source,
            kind="NITF",
            identity=_identity(data, publisher),
            status=said_status(root),
            dates=tuple(_dates(root, data, pubdata)),
        )
        return notice.withdrawal(error)


def _item(source: str, root: Element) -> Item:
    story, data = story_of(root), root.find("head", "docdata")
    pubdata = root.find("head", "pubdata")
    publisher = _attribute(data, "doc.copyright", "holder") or story.distributor or _own(pubdata, "name")
    return Item(
        source=source,
        kind="NITF",
        identity=_identity(data, publisher),
        headline=story.headline or _text(root, "head", "title"),
        body=story.body,
        publisher=publisher,
        byline=story.byline,
        located=story.located,
        section=_own(pubdata, "position.section"),
        language=root.attributes.get(f"{XML}lang"),
        dates=tuple(_dates(root, data, pubdata)),
        status=story.status,
        embargo=story.embargo,
        note=story.note,
        messages=story.messages,
        correction=story.correction,
    )


def story_of(root: Element) -> Story:
    """The story in an `nitf` element. Raises NotAnArticleError where its status is not known."""
    body = root.find("body") or root
    head, data = body.find("body.head"), root.find("head", "docdata")
    names = tuple(_people(head)) if head else ()
    dateline = head.find("dateline") if head else None
    return Story(
        headline=_text(head, "hedline", "hl1"),
        body=read_elements(body.children("body.content")),
        byline=names,
        located=(_text(dateline, "location") or _without(dateline, "story.date")) if dateline else None,
        distributor=_text(head, "distributor"),
        status=_status(data),
        embargo=_embargo(data),
        note=_attribute(data, "correction", "info") or _attribute(data, "ed-msg", "info"),
        messages=tuple(filter(None, (_own(message, "info") for message in data.children("ed-msg")))) if data else (),
        correction=data is not None and data.find("correction") is not None,
    )


def said_status(root: Element) -> str | None:
    """The status in the head of an `nitf` element, known or not."""
    return _meant(root.find("head", "docdata"))


def _people(head: Element) -> Iterator[str]:
    for byline in head.children("byline"):
        people = [person.text for person in byline.all("person")]
        yield from filter(None, people or [_without(byline, "byttl", "location") or ""])


def _without(element: Element, *names: str) -> str | None:
    kept = (item if isinstance(item, str) else item.raw for item in element.content if not _is(item, names))
    return one_line("".join(kept)).strip(" ,;") or None


def _is(item: Element | str, names: tuple[str, ...]) -> bool:
    return isinstance(item, Element) and item.name in names


def _identity(data: Element | None, publisher: str | None) -> str | None:
    """The `id-string` behind its provider, who alone gives it to one story only; None where no provider is named."""
    name, of = _attribute(data, "doc-id", "id-string"), _attribute(data, "doc-id", "regsrc") or publisher
    return f"{of}:{name}" if name and of else None


def _status(data: Element | None) -> str | None:
    """The status as `Item` has it."""
    status = _meant(data)
    if status not in (None, *_STATUSES):
        raise NotAnArticleError(f"the NITF management-status is none of {', '.join(_STATUSES)}; mend the document")
    return "usable" if status == "embargoed" else status


def _embargo(data: Element | None) -> str | None:
    """The embargo as `Item` has it: `date.release`, a day's when it has come everywhere on Earth."""
    release = extended_iso(_attribute(data, "date.release", "norm") or "")
    if release:
        return release if "T" in release else f"{release}T12:00:00Z"
    return "" if _meant(data) == "embargoed" else None


def _meant(data: Element | None) -> str | None:
    said = data.attributes.get("management-status") if data else None
    return None if said is None else meant(said)


def _dates(root: Element, data: Element | None, pubdata: Element | None) -> Iterator[tuple[str, str]]:
    """When it was published, the most trusted of the dates that it has."""
    told = root.find("body", "body.head", "dateline", "story.date")
    found = (
        ("date.issue", _attribute(data, "date.issue", "norm")),
        ("date.publication", _own(pubdata, "date.publication")),
        ("story.date", _own(told, "norm")),
    )
    yield from [(name, text) for name, text in found if text][:1]


def _text(element: Element | None, *path: str) -> str | None:
    found = element.find(*path) if element else None
    return (found.text or None) if found else None


def _attribute(element: Element | None, name: str, attribute: str) -> str | None:
    return _own(element.find(name), attribute) if element else None


def _own(element: Element | None, attribute: str) -> str | None:
    return (element.attributes.get(attribute, "").strip() or None) if element else None
