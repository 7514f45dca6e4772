"""ninjs: a news item as one JSON object, made into an article."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from store.article import Draft
from store.readers.errors import NotAnArticleError
from store.readers.fields import check_text
from store.readers.text import normalise, one_line, paragraphs_or_lines
from store.readers.wires.fragment import Body, has_tags, read_fragment
from store.readers.wires.item import Item, Notice
from store.readers.wires.ninjs_record import Named, Record, Worded, valid_record
from store.readers.wires.pub_status import BRITISH, meant, spelled

_MAIN = frozenset({"", "main", "text", "plain", "html", "xhtml", "richtext"})
_HTML = re.compile(r"html|richtext", re.IGNORECASE)
_TELLING = ("headline", "title", "body", "bodies", "ednote")
_DATES = ("firstpublished", "firstcreated", "versioncreated")


def read_ninjs(source: str, values: Mapping[str, object]) -> Draft:
    """The article of a JSON object that `is_ninjs`. Raises NotAnArticleError.

    Of several bodies the main one is taken, and of those the one with markup, which knows its paragraphs. What
    describes an associated picture is a caption. `contentcreated` counts only where no other date is given. Where
    the record is not valid and takes its story back, it gives at least the withdrawal.
    """
    try:
        return _item(source, valid_record(values)).draft()
    except NotAnArticleError as error:
        dates = tuple((name, text) for name in _DATES if isinstance(text := values.get(name), str))
        notice = Notice(
            source=source, kind="ninjs", identity=values.get("uri"), status=_status_told(values), dates=dates
        )
        return notice.withdrawal(error)


def _item(source: str, record: Record) -> Item:
    body, headline = _body(record.bodies), _line(record.headlines) or record.title
    captions = (*body.captions, *_captions(record.associations))
    return Item(
        source=source,
        kind="ninjs",
        medium=record.type,
        identity=record.uri,
        headline=headline,
        body=Body(body.paragraphs, tuple(dict.fromkeys(captions))),
        publisher=_publisher(record),
        byline=tuple(filter(None, [record.byline or record.by])) or _names(record.authors),
        located=record.located,
        section=next(iter(_names([*record.service, *record.subject, *record.subjects])), None),
        language=record.language,
        dates=tuple(_dates(record)),
        status=_status(record, told=bool(headline or body.paragraphs or record.ednote)),
        embargo=record.embargoed or None,
        note=record.ednote,
    )


def _status(record: Record, *, told: bool) -> str | None:
    if record.pubstatus != BRITISH:
        return record.pubstatus
    # Not how ninjs spells it; but no story is to go out because of a spelling.
    if not told:
        raise NotAnArticleError("the ninjs record is not valid at 'pubstatus': write it `canceled`; mend the record")
    return meant(BRITISH)


def _status_told(values: Mapping[str, object]) -> str | None:
    """The status of a record that is not valid, as `_status` has it of one that is."""
    status = values.get("pubstatus")
    if not isinstance(status, str):
        return None
    told = any(value and key.startswith(_TELLING) for key, value in values.items())
    return meant(status) if told or spelled(status) != BRITISH else None


def _body(bodies: Sequence[Worded]) -> Body:
    for found in sorted(bodies, key=_rank):
        body = _words(found)
        if body.paragraphs:
            return body
    return Body()


def _rank(worded: Worded) -> tuple[bool, bool]:
    return worded.role.casefold() not in _MAIN, not _has_markup(worded)


def _has_markup(worded: Worded) -> bool:
    if worded.contenttype.casefold() == "text/plain":
        return False
    named = _HTML.search(worded.contenttype) or _HTML.search(worded.role)
    return named is not None or has_tags(worded.value)


def _words(worded: Worded) -> Body:
    text = check_text(worded.value, "the ninjs record")
    return read_fragment(text) if _has_markup(worded) else Body(paragraphs_or_lines(normalise(text)))


def _line(choice: Sequence[Worded]) -> str | None:
    """The main headline or description on one line, plain text before marked-up."""
    ranked = sorted(choice, key=lambda worded: (worded.role.casefold() not in _MAIN, _has_markup(worded)))
    lines = (one_line(" ".join(_words(worded).paragraphs)) for worded in ranked)
    return next(filter(None, lines), None)


def _captions(associations: Sequence[Record]) -> Iterator[str]:
    for record in associations:
        told = [worded for worded in record.descriptions if worded.role.casefold() == "caption"]
        caption = _line(told or record.descriptions)
        if caption and record.type != "text":
            yield caption


def _publisher(record: Record) -> str | None:
    # A source with a `rel` is somebody who was asked, or took part otherwise.
    sources = [*record.infosource, *record.infosources]
    named = _names([source for source in sources if not source.rel])
    return record.copyrightholder or record.source or next(iter(named), None)


def _names(things: Sequence[Named]) -> tuple[str, ...]:
    return tuple(thing.name for thing in things if thing.name)


def _dates(record: Record) -> Iterator[tuple[str, str]]:
    found = [(name, text) for name in _DATES if (text := getattr(record, name))]
    if not found and record.contentcreated:
        found = [("contentcreated", record.contentcreated)]
    yield from found
