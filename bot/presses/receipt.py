"""*Receipt*: the proof of an answer as a file, which `dateline verify --receipt` checks at any later day."""

from __future__ import annotations

from bot import notices
from bot.desk import Desk
from bot.press import Pressed
from bot.presses.kept import find
from bot.reply import Attachment, Reply, TurnedDownError
from bot.respond import respond


async def show_receipt(desk: Desk, pressed: Pressed) -> None:
    """The receipt of an answer, for the presser's eyes."""

    async def work() -> Reply:
        exchange = await find(desk, pressed)
        receipt = exchange.content.receipt
        if receipt is None:
            raise TurnedDownError(notices.gone())
        attachment = Attachment(f"receipt-{exchange.id}.json", receipt.written.encode())
        return Reply(notices.receipt(attachment.name, len(receipt.quotes)), attachment)

    await respond(desk, pressed.interaction, work, private=True)
