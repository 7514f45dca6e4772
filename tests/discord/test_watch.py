"""Watches: who may add one, what is posted of it, how often, and that it is posted once."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import discord
import pytest
import simcord

from bot.client import DatelineClient
from bot.kept.tables import FILE
from tests.discord.pressing import labels, press
from tests.discord.small import SmallLibrary
from tests.discord.town import index_more, town
from tests.discord.world import World, card, opened

TOPIC = "strike of the tram drivers"
AGAIN = ("Tram strike again", "Tram drivers in Marrowgate will strike again in July, over pay.")
ENDED = ("Second strike is over", "The second strike of the tram drivers in Marrowgate ended at noon after one hour.")
BOATS = ("Ferry renamed", "The ferry Petrel was renamed Kittiwake after a vote among schoolchildren.")


@pytest.fixture
async def strike(tmp_path: Path) -> AsyncIterator[World]:
    async with town(tmp_path) as world:
        yield world


def manager(world: World) -> simcord.MemberActor:
    """Somebody who may manage channels and threads."""
    may = discord.Permissions(manage_channels=True, manage_threads=True)
    role = world.guild.create_role("editors", permissions=may)
    return world.guild.add_member(world.env.create_user("carol"), roles=[role])


async def add(world: World, who: Any = None, topic: str = TOPIC, **options: str) -> simcord.InteractionResult:
    return await (who or manager(world)).slash(world.channel, "watch add", topic=topic, **options)


async def look(world: World, client: DatelineClient | None = None) -> None:
    """The look that the bot takes by itself every half a minute."""
    await (client or world.client).watching.look()


def posts(world: World, channel: simcord.ChannelHandle | None = None) -> list[str]:
    """The cards of the posts in a channel: what nobody asked for."""
    return [card(message) for message in world.replies(channel) if "### New on" in card(message)]


def execute(world: World, statement: str, *values: object) -> list[Any]:
    """Do something to the bot's own tables."""
    with closing(sqlite3.connect(world.marks / FILE)) as tables, tables:
        return tables.execute(statement, values).fetchall()


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


async def test_a_topic_that_nothing_answers_yet_can_be_watched(tmp_path: Path, strike: World) -> None:
    assert "Nothing that is indexed answers this yet." in card((await add(strike, topic="ferry Kittiwake")).response)
    index_more(tmp_path, *BOATS)
    await look(strike)
    assert len(posts(strike)) == 1


async def test_what_is_new_but_on_something_else_is_not_posted(tmp_path: Path, strike: World) -> None:
    await add(strike)
    index_more(tmp_path, *BOATS)
    await look(strike)
    assert posts(strike) == []


async def test_stories_of_one_index_run_come_in_one_post(tmp_path: Path, strike: World) -> None:
    await add(strike)
    index_more(tmp_path, *AGAIN)
    index_more(tmp_path, *ENDED)
    await look(strike)
    [posted] = posts(strike)
    assert "2 new stories" in posted
    assert "called" not in posted


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
        execute(strike, f"INSERT INTO posts VALUES (hex(randomblob(6)), {watch}, ?, 1)", now.isoformat())
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


async def test_only_who_may_manage_the_channel_adds_or_removes_a_watch(strike: World) -> None:
    refused = await add(strike, strike.bob)
    assert refused.ephemeral
    assert "Only people who may manage this channel can do this." in card(refused.response)
    assert "Manage Channels" in card(refused.response)
    await add(strike)
    for what in (TOPIC, "anything"):
        assert "Only people who may" in card(
            (await strike.bob.slash(strike.channel, "watch remove", topic=what)).response
        )
    assert await strike.bob.autocomplete(strike.channel, "watch remove", "topic", "") == []
    assert TOPIC in card((await strike.bob.slash(strike.channel, "watch list")).response)


async def test_a_watch_is_removed_by_a_suggestion_and_posts_no_more(tmp_path: Path, strike: World) -> None:
    carol = manager(strike)
    await add(strike, carol)
    await add(strike, carol, topic="the port", publisher="Coast Sample Daily")
    suggested = await carol.autocomplete(strike.channel, "watch remove", "topic", "TRAM")
    assert [one["name"] for one in suggested] == [TOPIC]
    every = await carol.autocomplete(strike.channel, "watch remove", "topic", "")
    assert [one["name"] for one in every] == [TOPIC, "the port, published by Coast Sample Daily"]
    removed = await carol.slash(strike.channel, "watch remove", topic=suggested[0]["value"])
    assert "I no longer watch “strike of the tram drivers” here." in card(removed.response)
    index_more(tmp_path, *AGAIN)
    await look(strike)
    assert posts(strike) == []
    assert TOPIC not in card((await carol.slash(strike.channel, "watch list")).response)


async def test_a_watch_is_removed_by_its_topic_and_another_topic_is_not_found(strike: World) -> None:
    carol = manager(strike)
    await add(strike, carol)
    missing = await carol.slash(strike.channel, "watch remove", topic="tram")
    assert "No such topic is watched here." in card(missing.response)
    removed = await carol.slash(strike.channel, "watch remove", topic=f" {TOPIC.upper()} ")
    assert "I no longer watch" in card(removed.response)


async def test_a_watch_of_another_channel_cannot_be_seen_or_removed_here(strike: World) -> None:
    carol = manager(strike)
    await add(strike, carol)
    [[watch]] = execute(strike, "SELECT id FROM watches")
    elsewhere = strike.guild.create_text_channel("elsewhere")
    assert "Nothing is watched here." in card((await carol.slash(elsewhere, "watch list")).response)
    removed = await carol.slash(elsewhere, "watch remove", topic=watch)
    assert "No such topic is watched here." in card(removed.response)
    assert await carol.autocomplete(elsewhere, "watch remove", "topic", "") == []


@pytest.mark.parametrize("topic", ["???", "  "])
async def test_a_topic_without_a_word_is_refused(strike: World, topic: str) -> None:
    assert "I can’t answer that as asked." in card((await add(strike, topic=topic)).response)
    assert execute(strike, "SELECT * FROM watches") == []


async def test_the_same_topic_is_not_watched_twice_but_for_another_publisher(strike: World) -> None:
    carol = manager(strike)
    await add(strike, carol)
    assert "watched here already" in card((await add(strike, carol, topic=TOPIC.upper())).response)
    assert "I will post" in card((await add(strike, carol, publisher="Coast Sample Daily")).response)
    unclear = await carol.slash(strike.channel, "watch remove", topic=TOPIC)
    assert "for several publishers" in card(unclear.response)


async def test_a_channel_has_no_more_watches_than_the_setting_allows(strike: World) -> None:
    carol = manager(strike)
    for number in range(strike.desk.watches.limits.a_channel):
        await add(strike, carol, topic=f"tram line {number}")
    assert "No more than 10 topics can be watched" in card((await add(strike, carol)).response)


async def test_the_list_of_many_long_topics_fits_its_card(strike: World) -> None:
    carol = manager(strike)
    for number in range(10):
        await add(strike, carol, topic=f"{number} " + "*_~" * 66, publisher="[|]" * 33)
    listed = await carol.slash(strike.channel, "watch list")
    assert listed.ephemeral
    assert card(listed.response).count("published by") == 10


async def test_the_quotes_of_a_post_have_their_context_and_its_receipt_is_true(tmp_path: Path, strike: World) -> None:
    await add(strike)
    index_more(tmp_path, *AGAIN)
    await look(strike)
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


async def test_without_the_permission_to_post_a_watch_is_not_added(strike: World) -> None:
    assert strike.client.user is not None
    silent = discord.PermissionOverwrite(send_messages=False)
    muted = strike.guild.create_text_channel("muted", overwrites={strike.client.user: silent})
    refused = await manager(strike).slash(muted, "watch add", topic=TOPIC)
    assert "I would need these permissions in this channel: Send Messages." in card(refused.response)


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


async def test_a_post_is_not_what_the_next_question_follows(tmp_path: Path, strike: World) -> None:
    carol = manager(strike)
    await add(strike, carol)
    index_more(tmp_path, *AGAIN)
    await look(strike)
    assert len(posts(strike)) == 1
    assert await strike.desk.exchanges.last_in(strike.channel.id, carol.id) is None
