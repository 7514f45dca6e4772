"""Articles and their versions: what a reader drafts and what the archive keeps."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from store.dates import UNDATED, SourceDate

Status = Literal["usable", "corrected", "withdrawn", "embargoed"]
Unread = Literal["failed", "no_text", "skipped"]
PARAGRAPH_BREAK = "\n\n"
SUMMARY = "SUMMARY"
"""The tag of a version of which only a summary is known, as feeds have it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """One article as a reader found it, before the archive knows it.

    `source` is the path below the folder that was indexed, that folder's name first (`seeds/tram.md`), with
    `#id` behind it for a record inside a file (`quiz/articles.jsonl.gz#rtqa-00004`). `paragraphs` are the body
    without headline, captions, credits and site chrome, each non-empty, stripped and without a blank line in it.
    `embargo` is the aware moment before which the article may not be quoted. `tag` is how the wire marked this version
    of its story (`UPDATE 1`, `CORRECTED`, `REFILE`, …), taken off the headline. `identity` is what a wire or feed calls
    the story in all its versions; without a URL it tells which article this is. It is not kept.
    """

    source: str
    headline: str
    paragraphs: tuple[str, ...]
    publisher: str | None = None
    byline: tuple[str, ...] = ()
    dateline: str | None = None
    section: str | None = None
    language: str | None = None
    published: SourceDate = UNDATED
    updated: SourceDate = UNDATED
    date_source: str | None = None
    status: Status = "usable"
    embargo: datetime | None = None
    note: str | None = None
    url: str | None = None
    captions: tuple[str, ...] = ()
    tag: str | None = None
    identity: str | None = None

    @property
    def text(self) -> str:
        """The canonical text that every offset counts in: the paragraphs, a blank line between them."""
        return PARAGRAPH_BREAK.join(self.paragraphs)


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file, or a record in one, that gave no article: `reason` is one line for a person.

    It `failed`; or is an item of news that carries `no_text`, such as a picture or a menu; or was `skipped`, where
    nobody claimed that it was news (a README in a folder of articles).
    """

    source: str
    reason: str
    outcome: Unread = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One immutable state of an article. `text[start:end]` of it is what every quote is."""

    article_id: str
    number: int
    text: str
    sha256: str
    headline: str
    publisher: str | None
    byline: tuple[str, ...]
    dateline: str | None
    section: str | None
    language: str | None
    published: SourceDate
    updated: SourceDate
    date_source: str | None
    status: Status
    embargo: datetime | None
    note: str | None
    url: str | None
    source: str
    captions: tuple[str, ...]
    tag: str | None

    @property
    def paragraphs(self) -> tuple[str, ...]:
        return tuple(self.text.split(PARAGRAPH_BREAK))

    def standing(self, now: datetime) -> Status:
        """The status at the aware moment `now`: an embargo lifts by the clock."""
        if self.status != "withdrawn" and self.embargo is not None and now < self.embargo:
            return "embargoed"
        return "usable" if self.status == "embargoed" else self.status

    def quotable(self, now: datetime) -> bool:
        return self.standing(now) in ("usable", "corrected")


@dataclass(frozen=True, slots=True)
class Article:
    """An article: all its versions in the order of its lineage, oldest first, never empty."""

    versions: tuple[Version, ...]

    @property
    def current(self) -> Version:
        return self.versions[-1]

    def standing(self, now: datetime) -> tuple[Status, str | None]:
        """The status of the current version at the aware moment `now`, and the note that goes with it."""
        return standing_in(self.versions, self.current, now)

    def as_json(self) -> dict[str, object]:
        """The stable JSON contract; keys are only ever added."""
        current, now = self.current, datetime.now(UTC)
        status, note = self.standing(now)
        return {
            "article_id": current.article_id,
            "version": current.number,
            "versions": [
                {
                    "version": version.number,
                    "published": version.published.text,
                    "precision": version.published.precision,
                    "updated": version.updated.text,
                    "tag": version.tag,
                    "status": version.standing(now),
                    "sha256": version.sha256,
                }
                for version in self.versions
            ],
            "headline": current.headline,
            "publisher": current.publisher,
            "byline": list(current.byline),
            "dateline": current.dateline,
            "section": current.section,
            "language": current.language,
            "published": current.published.text,
            "precision": current.published.precision,
            "updated": current.updated.text,
            "date_source": current.date_source,
            "status": status,
            "tag": current.tag,
            "note": note,
            "url": current.url,
            "source": current.source,
            "sha256": current.sha256,
            "paragraphs": list(current.paragraphs),
            "captions": list(current.captions),
        }


def first_read(version: Draft | Version) -> SourceDate:
    """When a version was first to be read, as its source says: updated, else published."""
    return version.updated if version.updated.text else version.published


def parted(history: Sequence[Version], version: Version) -> tuple[Sequence[Version], Sequence[Version]]:
    """A lineage, oldest first, up to and with a version of it, and what came after; one that is not in it is alone."""
    numbers = [one.number for one in history]
    if version.number not in numbers:
        return [version], ()
    place = numbers.index(version.number) + 1
    return history[:place], history[place:]


def speaking(history: Sequence[Version], now: datetime) -> Version | None:
    """The version of a lineage, oldest first, that is to be quoted at the aware moment `now`.

    The newest one that is not under embargo; None where that is withdrawn, or where there is none.
    """
    for version in reversed(history):
        if version.standing(now) != "embargoed":
            return version if version.quotable(now) else None
    return None


def standing_in(history: Sequence[Version], version: Version, now: datetime) -> tuple[Status, str | None]:
    """The status of a version in its lineage, oldest first, at the aware moment `now`, and the note that goes with it.

    Once a story is corrected, an update or refile of it still says so, and how.
    """
    status = version.standing(now)
    corrections = [one for one in parted(history, version)[0] if one.standing(now) == "corrected"]
    if status not in ("usable", "corrected") or not corrections:
        return status, version.note
    return "corrected", next((one.note for one in reversed(corrections) if one.note), None)


def text_sha256(text: str) -> str:
    """SHA-256 of the UTF-8 bytes of a version's canonical text, 64 hex digits."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
