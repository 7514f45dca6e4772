"""A small discord.py bot with something of everything: forms, selects, menus, files, follow-ups, threads."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import discord
from discord import app_commands, ui


class Form(ui.Modal):
    """Asks for a text and a colour, and says both; from a button it changes the button's message."""

    def __init__(self) -> None:
        super().__init__(title="Tell me", custom_id="form")
        self.text: ui.TextInput[Form] = ui.TextInput(custom_id="text", max_length=20)
        options = [discord.SelectOption(label="Red", value="red"), discord.SelectOption(label="Blue", value="blue")]
        self.colour: ui.Select[Form] = ui.Select(custom_id="colour", options=options, required=True)
        self.add_item(ui.Label(text="Your question", component=self.text))
        self.add_item(ui.Label(text="Colour", component=self.colour))

    async def on_submit(self, interaction: discord.Interaction) -> None:
        said = f"{self.text.value} in {self.colour.values[0]}"
        if interaction.message is None:
            await interaction.response.send_message(said)
        else:
            await interaction.response.edit_message(view=card(said))


class Reads(ui.Modal):
    """Asks for files, and says what they hold."""

    def __init__(self) -> None:
        super().__init__(title="Files", custom_id="files-form")
        self.files: ui.FileUpload[Reads] = ui.FileUpload(custom_id="files", min_values=0, max_values=2, required=False)
        self.add_item(ui.Label(text="Files", component=self.files))

    async def on_submit(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_message(await words_of(self.files.values) or "no file")


class Opens(ui.Button[ui.LayoutView]):
    async def callback(self, interaction: discord.Interaction) -> None:
        await interaction.response.send_modal(Form())


class Chooses(ui.Select[ui.LayoutView]):
    async def callback(self, interaction: discord.Interaction) -> None:
        await interaction.response.defer()
        await interaction.edit_original_response(view=card(f"chosen {' and '.join(self.values)}"))
        await interaction.followup.send("for you alone", ephemeral=True)


def card(text: str) -> ui.LayoutView:
    view = ui.LayoutView(timeout=None)
    view.add_item(ui.TextDisplay(text))
    options = [discord.SelectOption(label=letter, value=letter) for letter in "abc"]
    view.add_item(ui.ActionRow(Chooses(custom_id="letters", options=options, max_values=2)))
    view.add_item(ui.ActionRow(Opens(label="Write", custom_id="write"), ui.Button(label="Off", disabled=True)))
    return view


class Reception(discord.Client):
    """A command or menu for every thing to try; `errors` keeps what Discord refused, `seen` the texts of messages."""

    def __init__(self, **intents: bool) -> None:
        wanted = {"guilds": True, "guild_messages": True, "dm_messages": True} | intents
        super().__init__(intents=discord.Intents(**wanted), guild_ready_timeout=0.1, max_messages=None)
        self.tree = app_commands.CommandTree(self)
        self.errors: list[discord.HTTPException] = []
        self.seen: list[str] = []
        self.threads_seen: list[str] = []
        commands: list[Any] = [show, form, topics, where, file, whispers, manage, read]
        for command in commands:
            self.tree.add_command(command)
        self.tree.add_command(app_commands.ContextMenu(name="Repeat this", callback=repeat))

    async def setup_hook(self) -> None:
        await self.tree.sync()

    async def on_message(self, message: discord.Message) -> None:
        self.seen.append(message.content)

    async def on_thread_create(self, thread: discord.Thread) -> None:
        self.threads_seen.append(f"{thread.name} is new")

    async def on_raw_thread_update(self, event: discord.RawThreadUpdateEvent) -> None:
        archived = event.data["thread_metadata"]["archived"]
        self.threads_seen.append(f"{event.data['name']} is {'archived' if archived else 'open'}")


@app_commands.command(description="Show a card")
async def show(interaction: discord.Interaction) -> None:
    await interaction.response.send_message(view=card("here"))


@app_commands.command(description="Show a form")
async def form(interaction: discord.Interaction) -> None:
    await interaction.response.send_modal(Form())


topics = app_commands.Group(name="topics", description="Topics")


@topics.command(description="Add a topic")
async def add(interaction: discord.Interaction, topic: str, channel: discord.TextChannel | None = None) -> None:
    await interaction.response.send_message(f"{topic} for {channel.name if channel else 'nobody'}")


@add.autocomplete("topic")
async def suggest(interaction: discord.Interaction, current: str) -> list[app_commands.Choice[str]]:
    found = [word for word in ("trams", "trains") if word.startswith(current)]
    return [app_commands.Choice(name=word.title(), value=word) for word in found]


@app_commands.command(description="Say how this was invoked")
@app_commands.allowed_installs(guilds=True, users=True)
@app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
async def where(interaction: discord.Interaction) -> None:
    context = interaction.context
    told = [
        f"context {[context.guild, context.dm_channel, context.private_channel].index(True)}",
        f"by a user's installation {interaction.is_user_integration()}",
        f"may manage {interaction.permissions.manage_guild}",
        f"bot may open threads {interaction.app_permissions.create_public_threads}",
    ]
    await interaction.response.send_message(", ".join(told))


@app_commands.command(description="Attach a file")
async def file(interaction: discord.Interaction, shown: str = "note.txt") -> None:
    await interaction.response.defer(thinking=True)
    view = ui.LayoutView(timeout=None)
    view.add_item(ui.File(f"attachment://{shown}"))
    try:
        await interaction.edit_original_response(view=view, attachments=[text_file()])
    except discord.HTTPException as error:
        client(interaction).errors.append(error)


@app_commands.command(description="Read a file, or in a form several")
async def read(interaction: discord.Interaction, file: discord.Attachment | None = None) -> None:
    if file is None:
        await interaction.response.send_modal(Reads())
    else:
        await interaction.response.send_message(await words_of([file]))


@app_commands.command(description="Answer in private, and again and again")
@app_commands.allowed_installs(guilds=True, users=True)
@app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)
async def whispers(interaction: discord.Interaction, times: int) -> None:
    await interaction.response.send_message("aloud")
    try:
        for number in range(times):
            await interaction.followup.send(f"whisper {number}", ephemeral=number % 2 == 0)
    except discord.HTTPException as error:
        client(interaction).errors.append(error)


@app_commands.command(description="For those who manage the server")
@app_commands.default_permissions(manage_guild=True)
@app_commands.guild_only()
async def manage(interaction: discord.Interaction) -> None:
    await interaction.response.send_message("managed")


async def repeat(interaction: discord.Interaction, message: discord.Message) -> None:
    await interaction.response.send_message(f"{message.author.name}: {message.content}", ephemeral=True)


def client(interaction: discord.Interaction) -> Reception:
    assert isinstance(interaction.client, Reception)
    return interaction.client


async def words_of(files: Sequence[discord.Attachment]) -> str:
    return ", ".join([f"{file.filename}: {(await file.read()).decode()}" for file in files])


def text_file() -> discord.File:
    return discord.File(io.BytesIO(b"word for word"), "note.txt")
