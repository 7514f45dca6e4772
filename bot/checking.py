"""Checking a posted message: each quotation in it against the record, a card at a time."""

from __future__ import annotations

import logging

from bot import notices
from bot.check_card import check_card
from bot.desk import Desk
from bot.keeping import kept
from bot.kept.exchanges import Content, Exchange, Place, new_exchange
from bot.press import Press, row
from bot.reply import Reply, TurnedDownError
from store.query import Query
from store.quotecheck.claim import claims_in

log = logging.getLogger(__name__)


async def check_message(desk: Desk, place: Place, words: str) -> Reply:
    """The first quotation of a message, checked; the rest by a button. Raises what the core raises."""
    coverage = await desk.door.coverage()
    content = Content.of(Query(question="check"), coverage, about=words)
    exchange = new_exchange("check", place, content)
    return await check_claim(desk, exchange, 0, buttons=await kept(desk, exchange) is not None)


async def check_claim(desk: Desk, exchange: Exchange, number: int, *, buttons: bool = True) -> Reply:
    """The quotation with this number, counted from 0, of the message of a kept check."""
    claims = claims_in(exchange.content.about or "")
    if number >= len(claims):
        raise TurnedDownError(notices.no_words())
    check = await desk.door.check_quote(claims[number])
    log.info("checked verdict=%s", check.verdict)
    desk.metrics.answered("check", check.verdict)
    view = check_card(check)
    if buttons and len(claims) > 1:
        label = f"Next quotation ({(number + 1) % len(claims) + 1} of {len(claims)})"
        view.add_item(row(Press("claim", exchange.id, str((number + 1) % len(claims)), label=label)))
    return Reply(view, exchange=exchange.id if buttons else None)
