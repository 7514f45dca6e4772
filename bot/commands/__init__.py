"""The slash commands and context menus, a module each. `register` puts all of them on the tree."""

from __future__ import annotations

from collections.abc import Set
from typing import Any

import discord
from discord import app_commands

from bot.commands.ask import ask_command
from bot.commands.coverage import CoverageGroup, add_menu
from bot.commands.help import help_command
from bot.commands.lookups import (
    article_command,
    latest_command,
    said_command,
    search_command,
    sources_command,
    timeline_command,
)
from bot.commands.menus import check_menu, find_menu
from bot.commands.settings import SettingsGroup
from bot.commands.watch import watch_commands
from bot.desk import Desk

_COMMANDS = (
    ask_command,
    search_command,
    latest_command,
    timeline_command,
    said_command,
    article_command,
    sources_command,
    watch_commands,
    find_menu,
    check_menu,
)


def register(tree: app_commands.CommandTree[Any], desk: Desk, admin_servers: Set[int] = frozenset()) -> None:
    """Add every command to the tree; those of the admins for these servers only."""
    for make in _COMMANDS:
        tree.add_command(make(desk))
    tree.add_command(SettingsGroup(desk))
    tree.add_command(help_command(tree, desk))
    servers = [discord.Object(server) for server in sorted(admin_servers)]
    if servers:
        tree.add_command(CoverageGroup(desk), guilds=servers)
        tree.add_command(add_menu(desk), guilds=servers)
