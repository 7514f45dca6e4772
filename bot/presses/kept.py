"""The exchange behind a button: found, the presser's own where it must be, and of the index that answers now."""

from __future__ import annotations

from bot import notices
from bot.desk import Desk
from bot.kept.exchanges import Exchange
from bot.press import Pressed
from bot.reply import TurnedDownError


async def find(desk: Desk, pressed: Pressed) -> Exchange:
    """The exchange. Raises TurnedDownError where it is gone, or somebody else's private one."""
    exchange = await desk.exchanges.find(pressed.exchange)
    if exchange is None or (exchange.place.private and not is_owner(exchange, pressed)):
        raise TurnedDownError(notices.gone())
    return exchange


def is_owner(exchange: Exchange, pressed: Pressed) -> bool:
    """Whether the presser is who asked."""
    return exchange.place.person == pressed.interaction.user.id


async def require_current(desk: Desk, exchange: Exchange) -> None:
    """Raises TurnedDownError, with the offer to ask again, where the index has changed since the exchange."""
    coverage = await desk.door.coverage()
    if (coverage.generation, coverage.built) != (exchange.content.generation, exchange.content.built):
        content, language = exchange.content, desk.guilds.of(exchange.place.guild).language
        raise TurnedDownError(notices.older_index(exchange.id, content.generation, content.built, language))
