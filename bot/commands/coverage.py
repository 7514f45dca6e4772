"""`/coverage`: what the people who run the archive do from Discord. In their servers only, and checked at each use."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from typing import Any, Literal

import discord
from discord import app_commands, ui

from bot import uploads
from bot.adding import add
from bot.administering import administer
from bot.commands.corrections import remove_command, restore_command, withdraw_command
from bot.commands.feeds import FeedsGroup
from bot.commands.menus import ADD
from bot.desk import Desk
from bot.gaps_reply import gaps_reply
from bot.job_card import jobs_card
from bot.kept.jobs import Task
from bot.reply import Reply
from bot.requesting import propose, queued
from bot.settings_card import settings_card
from bot.status import status_of
from bot.status_card import status_card
from store.withdrawal import checked_reason

OPEN_SECONDS = 900.0  # as long as its interaction can be answered
_JOBS = 50  # that are looked at for failures

File = discord.Attachment | None


class CoverageGroup(app_commands.Group):
    """The commands of who runs the archive."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(
            name="coverage",
            description="Run this archive: add, index, correct, and see what is wrong.",
            default_permissions=discord.Permissions(manage_guild=True),
        )
        self._desk = desk
        self.add_command(FeedsGroup(desk))
        for make in (withdraw_command, restore_command, remove_command):
            self.add_command(make(desk))

    @app_commands.command(description="Add articles: up to five files, a page or a feed; without any, a box opens.")
    @app_commands.describe(url="A page or a feed")
    async def add(
        self,
        interaction: discord.Interaction,
        *,
        file1: File = None,
        file2: File = None,
        file3: File = None,
        file4: File = None,
        file5: File = None,
        url: app_commands.Range[str, 8, 2000] | None = None,
    ) -> None:
        files = [file for file in (file1, file2, file3, file4, file5) if file]
        if not files and not url and self._desk.admins.may(interaction):
            await interaction.response.send_modal(AddBox(self._desk))
            return
        links = uploads.links_in(url or "")
        await administer(self._desk, interaction, lambda: add(self._desk, interaction, files, links), shown=True)

    @app_commands.command(description="Bring the index up to date with the record, or build it anew.")
    @app_commands.describe(what="changed: what is new; all: a new index beside the old one, checked, then swapped in")
    async def reindex(self, interaction: discord.Interaction, what: Literal["changed", "all"] = "changed") -> None:
        task = Task(kind=what)
        await administer(self._desk, interaction, lambda: queued(self._desk, interaction, task), shown=True)

    @app_commands.command(description="Answer from the index before this one again.")
    @app_commands.describe(reason="Why; kept in the audit trail")
    async def rollback(self, interaction: discord.Interaction, reason: app_commands.Range[str, 1, 500]) -> None:
        async def work() -> Reply:
            left = (await self._desk.door.coverage()).generation
            told = f"Answer from the index before {left} again? All that was recorded since is brought into it."
            task = Task(kind="rollback", reason=checked_reason(reason), left=left)
            return await propose(self._desk, interaction, task, told)

        await administer(self._desk, interaction, work)

    @app_commands.command(description="Write the whole record into one file.")
    async def export(self, interaction: discord.Interaction) -> None:
        async def work() -> Reply:
            name = f"dateline-{datetime.now(UTC):%Y%m%d-%H%M%S}.jsonl.gz"
            return await queued(self._desk, interaction, Task(kind="export", paths=(str(self._desk.exports / name),)))

        await administer(self._desk, interaction, work, shown=True)

    @app_commands.command(description="What is indexed, what is under way, and how the bot is.")
    async def status(self, interaction: discord.Interaction) -> None:
        async def work() -> Reply:
            return Reply(status_card(await status_of(self._desk, interaction.client)))

        await administer(self._desk, interaction, work)

    @app_commands.command(description="What could not be added lately, and why.")
    async def failures(self, interaction: discord.Interaction) -> None:
        async def work() -> Reply:
            return Reply(jobs_card(await self._desk.queue.newest(_JOBS)))

        await administer(self._desk, interaction, work)

    @app_commands.command(description="What was asked and not answered, by topic, without names.")
    async def gaps(self, interaction: discord.Interaction) -> None:
        await administer(self._desk, interaction, lambda: gaps_reply(self._desk, 1))

    @app_commands.command(description="In which channels of this server I answer for everyone.")
    async def channels(self, interaction: discord.Interaction) -> None:
        async def work() -> Reply:
            settings = self._desk.guilds.of(interaction.guild_id)
            reads = interaction.client.intents.message_content
            return Reply(settings_card(settings, reads_messages=reads))

        await administer(self._desk, interaction, work)


class AddBox(ui.Modal):
    """A box for files and links. One for one person: with a fixed id a second one would take the place of the first."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(title=ADD, timeout=OPEN_SECONDS, custom_id=f"add-{secrets.token_hex(8)}")
        self._desk = desk
        self._files: ui.FileUpload[Any] = ui.FileUpload(
            custom_id="files", required=False, min_values=0, max_values=uploads.MOST
        )
        self._links: ui.TextInput[Any] = ui.TextInput(
            custom_id="links", required=False, style=discord.TextStyle.paragraph, max_length=4000
        )
        self.add_item(ui.Label(text="Files", description="Up to 25 MB each", component=self._files))
        self.add_item(ui.Label(text="Pages and feeds", description="Addresses, one a line", component=self._links))

    async def on_submit(self, interaction: discord.Interaction, /) -> None:
        links = uploads.links_in(self._links.value)
        files = self._files.values
        await administer(self._desk, interaction, lambda: add(self._desk, interaction, files, links), shown=True)


def add_menu(desk: Desk) -> app_commands.ContextMenu:
    """*Add to coverage* on a message: its files and the links in it."""

    async def chosen(interaction: discord.Interaction, message: discord.Message) -> None:
        links = uploads.links_in(message.content)
        await administer(desk, interaction, lambda: add(desk, interaction, message.attachments, links), shown=True)

    return app_commands.ContextMenu(name=ADD, callback=chosen)
