"""How a version lies in a row, and the seal that tells whether a byte of it was changed since."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Mapping
from datetime import UTC
from typing import Any

from store.article import Draft, Status, Version, text_sha256
from store.dates import UNDATED, SourceDate

Values = dict[str, str | None]

CONTENT = (
    "text",
    "sha256",
    "headline",
    "publisher",
    "byline",
    "dateline",
    "section",
    "language",
    "published",
    "updated",
    "date_source",
    "status",
    "embargo",
    "note",
    "url",
    "captions",
    "tag",
)
"""The columns under the seal: all that a reader or a judge of a quote sees. The source path is not one of them,
so that the same article read by another route is the same article."""

_SINCE_FORMAT_2 = frozenset({"tag"})


def content_of(draft: Draft) -> Values:
    """The sealed columns of a draft."""
    embargo = draft.embargo.astimezone(UTC).isoformat(timespec="minutes") if draft.embargo else None
    return {
        "text": draft.text,
        "sha256": text_sha256(draft.text),
        "headline": draft.headline,
        "publisher": draft.publisher,
        "byline": json.dumps(draft.byline, ensure_ascii=False),
        "dateline": draft.dateline,
        "section": draft.section,
        "language": draft.language,
        "published": draft.published.text,
        "updated": draft.updated.text,
        "date_source": draft.date_source,
        "status": draft.status,
        "embargo": embargo,
        "note": draft.note,
        "url": draft.url,
        "captions": json.dumps(draft.captions, ensure_ascii=False),
        "tag": draft.tag,
    }


def version_of(row: Mapping[Any, Any]) -> Version:
    """The version that a row of `versions` holds.

    Of a row that is not `sound` it may lack a date or a list: one damaged row must not end a walk over all of them.
    """
    status: Status = row["status"]
    return Version(
        article_id=row["article_id"],
        number=row["number"],
        text=row["text"],
        sha256=row["sha256"],
        headline=row["headline"],
        publisher=row["publisher"],
        byline=_listed(row["byline"]),
        dateline=row["dateline"],
        section=row["section"],
        language=row["language"],
        published=_dated(row["published"]),
        updated=_dated(row["updated"]),
        date_source=row["date_source"],
        status=status,
        embargo=_dated(row["embargo"]).moment,
        note=row["note"],
        url=row["url"],
        source=row["source"],
        captions=_listed(row["captions"]),
        tag=row["tag"],
    )


def _listed(text: str) -> tuple[str, ...]:
    try:
        return tuple(json.loads(text))
    except ValueError:
        return ()


def _dated(text: str | None) -> SourceDate:
    found = SourceDate(text)
    try:
        return found if found.moment else UNDATED
    except ValueError:
        return UNDATED


def seal(content: Mapping[Any, Any]) -> str:
    """SHA-256 over the sealed columns, 64 hex digits; equal content has an equal seal on every machine.

    A column that an older format did not have counts only where it is filled, so that older seals still hold.
    """
    counted = [name for name in CONTENT if name not in _SINCE_FORMAT_2 or content[name] is not None]
    sealed = json.dumps([content[name] for name in counted], ensure_ascii=False)
    return hashlib.sha256(sealed.encode("utf-8", "surrogatepass")).hexdigest()


def pack(content: Mapping[Any, Any]) -> bytes:
    """The sealed columns as a compressed copy, about a third of their size."""
    return zlib.compress(json.dumps({name: content[name] for name in CONTENT}, ensure_ascii=False).encode())


def unpack(packed: bytes | None, expected: str | None = None) -> Values | None:
    """The sealed columns out of a copy; None when it is missing, damaged, or not of the `expected` seal."""
    if packed is None:
        return None
    try:
        content: Values = dict.fromkeys(_SINCE_FORMAT_2) | json.loads(zlib.decompress(packed))
        found = seal(content)
    except (zlib.error, ValueError, KeyError, TypeError):
        return None
    return content if expected in (None, found) else None


def sound(row: Mapping[Any, Any]) -> bool:
    """Whether a row still has the content it was sealed with, and its text the hash that quotes carry."""
    return bool(seal(row) == row["seal"]) and text_sha256(row["text"]) == row["sha256"]
