"""`/watch`: topics of which new coverage is posted in a channel, added and removed by who may manage it."""

from __future__ import annotations

import logging
from dataclasses import replace
from typing import Any

import discord
from discord import app_commands

from bot.asking import read_query
from bot.desk import Desk
from bot.kept.tables import KeptError
from bot.kept.watches import Watch, new_watch
from bot.reply import Reply, TurnedDownError
from bot.respond import place_of, respond
from bot.watch_card import added_card, list_card, none_card, refused_card, removed_card
from store.query import MAX_LIMIT
from store.wording import counted

log = logging.getLogger(__name__)

TopicOption = app_commands.Range[str, 1, 200]
PublisherOption = app_commands.Range[str, 1, 100]
_CHOICES = 25  # of an autocomplete
_CHOICE = 100  # characters of one

# What a bot needs where it posts, by the name that Discord shows.
_NEEDED = {
    "view_channel": "View Channel",
    "send_messages": "Send Messages",
    "read_message_history": "Read Message History",
}
_NEEDED_IN_THREAD = {**_NEEDED, "send_messages_in_threads": "Send Messages in Threads"}
del _NEEDED_IN_THREAD["send_messages"]


def watch_commands(desk: Desk) -> app_commands.Group:
    """The commands `/watch add`, `/watch list` and `/watch remove`."""
    group = app_commands.Group(
        name="watch",
        description="Follow a topic: new coverage is posted here, quoted and dated.",
        allowed_installs=app_commands.AppInstallationType(guild=True, user=True),
        allowed_contexts=app_commands.AppCommandContext(guild=True, dm_channel=True, private_channel=False),
    )
    group.add_command(_add_command(desk))
    group.add_command(_list_command(desk))
    group.add_command(_remove_command(desk))
    return group


def _add_command(desk: Desk) -> app_commands.Command[Any, ..., None]:
    @app_commands.command(name="add", description="Post new coverage of a topic here, after each index run.")
    @app_commands.describe(topic="What to watch for, in a few words", publisher="Only stories of this publisher")
    async def command(
        interaction: discord.Interaction, *, topic: TopicOption, publisher: PublisherOption | None = None
    ) -> None:
        async def work() -> Reply:
            _require_manager(interaction)
            _require_post(interaction)
            return await _add(desk, interaction, topic, publisher)

        await respond(desk, interaction, work, private=True, words=topic)

    return command


def _list_command(desk: Desk) -> app_commands.Command[Any, ..., None]:
    @app_commands.command(name="list", description="What is watched in this channel.")
    async def command(interaction: discord.Interaction) -> None:
        async def work() -> Reply:
            there = await desk.watches.in_channel(_channel(interaction))
            return Reply(list_card(there, desk.watches.limits) if there else none_card())

        await respond(desk, interaction, work, private=True)

    return command


def _remove_command(desk: Desk) -> app_commands.Command[Any, ..., None]:
    @app_commands.command(name="remove", description="Watch a topic no longer in this channel.")
    @app_commands.describe(topic="The topic, as /watch list shows it")
    async def command(interaction: discord.Interaction, *, topic: TopicOption) -> None:
        async def work() -> Reply:
            _require_manager(interaction)
            watch = _chosen(await desk.watches.in_channel(_channel(interaction)), topic)
            await desk.watches.remove(watch.id)
            return Reply(removed_card(watch))

        await respond(desk, interaction, work, private=True, words=topic)

    @command.autocomplete("topic")
    async def suggest(interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return await _suggested(desk, interaction, typed)

    return command


async def _add(desk: Desk, interaction: discord.Interaction, topic: str, publisher: str | None) -> Reply:
    query = await read_query(topic, publisher=publisher)
    # Before the look at what answers already: what comes in between is posted rather than missed.
    frontier = await desk.door.frontier()
    now = await desk.door.ask(replace(query, limit=MAX_LIMIT))
    watch = new_watch(place_of(interaction, private=False), query.question, query.publisher, frontier.position)
    added = await desk.watches.add(watch)
    if added == "known":
        raise TurnedDownError(refused_card("**This is watched here already.** `/watch list` shows all."))
    if added == "full":
        most = counted(desk.watches.limits.a_channel, "topic")
        told = f"**No more than {most} can be watched in a channel.** `/watch remove` makes room."
        raise TurnedDownError(refused_card(told))
    log.info("watch added watch=%s channel=%d", watch.id, watch.channel)
    return Reply(added_card(watch, now, desk.watches.limits))


async def _suggested(desk: Desk, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
    if not _is_manager(interaction):
        return []
    try:
        there = await desk.watches.in_channel(_channel(interaction))
    except KeptError as error:
        log.error("no watches to suggest: %s", error)
        return []
    fitting = [watch for watch in there if typed.casefold() in watch.topic.casefold()]
    return [app_commands.Choice(name=_label(watch), value=watch.id) for watch in fitting[:_CHOICES]]


def _label(watch: Watch) -> str:
    label = watch.topic + (f", published by {watch.publisher}" if watch.publisher else "")
    return label if len(label) <= _CHOICE else label[: _CHOICE - 1] + "…"


def _chosen(there: list[Watch], words: str) -> Watch:
    """The watch that was chosen from the suggestions, or the one whose topic was typed. Raises TurnedDownError."""
    wanted = " ".join(words.split()).casefold()
    found = [watch for watch in there if watch.id == words] or [one for one in there if one.topic.casefold() == wanted]
    if not found:
        raise TurnedDownError(refused_card("**No such topic is watched here.** `/watch list` shows those that are."))
    if len(found) > 1:
        told = "**This topic is watched here for several publishers.** Choose one of the suggestions."
        raise TurnedDownError(refused_card(told))
    return found[0]


def _require_manager(interaction: discord.Interaction) -> None:
    if not _is_manager(interaction):
        needed = "Manage Threads" if isinstance(interaction.channel, discord.Thread) else "Manage Channels"
        told = f"**Only people who may manage this channel can do this.** You would need the permission {needed} here."
        raise TurnedDownError(refused_card(told))


def _is_manager(interaction: discord.Interaction) -> bool:
    """Whether who asks may decide what is posted here: in their own direct messages everyone."""
    if interaction.guild_id is None:
        return True
    may = interaction.permissions
    manages = may.manage_threads if isinstance(interaction.channel, discord.Thread) else may.manage_channels
    return manages or may.administrator


def _require_post(interaction: discord.Interaction) -> None:
    """Raises TurnedDownError where the bot cannot post on its own: without it, or without a permission."""
    if interaction.guild_id is None:
        return
    if interaction.client.get_guild(interaction.guild_id) is None:
        told = "**I am not a member of this server, so I cannot post here.** Its administrators can invite me."
        raise TurnedDownError(refused_card(told))
    needed = _NEEDED_IN_THREAD if isinstance(interaction.channel, discord.Thread) else _NEEDED
    may = interaction.app_permissions
    missing = [shown for name, shown in needed.items() if not (getattr(may, name) or may.administrator)]
    if missing:
        told = f"**I cannot post here.** I would need these permissions in this channel: {', '.join(missing)}."
        raise TurnedDownError(refused_card(told))


def _channel(interaction: discord.Interaction) -> int:
    return interaction.channel_id or 0
