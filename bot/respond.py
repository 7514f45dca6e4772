"""Answering an interaction: acknowledged before any work, then the reply in the acknowledged message."""

from __future__ import annotations

import io
import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace
from http import HTTPStatus

import discord
from discord import ui

from bot import notices
from bot.ask import report
from bot.desk import Desk
from bot.kept.exchanges import Place
from bot.kept.tables import KeptError
from bot.reply import Reply

log = logging.getLogger(__name__)

Work = Callable[[], Awaitable[Reply]]
Send = Callable[[ui.LayoutView, list[discord.File]], Awaitable[discord.Message | None]]
"""Sends a card with its files, and gives the message in which they stand."""


def guild_of(interaction: discord.Interaction) -> int | None:
    """The server that is asked in, if we are a member: elsewhere a person only brought us along, for themselves."""
    guild = interaction.guild_id
    return guild if guild and interaction.client.get_guild(guild) else None


def place_of(interaction: discord.Interaction, *, private: bool) -> Place:
    """Who asks and where."""
    return Place(
        person=interaction.user.id,
        guild=guild_of(interaction),
        channel=interaction.channel_id or 0,
        private=private,
        thread=isinstance(interaction.channel, discord.Thread),
    )


async def respond(
    desk: Desk,
    interaction: discord.Interaction,
    work: Work,
    *,
    private: bool,
    words: str = "",
    note: str = "",
    limited: bool = True,
) -> None:
    """Reply with a message of its own. `words` are the asker's own, which the log must not tell.

    `note` is a line of at most NOTE_LIMIT units below the card. Who is `limited` may ask only so often.
    """
    if not await _let_in(desk, interaction, limited=limited):
        return
    with desk.asker.delivering():
        if await _acknowledged(interaction, interaction.response.defer(ephemeral=private, thinking=True)):
            reply = await desk.asker.reply(work, words)
            if note:
                reply.view.add_item(ui.TextDisplay(note))
            await deliver(desk, reply, _editing(interaction), words)


async def respond_in_place(desk: Desk, interaction: discord.Interaction, work: Work, *, limited: bool = True) -> None:
    """Put another card where the pressed button stands, or where the reply says so beside it, for the presser alone."""
    if not await _let_in(desk, interaction, limited=limited):
        return
    with desk.asker.delivering():
        if await _acknowledged(interaction, interaction.response.defer()):
            reply = await desk.asker.reply(work, "")
            if reply.beside:
                await deliver(desk, replace(reply, exchange=None), _whispering(interaction), "")
            else:
                await deliver(desk, reply, _editing(interaction), "")


async def deliver(desk: Desk, reply: Reply, send: Send, words: str) -> None:
    """Send a reply, or, should Discord find fault with it, a short card that says so; and note where it stands."""
    try:
        sent = await send(reply.view, _files(reply))
    except discord.HTTPException as error:
        if error.status != HTTPStatus.BAD_REQUEST:
            raise
        await send(notices.fault(report(error, words)), [])
        return
    if sent is None:
        return
    try:
        if reply.exchange:
            await desk.exchanges.sent(reply.exchange, sent.id, sent.channel.id)
        if reply.job:
            await desk.queue.sent(reply.job, sent.id, sent.channel.id)
    except KeptError as error:
        log.error("a reply stands in Discord but not in the tables: %s", error)


async def _let_in(desk: Desk, interaction: discord.Interaction, *, limited: bool) -> bool:
    """Whether this may be worked on now; who must wait is told so for their eyes only."""
    refused = desk.limiter.take(interaction.user.id) if limited else None
    if refused:
        desk.metrics.turned_away("rate_limited")
    away = notices.wait(refused.seconds, desk.limiter.per_minute) if refused else desk.asker.turned_away()
    if away is not None:
        await interaction.response.send_message(view=away, ephemeral=True)
    return away is None


async def _acknowledged(interaction: discord.Interaction, defer: Awaitable[object]) -> bool:
    try:
        await defer
    except discord.NotFound:
        late = (discord.utils.utcnow() - interaction.created_at).total_seconds()
        log.warning("acknowledged too late seconds=%.1f", late)
        return False
    return True


def _editing(interaction: discord.Interaction) -> Send:
    async def send(view: ui.LayoutView, files: list[discord.File]) -> discord.Message:
        return await interaction.edit_original_response(view=view, attachments=files)

    return send


def _whispering(interaction: discord.Interaction) -> Send:
    async def send(view: ui.LayoutView, files: list[discord.File]) -> discord.Message:
        return await interaction.followup.send(view=view, files=files, ephemeral=True, wait=True)

    return send


def _files(reply: Reply) -> list[discord.File]:
    attachment = reply.attachment
    return [discord.File(io.BytesIO(attachment.data), attachment.name)] if attachment else []
