"""*Share*: a private answer shown to everyone in the channel, by whoever asked for it."""

from __future__ import annotations

from bot import notices
from bot.asking import answer_reply
from bot.audience import audience_of
from bot.desk import Desk
from bot.press import Pressed
from bot.presses.kept import find, is_owner, require_current
from bot.reply import Reply, TurnedDownError
from bot.respond import place_of, respond


async def share(desk: Desk, pressed: Pressed) -> None:
    """The same answer as a message for all. Only who asked can press it; nobody else sees the button."""
    audience = audience_of(desk, pressed.interaction, private=False)

    async def work() -> Reply:
        exchange = await find(desk, pressed)
        if not is_owner(exchange, pressed):
            raise TurnedDownError(notices.not_yours())
        if audience.private:
            raise TurnedDownError(notices.not_here())
        await require_current(desk, exchange)
        answer = await desk.door.ask(exchange.content.query)
        return await answer_reply(desk, place_of(pressed.interaction, private=False), answer)

    await respond(desk, pressed.interaction, work, private=audience.private, note=audience.note)
