"""Feeds: which are due, how long a failing one is left alone, and what is handed on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.feeding import WHO, Feeding
from bot.kept.feeds import FAILING, MOST_MINUTES, Feeds, new_feed
from bot.kept.tables import open_tables
from bot.polled import poll_told
from store.report import IndexItem, IndexReport

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
