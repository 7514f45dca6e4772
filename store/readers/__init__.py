"""Files to drafts: the first step of the flow. `read_paths` is all that others call.

`walk` finds documents, `formats` knows which reader is for which. In a folder, names that begin with a dot are
passed over, and what nobody claimed to be news is *skipped*: `README*`, other formats, JSON without articles, links
that lead out of the folder. A file that is given by its own name is claimed by that.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from store.article import Draft, Unreadable
from store.readers.formats import read_document
from store.readers.walk import walk

__all__ = ["read_paths"]


def read_paths(paths: Sequence[Path]) -> Iterator[Draft | Unreadable]:
    """The articles in files and folders, in a stable order, read one at a time; never raises for what is in them.

    Sources begin with the resolved name of the folder given, or of the folder around a file given alone:
    `seeds` and `seeds/tram.md` both give `seeds/tram.md`. A record of JSON Lines has `#id`, or `#line` without one.
    """
    for found in walk(paths):
        if isinstance(found, Unreadable):
            yield found
        else:
            yield from read_document(found)
