"""Which blocks of a page are its story, as trafilatura sees it. The only module that knows trafilatura.

Trafilatura chooses; the words stay the page's own. Each piece of text is marked before, with one character that no
page uses, and a block belongs to the story when the pieces that came back with their marks hold most of it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from trafilatura import bare_extraction

from store.readers.markup import MAX_PIECES, Block, Markup, Piece

# The last private plane, which is larger than MAX_PIECES. A page's own characters of it are hidden for the while.
_FIRST_MARK = 0x100000
_MARK = re.compile("[\U00100000-\U0010ffff]")
assert _FIRST_MARK + MAX_PIECES <= 0x10FFFF


def story_blocks(page: Markup) -> tuple[int, ...]:
    """The numbers of the blocks that are the story, in the page's order; none where no story can be told apart."""
    pieces = [piece for block in page.blocks for piece in block.pieces]
    for number, piece in enumerate(pieces):
        _write(piece, chr(_FIRST_MARK + number) + _MARK.sub("", piece.text))
    try:
        kept = _kept(page, precise=True) or _kept(page, precise=False)
    finally:
        for piece in pieces:
            _write(piece, piece.text)
    return tuple(_mostly(page.blocks, kept))


def _write(piece: Piece, text: str) -> None:
    if piece.tail:
        piece.element.tail = text
    else:
        piece.element.text = text


def _kept(page: Markup, *, precise: bool) -> frozenset[int]:
    # It copies the tree; what we gave it stays as it is.
    found = bare_extraction(page.tree, include_comments=False, favor_precision=precise)
    if found is None or isinstance(found, dict):
        return frozenset()
    return frozenset(ord(mark) - _FIRST_MARK for text in found.body.itertext() for mark in _MARK.findall(str(text)))


def _mostly(blocks: Sequence[Block], kept: frozenset[int]) -> list[int]:
    found: list[int] = []
    number = 0
    for at, block in enumerate(blocks):
        lengths = [len(piece.text.strip()) for piece in block.pieces]
        told = sum(length for offset, length in enumerate(lengths) if number + offset in kept)
        if told * 2 > sum(lengths):
            found.append(at)
        number += len(lengths)
    return found
