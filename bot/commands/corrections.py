"""`/coverage withdraw`, `restore` and `remove`: what an admin decides about a story, for a reason, once confirmed."""

from __future__ import annotations

from typing import Any

import discord
from discord import app_commands

from bot.administering import administer
from bot.desk import Desk
from bot.kept.jobs import Kind, Task
from bot.reply import Reply
from bot.requesting import propose
from store.withdrawal import checked_reason
from store.wording import iso_day_words

Command = app_commands.Command[Any, ..., None]
Story = app_commands.Range[str, 1, 100]
Reason = app_commands.Range[str, 1, 500]


def withdraw_command(desk: Desk) -> Command:
    """The command `/coverage withdraw`."""
    return _decision(
        desk,
        "withdraw",
        "Quote a story no more, from this moment on; the record keeps it.",
        "It will be quoted no more, and earlier answers that quoted it will say so.",
    )


def restore_command(desk: Desk) -> Command:
    """The command `/coverage restore`."""
    return _decision(
        desk,
        "restore",
        "Undo a withdrawal or, of a story that was removed, let it be added again.",
        "It may be quoted again.",
    )


def remove_command(desk: Desk) -> Command:
    """The command `/coverage remove`."""
    return _decision(
        desk,
        "remove",
        "Delete a story for good, all its versions.",
        "Its text will be deleted for good. Where it is only not to be quoted, withdraw it instead.",
    )


def _decision(desk: Desk, kind: Kind, description: str, told: str) -> Command:
    @app_commands.command(name=kind, description=description)
    @app_commands.describe(story="Type words of its headline and choose it, or its id", reason="Why; readers are told")
    async def command(interaction: discord.Interaction, *, story: Story, reason: Reason) -> None:
        async def work() -> Reply:
            article_id = story.strip().strip("[]")
            named = await _named(desk, article_id, kind)
            task = Task(kind=kind, article_id=article_id, reason=checked_reason(reason))
            return await propose(desk, interaction, task, f"{named}\n{told}")

        await administer(desk, interaction, work)

    @command.autocomplete("story")
    async def suggest(interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        # Discord asks for suggestions whatever the command's own checks say.
        if not desk.admins.may(interaction):
            return []
        return [app_commands.Choice(name=one.label, value=one.value) for one in desk.names.headlines(typed)]

    return command


async def _named(desk: Desk, article_id: str, kind: Kind) -> str:
    """The story in words. Raises NotFoundError; a removed one has no words left, and may be restored all the same."""
    if kind == "restore":
        return f"Story {article_id}"
    current = (await desk.door.article(article_id)).current
    day = iso_day_words(current.published.text) if current.published.text else "undated"
    return f"{current.headline} ({current.publisher or 'no publisher'}, {day}) · {article_id}"
