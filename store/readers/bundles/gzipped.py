"""One document packed with gzip (`page.html.gz`, `story.md.gz`): the document without its wrapping."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePath

from store.readers.bundles.budget import Budget
from store.readers.bundles.members import size_limit
from store.readers.bundles.spool import spooled
from store.readers.document import Document
from store.readers.errors import NotAnArticleError
from store.readers.sniff import HEAD_BYTES, extension_of, is_json_lines

BROKEN_GZIP = (EOFError, gzip.BadGzipFile, zlib.error)
"""What Python lets out for gzip data that is cut short or damaged."""


def read_gzip(bundle: Document, budget: Budget) -> Iterator[Document]:
    """The document inside, under the same source and a name without `.gz`; good until the next is asked for.

    Raises NotAnArticleError where it is no gzip file or is damaged, SpentError and OSError.
    """
    name = bundle.name[: -len(".gz")] if bundle.name.casefold().endswith(".gz") else bundle.name
    budget.take_member()
    try:
        with bundle.open() as raw, gzip.GzipFile(fileobj=raw) as stream:
            limit = size_limit(name if PurePath(name).suffix else f"{name}{packed_extension(bundle) or ''}")
            with spooled(stream, limit, budget) as opened:
                yield replace(bundle, name=name, open=opened)
    except BROKEN_GZIP:
        raise NotAnArticleError("the gzip data is cut short or damaged; fetch the file again") from None


def packed_extension(document: Document) -> str | None:
    """The extension that fits what a gzip file holds, `.jsonl` for JSON Lines; None where it cannot be told.

    Raises OSError.
    """
    head = _head(document)
    found = extension_of(head)
    return ".jsonl" if found == ".json" and is_json_lines(head) else found


def _head(document: Document) -> bytes:
    """The first bytes inside, as far as they can be unpacked."""
    head = b""
    with document.open() as raw, gzip.GzipFile(fileobj=raw) as stream:
        try:
            while len(head) < HEAD_BYTES and (more := stream.read1(HEAD_BYTES - len(head))):
                head += more
        except BROKEN_GZIP:
            return head
    return head
