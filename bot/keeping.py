"""Keeping an exchange before its card is made: without it the reply goes out all the same, only without buttons."""

from __future__ import annotations

import logging

from bot.desk import Desk
from bot.kept.exchanges import Exchange
from bot.kept.tables import KeptError

log = logging.getLogger(__name__)


async def kept(desk: Desk, exchange: Exchange) -> Exchange | None:
    """The exchange, once it is kept; None where nothing can be kept, which the log tells."""
    try:
        await desk.exchanges.keep(exchange)
    except KeptError as error:
        log.error("answered without buttons kind=%s: %s", exchange.kind, error)
        return None
    return exchange
