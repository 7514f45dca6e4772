"""The slash commands and context menus, a module each. `register` puts all of them on the tree."""

from __future__ import annotations

from typing import Any

from discord import app_commands

from bot.commands.ask import ask_command
from bot.commands.watch import watch_commands
from bot.desk import Desk


def register(tree: app_commands.CommandTree[Any], desk: Desk) -> None:
    """Add every command to the tree."""
    for make in (ask_command, watch_commands):
        tree.add_command(make(desk))
