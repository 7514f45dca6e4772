"""Bundles of the tests' own stories, and what became of their members."""

from __future__ import annotations

import io
import json
import tarfile
import zipfile
from collections.abc import Iterable
from pathlib import Path

from store.article import Draft, Unreadable
from tests.readers.samples import LEAD, read_all

STORY = f"Headline: Pier closed\nPublished: 2013-03-25\n\n{LEAD}\n".encode()
LINES = "".join(
    json.dumps({"id": name, "headline": f"{name} closed", "text": f"The {name} closed on Monday."}) + "\n"
    for name in ("pier", "quay")
).encode()

LARGE = "".join(
    json.dumps({"id": number, "headline": f"Pier {number}", "text": f"{LEAD} " * 500}) + "\n" for number in range(50)
).encode()  # more than is held in memory


def zip_of(members: Iterable[tuple[str | zipfile.ZipInfo, bytes]], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return packed.getvalue()


def tar_of(members: Iterable[tuple[str | tarfile.TarInfo, bytes]], packing: str = "") -> bytes:
    """`packing` is empty, `gz` or `bz2`; a TarInfo brings its own type."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode=f"w:{packing}") as archive:  # type: ignore[call-overload]
        for name, data in members:
            info = tarfile.TarInfo(name) if isinstance(name, str) else name
            info.size = len(data)
            archive.addfile(info, io.BytesIO(data))
    return packed.getvalue()


def record(kind: str, uri: str, block: bytes, *, content_type: str = "application/http") -> bytes:
    """A record of a web archive, with the blank lines behind it."""
    header = [
        "WARC/1.0",
        f"WARC-Type: {kind}",
        f"WARC-Target-URI: {uri}",
        "WARC-Date: 2021-06-01T10:00:00Z",
        f"WARC-Record-ID: <urn:uuid:{kind}>",
        f"Content-Type: {content_type}",
        f"Content-Length: {len(block)}",
    ]
    return "\r\n".join([*header, "", ""]).encode() + block + b"\r\n\r\n"


def reply(body: bytes, *fields: str, status: str = "200 OK") -> bytes:
    return "\r\n".join([f"HTTP/1.1 {status}", *fields, "", ""]).encode() + body


def page(uri: str, body: bytes = LINES, *fields: str, status: str = "200 OK") -> bytes:
    """The reply of a server in a record; JSON, which every Dateline reads."""
    return record("response", uri, reply(body, "Content-Type: application/json", *fields, status=status))


def read_bytes(path: Path, data: bytes) -> list[Draft | Unreadable]:
    path.write_bytes(data)
    return read_all(path)


def told(items: list[Draft | Unreadable], folder: Path) -> dict[str, str]:
    """What each source gave: `draft`, or the reason why not, with `skipped: ` before one that was skipped."""
    return {
        item.source.removeprefix(f"{folder.name}/"): "draft"
        if isinstance(item, Draft)
        else ("skipped: " if item.outcome == "skipped" else "") + item.reason
        for item in items
    }
