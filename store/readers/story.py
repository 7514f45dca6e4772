"""The story of a web page: its paragraphs, captions and credits, out of the blocks that the extraction chose.

What the extraction lets through that is not the story is taken out by the same rules as on pages saved as text
(`chrome`, `wire`), and by what only a page in HTML tells: headings, links, captions, boxes named for a newsletter.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from store.readers.chrome import ends_story, is_caption, is_chrome, is_sentence, is_trust_line, opens_aside
from store.readers.extraction import story_blocks
from store.readers.markup import Block, Markup
from store.readers.page_date import find_dates
from store.readers.page_head import byline_of
from store.readers.web_date import ABOVE
from store.readers.wire import correction_notice, is_credit, read_lead

_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_CAPTION = re.compile(r"caption")
_MAX_CAPTION = 700  # characters, as in `chrome`
_BOX = re.compile(r"newsletter|\brelated\b|related-|read-?more|\bpromo\b|\bshare|social-share|disclaimer-affiliate")


@dataclass(frozen=True, slots=True)
class Story:
    """`head` are the numbers of the blocks that stand between the headline, or a little above, and the story."""

    body: tuple[str, ...]
    captions: tuple[str, ...]
    credits: tuple[str, ...]
    byline: tuple[str, ...]
    head: range


def find_story(page: Markup, headline: str | None) -> Story:
    """The story of a page under `headline`; an empty one where the extraction finds none."""
    blocks = page.blocks
    chosen = [at for at in story_blocks(page) if not _is_caption(blocks[at])]
    opening = next((at for at in chosen if _opens(blocks[at])), None)
    if opening is None:
        return Story((), (), (), (), range(0))
    top = _top(blocks, opening, headline)
    body: list[int] = []
    credits: list[str] = []
    for at in chosen:
        block = blocks[at]
        if is_trust_line(block.text):
            break
        if is_credit(block.text):
            credits.append(block.text)
        elif credits:
            break
        elif at >= opening and _belongs(block, headline):
            body.append(at)
    end = body[-1] if body else opening
    while body and _trails(blocks[body[-1]]):
        body.pop()
    captions = [blocks[at].text for at in range(top, end + 1) if _is_caption(blocks[at])]
    head = range(top, opening)
    byline = next((names for at in head if (names := _signed(blocks[at].text))), ())
    credits.extend(blocks[at].text for at in range(end + 1, len(blocks)) if not credits and is_credit(blocks[at].text))
    return Story(
        body=tuple(blocks[at].text for at in body),
        captions=tuple(dict.fromkeys(captions)),
        credits=tuple(credits),
        byline=byline,
        head=head,
    )


def _opens(block: Block) -> bool:
    """Whether a block can be a story's first: what stands above it is headline, summary, byline, date."""
    if block.tag in _HEADINGS or byline_of(block.text) or is_chrome(block.text) or find_dates([block.text]):
        return False
    lead = read_lead(block.text)
    return bool(is_sentence(block.text) or lead.agency or lead.place or correction_notice(block.text))


def _top(blocks: Sequence[Block], opening: int, headline: str | None) -> int:
    """Where the head begins: at the headline above the story, else ABOVE blocks above it."""
    lowest = max(0, opening - 4 * ABOVE)
    heads = (at for at in range(opening - 1, lowest - 1, -1) if blocks[at].tag == "h1" or blocks[at].text == headline)
    return max(0, next(heads, opening - ABOVE) - 2)


def _is_caption(block: Block) -> bool:
    if len(block.text) > _MAX_CAPTION:
        return False
    return "figcaption" in block.within or _CAPTION.search(block.names) is not None or is_caption(block.text)


def _belongs(block: Block, headline: str | None) -> bool:
    text = block.text
    if text == headline or block.tag == "h1" or is_chrome(text) or ends_story(text) or opens_aside(text):
        return False
    return not _BOX.search(block.names) and not (_is_link(block) and not is_sentence(text))


def _is_link(block: Block) -> bool:
    """Whether every word of a block is a link: another story's headline, a topic, a button."""
    return all(piece.linked for piece in block.pieces)


def _trails(block: Block) -> bool:
    """Whether a last block is the title of a list that follows the story."""
    return block.tag in _HEADINGS


def _signed(text: str) -> tuple[str, ...]:
    return byline_of(text) if text.startswith(("By ", "BY ", "by ")) else ()
