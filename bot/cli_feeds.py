"""The commands `dateline feeds`: what is asked for new stories again and again."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from bot.coverage_lines import feed_removed_lines, feeds_lines
from bot.feed_address import add_feed, feed_address, find_feed
from bot.kept.feeds import LEAST_MINUTES, MOST_MINUTES, USUAL_MINUTES, Feed, Feeds, new_feed
from bot.polled import poll_told
from bot.progress import shown_progress
from bot.settings import load_settings
from bot.shell import FAILED, Json, complain, open_kept, open_library, show
from bot.worker import open_fetcher
from store.audit import system_user
from store.errors import NotFoundError, QueryError
from store.web.address import Reach
from store.web.errors import NotFetchedError
from store.web.login import without_login
from store.wording import counted

if TYPE_CHECKING:
    from store.core import Library
    from store.web.fetcher import Fetcher

feeds = typer.Typer(help="Ask feeds for new stories again and again, while the bot runs.", no_args_is_help=True)

Url = Annotated[str, typer.Argument(metavar="URL", help="The address of the feed.")]


@feeds.command("add")
def add_command(
    url: Url,
    *,
    every: Annotated[
        int, typer.Option(metavar="MINUTES", min=LEAST_MINUTES, max=MOST_MINUTES, help="How often it is asked.")
    ] = USUAL_MINUTES,
    as_json: Json = False,
) -> None:
    """Have a feed asked from now on."""
    settings = load_settings()
    reach = Reach(settings.allowed_servers)
    feed = new_feed(_checked(url, reach), every, system_user(), datetime.now(UTC))
    with open_kept(settings) as tables:
        added = asyncio.run(add_feed(Feeds(tables), feed))
    if not added:
        raise QueryError(f"{feed.shown} is asked already; remove it first to have it asked at other times.")
    show(feeds_lines([feed]), [feed], as_json=as_json)


@feeds.command("list")
def list_command(as_json: Json = False) -> None:
    """List the feeds and how the last poll of each went."""
    with open_kept() as tables:
        found = asyncio.run(Feeds(tables).all())
    show(feeds_lines(found), found, as_json=as_json)


@feeds.command("remove")
def remove_command(url: Url, as_json: Json = False) -> None:
    """Have a feed asked no more; its stories stay."""
    with open_kept() as tables:
        feed = asyncio.run(find_feed(Feeds(tables), url))
        if feed is None:
            raise NotFoundError(f"There is no feed {without_login(url.strip())}; `dateline feeds list` shows them.")
        asyncio.run(Feeds(tables).remove(feed.url))
    show(feed_removed_lines(feed), [feed], as_json=as_json)


@feeds.command("poll")
def poll_command(as_json: Json = False) -> None:
    """Ask every feed now."""
    settings = load_settings()
    with open_kept(settings) as tables:
        kept = Feeds(tables)
        found = asyncio.run(kept.all())
        if found:
            with open_library(settings) as library:
                _poll(library, open_fetcher(settings.allowed_servers, settings.fetch_contact), kept, found)
        found = asyncio.run(kept.all())
    show(feeds_lines(found), found, as_json=as_json)
    if troubled := [feed for feed in found if feed.trouble]:
        complain(f"{counted(len(troubled), 'feed')} could not be had.")
        raise typer.Exit(FAILED)


def _poll(library: Library, fetcher: Fetcher, kept: Feeds, found: Sequence[Feed]) -> None:
    for feed in found:
        with shown_progress() as progress:
            report = library.index([], urls=[feed.url], fetcher=fetcher, progress=progress)
        asyncio.run(kept.polled(feed.url, *poll_told(report, feed.url)))


def _checked(url: str, reach: Reach) -> str:
    """How the address of a feed is kept. Raises QueryError."""
    try:
        return feed_address(url, reach)
    except NotFetchedError as error:
        raise QueryError(f"{without_login(url.strip())} cannot be a feed: {error}.") from None
