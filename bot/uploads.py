"""Uploads: files that an admin sent through Discord, checked before they are fetched, and the links in a message.

Discord's addresses of files expire within a day, so the files are fetched at once and lie in the data folder until the
job that reads them is done.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Sequence
from pathlib import Path, PurePath

import discord

from store.readers.bundles.bundle import BUNDLES
from store.readers.formats import EXTENSIONS, NOT_READ
from store.report import IndexItem

MOST = 10
"""Files at once: as many as a message, or a box, can have."""
MOST_BYTES = 25 * 2**20
"""Of one file. It is held in memory while it is fetched; larger archives are for the folder or the command line."""
_FOLDER = "upload"
_NAME = 100  # characters of a file name that are kept
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
    paths, bad = [], []
    for number, file in enumerate(files):
        # The last folder is the name that the archive knows it by: the same file sent again is the same article.
        path = folder / str(number) / _FOLDER / _plain(file.filename)
        try:
            data = await file.read()
        except discord.HTTPException as error:
            reason = f"Discord no longer has it (HTTP {error.status}); send it again"
            bad.append(IndexItem(f"{_FOLDER}/{path.name}", "failed", None, reason))
            continue
        await asyncio.to_thread(_write, path, data)
        paths.append(str(path))
    return paths, bad


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True)
    path.write_bytes(data)


def _plain(name: str) -> str:
    """A name without folders, control characters or a leading dot, its extension kept."""
    name = "".join(letter for letter in PurePath(name.replace("\\", "/")).name if letter.isprintable()).lstrip(".")
    stem, dot, extension = name.rpartition(".")
    if not dot:
        return name.encode("utf-8", "ignore").decode()[:_NAME] or "file"
    return f"{stem[:_NAME]}.{extension[:16]}".encode("utf-8", "ignore").decode()


def _may_be_news(name: str) -> bool:
    name = name.casefold()
    return not PurePath(name).suffix or name.endswith((*EXTENSIONS, *BUNDLES))
