"""`/watch add`, `list` and `remove`: who may, what is refused and why, what is suggested."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import discord
import pytest

from tests.discord.watching import TOPIC, add, execute, manager
from tests.discord.world import World, card, opened


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[World]:
    async with opened(tmp_path, per_minute=50) as world:
        yield world


async def test_only_who_may_manage_the_channel_adds_or_removes_a_watch(desk: World) -> None:
    refused = await add(desk, desk.bob)
    assert refused.ephemeral
    assert "Only people who may manage this channel can do this." in card(refused.response)
    assert "Manage Channels" in card(refused.response)
    await add(desk)
    for what in (TOPIC, "anything"):
        assert "Only people who may" in card((await desk.bob.slash(desk.channel, "watch remove", topic=what)).response)
    assert await desk.bob.autocomplete(desk.channel, "watch remove", "topic", "") == []
    assert TOPIC in card((await desk.bob.slash(desk.channel, "watch list")).response)


async def test_a_watch_is_removed_by_a_suggestion_and_posts_no_more(desk: World) -> None:
    carol = manager(desk)
    await add(desk, carol)
    await add(desk, carol, topic="the port", publisher="Coast Sample Daily")
    suggested = await carol.autocomplete(desk.channel, "watch remove", "topic", "TRAM")
    assert [one["name"] for one in suggested] == [TOPIC]
    every = await carol.autocomplete(desk.channel, "watch remove", "topic", "")
    assert [one["name"] for one in every] == [TOPIC, "the port, published by Coast Sample Daily"]
    removed = await carol.slash(desk.channel, "watch remove", topic=suggested[0]["value"])
    assert "I no longer watch “strike of the tram drivers” here." in card(removed.response)
    assert TOPIC not in card((await carol.slash(desk.channel, "watch list")).response)


async def test_a_watch_is_removed_by_its_topic_and_another_topic_is_not_found(desk: World) -> None:
    carol = manager(desk)
    await add(desk, carol)
    missing = await carol.slash(desk.channel, "watch remove", topic="tram")
    assert "No such topic is watched here." in card(missing.response)
    removed = await carol.slash(desk.channel, "watch remove", topic=f" {TOPIC.upper()} ")
    assert "I no longer watch" in card(removed.response)


async def test_a_watch_of_another_channel_cannot_be_seen_or_removed_here(desk: World) -> None:
    carol = manager(desk)
    await add(desk, carol)
    [[watch]] = execute(desk, "SELECT id FROM watches")
    elsewhere = desk.guild.create_text_channel("elsewhere")
    assert "Nothing is watched here." in card((await carol.slash(elsewhere, "watch list")).response)
    removed = await carol.slash(elsewhere, "watch remove", topic=watch)
    assert "No such topic is watched here." in card(removed.response)
    assert await carol.autocomplete(elsewhere, "watch remove", "topic", "") == []


@pytest.mark.parametrize("topic", ["???", "  "])
async def test_a_topic_without_a_word_is_refused(desk: World, topic: str) -> None:
    assert "I can’t answer that as asked." in card((await add(desk, topic=topic)).response)
    assert execute(desk, "SELECT * FROM watches") == []


async def test_the_same_topic_is_not_watched_twice_but_for_another_publisher(desk: World) -> None:
    carol = manager(desk)
    await add(desk, carol)
    assert "watched here already" in card((await add(desk, carol, topic=TOPIC.upper())).response)
    assert "I will post" in card((await add(desk, carol, publisher="Coast Sample Daily")).response)
    unclear = await carol.slash(desk.channel, "watch remove", topic=TOPIC)
    assert "for several publishers" in card(unclear.response)


async def test_a_channel_has_no_more_watches_than_the_setting_allows(desk: World) -> None:
    carol = manager(desk)
    for number in range(desk.desk.watches.limits.a_channel):
        await add(desk, carol, topic=f"tram line {number}")
    assert "No more than 10 topics can be watched" in card((await add(desk, carol)).response)


async def test_the_list_of_many_long_topics_fits_its_card(desk: World) -> None:
    carol = manager(desk)
    for number in range(10):
        await add(desk, carol, topic=f"{number} " + "*_~" * 66, publisher="[|]" * 33)
    listed = await carol.slash(desk.channel, "watch list")
    assert listed.ephemeral
    assert card(listed.response).count("published by") == 10


async def test_without_the_permission_to_post_a_watch_is_not_added(desk: World) -> None:
    assert desk.client.user is not None
    silent = discord.PermissionOverwrite(send_messages=False)
    muted = desk.guild.create_text_channel("muted", overwrites={desk.client.user: silent})
    refused = await manager(desk).slash(muted, "watch add", topic=TOPIC)
    assert "I would need these permissions in this channel: Send Messages." in card(refused.response)
