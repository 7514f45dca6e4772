"""Uploads: files that an admin sent through Discord, checked before they are fetched, and the links in a message.

Discord's addresses of files expire within a day, so the files are fetched at once and lie in the data folder until the
job that reads them is done.
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
import re
from collections.abc import Sequence
from pathlib import Path, PurePath

import discord

from store.readers.bundles.bundle import BUNDLES
from store.readers.formats import EXTENSIONS, NOT_READ
from store.report import IndexItem

log = logging.getLogger(__name__)

MOST = 10
"""Files at once: as many as a message, or a box, can have."""
MOST_BYTES = 25 * 2**20
"""Of one file. It is held in memory while it is fetched; larger archives are for the folder or the command line."""
_FOLDER = "upload"
_NAME = 180  # bytes of a file name that are kept, of the 255 that disks allow
_GIVEN = ("message.txt", "file")  # a text that is too long for a message, and a file without a name
_LINK = re.compile(r"https?://[^\s<>\"'`]+", re.IGNORECASE)
_MOST_LINKS = 10


def links_in(text: str) -> list[str]:
    """The addresses in a message, once each, in their order."""
    found = (link.rstrip(".,;:!?)]}*_~|") for link in _LINK.findall(text))
    return list(dict.fromkeys(link for link in found if len(link) <= 2000))[:_MOST_LINKS]


def checked(files: Sequence[discord.Attachment]) -> tuple[list[discord.Attachment], list[IndexItem]]:
    """The files that may be read, and the others with the reason: too many, too large, or of no type that is read."""
    good, bad = [], []
    for number, file in enumerate(files):
        reason = f"only {MOST} files can be added at once" if number >= MOST else _fault(file)
        if reason:
            bad.append(IndexItem(f"{_FOLDER}/{_plain(file.filename)}", "failed", None, reason))
        else:
            good.append(file)
    return good, bad


def _fault(file: discord.Attachment) -> str | None:
    if file.size > MOST_BYTES:
        return f"it has more than {MOST_BYTES // 2**20} MB; put it into the articles folder instead"
    if not file.size:
        return "it is empty"
    return None if _may_be_news(file.filename) else NOT_READ


async def fetch(files: Sequence[discord.Attachment], folder: Path) -> tuple[list[str], list[IndexItem]]:
    """Fetch files into the folder; the paths of those that came, and the others with the reason."""
    paths: list[str] = []
    bad = []
    for number, file in enumerate(files):
        name = _plain(file.filename)
        try:
            data = await file.read()
        except Exception as error:  # noqa: BLE001 - a connection fails in many ways, and the other files may come
            bad.append(IndexItem(f"{_FOLDER}/{name}", "failed", None, _unfetched(error)))
            continue
        # The name and the folder above are what the archive knows it by: the same file sent again is the same article.
        path = folder / str(number) / _FOLDER / _own(name, data, {Path(one).name for one in paths})
        await asyncio.to_thread(_write, path, data)
        paths.append(str(path))
    return paths, bad


def _unfetched(error: Exception) -> str:
    if isinstance(error, discord.HTTPException):
        return f"Discord no longer has it (HTTP {error.status}); send it again"
    log.warning("an upload was not fetched: %s: %s", type(error).__name__, error)
    return "it could not be fetched from Discord; send it again"


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True)
    path.write_bytes(data)


def _own(name: str, data: bytes, taken: set[str]) -> str:
    """A name that no other story has: not one of those sent along, and none that Discord gives to all it is pasted."""
    path = PurePath(name)
    if path.name in _GIVEN:
        return f"{path.stem}-{hashlib.sha256(data).hexdigest()[:12]}{path.suffix}"
    numbered = (f"{path.stem} ({number}){path.suffix}" for number in range(2, MOST + 1))
    return next(one for one in (name, *numbered) if one not in taken)


def _plain(name: str) -> str:
    """A name without folders, control characters or a leading dot, its extension kept, short enough for any disk."""
    name = "".join(letter for letter in PurePath(name.replace("\\", "/")).name if letter.isprintable()).lstrip(".")
    stem, dot, extension = name.rpartition(".")
    if not dot:
        return _cut(name, _NAME) or "file"
    return f"{_cut(stem, _NAME)}.{_cut(extension, 16)}"


def _cut(text: str, room: int) -> str:
    return text.encode("utf-8", "ignore")[:room].decode("utf-8", "ignore")


def _may_be_news(name: str) -> bool:
    name = name.casefold()
    return not PurePath(name).suffix or name.endswith((*EXTENSIONS, *BUNDLES))
