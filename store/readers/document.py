"""A document: bytes that may hold articles, from wherever they came, and what their carrier says about them."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO

MAX_NAME = 500  # characters of the id that a record or item gives itself


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """One file, member of a bundle or reply of a server, before anybody looked into it.

    `source` is what the archive calls it; `name` is a file name whose extension may tell the format. `open` gives a
    new stream at the first byte, as often as it is called; it may raise OSError. `named` is set where somebody asked
    for this very document, not for a folder or bundle around it: then it is claimed to be news. `url`, `media_type`
    (`text/html`, without parameters) and `charset` are what a server said, None where there was none.
    """

    source: str
    name: str
    open: Callable[[], BinaryIO]
    named: bool = False
    url: str | None = None
    media_type: str | None = None
    charset: str | None = None

    def read(self, limit: int) -> bytes | None:
        """All bytes; None where there are more than `limit`. Raises OSError."""
        with self.open() as stream:
            data = stream.read(limit + 1)
        return None if len(data) > limit else data

    def size(self) -> int:
        """How many bytes there are. Raises OSError."""
        with self.open() as stream:
            return stream.seek(0, os.SEEK_END)

    @staticmethod
    def of(data: bytes, source: str, name: str, *, named: bool = False) -> Document:
        """A document that is already in memory."""
        return Document(source=source, name=name, open=lambda: BytesIO(data), named=named)


def part_of(source: str, name: str | None, number: int) -> str:
    """What the archive calls an article inside a document: its source and `#name`, or `#number` without one."""
    usable = name is not None and 0 < len(name) <= MAX_NAME and name.isprintable()
    return f"{source}#{name if usable else number}"
