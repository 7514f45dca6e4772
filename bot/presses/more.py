"""*More quotes*: those of an answer that its card had no room for; *Ask again* where the index has changed."""

from __future__ import annotations

from dataclasses import replace

from bot import notices
from bot.asking import ask, keep_answer
from bot.cards import more_card
from bot.desk import Desk
from bot.press import Pressed
from bot.presses.kept import find, require_current
from bot.reply import Reply, TurnedDownError
from bot.respond import guild_of, place_of, respond
from store.query import MAX_LIMIT


async def show_more(desk: Desk, pressed: Pressed) -> None:
    """The next quotes after the first `argument`, for the presser's eyes."""
    shown = int(pressed.argument)
    look = desk.guilds.of(guild_of(pressed.interaction)).look

    async def work() -> Reply:
        exchange = await find(desk, pressed)
        await require_current(desk, exchange)
        query = exchange.content.query
        answer = await desk.door.ask(replace(query, limit=min(shown + look.quotes + 1, MAX_LIMIT)))
        if len(answer.quotes) <= shown:
            raise TurnedDownError(notices.no_more())
        further = replace(answer, quotes=answer.quotes[shown : shown + look.quotes])
        place = place_of(pressed.interaction, private=True)
        kept = await keep_answer(desk, place, further, follows=exchange.content.follows)
        return Reply(more_card(answer, kept, shown, look), exchange=kept.id if kept else None)

    await respond(desk, pressed.interaction, work, private=True)


async def ask_again(desk: Desk, pressed: Pressed) -> None:
    """The same question to the index as it is now, for the presser's eyes."""

    async def work() -> Reply:
        exchange = await find(desk, pressed)
        place = place_of(pressed.interaction, private=True)
        return await ask(desk, place, exchange.content.query, follows=exchange.content.follows)

    await respond(desk, pressed.interaction, work, private=True)
