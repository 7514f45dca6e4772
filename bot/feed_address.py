"""The address of a feed: one spelling for all that mean the same, and none that fetching would refuse."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from ipaddress import ip_address
from urllib.parse import urlsplit

from bot.kept.feeds import Feed, Feeds
from store.web.address import Reach
from store.web.errors import NotFetchedError
from store.web.login import without_login

_LOOPBACK, _SOME_SERVER = "127.0.0.1", "9.9.9.9"


def feed_address(url: str, reach: Reach) -> str:
    """How the address of a feed is kept. Raises NotFetchedError, for a person, where it cannot be fetched from there.

    May wait for a name server, as `reach` resolves names, and loads what fetching needs: not for the event loop.
    """
    from store.web.fetcher import Fetcher  # loads httpx, which only fetching needs

    return Fetcher(reach).reachable(url)


async def find_feed(feeds: Feeds, url: str) -> Feed | None:
    """The feed that somebody means by an address, however either was spelt. Raises KeptError."""
    if found := await feeds.find(url.strip()):
        return found
    return await asyncio.to_thread(_meant, url, await feeds.all())


async def add_feed(feeds: Feeds, feed: Feed) -> bool:
    """Keep a new feed; False where it is there, however it was spelt. Raises KeptError."""
    return await find_feed(feeds, feed.url) is None and await feeds.add(feed)


def unresolved(host: str, _: int) -> list[str]:
    """A resolver that asks nobody: a name may be that of any server, but for those that are always this machine's."""
    try:
        return [str(ip_address(host))]
    except ValueError:
        own = f".{host.rstrip('.')}".endswith(".localhost")
        return [_LOOPBACK if own else _SOME_SERVER]


def _meant(url: str, feeds: Sequence[Feed]) -> Feed | None:
    spelt = _spelt(url)
    return next((feed for feed in feeds if _spelt(feed.url) == spelt), None)


def _spelt(url: str) -> str:
    """The one spelling of an address, to compare by; what may be none, as it was typed once, is its own."""
    from store.web.client import locate  # loads httpx, which only fetching needs

    try:
        parts = urlsplit(locate(without_login(url)).url)
    except NotFetchedError:
        return url.strip()
    return parts._replace(path=parts.path or "/").geturl()
