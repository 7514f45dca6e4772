"""When a page was published, where it does not say so in its metadata: `<time>`, the printed line, at last htmldate.

The only module that knows htmldate. Htmldate may not guess: it is shown the page's address and the lines between
headline and story, without sentences and headings, which tell of other days, and without numbers that can be read in
two ways; its search through all text stays off.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from html import escape

from htmldate import find_date

from store.readers.pages.chrome import is_sentence
from store.readers.pages.claims import Claims, claimed_date
from store.readers.pages.markup import Block, Clock, Piece
from store.readers.pages.page_date import find_dates
from store.readers.pages.page_head import publication

ABOVE = 8
"""Blocks above the story that belong to its head: headline, summary, byline, date, share bar, picture."""
_UPDATED = re.compile(r"updat|modif|revis")
_TWO_WAYS = re.compile(r"\b(?:0?[1-9]|1[0-2])[/.-](?:0?[1-9]|1[0-2])[/.-](?:\d{4}|\d\d)\b")


def time_element(clocks: Sequence[Clock], head: range) -> Claims:
    """What `<time datetime>` says: the one marked as the publication's, or the day that all in the head agree on."""
    inside = [clock for clock in clocks if clock.at in head]
    updates = [clock.datetime for clock in inside if _UPDATED.search(clock.names) and not clock.published]
    marked = [clock.datetime for clock in clocks if clock.published]
    others = [clock.datetime for clock in inside if not _UPDATED.search(clock.names)]
    return Claims(voice="time element", published=_agreed(marked) or _agreed(others), updated=_agreed(updates))


def _agreed(texts: Sequence[str]) -> str | None:
    """The first text, where all that can be read name the same day."""
    read = [(text, date) for text in texts if (date := claimed_date(text)).text]
    return read[0][0] if len({date.day for _, date in read}) == 1 else None


def printed_date(blocks: Sequence[Block], head: range) -> Claims:
    """The date line that the head prints, as the pages saved as text have it."""
    lines = [blocks[at].text for at in head]
    dates = find_dates(lines)
    found, _ = publication(dates, len(lines))
    updated = next((line.date.text for line in dates if line.updated), None)
    return Claims(voice="page header", published=found.date.text if found else None, updated=updated)


def searched_date(blocks: Sequence[Block], head: range, url: str | None) -> Claims:
    """What htmldate finds in the page's address, or in the head's elements that are named for a date."""
    known = [blocks[at] for at in head if not blocks[at].heading and not is_sentence(blocks[at].text)]
    found = find_date(_shown(known), extensive_search=False, original_date=True, url=url or "")
    if found is None:
        return Claims(voice="htmldate (page)")
    from_address = url is not None and found.replace("-", "") in re.sub(r"[/_-]", "", url)
    return Claims(voice=f"htmldate ({'address' if from_address else 'page'})", published=found)


def _shown(blocks: Sequence[Block]) -> str:
    """The blocks as a small page of their own, each piece of text under the names that it has."""
    rows = (
        f'<div class="{escape(block.names)}">{"".join(_span(piece) for piece in block.pieces)}</div>'
        for block in blocks
    )
    return f"<html><body>{''.join(rows)}<p></p></body></html>"


def _span(piece: Piece) -> str:
    names = "" if piece.tail else " ".join(filter(None, (piece.element.get("class"), piece.element.get("id"))))
    return f'<span class="{escape(names)}">{escape(_TWO_WAYS.sub(" ", piece.text))}</span>'
