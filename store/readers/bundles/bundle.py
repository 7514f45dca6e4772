"""Bundles: files that hold documents. Which they are, and the documents in them, also in bundles inside bundles.

- `.zip` (`zipped`)
- `.tar`, `.tar.gz`, `.tgz`, `.tar.bz2`, `.tbz2` (`tarred`)
- `.warc`, `.warc.gz` (`warc`)
- any other `.gz`, which holds one document (`gzipped`); JSON Lines are unpacked by their own reader, as a stream.

A name that tells nothing is settled by what is inside (`sniff`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import PurePath

from store.article import Unreadable
from store.readers.bundles.budget import MAX_DEPTH, Budget, SpentError
from store.readers.bundles.gzipped import packed_extension, read_gzip
from store.readers.bundles.tarred import read_tar
from store.readers.bundles.warc import read_warc
from store.readers.bundles.zipped import read_zip
from store.readers.document import Document
from store.readers.errors import NotAnArticleError
from store.readers.formats import EXTENSIONS
from store.readers.sniff import HEAD_BYTES, extension_of
from store.readers.walk import why

Opener = Callable[[Document, Budget], Iterator[Document | Unreadable]]

_OPENERS: dict[str, Opener] = {
    **dict.fromkeys((".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tbz2"), read_tar),
    **dict.fromkeys((".warc", ".warc.gz"), read_warc),
    ".zip": read_zip,
    ".gz": read_gzip,
}
BUNDLES = tuple(_OPENERS)
_READ_PACKED = (".tar", ".warc", ".jsonl")  # as streams, so that what is cut short gives what comes before
_TOO_DEEP = f"it stands in a bundle in a bundle, {MAX_DEPTH} deep; unpack the outer ones"


def open_bundle(document: Document) -> Iterator[Document | Unreadable]:
    """The documents inside, each good until the next is asked for; or the document itself, where it is no bundle.

    Never raises for what is in it.
    """
    try:
        yield from _open(document, None, 0)
    except SpentError as error:
        yield Unreadable(document.source, str(error))
    except OSError as error:
        yield Unreadable(document.source, f"the file cannot be opened ({why(error)})")


def _open(document: Document, budget: Budget | None, depth: int) -> Iterator[Document | Unreadable]:
    document = _told(document)
    opener = _opener(document, inside=depth > 0)
    if opener is None:
        yield document
    elif depth == MAX_DEPTH:
        yield Unreadable(document.source, _TOO_DEEP)
    else:
        yield from _members(document, opener, budget or Budget(document.size()), depth)


def _members(document: Document, opener: Opener, budget: Budget, depth: int) -> Iterator[Document | Unreadable]:
    empty = True
    try:
        for member in opener(document, budget):
            empty = False
            if isinstance(member, Unreadable):
                yield member
            else:
                yield from _open(member, budget, depth + 1)
    except NotAnArticleError as error:
        yield Unreadable(document.source, str(error))
        return
    if empty:
        yield Unreadable(
            document.source, "there is nothing to read in this bundle", "failed" if document.named else "skipped"
        )


def _opener(document: Document, *, inside: bool) -> Opener | None:
    name = document.name.casefold()
    if name.endswith(EXTENSIONS) and not (inside and name.endswith(".gz")):
        return None
    fitting = max((extension for extension in BUNDLES if name.endswith(extension)), key=len, default=None)
    return _OPENERS[fitting] if fitting else None


def _told(document: Document) -> Document:
    """The document with an extension that fits what is in it, where its name has none that is known."""
    name = document.name.casefold()
    if name.endswith((*EXTENSIONS, *BUNDLES)) or (PurePath(name).suffix and not document.named):
        return document
    with document.open() as stream:
        extension = extension_of(stream.read(HEAD_BYTES))
    if extension == ".gz":
        inside = packed_extension(document) or ""
        extension = f"{inside}.gz" if inside in _READ_PACKED else ".gz"
    # In a folder, text without an extension is a licence or a Makefile more often than news.
    if extension is None or (extension == ".txt" and not document.named):
        return document
    return replace(document, name=f"{document.name}{extension}")
