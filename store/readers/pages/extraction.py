"""Which blocks of a page are its story, as trafilatura sees it. The only module that knows trafilatura.

Trafilatura chooses; the words stay the page's own. Each piece of text is marked before, with one character that no
page uses, and a block belongs to the story when the pieces that came back with their marks hold most of it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from copy import deepcopy

from trafilatura import bare_extraction

from store.readers.pages.markup import MAX_PIECES, Block, Markup, Tree

# The last private plane, which is larger than MAX_PIECES. A page's own characters of it are not shown to trafilatura,
# nor are those that no XML tree may hold.
_FIRST_MARK = 0x100000
_MARK = re.compile("[\U00100000-\U0010ffff]")
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\U00100000-\U0010ffff]")
assert _FIRST_MARK + MAX_PIECES <= 0x10FFFF


def story_blocks(page: Markup) -> tuple[int, ...]:
    """The numbers of the blocks that are the story, in the page's order; none where no story can be told apart."""
    marked = _marked(page)
    return tuple(_mostly(page.blocks, _kept(marked, precise=True) or _kept(marked, precise=False)))


def _marked(page: Markup) -> Tree:
    """A copy of the page's tree in which each piece of text begins with its own mark."""
    tree = deepcopy(page.tree)
    copies = dict(zip(page.tree.iter(), tree.iter(), strict=True))
    for number, piece in enumerate(piece for block in page.blocks for piece in block.pieces):
        text = chr(_FIRST_MARK + number) + _UNFIT.sub("", piece.text)
        if piece.tail:
            copies[piece.element].tail = text
        else:
            copies[piece.element].text = text
    return tree


def _kept(tree: Tree, *, precise: bool) -> frozenset[int]:
    found = bare_extraction(tree, include_comments=False, favor_precision=precise)
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
