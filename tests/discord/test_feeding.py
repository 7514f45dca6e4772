"""Feeds: which are due, how long a failing one is left alone, and what is handed on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.feed_address import add_feed, feed_address, find_feed, unresolved
from bot.feeding import WHO, Feeding
from bot.kept.feeds import FAILING, MOST_MINUTES, Feeds, new_feed
from bot.kept.tables import open_tables
from bot.polled import poll_told
from store.report import IndexItem, IndexReport
from store.web.address import Reach
from store.web.errors import NotFetchedError

QUAY, PIER = "https://karren.example/quay.xml", "https://karren.example/pier.xml"
NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)


def minutes(count: float) -> timedelta:
    return timedelta(minutes=count)


@pytest.fixture
def feeds(tmp_path: Path) -> Iterator[Feeds]:
    tables = open_tables(tmp_path)
    yield Feeds(tables)
    tables.dispose()


async def test_a_feed_is_kept_once_as_it_was_added_and_forgotten_when_removed(feeds: Feeds) -> None:
    feed = new_feed(QUAY, 30, "ada", NOW)
    assert await feeds.add(feed)
    assert not await feeds.add(new_feed(QUAY, 5, "bo", NOW))
    assert await feeds.all() == [feed]
    assert await feeds.remove(QUAY)
    assert not await feeds.remove(QUAY)
    await feeds.polled(QUAY, "1 added")
    assert await feeds.find(QUAY) is None


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        (" https://Karren.Example:443/Quay.xml#top ", "https://karren.example/Quay.xml"),
        ("https://localhost.karren.example/feed", "https://localhost.karren.example/feed"),
        ("https://karren.example:8443/feed?of=quay", "https://karren.example:8443/feed?of=quay"),
        ("http://9.9.9.9/feed", "http://9.9.9.9/feed"),
        ("http://10.0.0.7:9000/feed", "http://10.0.0.7:9000/feed"),
    ],
)
def test_an_address_is_kept_in_one_spelling(url: str, kept: str) -> None:
    assert feed_address(url, Reach(frozenset({("10.0.0.7", 9000)}), unresolved)) == kept


@pytest.mark.parametrize("host", ["10.0.0.7", "localhost", "desk.localhost", "localhost.", "[::ffff:10.0.0.7]"])
def test_a_server_of_our_own_network_is_no_feed_though_no_name_is_looked_up(host: str) -> None:
    with pytest.raises(NotFetchedError, match="not on the public internet"):
        feed_address(f"http://{host}/feed", Reach(resolve=unresolved))


@pytest.mark.parametrize(
    ("kept", "typed", "same"),
    [
        ("https://karren.example", "https://karren.example/", True),
        ("https://KARREN.example/quay#a", "https://karren.example/quay#b", True),
        ("https://karren.example/quay", "http://karren.example/quay", False),
        ("https://karren.example/quay", "https://karren.example/quay/", False),
        ("https://karren.example/quay", "https://karren.example/Quay", False),
    ],
)
async def test_a_feed_is_found_however_it_is_spelt(feeds: Feeds, kept: str, typed: str, same: bool) -> None:
    feed = new_feed(kept, 30, "ada", NOW)
    assert await add_feed(feeds, feed)
    assert await find_feed(feeds, typed) == (feed if same else None)
    assert await add_feed(feeds, new_feed(typed, 30, "bo", NOW)) is not same


async def test_of_two_spellings_that_were_kept_the_one_that_is_typed_is_meant(feeds: Feeds) -> None:
    for url in (f"{QUAY}#top", QUAY):
        await feeds.add(new_feed(url, 30, "ada", NOW))
        found = await find_feed(feeds, url)
        assert found is not None
        assert found.url == url


@pytest.mark.parametrize("every", [4, MOST_MINUTES + 1])
def test_a_feed_is_asked_neither_all_the_time_nor_never(every: int) -> None:
    with pytest.raises(ValueError, match=r"every 5 to 1,440 minutes"):
        new_feed(QUAY, every, "ada", NOW)


async def test_a_feed_is_handed_on_when_it_is_due_and_not_while_it_is_under_way(feeds: Feeds) -> None:
    asked: list[str] = []

    async def enqueue(paths: Sequence[Path], urls: Sequence[str], who: str) -> None:
        assert (list(paths), who) == ([], WHO)
        asked.extend(urls)

    await feeds.add(new_feed(QUAY, 30, "ada", NOW))
    await feeds.add(new_feed(PIER, 5, "ada", NOW + minutes(1)))
    feeding = Feeding(feeds, enqueue)
    await feeding.look(NOW)
    await feeding.look(NOW + minutes(60))
    assert asked == [QUAY, PIER]
    await feeds.polled(QUAY, "2 added", now=NOW + minutes(61))
    await feeding.look(NOW + minutes(90))
    assert asked == [QUAY, PIER]
    await feeding.look(NOW + minutes(91))
    assert asked == [QUAY, PIER, QUAY]
    await feeding.look(NOW + minutes(60 + 24 * 60))
    assert asked == [QUAY, PIER, QUAY, PIER], "a poll that was never heard of again is handed on after a day"


async def test_a_feed_that_fails_is_asked_less_and_less_often_and_kept(feeds: Feeds) -> None:
    await feeds.add(new_feed(QUAY, 30, "ada", NOW))
    waits = []
    for _ in range(FAILING):
        await feeds.polled(QUAY, "1 failed", "the server gave no page", now=NOW)
        [feed] = await feeds.all()
        waits.append((feed.due - NOW) / minutes(1))
    assert waits == [60, 120, 240, 480, 960, *[MOST_MINUTES] * 5]
    assert feed.failing
    await feeds.polled(QUAY, "1 unchanged", now=NOW)
    [feed] = await feeds.all()
    assert (feed.failing, feed.failures, feed.trouble, feed.due) == (False, 0, None, NOW + minutes(30))


def test_only_the_feed_itself_is_its_trouble() -> None:
    def report(*items: IndexItem) -> IndexReport:
        return IndexReport(items, 0, 1.0)

    story = IndexItem("https://karren.example/a", "failed", reason="no such page")
    assert poll_told(report(story), QUAY) == ("1 failed, 0 passages embedded", None)
    assert poll_told(report(story, IndexItem(QUAY, "failed", reason="gone")), QUAY)[1] == "gone"
