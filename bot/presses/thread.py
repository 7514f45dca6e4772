"""*Open thread*: a place of its own for going on with an answer."""

from __future__ import annotations

import discord

from bot import notices
from bot.desk import Desk
from bot.escape import displayable
from bot.press import Pressed
from bot.presses.kept import find, is_owner
from bot.reply import Reply, TurnedDownError
from bot.respond import respond

NAME = 90  # of the 100 characters that Discord takes
_THERE_ALREADY = 160004


async def open_thread(desk: Desk, pressed: Pressed) -> None:
    """Open a thread under the answer and say in it how to go on. Only the asker may."""

    async def work() -> Reply:
        exchange = await find(desk, pressed)
        if not is_owner(exchange, pressed):
            raise TurnedDownError(notices.not_yours())
        message = pressed.interaction.message
        if message is None or not pressed.interaction.app_permissions.create_public_threads:
            raise TurnedDownError(notices.no_thread())
        thread = await _opened(message, exchange.content.query.question)
        await thread.send(view=notices.in_thread(exchange.id))
        return Reply(notices.thread(thread.id))

    await respond(desk, pressed.interaction, work, private=True)


async def _opened(message: discord.Message, question: str) -> discord.Thread:
    name = " ".join(displayable(question).split())[:NAME] or "Follow-up"
    try:
        return await message.create_thread(name=name, auto_archive_duration=1440)
    except discord.Forbidden:
        raise TurnedDownError(notices.no_thread()) from None
    except discord.HTTPException as error:
        if error.code != _THERE_ALREADY:
            raise
        raise TurnedDownError(notices.thread(message.id)) from None
