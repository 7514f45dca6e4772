"""The slash commands as Discord knows them, sent again only when they have changed.

Discord allows 200 creations a day and shows nothing of a command that was never sent. What was sent last is kept as
a hash in the data folder; delete the file to send the commands again.
"""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path

import discord
from discord import app_commands

_STEM = "discord-commands"
SENT = f"{_STEM}.sha256"
_FILE_OF_SERVER = re.compile(rf"{_STEM}-(\d{{1,20}})\.sha256", re.ASCII)


class SyncError(Exception):
    """Discord refused the commands; the message is one line for whoever runs the bot."""


async def sync_commands(
    tree: app_commands.CommandTree[discord.Client], application_id: int, home: Path, guild: int | None = None
) -> bool:
    """Send the commands that are for everywhere, or those of one server only, if this application was last sent others
    from this folder; whether they were sent.

    Raises SyncError where Discord refuses them.
    """
    at = discord.Object(guild) if guild else None
    wanted = _sha256(tree, application_id, at)
    sent = home / _file(guild)
    if sent.exists() and sent.read_bytes() == wanted.encode("ascii"):
        return False
    try:
        await tree.sync(guild=at)
    except (app_commands.AppCommandError, discord.HTTPException) as error:
        first_line = str(error).splitlines()[0]
        raise SyncError(f"Discord refused the slash commands ({first_line}); start again in a minute.") from error
    # Renamed into place, so that a kill half-way leaves the old hash and the commands are sent once more.
    written = home / f"{sent.name}.new"
    written.write_text(wanted, encoding="ascii")
    written.replace(sent)
    return True


def sent_to(home: Path) -> set[int]:
    """The servers that were sent commands of their own from this folder."""
    named = (_FILE_OF_SERVER.fullmatch(file.name) for file in home.iterdir())
    return {int(match[1]) for match in named if match}


def _file(guild: int | None) -> str:
    return f"{_STEM}-{guild}.sha256" if guild else SENT


def _sha256(tree: app_commands.CommandTree[discord.Client], application_id: int, at: discord.Object | None) -> str:
    found = tree.get_commands(guild=at)
    commands = sorted((command.to_dict(tree) for command in found), key=lambda command: command["name"])
    payload = json.dumps({"application": application_id, "commands": commands}, sort_keys=True)
    return hashlib.sha256(payload.encode("utf-8")).hexdigest()
