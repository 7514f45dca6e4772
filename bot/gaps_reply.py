"""The gaps as a reply, a page at a time, with buttons to turn."""

from __future__ import annotations

from bot.desk import Desk
from bot.gaps_card import gaps_card, gaps_pages
from bot.layout import add_rows
from bot.listing_buttons import page_rows
from bot.reply import Reply
from store.receipt import new_id


async def gaps_reply(desk: Desk, page: int) -> Reply:
    """A page of what was declined, as it is now. Raises KeptError."""
    gaps = await desk.gaps()
    view = gaps_card(gaps, page)
    if gaps_pages(gaps) > 1:
        add_rows(view, page_rows("gaps", new_id(), page, gaps_pages(gaps)))
    return Reply(view)
