"""`/coverage feeds`: the pages and feeds that are asked again and again for new stories."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

import discord
from discord import app_commands

from bot.administering import administer
from bot.desk import Desk
from bot.feed_address import add_feed, feed_address, find_feed, unresolved
from bot.feeds_card import feeds_card
from bot.kept.feeds import LEAST_MINUTES, MOST_MINUTES, USUAL_MINUTES, new_feed
from bot.notices import no_feed, no_longer, refused_feed
from bot.reply import Reply, TurnedDownError
from bot.requesting import who_of
from store.web.address import Reach, is_url
from store.web.errors import NotFetchedError

Address = app_commands.Range[str, 8, 500]
_LONGEST = 100  # of a choice of an autocomplete


class FeedsGroup(app_commands.Group):
    """The feeds of the archive."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(name="feeds", description="Feeds that are asked for new stories by themselves.")
        self._desk = desk

    @app_commands.command(description="Ask a feed for new stories from now on.")
    @app_commands.describe(url="The address of an RSS or Atom feed", minutes="How often it is asked")
    async def add(
        self,
        interaction: discord.Interaction,
        url: Address,
        minutes: app_commands.Range[int, LEAST_MINUTES, MOST_MINUTES] = USUAL_MINUTES,
    ) -> None:
        async def work() -> Reply:
            feed = new_feed(await self._checked(url), minutes, who_of(interaction.user), datetime.now(UTC))
            if not await add_feed(self._desk.feeds, feed):
                raise TurnedDownError(no_longer("That feed is asked already."))
            return Reply(feeds_card(await self._desk.feeds.all()))

        await administer(self._desk, interaction, work)

    async def _checked(self, url: str) -> str:
        """How the address is kept. Raises TurnedDownError.

        It is judged by what is written, as a command waits for no name server; each poll judges what its name means.
        """
        if not is_url(url):
            raise TurnedDownError(no_feed(url))
        try:
            return await asyncio.to_thread(feed_address, url, Reach(self._desk.fetch_allow, unresolved))
        except NotFetchedError as error:
            raise TurnedDownError(refused_feed(str(error))) from None

    @app_commands.command(name="list", description="The feeds, and how the last poll of each went.")
    async def show(self, interaction: discord.Interaction) -> None:
        async def work() -> Reply:
            return Reply(feeds_card(await self._desk.feeds.all()))

        await administer(self._desk, interaction, work)

    @app_commands.command(description="Ask a feed no more; its stories stay.")
    @app_commands.describe(url="The address of the feed")
    async def remove(self, interaction: discord.Interaction, url: Address) -> None:
        async def work() -> Reply:
            feed = await find_feed(self._desk.feeds, url)
            if feed is None or not await self._desk.feeds.remove(feed.url):
                raise TurnedDownError(no_longer("There is no such feed."))
            return Reply(feeds_card(await self._desk.feeds.all()))

        await administer(self._desk, interaction, work)

    @remove.autocomplete("url")
    async def suggest(self, interaction: discord.Interaction, typed: str) -> list[app_commands.Choice[str]]:
        if not self._desk.admins.may(interaction):
            return []
        urls = [feed.shown for feed in await self._desk.feeds.all() if len(feed.shown) <= _LONGEST]
        return [app_commands.Choice(name=url, value=url) for url in urls if typed.casefold() in url.casefold()][:25]
