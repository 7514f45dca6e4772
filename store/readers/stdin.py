"""Standard input as a document."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import BinaryIO

from store.article import Unreadable
from store.readers.bundles.budget import MAX_STREAMED_BYTES, Budget
from store.readers.bundles.spool import spooled
from store.readers.document import Document
from store.readers.errors import NotAnArticleError
from store.readers.walk import why

STDIN = Path("-")
_NAME = "standard input"
_DIGITS = 12  # hex digits of SHA-256; two of a million inputs share them with a chance of 1 in 500


@contextmanager
def stdin_document(stream: BinaryIO) -> Iterator[Document | Unreadable]:
    """All that `stream` gives, as a document that is good for as long as the block lasts, or why it is none.

    The source is `standard input` and the beginning of the SHA-256 of what was read: another story that is piped in
    later is another article, not a new version of this one. The format is settled by what is inside.
    """
    with ExitStack() as stack:
        yield _read(stream, stack)


def _read(stream: BinaryIO, stack: ExitStack) -> Document | Unreadable:
    digest = _Digest(stream)
    try:
        opened = stack.enter_context(spooled(digest, MAX_STREAMED_BYTES, Budget(MAX_STREAMED_BYTES)))
    except NotAnArticleError as error:
        return Unreadable(_NAME, str(error))
    except OSError as error:
        return Unreadable(_NAME, f"it cannot be read ({why(error)})")
    if digest.size == 0:
        return Unreadable(_NAME, "it is empty; pipe an article or an archive of articles in")
    return Document(source=f"{_NAME} {digest.text}", name=_NAME, open=opened, named=True)


class _Digest:
    """A stream that counts and hashes what is read from it."""

    def __init__(self, raw: BinaryIO) -> None:
        self._raw = raw
        self._hash = hashlib.sha256()
        self.size = 0

    def read(self, size: int) -> bytes:
        data = self._raw.read(size)
        self._hash.update(data)
        self.size += len(data)
        return data

    @property
    def text(self) -> str:
        return self._hash.hexdigest()[:_DIGITS]
