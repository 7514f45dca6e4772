"""What the members of a bundle are called in the archive, and which of them are passed over as in a folder."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import PurePosixPath

from store.readers.bundles.budget import MAX_MEMBER_BYTES, MAX_STREAMED_BYTES
from store.readers.errors import NotAnArticleError
from store.readers.walk import printable

MAX_NAME = 1_000  # characters; file systems allow 255 a part, and a longer path is made to fill memory
_DRIVE = re.compile(r"[A-Za-z]:")
_STREAMED = (".jsonl", ".ndjson", ".zip", ".tar", ".gz", ".tgz", ".bz2", ".tbz2", ".warc")


class MemberNames:
    """The sources of one bundle's members; the second member of one name is `name (2)`."""

    def __init__(self, bundle: str, between: str = "/") -> None:
        self._bundle = bundle
        self._between = between
        self._seen: Counter[str] = Counter()

    def source(self, name: str) -> str:
        """The source of the next member of this name; a very long name is cut."""
        short = name if len(name) <= MAX_NAME else f"{name[:MAX_NAME]}…"
        self._seen[short] += 1
        times = self._seen[short]
        return f"{self._bundle}{self._between}{printable(short)}" + (f" ({times})" if times > 1 else "")


def inner_path(name: str) -> PurePosixPath:
    """The path that a member's name means inside its bundle; nothing is ever written there.

    Raises NotAnArticleError for a name that no honest packer writes.
    """
    if "\0" in name:
        raise NotAnArticleError("its name holds a NUL character, so it was not read; pack it under another name")
    if len(name) > MAX_NAME:
        raise NotAnArticleError(f"its name is longer than {MAX_NAME:,} characters, so it was not read; shorten it")
    path = PurePosixPath(name.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts or _DRIVE.match(name):
        raise NotAnArticleError("its name leads out of the bundle, so it was not read; pack it under a plain name")
    return path


def is_passed_over(path: PurePosixPath) -> bool:
    """Whether a member is hidden, or what macOS adds to every archive."""
    return any(part.startswith(".") or part == "__MACOSX" for part in path.parts)


def size_limit(name: str) -> int:
    """How many bytes a member of this name may unpack to: more where it is read as a stream."""
    return MAX_STREAMED_BYTES if name.casefold().endswith(_STREAMED) else MAX_MEMBER_BYTES
