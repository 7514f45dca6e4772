"""`/help`: what this bot is and can do, read off the commands that are registered."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import discord
from discord import app_commands

from bot import notices
from bot.commands.menus import PURPOSES
from bot.desk import Desk

Tree = app_commands.CommandTree[Any]


def help_command(tree: Tree, desk: Desk) -> app_commands.Command[Any, ..., None]:
    """The command `/help`. It needs nothing but the tree, so it is answered at once, also while the bot is busy."""

    @app_commands.command(name="help", description="What you can ask me, and how.")
    @app_commands.allowed_installs(guilds=True, users=True)
    @app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
    async def command(interaction: discord.Interaction) -> None:
        commands = [*registered(tree)]
        if desk.admins.may(interaction):
            commands += registered(tree, interaction.guild)
        await interaction.response.send_message(view=notices.help_card(commands), ephemeral=True)

    return command


def registered(tree: Tree, guild: discord.abc.Snowflake | None = None) -> Iterator[tuple[str, str]]:
    """Every command that a member can use, or those of one server only, as (what to type or choose, what it does), in
    the order of the alphabet.

    A group is named by its subcommands; what is on a message's menu has no description in Discord.
    """
    for command in sorted(tree.walk_commands(guild=guild), key=lambda one: one.qualified_name):
        if isinstance(command, app_commands.Command):
            yield f"/{command.qualified_name}", command.description
    for menu in sorted(tree.get_commands(guild=guild, type=discord.AppCommandType.message), key=lambda one: one.name):
        yield menu.name, PURPOSES[menu.name]
