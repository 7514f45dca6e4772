"""What stands on a message's menu, under *Apps*: *Find coverage* and *Is this quote real?*"""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands

from bot import notices
from bot.asking import read_query
from bot.checking import check_message
from bot.commands.lookups import anywhere
from bot.desk import Desk
from bot.looking import look_up
from bot.reply import Reply, TurnedDownError
from bot.respond import place_of, respond
from store.query import MAX_QUESTION

Menu = app_commands.ContextMenu

FIND, CHECK, ADD = "Find coverage", "Is this quote real?", "Add to coverage"
PURPOSES = {
    ADD: "Adds the files and links of a message to the coverage.",
    CHECK: "Says where the quoted words stand in the coverage, or how they differ from it.",
    FIND: "Lists the stories that a message is about.",
}
"""What each does, for `/help`: Discord keeps no description of them."""


def find_menu(desk: Desk) -> Menu:
    """*Find coverage*: the stories that fit the words of a message, for the eyes of who asks."""

    @anywhere
    async def find(interaction: discord.Interaction, message: discord.Message) -> None:
        async def work() -> Reply:
            words = _words(message)[:MAX_QUESTION]
            return await look_up(desk, place_of(interaction, private=True), "search", await read_query(words))

        await respond(desk, interaction, work, private=True, words=message.content)

    return _menu(FIND, find)


def check_menu(desk: Desk) -> Menu:
    """*Is this quote real?*: what a message quotes against the record, for the eyes of who asks."""

    @anywhere
    async def check(interaction: discord.Interaction, message: discord.Message) -> None:
        async def work() -> Reply:
            return await check_message(desk, place_of(interaction, private=True), _words(message))

        await respond(desk, interaction, work, private=True, words=message.content)

    return _menu(CHECK, check)


def _menu(name: str, callback: Any) -> Menu:
    return app_commands.ContextMenu(name=name, callback=callback)


def _words(message: discord.Message) -> str:
    """The words of a message. Raises TurnedDownError where it has none: a picture, a card."""
    if not any(letter.isalnum() for letter in message.content):
        raise TurnedDownError(notices.no_words())
    return message.content
