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
from store.readers.sniff import HEAD_BYTES, extension_of

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
    """The extension that fits what a gzip file holds; None where it cannot be told. Raises OSError."""
    try:
        with document.open() as raw, gzip.GzipFile(fileobj=raw) as stream:
            return extension_of(stream.read(HEAD_BYTES))
    except BROKEN_GZIP:
        return None
