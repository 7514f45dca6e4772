"""The files of the watched folder that may be articles, each with its state: found by walking, or by name."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

# What browsers, copiers and editors call a file that is not finished.
_UNFINISHED = (".part", ".partial", ".tmp", ".temp", ".crdownload", ".download", ".filepart", ".swp", "~")


@dataclass(frozen=True, slots=True)
class Dropped:
    """A file and the state that it was seen in: its size in bytes, and when it was modified in nanoseconds."""

    path: Path
    size: int
    modified: int


def files_at(root: Path, path: Path) -> Iterator[Dropped]:
    """The file at a path in the folder `root`, or all files below it where it is a folder.

    Without names that begin with a dot or are of unfinished files, links that lead out of the folder, and what is no
    file; what is gone, or a folder that cannot be opened, has none.
    """
    if path.is_symlink() or not path.is_dir():
        found = file_at(root, path)
        yield from [found] if found else []
        return
    for folder, folders, names in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if found := file_at(root, Path(folder) / name):
                yield found


def file_at(root: Path, path: Path) -> Dropped | None:
    """The file at a path in the folder `root` as it is now, None where none may be read there."""
    if not _may_be_article(path.relative_to(root)):
        return None
    try:
        # A folder that is a link is read under its own name, or is not in here.
        if path.parent.resolve() != path.parent or not path.resolve(strict=True).is_relative_to(root):
            return None
        found = path.stat()
    except (OSError, RuntimeError):  # gone, or links in a circle
        return None
    return Dropped(path, found.st_size, found.st_mtime_ns) if stat.S_ISREG(found.st_mode) else None


def _may_be_article(inner: Path) -> bool:
    return not any(part.startswith(".") for part in inner.parts) and not (
        inner.name.lower().endswith(_UNFINISHED) or inner.name.startswith("~$")
    )
