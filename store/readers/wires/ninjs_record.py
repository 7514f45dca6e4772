"""What a valid ninjs record is, 1.x to 3.x: every property that one of the versions knows, and of which type it is.

Names are in lower case: `versionCreated` of 3.x is the `versioncreated` of before. What Superdesk adds is known too.
A record with any other property is invalid, as the schemas say. Dates are texts: the schemas do not check them either.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from store.readers.errors import NotAnArticleError
from store.readers.wires.pub_status import spelled

Text = str | None
Thing = dict[str, object]
Anything = object
Kind = Literal[
    "text", "audio", "video", "picture", "graphic", "composite", "component", "event", "planning", "preformatted"
]

Status = Annotated[
    Literal["usable", "withheld", "canceled", "cancelled"],
    BeforeValidator(lambda value: spelled(value) if isinstance(value, str) else value),
]

_MARKS = frozenset(
    "bodies body_html body_text body_xhtml headlines pubstatus $standard versioncreated firstcreated associations"
    " renditions embargoed ednote infosource infosources".split()
)
_OURS = frozenset({"paragraphs", "text", "question"})
_ENDLESS = ("body", "headline", "description")  # in 1.x `body_` and any name of the sender's


class _Part(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True, extra="allow")


class Worded(_Part):
    """A headline, body or description; `role` is what stands behind `body_` in 1.x, `""` for a bare `headline`."""

    role: str = ""
    contenttype: str = ""
    value: str


class Named(_Part):
    """A subject, place, person, source …"""

    name: Text = None
    rel: Text = None
    scheme: Text = None
    code: Text = None
    uri: Text = None


class _Unread(BaseModel):
    """Properties that must be of their type and tell an article nothing."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")

    standard: Thing | None = None
    old_standard: Annotated[Thing | None, Field(alias="$standard")] = None
    representationtype: Literal["complete", "full", "incomplete"] | None = None
    urgency: Annotated[int, Field(ge=1, le=9)] | None = None
    mimetype: Text = None
    profile: Text = None
    version: Text = None
    expires: Text = None
    copyrightnotice: Text = None
    usageterms: Text = None
    slugline: Text = None
    name: Text = None
    charcount: int | None = None
    wordcount: int | None = None
    place: list[Named] = []
    places: list[Named] = []
    person: list[Named] = []
    people: list[Named] = []
    organisation: list[Named] = []
    organisations: list[Named] = []
    event: list[Named] = []
    events: list[Named] = []
    objects: list[Named] = []
    single_object: Annotated[list[Named], Field(alias="object")] = []
    genre: list[Named] = []
    genres: list[Named] = []
    altids: list[Thing] | Thing = {}
    trustindicator: list[Thing] = []
    trustindicators: list[Thing] = []
    advices: list[Thing] = []
    rightsinfo: Thing | None = None
    digitalsourcetype: Thing | None = None
    renditions: list[Thing] | Thing = {}
    eventdetails: Thing | None = None
    plannedcoverage: list[Thing] = []
    # Superdesk's.
    guid: Text = None
    evolvedfrom: Text = None
    priority: int | None = None
    readtime: int | None = None
    signal: Anything = None
    keywords: Anything = None
    attachments: Anything = None
    annotations: Anything = None
    products: Anything = None
    extra: Anything = None


class Record(_Unread):
    """One item; `associations` are the pictures and other items that go with it."""

    uri: Annotated[str, Field(min_length=1)]
    type: Kind | None = None
    pubstatus: Status | None = None
    embargoed: Text = None
    ednote: Text = None
    firstpublished: Text = None
    firstcreated: Text = None
    versioncreated: Text = None
    contentcreated: Text = None
    headlines: list[Worded] = []
    bodies: list[Worded] = []
    descriptions: list[Worded] = []
    title: Text = None
    by: Text = None
    byline: Text = None
    authors: list[Named] = []
    located: Text = None
    language: Text = None
    service: list[Named] = []
    subject: list[Named] = []
    subjects: list[Named] = []
    copyrightholder: Text = None
    source: Text = None
    infosource: list[Named] = []
    infosources: list[Named] = []
    associations: list[Record] = []


def is_ninjs(record: Mapping[str, object]) -> bool:
    """Whether a JSON object (keys in lower case) is meant as ninjs, valid or not, and not one of our own records."""
    if not _OURS.isdisjoint(record) or "uri" not in record:
        return False
    return not _MARKS.isdisjoint(record) or all(_known(key) for key in record)


def valid_record(record: Mapping[str, object]) -> Record:
    """The record, if it is valid. Raises NotAnArticleError that names the property that is not."""
    try:
        return Record.model_validate(_unified(record, whole=True))
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        # A part in brackets is the name of a type, where several would do.
        where = ".".join(str(part) for part in first["loc"] if "[" not in str(part))
        reason = "this is no property of ninjs" if first["type"] == "extra_forbidden" else first["msg"]
        raise NotAnArticleError(
            f"the ninjs record is not valid at {where[:80]!a}: {reason[0].lower()}{reason[1:100]}; mend the record"
        ) from None


def _known(key: str) -> bool:
    aliases = {field.alias or name for name, field in Record.model_fields.items()}
    return key in aliases or key in _ENDLESS or key.startswith(tuple(f"{name}_" for name in _ENDLESS))


def _unified(record: Mapping[str, object], *, whole: bool) -> dict[str, object]:
    """The record with the `body_…` of 1.x among the `bodies`, and its associations as a list without their own."""
    found: dict[str, object] = {}
    endless: dict[str, list[object]] = {}
    for key, value in record.items():
        name, _, role = key.partition("_")
        if name in _ENDLESS and (role or "_" not in key):
            plural = "bodies" if name == "body" else f"{name}s"
            endless.setdefault(plural, []).append({"role": role, "value": value})
        elif key != "associations":
            found[key] = value
        elif whole:
            found[key] = _associated(value)
    for plural, parts in endless.items():
        listed = found.get(plural, [])
        found[plural] = [*parts, *listed] if isinstance(listed, list) else listed
    return {key: _lowered(value) for key, value in found.items()}


def _associated(value: object) -> object:
    listed = list(value.values()) if isinstance(value, dict) else value
    if not isinstance(listed, list):
        return listed
    # An empty place for a picture is none.
    items = [_keys_lowered(item) for item in listed if item is not None]
    return [_unified(item, whole=False) if isinstance(item, dict) else item for item in items]


def _lowered(value: object) -> object:
    """A list of objects with the names of their properties in lower case, as those of the record itself."""
    return [_keys_lowered(item) for item in value] if isinstance(value, list) else value


def _keys_lowered(value: object) -> object:
    return {str(key).casefold(): item for key, item in value.items()} if isinstance(value, dict) else value
