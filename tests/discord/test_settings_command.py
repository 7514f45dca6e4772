"""`/settings`: who may use it, what it keeps, and how each setting is followed where people ask."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import discord
import pytest
import simcord
from sqlalchemy import insert

from bot.audience import NAMED, channel_words
from bot.client import DatelineClient
from bot.escape import units
from bot.kept.tables import KeptError, guilds
from bot.layout import NOTE_LIMIT
from tests.discord.pressing import labels, press
from tests.discord.samples import payload_texts
from tests.discord.town import STRIKE, town
from tests.discord.world import World, card, opened

ONLY_MANAGERS = "Only people who may manage this server can see and change my settings."


@pytest.fixture
async def strike(tmp_path: Path) -> AsyncIterator[World]:
    async with town(tmp_path) as world:
        yield world


@pytest.fixture
async def calm(tmp_path: Path) -> AsyncIterator[World]:
    """A world in which nobody is told to wait."""
    async with opened(tmp_path, per_minute=50) as world:
        yield world


def manager(world: World, guild: simcord.GuildHandle | None = None) -> simcord.MemberActor:
    """A member with Manage Server."""
    guild = guild or world.guild
    role = guild.create_role("managers", permissions=discord.Permissions(manage_guild=True))
    return guild.add_member(world.env.create_user("mona"), roles=[role])


async def choose(world: World, setting: str, **options: Any) -> str:
    """What the settings are after a manager of the world's server chose one."""
    result = await manager(world).slash(world.channel, f"settings {setting}", **options)
    assert result.ephemeral
    return card(result.response)


async def asked(world: World, channel: simcord.ChannelHandle | None = None, **options: Any) -> Any:
    return await world.alice.slash(channel or world.channel, "ask", question=STRIKE, **options)


def quotes(result: Any) -> list[str]:
    """The quotes of a card, as markdown."""
    return [text for text in payload_texts(result.response.components) if text.startswith("> ")]


async def test_a_server_that_chose_nothing_is_shown_the_defaults(world: World) -> None:
    shown = await choose(world, "show")
    assert "**Answers for everyone:** in every channel" in shown
    assert "**Commands answer:** everyone, unless who asks chooses otherwise" in shown
    assert "**Dates:** English, for example 25 March 2013" in shown
    assert "**Quotes a card:** 3" in shown
    assert "**Unasked replies in my threads:** off" in shown


async def test_each_choice_is_shown_and_outlives_a_restart(calm: World) -> None:
    mona = manager(calm)
    for setting, options in (
        ("channels allow", {"channel": calm.channel}),
        ("privacy", {"answers": "private"}),
        ("language", {"language": "de"}),
        ("quotes", {"number": 1}),
        ("unasked", {"replies": "on"}),
    ):
        await mona.slash(calm.channel, f"settings {setting}", **options)
    await calm.env.restart_bot(calm.fresh_client())
    shown = card((await mona.slash(calm.channel, "settings show")).response)
    assert f"in <#{calm.channel.id}>; elsewhere commands answer only who asks" in shown
    assert "only who asks, unless they choose otherwise" in shown
    assert "Deutsch, for example 25. März 2013" in shown
    assert "**Quotes a card:** 1" in shown
    assert "on, but whoever runs me has not let me read messages that do not name me" in shown


async def test_a_bot_that_cannot_read_what_servers_chose_does_not_start_on_defaults(world: World) -> None:
    with world.tables.begin() as connection:
        connection.execute(insert(guilds).values(guild=world.guild.id, settings='{"private": "perhaps"}'))
    with pytest.raises(KeptError, match=f"settings of server {world.guild.id} cannot be used"):
        await world.env.restart_bot(world.fresh_client())


async def test_with_message_content_unasked_replies_are_simply_on(world: World) -> None:
    await world.env.restart_bot(DatelineClient(world.desk, world.marks, message_content=True))
    assert "**Unasked replies in my threads:** on" in (await choose(world, "unasked", replies="on")).split("\n")


async def test_each_choice_can_be_taken_back(calm: World) -> None:
    mona = manager(calm)
    for setting, options in (
        ("channels allow", {"channel": calm.channel}),
        ("channels everywhere", {}),
        ("privacy", {"answers": "private"}),
        ("privacy", {"answers": "public"}),
        ("language", {"language": "de"}),
        ("language", {"language": "en"}),
        ("quotes", {"number": 1}),
        ("quotes", {"number": 3}),
        ("unasked", {"replies": "on"}),
        ("unasked", {"replies": "off"}),
    ):
        shown = await mona.slash(calm.channel, f"settings {setting}", **options)
    assert calm.desk.guilds.of(calm.guild.id) == calm.desk.guilds.of(None)
    assert "in every channel" in card(shown.response)


@pytest.mark.parametrize(
    ("setting", "options"),
    [
        ("quotes", {"number": 0}),
        ("quotes", {"number": 4}),
        ("language", {"language": "tlh"}),
        ("privacy", {"answers": "secret"}),
        ("unasked", {"replies": "maybe"}),
    ],
)
async def test_discord_itself_lets_nothing_else_be_chosen(world: World, setting: str, options: dict[str, Any]) -> None:
    with pytest.raises(simcord.SetupError):
        await choose(world, setting, **options)
    assert world.desk.guilds.of(world.guild.id) == world.desk.guilds.of(None)


async def test_only_channels_with_messages_can_be_allowed(world: World) -> None:
    category = world.guild.create_category("desks")
    with pytest.raises(simcord.SetupError):
        await choose(world, "channels allow", channel=category)


async def test_a_channel_that_was_not_allowed_cannot_be_disallowed(calm: World) -> None:
    mona = manager(calm)
    other = calm.guild.create_text_channel("sport")
    everywhere = await mona.slash(calm.channel, "settings channels disallow", channel=other)
    assert "Every channel is allowed, so nothing was changed." in card(everywhere.response)
    await mona.slash(calm.channel, "settings channels allow", channel=calm.channel)
    result = await mona.slash(calm.channel, "settings channels disallow", channel=other)
    assert "That channel is not allowed, so nothing was changed." in card(result.response)


async def test_the_last_channel_cannot_be_disallowed_as_then_all_would_be_allowed(calm: World) -> None:
    mona = manager(calm)
    other = calm.guild.create_text_channel("sport")
    for channel in (calm.channel, other):
        await mona.slash(calm.channel, "settings channels allow", channel=channel)
    await mona.slash(calm.channel, "settings channels disallow", channel=other)
    last = await mona.slash(calm.channel, "settings channels disallow", channel=calm.channel)
    assert "That is the only channel allowed, so nothing was changed." in card(last.response)
    assert calm.desk.guilds.of(calm.guild.id).channels == {calm.channel.id}


async def test_a_member_without_the_right_is_not_even_shown_the_command(world: World) -> None:
    assert not [name for name in world.bob.available_commands(world.channel) if name.startswith("settings")]


async def test_a_member_whom_a_server_shows_the_command_still_needs_the_right(calm: World) -> None:
    (command,) = [one for one in await calm.client.tree.fetch_commands() if one.name == "settings"]
    calm.guild.set_command_permissions(command, {calm.bob: True})
    for setting, options in (("show", {}), ("privacy", {"answers": "private"}), ("channels everywhere", {})):
        result = await calm.bob.slash(calm.channel, f"settings {setting}", **options)
        assert result.ephemeral
        assert card(result.response) == f"**{ONLY_MANAGERS}**"
    assert calm.desk.guilds.of(calm.guild.id) == calm.desk.guilds.of(None)


async def test_a_manager_of_another_server_changes_only_their_own(world: World) -> None:
    other = world.env.create_guild()
    channel = other.create_text_channel("elsewhere")
    mona = manager(world, other)
    await mona.slash(channel, "settings privacy", answers="private")
    assert not world.desk.guilds.of(world.guild.id).private
    assert world.desk.guilds.of(other.id).private


async def test_in_a_server_that_we_are_no_member_of_nothing_is_told_or_changed(
    calm: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    mona = manager(calm)
    await mona.slash(calm.channel, "settings privacy", answers="private")
    monkeypatch.setattr(calm.client, "get_guild", lambda _: None)
    for setting, options in (("show", {}), ("privacy", {"answers": "public"})):
        result = await mona.slash(calm.channel, f"settings {setting}", **options)
        assert card(result.response) == f"**{ONLY_MANAGERS}**"
    assert calm.desk.guilds.of(calm.guild.id).private


async def test_who_brought_us_along_to_a_server_that_left_us_is_answered_as_anywhere(
    calm: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await choose(calm, "privacy", answers="private")
    monkeypatch.setattr(calm.client, "get_guild", lambda _: None)
    assert not (await asked(calm)).ephemeral


async def test_in_a_direct_message_there_are_no_settings(world: World) -> None:
    with pytest.raises(simcord.SetupError, match="settings"):
        await world.alice.user.slash("settings show")


async def test_where_commands_answer_privately_the_asker_may_choose_otherwise(strike: World) -> None:
    await choose(strike, "privacy", answers="private")
    by_default, wanted = await asked(strike), await asked(strike, private=False)
    assert by_default.ephemeral
    assert "Share" in labels(by_default.response)
    assert "Only you see this" not in card(by_default.response)
    assert not wanted.ephemeral
    shared = await press(strike.alice, by_default.response, "Share")
    assert not shared.ephemeral


async def test_where_the_channel_is_not_allowed_a_command_answers_the_asker_and_says_where_all_would_see_it(
    strike: World,
) -> None:
    other = strike.guild.create_text_channel("sport")
    await choose(strike, "channels allow", channel=other)
    for chosen in (None, False):
        result = await (asked(strike) if chosen is None else asked(strike, private=chosen))
        assert result.ephemeral
        note = f"-# Only you see this. Answers for everyone: <#{other.id}>."
        assert payload_texts(result.response.components)[-1] == note
    assert not (await asked(strike, other)).ephemeral
    private = await asked(strike, private=True)
    assert "Answers for everyone" not in card(private.response)


async def test_a_private_answer_cannot_be_shared_where_the_channel_is_not_allowed(strike: World) -> None:
    private = await asked(strike, private=True)
    other = strike.guild.create_text_channel("sport")
    await choose(strike, "channels allow", channel=other)
    result = await press(strike.alice, private.response, "Share")
    assert result.ephemeral
    assert "In this channel I answer only the person who asks." in card(result.response)
    assert f"Answers for everyone: <#{other.id}>." in card(result.response)
    assert strike.replies() == []


async def test_a_mention_where_the_channel_is_not_allowed_gets_a_sign_and_no_words(strike: World) -> None:
    other = strike.guild.create_text_channel("sport")
    await choose(strike, "channels allow", channel=other)
    asking = await strike.alice.send(strike.channel, f"{strike.name} {STRIKE}")
    await strike.env.settle()
    (message,) = [one for one in strike.channel.history() if one.id == asking.id]
    assert [reaction.emoji for reaction in message.reactions] == ["🚫"]
    assert strike.replies() == []
    await strike.alice.send(other, f"{strike.name} {STRIKE}")
    assert len(strike.replies(other)) == 1


async def test_a_thread_is_allowed_with_its_channel(strike: World) -> None:
    await choose(strike, "channels allow", channel=strike.channel)
    await strike.text_channel().create_thread(name="strike", type=discord.ChannelType.public_thread)
    (thread,) = strike.channel.threads
    assert not (await asked(strike, thread)).ephemeral
    await strike.alice.send(thread, f"{strike.name} {STRIKE}")
    assert len(strike.replies(thread)) == 2


async def test_direct_messages_are_answered_whatever_a_server_chose(strike: World) -> None:
    await choose(strike, "channels allow", channel=strike.guild.create_text_channel("sport"))
    await strike.alice.send_dm(STRIKE)
    assert f"### {STRIKE}" in card(strike.alice.user.dm_channel.last_message)


@pytest.mark.parametrize("number", [1, 2])
async def test_a_card_has_as_many_quotes_as_chosen_and_the_button_goes_on_after_them(
    strike: World, number: int
) -> None:
    await choose(strike, "quotes", number=number)
    answer = await asked(strike)
    more = await press(strike.bob, answer.response, "More quotes")
    first, further = quotes(answer), quotes(more)
    assert len(first) == len(further) == number
    assert not set(first) & set(further)
    assert f"quotes {number + 1} to {2 * number}" in card(more.response)
    await strike.alice.send(strike.channel, f"{strike.name} {STRIKE}")
    assert labels(strike.replies()[-1]).count("Context") == number


async def test_dates_are_in_the_chosen_language_and_quotes_as_they_were(strike: World) -> None:
    plain = await asked(strike)
    await choose(strike, "language", language="de")
    answer = await asked(strike, since="2019-06-01", until="2019-06-30")
    german = card(answer.response)
    assert r"Harbour Sample Herald · 6\. Juni 2019" in german
    assert r"1\. Juni 2019 to 30. Juni 2019" in german
    assert "6 June 2019" in card(plain.response)
    assert "June 2019" not in german
    assert quotes(answer) == quotes(plain)
    context = card((await press(strike.alice, answer.response, "Context")).response)
    assert r"6\. Juni 2019" in context
    await strike.alice.send_dm(STRIKE)
    assert "6 June 2019" in card(strike.alice.user.dm_channel.last_message)


def test_a_note_has_room_below_every_card() -> None:
    channels = [2**64 - 1 - number for number in range(1000)]
    assert channel_words(channels[:3], NAMED).count("<#") == 3
    note = f"-# Only you see this. Answers for everyone: {channel_words(channels, NAMED)}."
    assert note.endswith("> and 997 more channels.")
    assert units(note) <= NOTE_LIMIT
