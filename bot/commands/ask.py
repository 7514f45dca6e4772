"""`/ask`: a question with its filters."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands

from bot.asking import ask, read_query
from bot.audience import audience_of
from bot.desk import Desk
from bot.reply import Reply
from bot.respond import place_of, respond

DateOption = app_commands.Range[str, 1, 40]
PublisherOption = app_commands.Range[str, 1, 100]


def ask_command(desk: Desk) -> app_commands.Command[Any, ..., None]:
    """The command `/ask`."""

    @app_commands.command(name="ask", description="Ask the indexed news; answers are dated, word-for-word quotes.")
    @app_commands.describe(
        question="One question in one sentence",
        since="Only stories from this day on, for example 2013-03-25",
        until="Only stories up to this day, for example 2013-03-31",
        publisher="Only stories of this publisher",
        private="Show the answer only to me; otherwise as this server has it",
    )
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def command(
        interaction: discord.Interaction,
        *,
        question: str,
        since: DateOption | None = None,
        until: DateOption | None = None,
        publisher: PublisherOption | None = None,
        private: bool | None = None,
    ) -> None:
        audience = audience_of(desk, interaction, private=private)

        async def work() -> Reply:
            query = await read_query(question, since=since, until=until, publisher=publisher)
            return await ask(desk, place_of(interaction, private=audience.private), query)

        await respond(desk, interaction, work, private=audience.private, words=question, note=audience.note)

    return command
