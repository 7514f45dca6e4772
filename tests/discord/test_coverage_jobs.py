"""`/coverage reindex | rollback | export | status | failures | gaps | feeds | channels`, and the card of a job."""

from __future__ import annotations

import multiprocessing
import shutil
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot import board
from bot.kept.feeds import new_feed
from tests.discord.office import Office, office, story
from tests.discord.pressing import labels, press
from tests.discord.world import card

FEED = "https://herald.example/feed"


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Office]:
    async with office(tmp_path) as opened:
        yield opened


async def generation(desk: Office) -> str:
    return (await desk.world.door.coverage()).generation


async def test_all_builds_a_new_index_and_rollback_goes_back_to_the_one_before_once(desk: Office) -> None:
    before = await generation(desk)
    shown = await desk.do("reindex", what="all")
    assert not shown.ephemeral
    built = await generation(desk)
    assert built != before
    assert f"index {built} answers" in card(desk.card(1))
    proposed = await desk.do("rollback", reason="It is worse.")
    assert f"Answer from the index before {built} again?" in card(proposed.response)
    assert proposed.response is not None
    message = proposed.response.message
    await press(desk.carol, message, "Do it")
    assert await generation(desk) == before
    assert "answers again instead of" in card(desk.card(2))
    again = await press(desk.carol, message, "Do it")
    assert "This was decided before." in card(again.followups[-1] if again.followups else again.response)
    assert [job.state for job in await desk.done()] == ["done", "done"]
    assert "crane" in await desk.ask("What has the port of Marrowgate bought?")


async def test_a_rollback_with_nothing_before_fails_with_the_reason(desk: Office) -> None:
    await press(desk.carol, (await desk.do("rollback", reason="It is worse.")).response, "Do it")
    [job] = await desk.done()
    assert job.state == "failed"
    assert job.outcome is not None
    assert job.outcome.trouble
    assert job.outcome.trouble[:40] in card(desk.card(1))


async def test_bringing_up_to_date_with_nothing_new_says_so(desk: Office) -> None:
    await desk.do("reindex")
    assert "Nothing was new." in card(desk.card(1))


async def test_an_export_is_downloaded_by_an_admin(desk: Office) -> None:
    await desk.do("export")
    assert labels(desk.card(1)) == ["Download"]
    fetched = await press(desk.dave, desk.card(1), "Download")
    assert fetched.response is not None
    assert fetched.ephemeral
    [file] = fetched.response.attachments
    assert file.filename.startswith("dateline-")
    assert (await file.read())[:2] == b"\x1f\x8b"


async def test_an_export_that_was_taken_away_is_told_as_gone(desk: Office) -> None:
    await desk.do("export")
    shutil.rmtree(desk.world.desk.exports)
    fetched = await press(desk.dave, desk.card(1), "Download")
    assert "is no longer in its folder." in card(fetched.response)
    assert "went wrong" not in card(fetched.response)


async def test_a_card_that_discord_lost_stops_no_job(desk: Office) -> None:
    desk.world.env.inject_error("PATCH", "/channels/*/messages/*", status=403, code=50013, times=None)
    await desk.add(desk.carol, ("ferry.md", story("Ferry stops", "The ferry will stop for 7 days.")))
    await desk.add(desk.carol, ("mole.md", story("Mole is lit", "The mole was lit by 9 lamps.")))
    assert [job.state for job in await desk.done()] == ["done", "done"]


async def test_an_old_card_is_replaced_by_a_new_one(desk: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    await desk.world.desk.queue.stop()
    await desk.add(desk.carol, ("ferry.md", story("Ferry stops", "The ferry will stop for 7 days.")))
    old = desk.card(1)
    monkeypatch.setattr(board, "OLDEST", timedelta(0))
    kept = (await desk.jobs())[0]
    anew = board.Board(desk.world.client, desk.world.desk.queue)
    await anew.show(kept)
    assert desk.card(1).id != old.id
    assert (await desk.jobs())[0].message == desk.card(1).id


async def test_the_status_tells_what_is_indexed_and_how_the_bot_is(
    desk: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    # SimCord's clock stands still, and a look at a child of a fork server ends when the clock has moved.
    monkeypatch.setattr(multiprocessing, "active_children", list)
    await desk.do("reindex")
    given = await desk.do("status")
    assert given.ephemeral
    shown = card(given.response)
    assert "**6 articles** of 2 publishers" in shown
    assert "Queue: 0 jobs" in shown
    assert "Last: job 1, bring the index up to date, done" in shown
    assert "Disk " in shown


async def test_failures_are_paged_and_none_is_told_as_none(desk: Office) -> None:
    assert "Nothing has failed lately." in card((await desk.do("failures")).response)
    lines = b"".join(b'{"headline": "No text %d"\n' % number for number in range(30))
    await desk.add(desk.carol, ("lines.jsonl", lines))
    given = await desk.do("failures")
    assert "Job 1" in card(given.response)
    first = await press(desk.carol, given.response, "What job 1 failed on")
    assert "page 1 of 3" in card(first.response)
    assert first.response is not None
    turned = await press(desk.carol, first.response, labels(first.response)[-1])
    assert "page" in card(turned.response)
    assert card(turned.response) != card(first.response) or "page 2 of 3" in card(turned.response)


async def test_what_the_watched_folder_failed_on_can_be_looked_at(desk: Office) -> None:
    broken = desk.folder / "broken.json"
    broken.write_bytes(b'{"headline": "Half')
    await desk.world.desk.queue.hand_on([broken], [], "the watched folder")
    await desk.done()
    shown = await press(desk.carol, (await desk.do("failures")).response, "What job 1 failed on")
    assert "broken.json" in card(shown.response)


async def test_feeds_are_added_once_listed_and_removed_across_a_restart(desk: Office) -> None:
    assert "No feed is asked." in card((await desk.do("feeds list")).response)
    assert "herald.example/feed" in card((await desk.do("feeds add", url=FEED, minutes=30)).response)
    assert "asked already" in card((await desk.do("feeds add", url=FEED)).response)
    assert "That is no address." in card((await desk.do("feeds add", url="herald.example/feed")).response)
    await desk.restart()
    assert "every 30 min" in card((await desk.do("feeds list", desk.dave)).response)
    assert "No feed is asked." in card((await desk.do("feeds remove", url=FEED)).response)
    assert "There is no such feed." in card((await desk.do("feeds remove", url=FEED)).response)


@pytest.mark.parametrize("other", ["https://Herald.Example/feed#top", "https://herald.example:443/feed"])
async def test_a_feed_is_one_feed_however_it_is_spelt(desk: Office, other: str) -> None:
    assert "herald.example/feed**" in card((await desk.do("feeds add", url=other)).response)
    assert "asked already" in card((await desk.do("feeds add", url=FEED)).response)
    assert "asked already" in card((await desk.do("feeds add", url=other)).response)
    assert [feed.url for feed in await desk.world.desk.feeds.all()] == [FEED]
    assert "No feed is asked." in card((await desk.do("feeds remove", url=other)).response)


@pytest.mark.parametrize(
    "kept", ["https://Herald.example/feed#top", "https://ada:key@herald.example/feed", "ftp://herald.example/feed"]
)
async def test_a_feed_that_was_kept_as_it_was_typed_is_removed_as_it_is_listed(desk: Office, kept: str) -> None:
    feeds = desk.world.desk.feeds
    await feeds.add(new_feed(kept, 30, "ada", datetime.now(UTC)))
    await feeds.add(new_feed("https://herald.example/other", 30, "ada", datetime.now(UTC)))
    assert "1 feed" in card((await desk.do("feeds remove", url=kept)).response)
    assert [feed.url for feed in await feeds.all()] == ["https://herald.example/other"]


async def test_a_feed_that_was_kept_with_a_login_is_shown_and_removed_without_it(desk: Office) -> None:
    feeds = desk.world.desk.feeds
    await feeds.add(new_feed("https://ada:key@herald.example/feed", 30, "ada", datetime.now(UTC)))
    shown = card((await desk.do("feeds list")).response)
    assert "herald.example/feed" in shown
    assert "key" not in shown
    assert "No feed is asked." in card((await desk.do("feeds remove", url=FEED)).response)


async def test_a_feed_that_was_kept_as_it_was_typed_is_not_asked_twice(desk: Office) -> None:
    feeds = desk.world.desk.feeds
    await feeds.add(new_feed("https://Herald.example/feed#top", 30, "ada", datetime.now(UTC)))
    assert "asked already" in card((await desk.do("feeds add", url=FEED)).response)
    assert "No feed is asked." in card((await desk.do("feeds remove", url=FEED)).response)


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("https://ada:key@herald.example/feed", "name or password"),
        ("ftp://herald.example/feed", "Only http and https are fetched"),
        ("file:///etc/passwd", "Only http and https are fetched"),
        ("http://10.0.0.7/feed.xml", "not on the public internet"),
        ("http://[::1]/feed.xml", "not on the public internet"),
        ("http://localhost:8080/feed", "not on the public internet"),
        ("http://2130706433/feed", "odd way to write"),
        ("https://herald.example:22/feed", "none of a website"),
        ("https:///feed", "no server"),
    ],
)
async def test_what_fetching_refuses_is_no_feed(desk: Office, url: str, why: str) -> None:
    given = card((await desk.do("feeds add", url=url)).response)
    assert "That cannot be a feed." in given
    assert why in given
    assert "key" not in given
    assert await desk.world.desk.feeds.all() == []


async def test_gaps_tell_what_was_declined_and_channels_where_i_answer(desk: Office) -> None:
    nothing = await desk.do("gaps")
    assert nothing.ephemeral
    await desk.ask("Who won the chess tournament in Zanzibar?")
    shown = card((await desk.do("gaps")).response)
    assert "Zanzibar" in shown
    assert "alice" not in shown
    assert "**Answers for everyone:** in every channel" in card((await desk.do("channels")).response)
