"""*More quotes*: those of an answer that its card had no room for; *Ask again* where the index has changed."""

from __future__ import annotations

from bot.asking import ask, further
from bot.desk import Desk
from bot.press import Pressed
from bot.presses.kept import find, require_current
from bot.reply import Reply
from bot.respond import place_of, respond


async def show_more(desk: Desk, pressed: Pressed) -> None:
    """The next quotes after the first `argument`, for the presser's eyes."""
    shown = int(pressed.argument)

    async def work() -> Reply:
        exchange = await find(desk, pressed)
        await require_current(desk, exchange)
        return await further(desk, place_of(pressed.interaction, private=True), exchange, shown)

    await respond(desk, pressed.interaction, work, private=True)


async def ask_again(desk: Desk, pressed: Pressed) -> None:
    """The same question to the index as it is now, for the presser's eyes."""

    async def work() -> Reply:
        exchange = await find(desk, pressed)
        place = place_of(pressed.interaction, private=True)
        return await ask(desk, place, exchange.content.query, follows=exchange.content.follows)

    await respond(desk, pressed.interaction, work, private=True)
