"""Files: beside a message, kept by id when it is edited, shown by its components; and those that users hand in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import quote

from tests.loopback.components import FILE, GALLERY, THUMBNAIL, walk
from tests.loopback.errors import ApiError, Json, check_length, invalid

MOST_BYTES = 10 * 1024 * 1024
"""Of one file, in a guild without boosts."""
SCHEME = "attachment://"


@dataclass(frozen=True, slots=True)
class Upload:
    """One file of a multipart request; `number` is the n of its field `files[n]`."""

    number: int
    name: str
    content_type: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of a message, or of a command or form. `path` is where the server gives it out."""

    id: int
    name: str
    content_type: str
    data: bytes
    path: str

    def as_json(self, base: str) -> Json:
        url = base + self.path
        size = len(self.data)
        return {
            "id": str(self.id),
            "filename": self.name,
            "size": size,
            "url": url,
            "proxy_url": url,
            "content_type": self.content_type,
        }


def attached(
    before: list[Attachment], payload: Json, uploads: tuple[Upload, ...], channel: int, fresh_id: Iterator[int]
) -> list[Attachment]:
    """The attachments of a message after this payload: those that it keeps, then those that it brings.

    A payload that does not speak of attachments keeps all. Raises ApiError for one that names a file which is not
    there, and for a file that is too large.
    """
    kept = {one.id: one for one in before}
    if payload.get("attachments") is not None:
        _check_named(payload["attachments"], kept, uploads)
        kept = {number: kept[number] for entry in payload["attachments"] if (number := int(entry["id"])) in kept}
    return [*kept.values(), *(_attachment(upload, channel, next(fresh_id)) for upload in uploads)]


def _check_named(entries: list[Json], kept: dict[int, Attachment], uploads: tuple[Upload, ...]) -> None:
    numbers = {upload.number for upload in uploads}
    for entry in entries:
        if int(entry["id"]) not in kept and int(entry["id"]) not in numbers:
            raise invalid("attachments", f"There is no file for the attachment {entry['id']}.")
        check_length("attachment description", entry.get("description") or "", 0, 1024)


def handed_in(name: str, data: bytes, number: int) -> Attachment:
    """A file that a user puts into an option of a command or into a form."""
    return Attachment(number, name, "application/octet-stream", data, f"/ephemeral-attachments/{number}/{quote(name)}")


def _attachment(upload: Upload, channel: int, number: int) -> Attachment:
    if len(upload.data) > MOST_BYTES:
        raise ApiError(413, 40005, "Request entity too large")
    path = f"/attachments/{channel}/{number}/{quote(upload.name)}"
    return Attachment(number, upload.name, upload.content_type, upload.data, path)


def resolve(components: list[Json], attachments: list[Attachment], base: str) -> None:
    """Put real addresses where components say `attachment://name`. Raises ApiError where there is no such file."""
    by_name = {one.name: one for one in attachments}
    for component in walk(components):
        for media in _media(component):
            if not media["url"].startswith(SCHEME):
                continue
            found = by_name.get(media["url"].removeprefix(SCHEME))
            if found is None:
                raise invalid("url", f"{media['url']} is not among the attachments.")
            media |= {"url": base + found.path, "proxy_url": base + found.path, "attachment_id": str(found.id)}
            if component["type"] == FILE:
                component |= {"name": found.name, "size": len(found.data)}


def _media(component: Json) -> list[Json]:
    if component["type"] == FILE:
        return [component["file"]]
    if component["type"] == THUMBNAIL:
        return [component["media"]]
    return [item["media"] for item in component["items"]] if component["type"] == GALLERY else []
