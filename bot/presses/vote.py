"""*Helpful* and *Not helpful*: one opinion a person, the last one counts."""

from __future__ import annotations

from bot import notices
from bot.desk import Desk
from bot.press import Pressed
from bot.presses.kept import find
from bot.reply import Reply
from bot.respond import respond


async def vote(desk: Desk, pressed: Pressed) -> None:
    """Count what the presser thinks of an answer: `argument` is `yes` or `no`."""
    helpful = pressed.argument == "yes"

    async def work() -> Reply:
        exchange = await find(desk, pressed)
        await desk.exchanges.vote(exchange.id, pressed.interaction.user.id, helpful=helpful)
        return Reply(notices.thanks(helpful=helpful))

    await respond(desk, pressed.interaction, work, private=True)
