"""*Ask follow-up*: a box to type in, and the answer to what was typed, kept to the topic of the answer above it."""

from __future__ import annotations

import secrets
from typing import Any

import discord
from discord import ui

from bot.desk import Desk
from bot.press import Pressed
from bot.presses.kept import find
from bot.reply import Reply
from bot.respond import place_of, respond
from bot.talk import follow
from store.query import MAX_QUESTION

OPEN_SECONDS = 900.0  # as long as its interaction can be answered


async def ask_follow_up(desk: Desk, pressed: Pressed) -> None:
    """Show the box. Discord takes one only as the very first response, so nothing is looked up before it."""
    await pressed.interaction.response.send_modal(FollowUp(desk, pressed))


class FollowUp(ui.Modal):
    """One box for one person: with a fixed id a second person's box would take the place of the first's."""

    def __init__(self, desk: Desk, pressed: Pressed) -> None:
        super().__init__(title="Ask a follow-up", timeout=OPEN_SECONDS, custom_id=f"follow-{secrets.token_hex(8)}")
        self._desk = desk
        self._pressed = pressed
        self._words: ui.TextInput[Any] = ui.TextInput(
            custom_id="words", placeholder="and in May? · what did the Pentagon say? · why?", max_length=MAX_QUESTION
        )
        self.add_item(ui.Label(text="What more do you want to know?", component=self._words))

    async def on_submit(self, interaction: discord.Interaction, /) -> None:
        message = self._pressed.interaction.message
        private = message is not None and message.flags.ephemeral
        words = self._words.value

        async def work() -> Reply:
            before = await find(self._desk, self._pressed)
            return await follow(self._desk, place_of(interaction, private=private), words, before)

        await respond(self._desk, interaction, work, private=private, words=words)
