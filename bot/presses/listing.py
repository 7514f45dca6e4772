"""The buttons of a listing: another page, the other order, an export, a story opened and read on."""

from __future__ import annotations

from bot.desk import Desk
from bot.export import as_csv, as_markdown
from bot.listing_buttons import Cut, page_rows
from bot.looking import article_page, listing_reply, look_again
from bot.lookup_cards import sources_card, sources_pages
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
        return listing_reply(await look_again(desk, exchange, order), exchange, int(page), order)

    await respond_in_place(desk, pressed.interaction, work, lambda: _owns(desk, pressed))


async def turn_sources(desk: Desk, pressed: Pressed) -> None:
    """Another page of the publishers."""
    page = int(pressed.argument.partition(".")[0])

    async def work() -> Reply:
        exchange = await find(desk, pressed)
        publishers = await desk.door.sources()
        view = sources_card(publishers, page)
        for one in page_rows("sources", exchange.id, page, sources_pages(publishers)):
            view.add_item(one)
        return Reply(view)

    await respond_in_place(desk, pressed.interaction, work, lambda: _owns(desk, pressed))


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
    cut, page = Cut.read(pressed.argument)

    async def work() -> Reply:
        return await article_page(desk, await find(desk, pressed), cut, page)

    await respond(desk, pressed.interaction, work, private=True)


async def read_on(desk: Desk, pressed: Pressed) -> None:
    """The paragraphs before or after, in place of those that stand there."""
    cut, page = Cut.read(pressed.argument)

    async def work() -> Reply:
        return await article_page(desk, await find(desk, pressed), cut, page)

    async def owner() -> bool:
        message = pressed.interaction.message
        return (message is not None and message.flags.ephemeral) or await _owns(desk, pressed)

    await respond_in_place(desk, pressed.interaction, work, owner)


async def _owns(desk: Desk, pressed: Pressed) -> bool:
    return is_owner(await find(desk, pressed), pressed)
