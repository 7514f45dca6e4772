"""*Next quotation*: another of the quotations in a message that was checked."""

from __future__ import annotations

from bot.checking import check_claim
from bot.desk import Desk
from bot.press import Pressed
from bot.presses.kept import find
from bot.reply import Reply
from bot.respond import respond_in_place


async def next_claim(desk: Desk, pressed: Pressed) -> None:
    """The quotation number `argument`, in place of the one that stands there."""

    async def work() -> Reply:
        # Only its asker sees a check, and only they find it.
        return await check_claim(desk, await find(desk, pressed), int(pressed.argument))

    await respond_in_place(desk, pressed.interaction, work)
