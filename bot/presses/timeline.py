"""*Timeline*: what happened when on the topic of an answer."""

from __future__ import annotations

from bot.desk import Desk
from bot.looking import look_up
from bot.press import Pressed
from bot.presses.kept import find
from bot.reply import Reply
from bot.respond import place_of, respond


async def show_timeline(desk: Desk, pressed: Pressed) -> None:
    """The timeline of what was asked, for the presser's eyes; its filters stay."""

    async def work() -> Reply:
        exchange = await find(desk, pressed)
        return await look_up(desk, place_of(pressed.interaction, private=True), "timeline", exchange.content.query)

    await respond(desk, pressed.interaction, work, private=True)
