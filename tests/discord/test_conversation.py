"""Going on with an answer: by replying, in a thread, in a direct message, in a box; and never with somebody else's."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import discord
import pytest
import simcord

from tests.discord.pressing import buttons, labels, press
from tests.discord.town import STRIKE, town
from tests.discord.world import World, card

FOLLOWS = "Follows: "


@pytest.fixture
async def strike(tmp_path: Path) -> AsyncIterator[World]:
    async with town(tmp_path) as world:
        yield world


async def mention(world: World, person: simcord.MemberActor, words: str, **options: Any) -> discord.Message:
    """The bot's reply to a message that names it."""
    channel = options.pop("channel", world.channel)
    await person.send(channel, f"{world.name} {words}", **options)
    return world.replies(channel)[-1]


async def box(world: World, person: simcord.MemberActor, message: Any, words: str) -> simcord.InteractionResult:
    """Press *Ask follow-up*, type the words and send them."""
    shown = await press(person, message, "Ask follow-up")
    assert shown.modal is not None
    return await person.submit_modal(shown, {"words": words})


async def test_a_reply_that_asks_follows_the_answer_it_replies_to(strike: World) -> None:
    answer = await mention(strike, strike.alice, STRIKE)
    await strike.bob.send(strike.channel, "and on 8 June 2019?", reply_to=answer)
    followed = card(strike.replies()[-1])
    assert FOLLOWS in followed
    assert "8 June 2019" in followed
    assert "Tram strike ends after one night" in followed
    assert "Strike would stop" not in followed


@pytest.mark.parametrize("words", ["thanks!", "I do not believe a word of it", "lol"])
async def test_a_reply_that_asks_nothing_is_left_alone(strike: World, words: str) -> None:
    answer = await mention(strike, strike.alice, STRIKE)
    await strike.alice.send(strike.channel, words, reply_to=answer)
    assert len(strike.replies()) == 1


async def test_a_reply_to_a_listing_follows_its_topic_and_to_the_sources_stands_alone(strike: World) -> None:
    listed = await strike.alice.slash(strike.channel, "timeline", topic="the strike of the tram drivers")
    assert FOLLOWS in card(await mention(strike, strike.bob, "and on 8 June 2019?", reply_to=listed.response))
    sources = await strike.alice.slash(strike.channel, "sources")
    assert FOLLOWS not in card(await mention(strike, strike.bob, STRIKE, reply_to=sources.response))


async def test_more_in_words_brings_quotes_that_were_not_shown_until_there_are_none(strike: World) -> None:
    answer = await mention(strike, strike.alice, STRIKE)
    more = await mention(strike, strike.alice, "more?", reply_to=answer)
    assert "quotes 4 to 5" in card(more)
    last = await mention(strike, strike.alice, "more?", reply_to=more)
    assert "There are no more quotes that answer this." in card(last)


async def test_a_question_without_a_reply_in_a_channel_stands_alone(strike: World) -> None:
    await mention(strike, strike.alice, STRIKE)
    assert FOLLOWS not in card(await mention(strike, strike.alice, "and on 8 June 2019, what happened?"))


async def test_in_a_direct_message_each_question_follows_the_last(strike: World) -> None:
    await strike.alice.send_dm(STRIKE)
    await strike.alice.send_dm("and on 8 June 2019?")
    assert FOLLOWS in card(strike.alice.user.dm_channel.last_message)


async def test_a_box_follows_up_and_the_answer_is_for_all_as_the_first_was(strike: World) -> None:
    answer = await strike.alice.slash(strike.channel, "ask", question=STRIKE)
    result = await box(strike, strike.bob, answer.response, "only on 8 June 2019")
    assert not result.ephemeral
    assert FOLLOWS in card(result.response)


async def test_a_follow_up_of_a_private_answer_is_private(strike: World) -> None:
    answer = await strike.alice.slash(strike.channel, "ask", question=STRIKE, private=True)
    result = await box(strike, strike.alice, answer.response, "and on 8 June 2019?")
    assert result.ephemeral


async def test_words_that_ask_nothing_are_refused_with_an_example(strike: World) -> None:
    answer = await strike.alice.slash(strike.channel, "ask", question=STRIKE)
    result = await box(strike, strike.alice, answer.response, "thanks!")
    assert "Please say what you want to know of it" in card(result.response)


async def test_the_box_works_after_a_restart(strike: World) -> None:
    answer = await strike.alice.slash(strike.channel, "ask", question=STRIKE)
    await strike.env.restart_bot(strike.fresh_client())
    result = await box(strike, strike.alice, answer.response, "and on 8 June 2019?")
    assert FOLLOWS in card(result.response)


async def test_what_was_understood_can_be_removed_by_the_asker_in_place_and_by_others_beside_it(
    strike: World,
) -> None:
    answer = await strike.alice.slash(strike.channel, "ask", question=STRIKE, since="2019-06-08")
    (label,) = [one for one in labels(answer.response) if one.startswith("✕")]
    assert label == "✕ since 8 June 2019"
    other = await press(strike.bob, answer.response, label)
    assert [one.ephemeral for one in other.followups] == [True]
    assert label not in labels(other.followups[0])
    assert "Tram drivers" in card(other.followups[0])
    await press(strike.alice, answer.response, label)
    now = strike.now(answer.response)
    assert label not in labels(now)
    assert "3 quotes" in card(now)


async def test_a_thread_is_opened_by_the_asker_and_questions_in_it_follow_the_answer(strike: World) -> None:
    answer = await mention(strike, strike.alice, STRIKE)
    refused = await press(strike.bob, answer, "Open thread")
    assert "Only the person who asked can do this." in card(refused.response)
    opened = await press(strike.alice, answer, "Open thread")
    assert opened.ephemeral
    assert "Go on in <#" in card(opened.response)
    (inside,) = strike.channel.threads
    assert "Go on asking here." in card(strike.replies(inside)[0])
    first = await mention(strike, strike.bob, "and on 8 June 2019?", channel=inside)
    assert FOLLOWS in card(first)
    assert "Open thread" not in buttons(first)
    again = await press(strike.alice, answer, "Open thread")
    assert "Go on in <#" in card(again.response)


async def test_in_one_thread_nobody_follows_what_somebody_else_asked(strike: World) -> None:
    await strike.text_channel().create_thread(name="tram", type=discord.ChannelType.public_thread)
    (thread,) = strike.channel.threads
    await mention(strike, strike.alice, "What has the port of Marrowgate bought?", channel=thread)
    await mention(strike, strike.bob, STRIKE, channel=thread)
    alices = card(await mention(strike, strike.alice, "why?", channel=thread))
    bobs = card(await mention(strike, strike.bob, "and on 8 June 2019?", channel=thread))
    assert "port" in alices
    assert "tram" not in alices.split("\n")[1]
    assert "tram drivers" in bobs


async def test_where_no_thread_may_be_opened_the_asker_is_told(strike: World) -> None:
    answer = await mention(strike, strike.alice, STRIKE)
    strike.env.inject_error("POST", "/channels/*/messages/*/threads", status=403)
    result = await press(strike.alice, answer, "Open thread")
    assert "I cannot open a thread here." in card(result.response)


@pytest.mark.parametrize("wanted", [True, False])
async def test_with_the_intent_plain_questions_in_our_thread_are_answered_where_the_server_wants_that(
    tmp_path: Path, wanted: bool
) -> None:
    async with town(tmp_path, message_content=True) as world:
        await world.desk.guilds.change(world.guild.id, lambda settings: replace(settings, unasked=wanted))
        answer = await mention(world, world.alice, STRIKE)
        await press(world.alice, answer, "Open thread")
        (inside,) = world.channel.threads
        before = len(world.replies())
        for words in ("and on 8 June 2019?", "thanks, that helps", f"{world.bob.mention} did you see this?"):
            await world.alice.send(inside, words)
        await world.alice.send(world.channel, "and on 8 June 2019?")
        replies = world.replies(inside)[1:]
        assert len(replies) == wanted
        assert all(FOLLOWS in card(reply) for reply in replies)
        assert len(world.replies()) == before
