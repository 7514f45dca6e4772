"""What users can do on the loopback server, against a small discord.py bot: menus, forms, selects, files, threads."""

from __future__ import annotations

import asyncio
import io
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import aiohttp
import discord
import pytest
from discord import app_commands, ui

from tests.loopback.errors import NotInvokableError
from tests.loopback.exchange import Channel, Interaction, Message
from tests.loopback.gateway import MESSAGE_CONTENT
from tests.loopback.permissions import CREATE_THREADS, EVERYONE, MANAGE_GUILD, READ_HISTORY, USE_EXTERNAL_APPS
from tests.loopback.server import TOKEN, LoopbackDiscord


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


class Desk(discord.Client):
    """A command or menu for every thing to try; `errors` keeps what Discord refused, `seen` the texts of messages."""

    def __init__(self, **intents: bool) -> None:
        wanted = {"guilds": True, "guild_messages": True, "dm_messages": True} | intents
        super().__init__(intents=discord.Intents(**wanted), guild_ready_timeout=0.1, max_messages=None)
        self.tree = app_commands.CommandTree(self)
        self.errors: list[discord.HTTPException] = []
        self.seen: list[str] = []
        self.threads_seen: list[str] = []
        commands: list[Any] = [show, form, topics, where, file, whispers, manage]
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


def client(interaction: discord.Interaction) -> Desk:
    assert isinstance(interaction.client, Desk)
    return interaction.client


def text_file() -> discord.File:
    return discord.File(io.BytesIO(b"word for word"), "note.txt")


@pytest.fixture
async def bot(server: LoopbackDiscord) -> AsyncIterator[Desk]:
    async with Desk() as bot:
        running = asyncio.create_task(bot.start(TOKEN))
        await server.wait_for_ready()
        await asyncio.wait_for(bot.wait_until_ready(), 30)
        yield bot
        await bot.close()
        await running


async def shown(server: LoopbackDiscord) -> Message:
    return await server.wait_for_reply(await server.slash(server.user(), "show"))


async def with_form(server: LoopbackDiscord, opened: Interaction) -> Interaction:
    await server.until("the form is shown", lambda: opened.modal)
    return opened


def thread_of(bot: Desk, channel: Channel) -> discord.Thread:
    found = bot.get_channel(channel.id)
    assert isinstance(found, discord.Thread)
    return found


def text_channel(bot: Desk, server: LoopbackDiscord) -> discord.TextChannel:
    found = bot.get_channel(server.channel.id)
    assert isinstance(found, discord.TextChannel)
    return found


async def test_a_form_shown_by_a_command_comes_back_filled_in(server: LoopbackDiscord, bot: Desk) -> None:
    user = server.user()
    opened = await with_form(server, await server.slash(user, "form"))
    submitted = await server.submit(user, opened, **{"Your question": "who?", "Colour": ["blue"]})
    assert (await server.wait_for_reply(submitted)).text == "who? in blue"
    assert (opened.callback, opened.replies) == (9, [])
    assert server.refused == []


async def test_a_form_shown_by_a_button_can_change_the_message_of_the_button(
    server: LoopbackDiscord, bot: Desk
) -> None:
    message, user = await shown(server), server.user()
    opened = await with_form(server, await server.click(user, message, "write"))
    submitted = await server.submit(user, opened, **{"Your question": "why?", "Colour": "red"})
    assert await server.wait_for_reply(submitted) is message
    assert message.text == "why? in red"
    assert submitted.callback == 7


@pytest.mark.parametrize(
    "entries",
    [
        {"Colour": "red"},
        {"Your question": "x" * 21, "Colour": "red"},
        {"Your question": "who?", "Colour": "green"},
        {"Your question": "who?"},
        {"Your question": "who?", "Colour": "red", "Age": "7"},
    ],
)
async def test_a_form_that_is_not_filled_in_properly_cannot_be_submitted(
    server: LoopbackDiscord, bot: Desk, entries: dict[str, Any]
) -> None:
    user = server.user()
    opened = await with_form(server, await server.slash(user, "form"))
    with pytest.raises(NotInvokableError):
        await server.submit(user, opened, **entries)


async def test_options_are_chosen_and_the_message_changes_with_a_word_for_the_chooser_alone(
    server: LoopbackDiscord, bot: Desk
) -> None:
    message = await shown(server)
    chosen = await server.select(server.user(), message, "letters", "a", "c")
    assert await server.wait_for_reply(chosen) is message
    await server.until("the word for the chooser", lambda: len(chosen.replies) == 2)
    assert [(one.text, one.ephemeral) for one in chosen.replies] == [("chosen a and c", False), ("for you alone", True)]


@pytest.mark.parametrize("values", [[], ["d"], ["a", "b", "c"]])
async def test_what_a_select_does_not_offer_cannot_be_chosen(
    server: LoopbackDiscord, bot: Desk, values: list[str]
) -> None:
    message = await shown(server)
    with pytest.raises(NotInvokableError):
        await server.select(server.user(), message, "letters", *values)


async def test_a_disabled_button_cannot_be_pressed(server: LoopbackDiscord, bot: Desk) -> None:
    message = await shown(server)
    [off] = [one["custom_id"] for one in message.components[2]["components"] if one["label"] == "Off"]
    with pytest.raises(NotInvokableError, match="disabled"):
        await server.click(server.user(), message, off)


async def test_a_menu_gives_the_bot_a_message_that_it_could_not_read(server: LoopbackDiscord, bot: Desk) -> None:
    said = await server.say(server.user("writer"), "The pier closes in May.")
    message = server.state.messages[said.id]
    repeated = await server.menu(server.user(), "Repeat this", message)
    assert (await server.wait_for_reply(repeated)).text == "writer: The pier closes in May."
    assert repeated.ephemeral
    assert bot.seen[0] == ""
    with pytest.raises(NotInvokableError, match="Repeat that"):
        await server.menu(server.user(), "Repeat that", message)


async def test_a_subcommand_suggests_and_takes_a_channel(server: LoopbackDiscord, bot: Desk) -> None:
    typed = await server.autocomplete(server.user(), "topics add", "topic", topic="tr")
    await server.wait_for_ack(typed)
    assert typed.choices == [{"name": "Trams", "value": "trams"}, {"name": "Trains", "value": "trains"}]
    added = await server.slash(server.user(), "topics add", topic="trams", channel=server.channel)
    assert (await server.wait_for_reply(added)).text == "trams for desk"
    with pytest.raises(NotInvokableError, match="subcommands"):
        await server.slash(server.user(), "topics")
    with pytest.raises(NotInvokableError, match="suggested"):
        await server.autocomplete(server.user(), "topics add", "channel")


async def test_an_interaction_tells_where_it_is_and_who_may_do_what(server: LoopbackDiscord, bot: Desk) -> None:
    anyone, editor = server.user(), server.user("editor", MANAGE_GUILD)
    server.channel.bot_permissions = EVERYONE & ~CREATE_THREADS
    told = []
    for user, channel in (
        (anyone, server.channel),
        (editor, server.channel),
        (anyone, server.state.dm(anyone)),
        (anyone, server.group()),
        (editor, server.elsewhere()),
    ):
        message = await server.wait_for_reply(await server.slash(user, "where", where=channel))
        told.append([word.split()[-1] for word in message.text.split(", ")])
    assert told == [
        ["0", "False", "False", "False"],
        ["0", "False", "True", "False"],
        ["1", "False", "False", "True"],
        ["2", "True", "False", "True"],
        ["0", "True", "True", "True"],
    ]


async def test_a_command_is_offered_only_to_whom_and_where_it_is_meant_for(server: LoopbackDiscord, bot: Desk) -> None:
    managed = await server.slash(server.user("editor", MANAGE_GUILD), "manage")
    assert (await server.wait_for_reply(managed)).text == "managed"
    with pytest.raises(NotInvokableError, match="permissions"):
        await server.slash(server.user(), "manage")
    with pytest.raises(NotInvokableError, match="contexts"):
        await server.slash(server.user("editor", MANAGE_GUILD), "manage", where=server.state.dm(server.user()))
    with pytest.raises(NotInvokableError, match="installed by a user"):
        await server.slash(server.user(), "show", where=server.elsewhere())


async def test_where_the_bot_is_not_it_has_five_follow_ups_and_no_channel(server: LoopbackDiscord, bot: Desk) -> None:
    group = server.group()
    asked = await server.slash(server.user(), "whispers", times=6, where=group)
    await server.until("the refusal", lambda: bot.errors)
    assert bot.errors[0].code == 40094
    assert [one.ephemeral for one in asked.replies] == [False, True, False, True, False, True]
    with pytest.raises(discord.Forbidden) as refused:
        await bot.get_partial_messageable(group.id).send("hello")
    assert refused.value.code == 50001
    assert "aloud" not in bot.seen


async def test_where_users_may_not_use_apps_of_their_own_aloud_all_is_ephemeral(
    server: LoopbackDiscord, bot: Desk
) -> None:
    quiet = replace(server.user(), permissions=EVERYONE & ~USE_EXTERNAL_APPS)
    asked = await server.slash(quiet, "whispers", times=2, where=server.elsewhere())
    await server.until("all are sent", lambda: len(asked.replies) == 3)
    assert all(one.ephemeral for one in asked.replies)


async def test_a_file_of_an_edit_is_kept_shown_and_given_out(server: LoopbackDiscord, bot: Desk) -> None:
    message = await server.wait_for_reply(await server.slash(server.user(), "file"))
    [attachment] = message.attachments
    assert (attachment.name, attachment.data) == ("note.txt", b"word for word")
    [component] = message.components
    assert (component["name"], component["size"]) == ("note.txt", 13)
    async with aiohttp.ClientSession() as session, session.get(component["file"]["url"]) as response:
        assert await response.read() == attachment.data
    assert server.refused == []


async def test_a_file_component_without_its_file_is_refused(server: LoopbackDiscord, bot: Desk) -> None:
    asked = await server.slash(server.user(), "file", shown="other.txt")
    await server.until("the refusal", lambda: bot.errors)
    assert bot.errors[0].code == 50035
    assert asked.answer is None


async def test_an_edit_keeps_the_attachments_that_it_names(server: LoopbackDiscord, bot: Desk) -> None:
    channel = bot.get_partial_messageable(server.channel.id)
    sent = await channel.send("two", files=[text_file(), discord.File(io.BytesIO(b"b"), "b.txt")])
    edited = await sent.edit(attachments=[sent.attachments[1], discord.File(io.BytesIO(b"c"), "c.txt")])
    assert [one.name for one in server.state.messages[sent.id].attachments] == ["b.txt", "c.txt"]
    assert await edited.attachments[0].read() == b"b"


async def test_a_thread_of_a_user_is_seen_written_in_archived_and_opened_again(
    server: LoopbackDiscord, bot: Desk
) -> None:
    user = server.user()
    start = server.state.messages[(await server.say(user, "Look at this")).id]
    thread = await server.open_thread(user, "This", start)
    await server.mention(user, "and?", thread)
    await server.archive(thread)
    await server.say(user, "still here", thread)
    await server.until("the bot has seen it all", lambda: len(bot.threads_seen) == 3)
    assert bot.threads_seen == ["This is new", "This is archived", "This is open"]
    sent = await thread_of(bot, thread).send("inside")
    assert server.state.messages[sent.id].channel is thread
    assert (await text_channel(bot, server).fetch_message(start.id)).flags.has_thread
    await server.archive(thread, locked=True)
    with pytest.raises(discord.HTTPException) as refused:
        await thread_of(bot, thread).send("too late")
    assert refused.value.code == 50083


async def test_a_thread_of_the_bot_stands_by_itself_and_takes_members(server: LoopbackDiscord, bot: Desk) -> None:
    user = server.user()
    thread = await text_channel(bot, server).create_thread(name="n" * 100, type=discord.ChannelType.public_thread)
    await thread.add_user(discord.Object(user.id))
    assert server.state.channels[thread.id].members == [server.bot, user]
    for name in ("", "n" * 101):
        with pytest.raises(discord.HTTPException) as refused:
            await text_channel(bot, server).create_thread(name=name, type=discord.ChannelType.public_thread)
        assert refused.value.code == 50035
    server.channel.bot_permissions = EVERYONE & ~CREATE_THREADS
    with pytest.raises(discord.Forbidden):
        await text_channel(bot, server).create_thread(name="no", type=discord.ChannelType.public_thread)


async def test_history_is_read_newest_first_between_two_messages(server: LoopbackDiscord, bot: Desk) -> None:
    said = [await server.mention(server.user(), f"line {n}") for n in range(5)]
    await server.wait_for_reply(await server.slash(server.user(), "whispers", times=1))
    channel = text_channel(bot, server)
    before = [one.id async for one in channel.history(before=discord.Object(said[4].id), limit=2)]
    after = [one.id async for one in channel.history(after=discord.Object(said[0].id), limit=2, oldest_first=True)]
    assert before == [said[3].id, said[2].id]
    assert after == [said[1].id, said[2].id]
    newest = [one.content async for one in channel.history(limit=1)]
    assert newest == ["aloud"]
    server.channel.bot_permissions = EVERYONE & ~READ_HISTORY
    assert [one async for one in channel.history()] == []


@pytest.mark.parametrize("granted", [False, True])
async def test_what_is_not_meant_for_the_bot_it_reads_only_with_the_intent(
    server: LoopbackDiscord, granted: bool
) -> None:
    server.gateway.privileged = MESSAGE_CONTENT if granted else 0
    async with Desk(message_content=granted) as bot:
        running = asyncio.create_task(bot.start(TOKEN))
        await server.wait_for_ready()
        await asyncio.wait_for(bot.wait_until_ready(), 30)
        said = server.state.messages[(await server.say(server.user(), "among ourselves")).id]
        await server.reply(server.user(), said, "quite", ping=False)
        await server.until("both have come", lambda: len(bot.seen) == 2)
        fetched = await text_channel(bot, server).fetch_message(said.id)
        assert [fetched.content, *bot.seen] == (
            ["among ourselves", "among ourselves", "quite"] if granted else [""] * 3
        )
        await bot.close()
        await running
