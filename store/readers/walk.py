"""Which files stand behind the paths that were given, and what each is called in the archive."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path

from store.article import Unreadable
from store.readers.document import Document


def walk(paths: Sequence[Path], base: Path | None = None) -> Iterator[Document | Unreadable]:
    """The files of `paths` in the order given; a folder's in the order of their names, its sub-folders after them.

    What is below the folder `base` is called as if that folder was given.
    """
    root = base.resolve() if base else None
    for path in paths:
        try:
            given = path.resolve()
            mode = given.stat().st_mode
        except (OSError, RuntimeError, ValueError) as error:
            # resolve() raises RuntimeError for links in a circle, ValueError for a NUL in the name.
            yield Unreadable(printable(str(path)), f"the path cannot be opened ({why(error)}); check its spelling")
            continue
        if stat.S_ISDIR(mode):
            yield from _folder(given, root if root and given.is_relative_to(root) else given)
        else:
            folder = path.absolute().parent.resolve()
            within = root if root and folder.is_relative_to(root) else folder
            yield _file(path, _source(within, folder / path.name), mode, named=True)


def printable(name: str) -> str:
    """A file name as one line of UTF-8 text: bytes that are none, and control characters, as escapes."""
    text = os.fsencode(name).decode("utf-8", "backslashreplace")
    return "".join(c if c.isprintable() or c == " " else c.encode("unicode_escape").decode("ascii") for c in text)


def _folder(start: Path, root: Path) -> Iterator[Document | Unreadable]:
    errors: list[OSError] = []
    empty = True
    for folder, folders, names in os.walk(start, onerror=errors.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        linked = [name for name in folders if (Path(folder) / name).is_symlink()]
        for name in sorted([*(name for name in names if not name.startswith(".")), *linked]):
            empty = False
            yield _entry(root, Path(folder) / name)
    for error in errors:
        where = Path(os.fsdecode(error.filename))
        yield Unreadable(
            _source(root, where), f"the folder cannot be opened ({why(error)}); check that it is there and may be read"
        )
    if empty and not errors:
        yield Unreadable(
            _source(root, start) or printable(str(start)), "there is no file in this folder; check the path"
        )


def _entry(root: Path, path: Path) -> Document | Unreadable:
    source = _source(root, path)
    try:
        if path.is_symlink():
            target = path.resolve(strict=True)
            if not target.is_relative_to(root):
                reason = "this link leads out of the folder, so it was not followed; index its target by name"
                return Unreadable(source, reason, "skipped")
            if target.is_dir():
                return Unreadable(source, "this link leads to a folder that is read under its own name", "skipped")
        mode = path.stat().st_mode
    except (OSError, RuntimeError) as error:
        return Unreadable(
            source, f"the file cannot be opened ({why(error)})", "skipped" if path.is_symlink() else "failed"
        )
    return _file(path, source, mode, named=False)


def _file(path: Path, source: str, mode: int, *, named: bool) -> Document | Unreadable:
    if stat.S_ISREG(mode):
        return Document(source=source, name=path.name, open=lambda: path.open("rb"), named=named)
    return Unreadable(
        source, "this is a device or a pipe, not a file; save the article as a file", "failed" if named else "skipped"
    )


def _source(root: Path, path: Path) -> str:
    inner = "" if path == root else path.relative_to(root).as_posix()
    return printable("/".join(part for part in (root.name, inner) if part))


def why(error: Exception) -> str:
    """What the system says is wrong with a file, for the middle of a sentence."""
    reason = error.strerror if isinstance(error, OSError) and error.strerror else "the name cannot be used"
    return reason[0].lower() + reason[1:]
