"""Files to drafts: the first step of the flow. `read_paths` and `read_found` are all that others call.

`walk` finds files, `bundles` opens those that hold others, `formats` knows which reader is for which document. In a
folder or a bundle, names that begin with a dot are passed over, and what nobody claimed to be news is *skipped*:
`README*`, other formats, JSON without articles, links that lead out of the folder. A file that is given by its own
name is claimed by that. The path `-` is standard input.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from store.article import Draft, Unreadable
from store.readers.bundles.bundle import open_bundle
from store.readers.document import Document
from store.readers.formats import read_document
from store.readers.stdin import STDIN, stdin_document
from store.readers.walk import walk

__all__ = ["read_found", "read_paths"]


def read_paths(
    paths: Sequence[Path], stdin: BinaryIO | None = None, base: Path | None = None
) -> Iterator[Draft | Unreadable]:
    """The articles in files and folders, in a stable order, read one at a time; never raises for what is in them.

    Sources begin with the resolved name of the folder given, or of the folder around a file given alone:
    `seeds` and `seeds/tram.md` both give `seeds/tram.md`. Below `base` they begin with its name, whatever is given of
    it, so that one file is one source. A member of a bundle has its path inside behind that,
    `news/day.zip/tram.md`; a record of JSON Lines has `#id`, or `#line` without one, and one of a web archive its
    `#address`. `stdin` is read where a path is `-`; without it, the standard input of the process.
    """
    for path in paths:
        if path == STDIN:
            with stdin_document(stdin or sys.stdin.buffer) as document:
                yield from read_found(document)
        else:
            for found in walk([path], base):
                yield from read_found(found)


def read_found(found: Document | Unreadable) -> Iterator[Draft | Unreadable]:
    """The articles in a document or, where it is a bundle, in its members; never raises for what is in it."""
    if isinstance(found, Unreadable):
        yield found
        return
    for document in open_bundle(found):
        if isinstance(document, Unreadable):
            yield document
        else:
            yield from read_document(document)
