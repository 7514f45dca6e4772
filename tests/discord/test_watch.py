"""Watches: who may add one, what is posted of it, how often, and that it is posted once."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.discord.pressing import labels, press
from tests.discord.small import SmallLibrary
from tests.discord.town import index_more, town
from tests.discord.watching import TOPIC, add, execute, look, manager, posts
from tests.discord.world import World, card, opened

AGAIN = ("Tram strike again", "Tram drivers in Marrowgate will strike again in July, over pay.")
ENDED = ("Second strike is over", "The second strike of the tram drivers in Marrowgate ended at noon after one hour.")
BOATS = ("Ferry renamed", "The ferry Petrel was renamed Kittiwake after a vote among schoolchildren.")


@pytest.fixture
async def strike(tmp_path: Path) -> AsyncIterator[World]:
    async with town(tmp_path) as world:
        yield world


async def test_a_new_story_is_posted_quoted_and_dated_and_once(tmp_path: Path, strike: World) -> None:
    added = await add(strike)
    assert added.ephemeral
    assert "I will post new coverage of “strike of the tram drivers” here" in card(added.response)
    await look(strike)
    assert posts(strike) == []
    index_more(tmp_path, *AGAIN)
    for _ in range(2):
        await look(strike)
    [posted] = posts(strike)
    assert "### New on “strike of the tram drivers”\n-# 1 new story" in posted
    assert f"> {AGAIN[1]}" in posted.replace("__", "")
    assert "Harbour Sample Herald · 1 July 2019" in posted


async def test_adding_tells_how_many_stories_answer_already_and_the_newest(strike: World) -> None:
    told = card((await add(strike)).response)
    assert "5 stories answer it already and will not be posted." in told
    assert "**Tram drivers win a pause**\nHarbour Sample Herald · 20 June 2019" in told


async def test_a_topic_without_coverage_can_be_watched_and_only_its_watch_posts(tmp_path: Path, strike: World) -> None:
    assert "Nothing that is indexed answers this yet." in card((await add(strike, topic="ferry Kittiwake")).response)
    await add(strike)
    index_more(tmp_path, *BOATS)
    await look(strike)
    [posted] = posts(strike)
    assert "New on “ferry Kittiwake”" in posted


async def test_what_has_no_room_in_a_post_follows_with_the_next_and_nothing_comes_twice(
    tmp_path: Path, strike: World
) -> None:
    await add(strike)
    towns = ("Aldham", "Birling", "Corfe", "Denby", "Elstow", "Fenwick")
    for number, name in enumerate(towns):
        text = f"Tram drivers in {name} began a strike of {number + 2} days over the heating of their cabins."
        index_more(tmp_path, f"Strike in {name}", text)
    await look(strike)
    assert "4 new stories, 2 more to follow" in posts(strike)[0]
    index_more(tmp_path, *BOATS)
    await look(strike)
    assert "2 new stories\n" in posts(strike)[1]
    index_more(tmp_path, "Mayor resigns", "The mayor of Marrowgate resigned over the price of a bench.")
    await look(strike)
    assert len(posts(strike)) == 2
    assert all(sum(f"Strike in {name}" in post for post in posts(strike)) == 1 for name in towns)


async def test_no_more_is_posted_a_day_than_the_setting_allows_and_the_rest_the_next_day(
    tmp_path: Path, strike: World
) -> None:
    await add(strike)
    now = datetime.now(UTC)
    for _ in range(5):
        watch = "(SELECT id FROM watches)"
        execute(strike, f"INSERT INTO posts VALUES (hex(randomblob(6)), {watch}, ?, 0, 1)", now.isoformat())
    index_more(tmp_path, *AGAIN)
    await look(strike)
    assert posts(strike) == []
    execute(strike, "UPDATE posts SET at = ?", (now - timedelta(days=1)).isoformat())
    index_more(tmp_path, *BOATS)
    await look(strike)
    assert len(posts(strike)) == 1


async def test_a_correction_of_a_posted_story_is_posted_and_says_so(tmp_path: Path, strike: World) -> None:
    await add(strike)
    index_more(tmp_path, *AGAIN)
    await look(strike)
    story = next((tmp_path / "stories").glob("Tram-strike-again*"))
    front = story.read_text().replace("date:", "status: corrected\nnote: Corrects the month.\ndate:", 1)
    story.write_text(front.replace("July", "August"))
    with SmallLibrary(tmp_path / "home").open() as library:
        library.index([story])
    for _ in range(2):
        await look(strike)
    first, second = posts(strike)
    assert "Corrected" not in first
    assert "**Corrected.** Corrects the month." in second


async def test_a_post_has_context_and_a_true_receipt_and_no_question_follows_it(tmp_path: Path, strike: World) -> None:
    carol = manager(strike)
    await add(strike, carol)
    index_more(tmp_path, *AGAIN)
    await look(strike)
    assert await strike.desk.exchanges.last_in(strike.channel.id, carol.id) is None
    [message] = [one for one in strike.replies() if "### New on" in card(one)]
    assert labels(message) == ["Context", "Receipt"]
    await strike.env.restart_bot(strike.fresh_client())
    assert AGAIN[1] in card((await press(strike.bob, message, "Context")).response).replace("__", "")
    result = await press(strike.bob, message, "Receipt")
    assert result.response is not None
    written = (await result.response.attachments[0].read()).decode()
    with SmallLibrary(tmp_path / "home").open() as library:
        assert library.check_receipt(written).clean


async def test_a_person_can_watch_in_their_direct_messages(tmp_path: Path, strike: World) -> None:
    bob = strike.bob.user
    assert "I will post new coverage" in card((await bob.slash("watch add", topic=TOPIC)).response)
    index_more(tmp_path, *AGAIN)
    await look(strike)
    assert len(posts(strike, bob.dm_channel)) == 1
    assert TOPIC in card((await bob.slash("watch list")).response)
    assert "I no longer watch" in card((await bob.slash("watch remove", topic=TOPIC)).response)


async def test_where_posting_is_forbidden_later_the_list_says_so_and_the_story_comes_once_it_is_allowed(
    tmp_path: Path, strike: World
) -> None:
    carol = manager(strike)
    await add(strike, carol)
    strike.env.inject_error("POST", "/channels/*/messages", status=403, code=50013)
    index_more(tmp_path, *AGAIN)
    await look(strike)
    assert posts(strike) == []
    assert "I may not post here any more" in card((await carol.slash(strike.channel, "watch list")).response)
    index_more(tmp_path, *BOATS)
    await look(strike)
    assert len(posts(strike)) == 1
    assert "I may not post here" not in card((await carol.slash(strike.channel, "watch list")).response)


async def test_the_watches_of_a_channel_that_is_gone_are_removed(tmp_path: Path, strike: World) -> None:
    await add(strike)
    await strike.text_channel().delete()
    index_more(tmp_path, *AGAIN)
    await look(strike)
    assert execute(strike, "SELECT * FROM watches") == []


async def test_nothing_is_posted_while_an_index_run_is_at_work(tmp_path: Path, strike: World) -> None:
    await add(strike)
    index_more(tmp_path, *AGAIN)
    state = next((tmp_path / "home" / "index").glob("*/state.json"))
    finished = state.read_text()
    state.write_text(finished.replace('"clean": true', '"clean": false'))
    await look(strike)
    assert posts(strike) == []
    state.write_text(finished)
    await look(strike)
    assert len(posts(strike)) == 1


async def test_over_an_empty_index_a_topic_can_be_watched_and_its_first_story_is_posted(tmp_path: Path) -> None:
    small = SmallLibrary(tmp_path / "home")
    async with opened(tmp_path, opener=small.open) as world:
        assert "Nothing that is indexed answers this yet." in card((await add(world)).response)
        (tmp_path / "stories").mkdir()
        small.fill(tmp_path / "stories")
        await look(world)
        assert len(posts(world)) == 1


def _cut_short_before_sending(world: World) -> Callable[[], None]:
    world.env.inject_error("POST", f"/channels/{world.channel.id}/messages", status=503, times=None)
    return world.env.backend.faults.clear


def _cut_short_after_sending(world: World) -> Callable[[], None]:
    execute(world, "CREATE TRIGGER cut BEFORE UPDATE OF message ON posts BEGIN SELECT RAISE(ABORT, 'cut'); END")

    def mend() -> None:
        execute(world, "DROP TRIGGER cut")

    return mend


@pytest.mark.parametrize("cut_short", [_cut_short_before_sending, _cut_short_after_sending])
async def test_a_post_cut_short_is_there_exactly_once_after_a_restart(
    tmp_path: Path, strike: World, cut_short: Callable[[World], Callable[[], None]], caplog: pytest.LogCaptureFixture
) -> None:
    await add(strike)
    index_more(tmp_path, *AGAIN)
    mend = cut_short(strike)
    await look(strike)
    assert "not watched" in caplog.text
    assert execute(strike, "SELECT message FROM posts") == [(None,)]
    mend()
    client = strike.fresh_client()
    await strike.env.restart_bot(client)
    await look(strike, client)
    await look(strike, client)
    assert len(posts(strike)) == 1
    assert execute(strike, "SELECT count(*) FROM posts WHERE message IS NOT NULL") == [(1,)]
    index_more(tmp_path, *ENDED)
    await look(strike, client)
    assert len(posts(strike)) == 2


async def test_a_story_withdrawn_before_its_post_could_be_sent_again_is_not_sent(tmp_path: Path, strike: World) -> None:
    await add(strike)
    index_more(tmp_path, *AGAIN)
    mend = _cut_short_before_sending(strike)
    await look(strike)
    mend()
    story = next((tmp_path / "stories").glob("Tram-strike-again*"))
    story.write_text(story.read_text().replace("date:", "status: withdrawn\ndate:", 1))
    with SmallLibrary(tmp_path / "home").open() as library:
        library.index([story])
    await look(strike)
    assert posts(strike) == []
    assert execute(strike, "SELECT * FROM posts") == []


async def test_where_the_history_may_not_be_read_nothing_is_sent_twice(tmp_path: Path, strike: World) -> None:
    carol = manager(strike)
    await add(strike, carol)
    index_more(tmp_path, *AGAIN)
    mend = _cut_short_after_sending(strike)
    await look(strike)
    mend()
    me = strike.text_channel().guild.me
    await strike.text_channel().set_permissions(me, read_message_history=False)
    await look(strike)
    assert len(posts(strike)) == 1
    assert "I may not read the message history here" in card((await carol.slash(strike.channel, "watch list")).response)


async def test_a_watch_survives_a_restart_and_the_bot_looks_by_itself(tmp_path: Path, strike: World) -> None:
    await add(strike)
    index_more(tmp_path, *AGAIN)
    await strike.env.restart_bot(strike.fresh_client())
    await strike.env.settle()
    assert len(posts(strike)) == 1
