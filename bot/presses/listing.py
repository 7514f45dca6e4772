"""The buttons of a listing: another page, the other order, an export, a story opened and read on."""

from __future__ import annotations

from dataclasses import replace

from bot.desk import Desk
from bot.export import as_csv, as_markdown
from bot.listing_buttons import Cut
from bot.looking import article_page, listing_reply, look_again, sources_page
from bot.notices import exported
from bot.press import Pressed
from bot.presses.kept import find, is_owner, require_current
from bot.reply import Attachment, Reply
from bot.respond import respond, respond_in_place


async def turn_page(desk: Desk, pressed: Pressed) -> None:
    """Another page, or the other order: `argument` is `page.order`."""
    page, _, order = pressed.argument.partition(".")

    async def work() -> Reply:
        exchange = await find(desk, pressed)
        await require_current(desk, exchange)
        reply = listing_reply(await look_again(desk, exchange, order), exchange, int(page), order)
        return replace(reply, beside=not is_owner(exchange, pressed))

    await respond_in_place(desk, pressed.interaction, work)


async def turn_sources(desk: Desk, pressed: Pressed) -> None:
    """Another page of the publishers."""
    page = int(pressed.argument.partition(".")[0])

    async def work() -> Reply:
        exchange = await find(desk, pressed)
        return replace(await sources_page(desk, exchange, page), beside=not is_owner(exchange, pressed))

    await respond_in_place(desk, pressed.interaction, work)


async def export(desk: Desk, pressed: Pressed) -> None:
    """The whole listing as a file, for the presser's eyes: `argument` is `csv.order` or `md.order`."""
    kind, _, order = pressed.argument.partition(".")

    async def work() -> Reply:
        exchange = await find(desk, pressed)
        await require_current(desk, exchange)
        listing = await look_again(desk, exchange, order)
        data = as_csv(listing) if kind == "csv" else as_markdown(listing)
        name = f"{exchange.kind}-{exchange.id}.{kind}"
        return Reply(exported(name, len(listing.quotes)), Attachment(name, data))

    await respond(desk, pressed.interaction, work, private=True)


async def open_story(desk: Desk, pressed: Pressed) -> None:
    """A story at what was matched in it, for the presser's eyes."""
    await respond(desk, pressed.interaction, lambda: _story(desk, pressed), private=True)


async def read_on(desk: Desk, pressed: Pressed) -> None:
    """The paragraphs before or after, in place of those that stand there."""
    await respond_in_place(desk, pressed.interaction, lambda: _story(desk, pressed))


async def _story(desk: Desk, pressed: Pressed) -> Reply:
    """The page of a story that `argument` names. What only the presser sees is theirs, whoever's listing it is from."""
    cut, page = Cut.read(pressed.argument)
    exchange, message = await find(desk, pressed), pressed.interaction.message
    own = is_owner(exchange, pressed) or (message is not None and message.flags.ephemeral)
    return replace(article_page(await desk.door.article(cut.article_id), exchange, cut, page), beside=not own)
