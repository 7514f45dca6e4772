"""The lookups as slash commands: `/search`, `/latest`, `/timeline`, `/said`, `/article` and `/sources`."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine, Sequence
from typing import Any, Literal

import discord
from discord import app_commands

from bot.asking import read_query
from bot.audience import audience_of
from bot.commands.ask import DateOption, PublisherOption
from bot.desk import Desk
from bot.kept.exchanges import Place
from bot.looking import look_up, show_article, show_sources
from bot.names import Names
from bot.reply import Reply
from bot.respond import place_of, respond
from bot.suggest import Suggestion
from store.listing import Lookup

Words = app_commands.Range[str, 1, 1000]
Name = app_commands.Range[str, 1, 100]
Order = Literal["newest", "oldest"]
Command = app_commands.Command[Any, ..., None]

_OPTIONS = {
    "since": "Only stories from this day on, for example 2013-03-25",
    "until": "Only stories up to this day, for example 2013-03-31",
    "publisher": "Only stories of this publisher",
    "order": "The newest or the oldest first",
    "private": "Show it only to me; otherwise as this server has it",
}


def search_command(desk: Desk) -> Command:
    """The command `/search`."""
    return _on_words(desk, "search", "Stories that fit some words best, the words marked.", "Words to look for")


def latest_command(desk: Desk) -> Command:
    """The command `/latest`."""
    return _on_words(desk, "latest", "The newest coverage of a topic, dates first.", "The topic, in a few words")


def timeline_command(desk: Desk) -> Command:
    """The command `/timeline`."""
    return _on_words(desk, "timeline", "What happened when: one dated quote an event.", "The topic, in a few words")


def said_command(desk: Desk) -> Command:
    """The command `/said`."""

    @app_commands.command(name="said", description="What somebody said, by day, word for word.")
    @app_commands.describe(speaker="Who said it", about="Only on this topic", **_OPTIONS)
    @anywhere
    async def command(
        interaction: discord.Interaction,
        *,
        speaker: Name,
        about: Words | None = None,
        since: DateOption | None = None,
        until: DateOption | None = None,
        publisher: PublisherOption | None = None,
        order: Order | None = None,
        private: bool | None = None,
    ) -> None:
        async def work(place: Place) -> Reply:
            query = await read_query(
                about or "", since=since, until=until, publisher=publisher, order=order, speaker=speaker
            )
            return await look_up(desk, place, "said", query)

        await _shown(desk, interaction, work, private=private, words=f"{speaker} {about or ''}")

    command.autocomplete("speaker")(_choices(desk, Names.speakers))
    command.autocomplete("publisher")(_choices(desk, Names.publishers))
    return command


def article_command(desk: Desk) -> Command:
    """The command `/article`."""

    @app_commands.command(name="article", description="One story whole, by its headline or its id.")
    @app_commands.describe(article="Type words of its headline and choose it", private=_OPTIONS["private"])
    @anywhere
    async def command(interaction: discord.Interaction, *, article: Name, private: bool | None = None) -> None:
        async def work(place: Place) -> Reply:
            return await show_article(desk, place, article.strip().strip("[]"))

        await _shown(desk, interaction, work, private=private, words=article)

    command.autocomplete("article")(_choices(desk, Names.headlines))
    return command


def sources_command(desk: Desk) -> Command:
    """The command `/sources`."""

    @app_commands.command(name="sources", description="Whose stories are indexed, how many, from when to when.")
    @app_commands.describe(private=_OPTIONS["private"])
    @anywhere
    async def command(interaction: discord.Interaction, *, private: bool | None = None) -> None:
        async def work(place: Place) -> Reply:
            return await show_sources(desk, place)

        await _shown(desk, interaction, work, private=private, words="")

    return command


def _on_words(desk: Desk, lookup: Lookup, description: str, about_words: str) -> Command:
    """A lookup of words with the filters that all of these have."""

    @app_commands.command(name=lookup, description=description)
    @app_commands.describe(topic=about_words, **_OPTIONS)
    @anywhere
    async def command(
        interaction: discord.Interaction,
        *,
        topic: Words,
        since: DateOption | None = None,
        until: DateOption | None = None,
        publisher: PublisherOption | None = None,
        order: Order | None = None,
        private: bool | None = None,
    ) -> None:
        async def work(place: Place) -> Reply:
            query = await read_query(topic, since=since, until=until, publisher=publisher, order=order)
            return await look_up(desk, place, lookup, query)

        await _shown(desk, interaction, work, private=private, words=topic)

    command.autocomplete("publisher")(_choices(desk, Names.publishers))
    return command


async def _shown(
    desk: Desk,
    interaction: discord.Interaction,
    work: Callable[[Place], Awaitable[Reply]],
    *,
    private: bool | None,
    words: str,
) -> None:
    """To whom the asker and the server want it shown."""
    audience = audience_of(desk, interaction, private=private)
    place = place_of(interaction, private=audience.private)
    await respond(desk, interaction, lambda: work(place), private=audience.private, words=words, note=audience.note)


def anywhere(command: Any) -> Any:
    """In servers, in direct messages, and in any conversation of a person who installed the bot for themselves."""
    installed = app_commands.allowed_installs(guilds=True, users=True)(command)
    return app_commands.allowed_contexts(guilds=True, dms=True, private_channels=True)(installed)


def _choices(
    desk: Desk, find: Callable[[Names, str], Sequence[Suggestion]]
) -> Callable[[discord.Interaction, str], Coroutine[Any, Any, list[app_commands.Choice[str]]]]:
    async def suggest(_: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        return [app_commands.Choice(name=one.label, value=one.value) for one in find(desk.names, typed)]

    return suggest
