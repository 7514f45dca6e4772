"""The story of a web page: its paragraphs, captions and credits, out of the blocks that the extraction chose.

What the extraction lets through that is not the story is taken out by the same rules as on pages saved as text
(`chrome`, `wire`), and by what only a page in HTML tells: headings, links, captions, boxes named for a newsletter.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from store.readers.pages.chrome import (
    MAX_LINE,
    ends_story,
    is_caption,
    is_chrome,
    is_sentence,
    is_trust_line,
    opens_aside,
)
from store.readers.pages.extraction import story_blocks
from store.readers.pages.markup import Block, Markup
from store.readers.pages.page_date import find_dates
from store.readers.pages.page_head import byline_of
from store.readers.pages.web_date import ABOVE
from store.readers.standing import is_notice
from store.readers.wire import is_credit

_CAPTION = re.compile(r"caption")
_NEWSLETTER = re.compile(r"(?:^|[\s_-])newsletter")
_BOX = re.compile(r"(?:^|[\s_-])(?:related|read-?more|promo|share|sharing|social|disclaimer)(?:$|[\s_-])")


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
    chosen = [at for at in _completed(blocks, story_blocks(page)) if not _is_caption(blocks[at])]
    opening = next((at for at in chosen if _opens(blocks[at], headline)), None)
    if opening is None or not any(is_sentence(blocks[at].text) for at in chosen):
        return Story((), (), (), (), range(0))
    top = _top(blocks, opening, headline)
    chosen, opening = _with_notices(blocks, chosen, top, opening)
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
    while body and blocks[body[-1]].heading:
        body.pop()  # the title of a list that follows the story
    captions = [blocks[at].text for at in range(top, end + 1) if _is_caption(blocks[at]) and not blocks[at].linked]
    head = range(top, opening)
    byline = next((names for at in head if (names := _signed(blocks[at].text))), ())
    credits.extend(blocks[at].text for at in range(end + 1, len(blocks)) if not credits and is_credit(blocks[at].text))
    return Story(
        body=tuple(blocks[at].text for at in body),
        captions=tuple(dict.fromkeys(text for text in captions if not is_chrome(text))),
        credits=tuple(credits),
        byline=byline,
        head=head,
    )


def _with_notices(blocks: Sequence[Block], chosen: list[int], top: int, opening: int) -> tuple[list[int], int]:
    """The chosen blocks and the opening, with the notices around them, which are too short for the extraction.

    `STORY WITHDRAWN` or `EMBARGOED UNTIL …` above a story must not be lost.
    """
    around = range(top, min(len(blocks), chosen[-1] + 3))
    notices = [at for at in around if is_notice(blocks[at].text) and blocks[at].tag != "h1" and not blocks[at].linked]
    return sorted({*chosen, *notices}), min([opening, *notices])


def _completed(blocks: Sequence[Block], chosen: Sequence[int]) -> list[int]:
    """The chosen blocks with the sentences right beside them that stand in the very same place of the page.

    The extraction measures each paragraph by itself, and lets short or much linked ones go.
    """
    found = set(chosen)
    for step in (1, -1):
        for at in sorted(found, reverse=step < 0):
            beside = at + step
            while 0 <= beside < len(blocks) and beside not in found and _alike(blocks[at], blocks[beside]):
                found.add(beside)
                beside += step
    return sorted(found)


def _alike(block: Block, other: Block) -> bool:
    same = block.tag == other.tag and block.names == other.names != ""
    return same and is_sentence(other.text) and not other.linked


def _opens(block: Block, headline: str | None) -> bool:
    """Whether a block can be a story's first: what stands above it is headline, summary, byline, date, labels."""
    if block.heading or block.text == headline:
        return False
    return not (byline_of(block.text) or is_chrome(block.text) or find_dates([block.text]))


def _top(blocks: Sequence[Block], opening: int, headline: str | None) -> int:
    """Where the head begins: at the headline above the story, else ABOVE blocks above it."""
    lowest = max(0, opening - 4 * ABOVE)
    heads = (at for at in range(opening - 1, lowest - 1, -1) if blocks[at].tag == "h1" or blocks[at].text == headline)
    return max(0, next(heads, opening - ABOVE) - 2)


def _is_caption(block: Block) -> bool:
    if len(block.text) > MAX_LINE:
        return False
    return "figcaption" in block.within or _CAPTION.search(block.names) is not None or is_caption(block.text)


def _belongs(block: Block, headline: str | None) -> bool:
    text = block.text
    if text == headline or block.tag == "h1" or is_chrome(text) or ends_story(text) or opens_aside(text):
        return False
    if _NEWSLETTER.search(block.names):
        return False
    return is_sentence(text) or not (block.linked or _BOX.search(block.names))


def _signed(text: str) -> tuple[str, ...]:
    return byline_of(text) if text.startswith(("By ", "BY ", "by ")) else ()
