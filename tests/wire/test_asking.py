"""Questions over the wire: every way to ask, many at once, odd texts, and a Discord that says "slow down"."""

from __future__ import annotations

import pytest

from tests.loopback.errors import ApiError, NotInvokableError
from tests.loopback.exchange import Exchange
from tests.loopback.faults import RateLimitedError
from tests.loopback.server import LoopbackDiscord
from tests.wire.conftest import plain
from tests.wire.stories import STORIES

pytestmark = pytest.mark.asyncio(loop_scope="session")

LANTERNS = STORIES[0]
ODD_TEXTS = {
    "everyone": "@everyone @here <@&1> <@2> who was it?",
    "markdown": "# Who **hung** ~~the~~ ||lanterns|| `in` [Alderbrook](https://a.example)? > - ```py\nx\n``` <t:1:R>",
    "long": "Who hung the lanterns along the canal? " * 64,
    "russian": "Сколько фонарей висит вдоль канала в Олдербруке?",
    "right-to-left": "\u202ewho hung\u202c the \u2067lanterns\u2069 \u200f?",
    "nonsense": "\u0301\u0301 \u200b zz￼ 🙂🙂",
    "blank": "   ",
}


async def test_a_slash_question_is_acknowledged_as_thinking_and_answered_by_editing(server: LoopbackDiscord) -> None:
    asked = await server.slash(server.user(), "ask", question=LANTERNS.question)
    answer = await server.wait_for_reply(asked)
    assert LANTERNS.fact in plain(answer)
    assert LANTERNS.shown_date in plain(answer)
    assert (asked.callback, asked.ephemeral) == (5, False)
    assert asked.replies == [answer]
    assert answer.edits == 1


async def test_a_private_question_is_answered_so_that_only_the_asker_sees_it(server: LoopbackDiscord) -> None:
    asked = await server.slash(server.user(), "ask", question=LANTERNS.question, private=True)
    assert LANTERNS.fact in plain(await server.wait_for_reply(asked))
    assert asked.ephemeral


async def test_a_mention_is_answered_by_a_reply(server: LoopbackDiscord) -> None:
    asked = await server.mention(server.user(), LANTERNS.question)
    answer = await server.wait_for_reply(asked)
    assert LANTERNS.fact in plain(answer)
    assert answer.replies_to is server.state.messages[asked.id]
    assert len(server.calls("POST", "/typing")) >= 1


async def test_a_direct_message_is_answered_there(server: LoopbackDiscord) -> None:
    asked = await server.dm(server.user(), LANTERNS.question)
    answer = await server.wait_for_reply(asked)
    assert LANTERNS.fact in plain(answer)
    assert answer.channel is asked.channel


async def test_a_message_to_somebody_else_is_left_alone(server: LoopbackDiscord) -> None:
    said = await server.say(server.user(), "Who hung the lanterns?")
    to_everyone = await server.say(server.user(), "@everyone lunch?")
    await server.wait_for_reply(await server.mention(server.user(), LANTERNS.question))
    assert said.replies == to_everyone.replies == []
    assert said.reactions == to_everyone.reactions == []


async def test_twenty_askers_at_once_each_get_the_answer_to_their_own_question(server: LoopbackDiscord) -> None:
    asked = [await server.slash(server.user(s.place), "ask", question=s.question) for s in STORIES]
    answers = [plain(await server.wait_for_reply(one, 120.0)) for one in asked]
    assert all(one.acked_at is not None for one in asked)
    wrong = [story.place for story, answer in zip(STORIES, answers, strict=True) if story.fact not in answer]
    assert wrong == []
    assert all(len(one.replies) == 1 for one in asked)


async def test_twenty_mentions_and_direct_messages_at_once_are_not_mixed_up(server: LoopbackDiscord) -> None:
    asked: list[Exchange] = []
    for story in STORIES[:10]:
        asked.append(await server.mention(server.user(story.place), story.question))
        asked.append(await server.dm(server.user(story.place), story.question))
    for n, one in enumerate(asked):
        assert STORIES[n // 2].fact in plain(await server.wait_for_reply(one, 120.0))
    assert all(len(one.replies) == 1 for one in asked)


@pytest.mark.parametrize("text", ODD_TEXTS.values(), ids=ODD_TEXTS)
async def test_an_odd_question_gets_a_reply_on_every_way(server: LoopbackDiscord, text: str) -> None:
    user = server.user()
    asked = [await server.mention(user, text), await server.dm(user, text)]
    try:
        asked.append(await server.slash(user, "ask", question=text))
    except NotInvokableError as refused:
        assert "'question' must be within" in str(refused)
    for one in asked:
        assert plain(await server.wait_for_reply(one)).strip()


async def test_a_mention_without_words_gets_a_reply(server: LoopbackDiscord) -> None:
    asked = await server.mention(server.user(), "")
    assert plain(await server.wait_for_reply(asked))


async def test_sixty_questions_at_once_from_one_user_are_each_answered_or_refused(server: LoopbackDiscord) -> None:
    user = server.user("flood")
    asked = [await server.slash(user, "ask", question=LANTERNS.question) for _ in range(60)]
    replies = [plain(await server.wait_for_reply(one, 120.0)) for one in asked]
    answered = [reply for reply in replies if LANTERNS.fact in reply]
    assert 1 <= len(answered) < 60
    assert all(replies)
    other = await server.slash(server.user("calm"), "ask", question=LANTERNS.question)
    assert LANTERNS.fact in plain(await server.wait_for_reply(other))


async def test_a_flood_of_mentions_is_answered_or_refused_one_by_one_and_holds_up_nobody(
    server: LoopbackDiscord,
) -> None:
    user = server.user("flood")
    asked = [await server.mention(user, LANTERNS.question) for _ in range(30)]
    calm = await server.mention(server.user("calm"), LANTERNS.question)
    assert LANTERNS.fact in plain(await server.wait_for_reply(calm))
    assert any(not one.replies and not one.reactions for one in asked)
    await server.until("every mention has a sign", lambda: all(one.replies or one.reactions for one in asked))
    replies = [plain(reply) for one in asked for reply in one.replies]
    assert len([reply for reply in replies if LANTERNS.fact in reply]) == 5
    assert len([reply for reply in replies if "You can ask again" in reply]) == 1
    assert sum(one.reactions == ["⏳"] for one in asked) == 25
    assert {call.status for call in server.calls("PUT", "/reactions/")} == {204}


async def test_a_rate_limit_on_the_answer_is_waited_out(server: LoopbackDiscord) -> None:
    fault = server.faults.add("PATCH", "@original", RateLimitedError(1.2))
    asked = await server.slash(server.user(), "ask", question=LANTERNS.question)
    assert LANTERNS.fact in plain(await server.wait_for_reply(asked))
    assert fault.hits == 1
    assert len(asked.replies) == 1


@pytest.mark.parametrize("scope", ["user", "shared", "global"])
async def test_a_rate_limit_on_a_reply_is_waited_out(server: LoopbackDiscord, scope: str) -> None:
    fault = server.faults.add("POST", "/messages$", RateLimitedError(1.2, scope))
    asked = await server.mention(server.user(), LANTERNS.question)
    assert LANTERNS.fact in plain(await server.wait_for_reply(asked))
    assert fault.hits == 1
    assert len(asked.replies) == 1


async def test_a_failure_on_discords_side_is_retried(server: LoopbackDiscord) -> None:
    faults = [
        server.faults.add(method, path, ApiError(502, 0, "Bad Gateway"))
        for method, path in (("PATCH", "@original"), ("POST", "/messages$"))
    ]
    asked = await server.slash(server.user(), "ask", question=LANTERNS.question)
    mentioned = await server.mention(server.user(), LANTERNS.question)
    assert LANTERNS.fact in plain(await server.wait_for_reply(asked))
    assert LANTERNS.fact in plain(await server.wait_for_reply(mentioned))
    assert [fault.hits for fault in faults] == [1, 1]


async def test_a_channel_where_the_bot_may_not_write_stops_nothing(server: LoopbackDiscord) -> None:
    forbidden = ApiError(403, 50013, "Missing Permissions")
    locked = server.state.text_channel("locked")
    for path in ("typing", "messages", "reactions"):
        server.faults.add("POST", f"/channels/{locked.id}/{path}", forbidden, times=99)
        server.faults.add("PUT", f"/channels/{locked.id}/.*{path}", forbidden, times=99)
    silent = await server.mention(server.user(), LANTERNS.question, locked)
    await server.until("the bot has tried to reply", lambda: server.calls("POST", f"/channels/{locked.id}/"))
    asked = await server.mention(server.user(), LANTERNS.question)
    assert LANTERNS.fact in plain(await server.wait_for_reply(asked))
    assert silent.replies == []


async def test_typing_that_is_forbidden_does_not_stop_the_answer(server: LoopbackDiscord) -> None:
    server.faults.add("POST", "/typing", ApiError(403, 50013, "Missing Permissions"))
    asked = await server.mention(server.user(), LANTERNS.question)
    assert LANTERNS.fact in plain(await server.wait_for_reply(asked))
