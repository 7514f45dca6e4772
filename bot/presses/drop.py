"""The buttons that remove one thing that narrows a question: its days, its publisher, the topic that it follows."""

from __future__ import annotations

from dataclasses import replace
from typing import cast

from bot.asking import ask
from bot.desk import Desk
from bot.press import Pressed
from bot.presses.kept import find, is_owner
from bot.reply import Reply
from bot.respond import place_of, respond_in_place
from store.taken import PartKey


async def drop(desk: Desk, pressed: Pressed) -> None:
    """Ask again without the part named by `argument`: in place for the asker, beside it for anyone else."""

    async def work() -> Reply:
        exchange = await find(desk, pressed)
        query = exchange.content.query.without_part(cast(PartKey, pressed.argument))
        own = is_owner(exchange, pressed)
        place = exchange.place if own else place_of(pressed.interaction, private=True)
        return replace(await ask(desk, place, query, follows=exchange.content.follows), beside=not own)

    await respond_in_place(desk, pressed.interaction, work)
