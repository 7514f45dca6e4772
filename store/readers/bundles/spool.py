"""Streams that can be read once, made into ones that can be opened as often as a reader likes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import BinaryIO, Protocol

from store.readers.bundles.budget import Budget
from store.readers.errors import NotAnArticleError

IN_MEMORY = 2_000_000  # bytes; almost every story, and nothing that would be felt
BLOCK = 65_536  # bytes


class Readable(Protocol):
    """The one thing that is asked of a stream here."""

    def read(self, size: int, /) -> bytes: ...


@contextmanager
def spooled(stream: Readable, limit: int, budget: Budget) -> Iterator[Callable[[], BinaryIO]]:
    """What opens the bytes of `stream` anew, for as long as the block lasts: small ones in memory, large on disk.

    Raises NotAnArticleError where there are more than `limit`, SpentError, and what the stream and the disk raise.
    """
    blocks = _metered(stream, limit, budget)
    start = _start(blocks)
    if len(start) <= IN_MEMORY:
        yield lambda: BytesIO(start)
        return
    with NamedTemporaryFile(prefix="dateline-") as file:
        file.write(start)
        for block in blocks:
            file.write(block)
        file.flush()
        path = Path(file.name)
        yield lambda: path.open("rb")


def _start(blocks: Iterator[bytes]) -> bytes:
    """All, or the first bytes, more than IN_MEMORY."""
    held = bytearray()
    for block in blocks:
        held += block
        if len(held) > IN_MEMORY:
            break
    return bytes(held)


def _metered(stream: Readable, limit: int, budget: Budget) -> Iterator[bytes]:
    total = 0
    while block := stream.read(BLOCK):
        budget.take_bytes(len(block))
        total += len(block)
        if total > limit:
            raise NotAnArticleError(f"it is larger than {limit // 1_000_000:,} MB, too long for one document; split it")
        yield block
