"""The name in what a feed gives for an author: RSS asks for an e-mail address and lets the name stand in brackets."""

from __future__ import annotations

import re

from store.readers.text import one_line

_ADDRESS = re.compile(r"(?:mailto:)?[^\s@()<>\[\],;:\"]+@[^\s@()<>\[\],;:\"]+", re.IGNORECASE)
_EMPTY = re.compile(r"\(\s*\)|<\s*>|\[\s*\]")
_BRACKETED = re.compile(r"\(((?:[^()]|\([^()]*\))*)\)")
_MARKS = re.compile(r"[()<>\[\]@]")


def name_of(text: str) -> str | None:
    """`Jane Doe` of `jane@wire.example (Jane Doe)`; None where no name is plainly there.

    Text without an address is the name as it stands. Names of several addresses are parted by semicolons.
    """
    bare, addresses = _ADDRESS.subn(" ", text)
    if not addresses:
        return one_line(text) or None
    bare = _EMPTY.sub(" ", bare)
    if not _BRACKETED.sub("", bare).strip(" ,;"):
        bare = "; ".join(_BRACKETED.findall(bare))
    name = one_line(bare).strip(" ,;\"'")
    return None if _MARKS.search(_BRACKETED.sub("", name)) else name or None
