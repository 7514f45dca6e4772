"""*Context*: the paragraphs around a quote, the quote marked in them."""

from __future__ import annotations

from bot import notices
from bot.context_card import context_card
from bot.desk import Desk
from bot.press import Pressed
from bot.presses.kept import find
from bot.reply import Reply, TurnedDownError
from bot.respond import guild_of, respond


async def show_context(desk: Desk, pressed: Pressed) -> None:
    """The paragraphs around the quote number `argument` of an answer, for the presser's eyes."""
    number = int(pressed.argument or "0")

    async def work() -> Reply:
        exchange = await find(desk, pressed)
        receipt = exchange.content.receipt
        if receipt is None or number >= len(receipt.quotes):
            raise TurnedDownError(notices.gone())
        around = await desk.door.around(receipt.quotes[number])
        return Reply(context_card(around, desk.guilds.of(guild_of(pressed.interaction)).look))

    await respond(desk, pressed.interaction, work, private=True)
