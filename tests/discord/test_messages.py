"""Mentions and direct messages as a person meets them."""

from __future__ import annotations

from pathlib import Path

import discord
import pytest

from tests.discord.world import World, card, opened


async def test_a_mention_in_a_channel_is_answered_as_a_reply_that_pings_nobody(world: World) -> None:
    asked = await world.alice.send(world.channel, f"{world.name} will the water tariff go up?")
    (reply,) = world.replies()
    assert "### will the water tariff go up?" in card(reply)
    assert reply.reference is not None
    assert reply.reference.message_id == asked.id
    (sent,) = world.requests("POST", f"/channels/{world.channel.id}/messages")
    assert sent["allowed_mentions"] == {"parse": [], "replied_user": False}
    assert (sent["nonce"], sent["enforce_nonce"]) == (str(asked.id), True)
    assert world.requests("POST", "/typing")


async def test_a_mention_in_a_thread_is_answered_there(world: World) -> None:
    await world.text_channel().create_thread(name="tariff", type=discord.ChannelType.public_thread)
    (thread,) = world.channel.threads
    await world.alice.send(thread, f"{world.name} will it go up?")
    (reply,) = world.replies(thread)
    assert "### will it go up?" in card(reply)


async def test_a_direct_message_is_a_question_without_any_mention(world: World) -> None:
    await world.alice.send_dm("will the water tariff go up?")
    assert "### will the water tariff go up?" in card(world.alice.user.dm_channel.last_message)


@pytest.mark.parametrize("text", ["{name}", "  {name}  \n", "{name} {name}"])
async def test_a_mention_without_words_is_told_how_to_ask(world: World, text: str) -> None:
    await world.alice.send(world.channel, text.format(name=world.name))
    (reply,) = world.replies()
    assert "Ask me about the news I have indexed" in card(reply)
    assert world.asked() == []


async def test_bots_webhooks_everyone_and_mere_replies_are_not_answered(world: World) -> None:
    robot = world.guild.add_member(world.env.create_user("robot", bot=True))
    hook = world.guild.create_webhook(world.channel)
    await robot.send(world.channel, f"{world.name} will it go up?")
    await hook.send(f"{world.name} will it go up?")
    await world.alice.send(world.channel, "@everyone will it go up?")
    await world.alice.send(world.channel, "no name, no question")
    assert world.replies() == []
    await world.alice.send(world.channel, f"{world.name} will it go up?")
    (answer,) = world.replies()
    await world.alice.send(world.channel, "thanks!", reply_to=answer)
    assert world.replies() == [answer]


async def test_a_message_delivered_twice_is_answered_once(world: World) -> None:
    asked = await world.alice.send(world.channel, f"{world.name} will it go up?")
    message = await world.text_channel().fetch_message(asked.id)
    world.client.dispatch("message", message)
    await world.env.settle()
    assert len(world.replies()) == 1
    assert world.asked() == ["will it go up?"]


async def test_an_answer_comes_where_typing_is_not_allowed(world: World) -> None:
    world.env.inject_error("POST", "/channels/*/typing", status=403)
    await world.alice.send(world.channel, f"{world.name} will it go up?")
    assert len(world.replies()) == 1


async def test_where_we_may_not_read_the_history_the_answer_is_no_reply(world: World) -> None:
    world.env.inject_error("POST", "/channels/*/messages", status=400, code=160002)
    await world.alice.send(world.channel, f"{world.name} will it go up?")
    (answer,) = world.replies()
    assert answer.reference is None


async def test_where_we_may_not_write_nothing_breaks(world: World) -> None:
    world.env.inject_error("POST", "/channels/*/messages", status=403)
    await world.alice.send(world.channel, f"{world.name} will it go up?")
    assert world.replies() == []


async def test_who_asks_too_often_gets_an_hourglass_each_time_and_once_a_minute_when_to_ask_again(
    tmp_path: Path,
) -> None:
    now = 0.0
    async with opened(tmp_path, per_minute=1, clock=lambda: now) as world:
        messages = [await world.alice.send(world.channel, f"{world.name} will it go up?") for _ in range(4)]
        await world.env.settle()
        answer, notice = world.replies()
        assert "### will it go up?" in card(answer)
        assert "You can ask again <t:" in card(notice)
        assert notice.reference is not None
        assert notice.reference.message_id == messages[1].id
        history = {message.id: message for message in world.channel.history()}
        signs = [[reaction.emoji for reaction in history[message.id].reactions] for message in messages]
        assert signs == [[], ["⏳"], ["⏳"], ["⏳"]]
        now = 60.0
        for _ in range(3):
            await world.alice.send(world.channel, f"{world.name} will it go up?")
        await world.env.settle()
        assert ["You can ask again" in card(reply) for reply in world.replies()] == [False, True, False, True]


async def test_five_hundred_questions_in_a_minute_are_each_answered_or_refused(world: World) -> None:
    for _ in range(500):
        world.env.backend.create_message(world.channel.id, world.alice.id, f"{world.name} will it go up?")
    await world.env.settle(timeout=60)
    assert len(world.requests("PUT", "/@me")) == 495
    assert sorted("You can ask again" in card(reply) for reply in world.replies()) == [False] * 5 + [True]
    await world.bob.send(world.channel, f"{world.name} and now?")
    assert len(world.replies()) == 7


async def test_where_we_may_not_react_the_refusal_is_in_words_and_no_more_is_tried_in_vain(tmp_path: Path) -> None:
    async with opened(tmp_path, per_minute=1) as world:
        world.env.inject_error("PUT", "/channels/*/messages/*/reactions/*/@me", status=403)
        for _ in range(20):
            world.env.backend.create_message(world.channel.id, world.alice.id, f"{world.name} will it go up?")
        await world.env.settle(timeout=60)
        assert sorted("You can ask again" in card(reply) for reply in world.replies()) == [False, True]
        assert len(world.requests("PUT", "/@me")) < 20


async def test_hostile_words_come_back_as_plain_text(world: World) -> None:
    await world.alice.send(world.channel, f"{world.name} @everyone **who** ```said``` \u202ewhat? {'x' * 300}")
    (reply,) = world.replies()
    assert r"### \@everyone \*\*who\*\* \`\`\`said\`\`\` what? x" in card(reply)


async def test_a_question_is_refused_in_a_reply_when_it_is_too_long(world: World) -> None:
    await world.alice.send(world.channel, f"{world.name} {'why ' * 480}")
    (reply,) = world.replies()
    assert "please keep it under 1,000" in card(reply)


async def test_once_stopping_a_mention_is_told_to_come_back(world: World) -> None:
    await world.asker.stop(answering=0, delivering=0)
    await world.alice.send(world.channel, f"{world.name} will it go up?")
    (reply,) = world.replies()
    assert "I am restarting." in card(reply)
