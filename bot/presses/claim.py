"""*Next quotation*: another of the quotations in a message that was checked."""

from __future__ import annotations

from bot.checking import check_claim
from bot.desk import Desk
from bot.press import Pressed
from bot.presses.kept import find, is_owner
from bot.reply import Reply
from bot.respond import respond_in_place


async def next_claim(desk: Desk, pressed: Pressed) -> None:
    """The quotation number `argument`, in place of the one that stands there."""

    async def work() -> Reply:
        return await check_claim(desk, await find(desk, pressed), int(pressed.argument))

    async def owner() -> bool:
        return is_owner(await find(desk, pressed), pressed)

    await respond_in_place(desk, pressed.interaction, work, owner)
