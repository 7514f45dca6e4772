"""`/ask` as a person meets it, in a simulated Discord with real discord.py and a real worker process."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
import simcord

from bot.sync import SENT, SyncError
from tests.discord.cores import ScriptedCore
from tests.discord.world import World, card, opened


async def test_a_question_is_acknowledged_first_then_answered_in_the_same_message(world: World) -> None:
    result = await world.alice.slash(world.channel, "ask", question="Will the water tariff go up this year?")
    acknowledged, answered = world.env.http_requests[-2:]
    assert (acknowledged.path[-9:], acknowledged.json) == ("/callback", {"type": 5})
    assert (answered.method, answered.path[-10:]) == ("PATCH", "/@original")
    assert not result.ephemeral
    assert "### Will the water tariff go up this year?" in card(result.response)
    assert "4 March 2026, 14:05 UTC" in card(result.response)
    assert not result.followups


async def test_an_answer_may_ping_nobody(world: World) -> None:
    await world.alice.slash(world.channel, "ask", question="@everyone and <@1>, what now?")
    (sent,) = world.requests("PATCH", "/messages/@original")
    assert sent["allowed_mentions"] == {"parse": []}


async def test_a_private_question_is_answered_to_the_asker_alone(world: World) -> None:
    result = await world.alice.slash(world.channel, "ask", question="Will it go up?", private=True)
    assert result.ephemeral
    assert "The Harbour Herald" in card(result.response)


async def test_filters_narrow_the_search_and_are_named_on_the_card(world: World) -> None:
    result = await world.alice.slash(
        world.channel,
        "ask",
        question="Will it go up?",
        since="2026-01-01",
        until="31 March 2026",
        publisher="Coast Daily",
    )
    assert "1 January 2026 to 31 March 2026 · published by Coast Daily" in card(result.response)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"since": "03/04/2013"}, "“since” must be a date, for example 2013-03-25"),
        ({"since": "2014-01-01", "until": "2013-01-01"}, "is after “until”"),
        ({"question": "?!"}, "Please ask a question"),
        ({"question": "why " * 625}, "The question has 2,499 characters"),
    ],
)
async def test_what_cannot_be_asked_is_refused_with_the_way_to_mend_it(
    world: World, options: dict[str, str], words: str
) -> None:
    result = await world.alice.slash(world.channel, "ask", **({"question": "Will it go up?"} | options))
    assert words in card(result.response)
    assert world.asked() == []


async def test_a_question_without_an_answer_is_told_no_with_the_nearest_coverage(world: World) -> None:
    result = await world.alice.slash(world.channel, "ask", question="Who knows nothing ?")
    assert "No answer found in the indexed coverage." in card(result.response)
    assert "Festival board looks for a new chair" in card(result.response)


async def test_an_empty_index_is_told_as_such(tmp_path: Path) -> None:
    async with opened(tmp_path, opener=ScriptedCore(tmp_path, empty=True).open) as world:
        result = await world.alice.slash(world.channel, "ask", question="Will it go up?")
        assert "No articles are indexed yet." in card(result.response)


async def test_an_error_meant_for_people_is_shown_in_its_own_words(world: World) -> None:
    result = await world.alice.slash(world.channel, "ask", question="please refuse")
    assert "I can’t answer right now." in card(result.response)
    assert r"run \`dateline index --rebuild\`" in card(result.response)


async def test_an_unforeseen_error_gives_a_code_that_the_log_explains_without_the_question(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    result = await world.alice.slash(world.channel, "ask", question="what will break next week?")
    said = card(result.response)
    assert "Something went wrong on my side." in said
    code = said.split("Code ")[1].split()[0]
    assert f"code={code}" in caplog.text
    assert "ZeroDivisionError" in caplog.text
    assert "what will break next week?" not in caplog.text


async def test_a_card_that_discord_refuses_is_replaced_by_one_that_says_so(world: World) -> None:
    world.env.inject_error("PATCH", "*/messages/@original", status=400, code=50035)
    result = await world.alice.slash(world.channel, "ask", question="Will it go up?")
    assert "Something went wrong on my side." in card(result.response)


async def test_the_log_names_neither_the_question_nor_the_asker(world: World, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG, logger="bot"):
        await world.alice.slash(world.channel, "ask", question="Will the zeppelin return?")
        await world.alice.send(world.channel, f"{world.name} will the zeppelin return?")
        await world.alice.slash(world.channel, "ask", question="Will the zeppelin return?", since="zeppelin day")
    said = "\n".join(record.getMessage() for record in caplog.records if record.name.startswith("bot"))
    assert said.count("question answered verdict=answered") == 2
    assert "zeppelin" not in said
    assert "alice" not in said


async def test_an_answer_that_takes_too_long_is_given_up_in_words(tmp_path: Path) -> None:
    async with opened(tmp_path, seconds=0) as world:
        result = await world.alice.slash(world.channel, "ask", question="please sleep")
        assert "No answer within 0 seconds." in card(result.response)


async def test_a_worker_that_dies_in_a_question_is_replaced_unseen(world: World) -> None:
    result = await world.alice.slash(world.channel, "ask", question="die-once please")
    assert "The Harbour Herald" in card(result.response)


async def test_who_asks_too_often_is_told_when_to_ask_again_and_only_they_see_it(tmp_path: Path) -> None:
    async with opened(tmp_path, per_minute=2) as world:
        for _ in range(2):
            await world.alice.slash(world.channel, "ask", question="Will it go up?")
        refused = await world.alice.slash(world.channel, "ask", question="Will it go up?")
        other = await world.bob.slash(world.channel, "ask", question="Will it go up?")
        assert refused.ephemeral
        assert not refused.deferred
        assert "Too many questions at once." in card(refused.response)
        assert ":R> (2 questions a minute)" in card(refused.response)
        assert "The Harbour Herald" in card(other.response)


async def test_slash_commands_and_mentions_count_together(tmp_path: Path) -> None:
    async with opened(tmp_path, per_minute=1) as world:
        await world.alice.send(world.channel, f"{world.name} Will it go up?")
        refused = await world.alice.slash(world.channel, "ask", question="Will it go up?")
        assert "Too many questions at once." in card(refused.response)


async def test_when_too_many_are_waiting_the_next_is_told_so(tmp_path: Path) -> None:
    async with opened(tmp_path, max_waiting=0) as world:
        result = await world.alice.slash(world.channel, "ask", question="Will it go up?")
        assert result.ephemeral
        assert "more questions than I can answer" in card(result.response)
        assert world.asked() == []


@pytest.mark.parametrize(
    "question",
    [
        "@everyone @here who said what?",
        "**bold** __under__ ||spoiler|| # title",
        "```python\nprint('x')\n``` what is this?",
        "who \u202egnp\u202c was it?",
        "Сколько перехватчиков появится на Аляске?",
        "who said \ud83d what?",
        "[click](https://evil.example) <@123> <t:1:R> who?",
    ],
)
async def test_any_question_is_answered_on_a_whole_card(world: World, question: str) -> None:
    result = await world.alice.slash(world.channel, "ask", question=question)
    assert "The Harbour Herald" in card(result.response)
    assert not any(
        sign in card(result.response) for sign in ("@everyone @here", "```", "\u202e", "<@123>", "](https://evil")
    )


async def test_a_restarted_bot_answers_and_does_not_send_its_commands_again(world: World) -> None:
    await world.env.restart_bot(world.fresh_client())
    result = await world.alice.slash(world.channel, "ask", question="Will it go up?")
    assert "The Harbour Herald" in card(result.response)
    assert len(world.requests("PUT", "/commands")) == 1


async def test_commands_are_sent_again_once_they_have_changed(world: World) -> None:
    (world.marks / SENT).write_text("what an older version sent")
    await world.env.restart_bot(world.fresh_client())
    await world.env.restart_bot(world.fresh_client())
    assert len(world.requests("PUT", "/commands")) == 2


async def test_a_command_that_was_never_sent_cannot_be_used(tmp_path: Path) -> None:
    async with opened(tmp_path):
        pass
    async with opened(tmp_path) as unsynced:  # a new Discord, but the folder says that it has the commands
        with pytest.raises(simcord.SetupError, match="ask"):
            await unsynced.alice.slash(unsynced.channel, "ask", question="Will it go up?")


async def test_commands_that_discord_refuses_are_reported_and_not_taken_for_sent(world: World) -> None:
    (world.marks / SENT).unlink()
    world.env.inject_error("PUT", "/applications/*/commands", status=403)
    with pytest.raises(SyncError, match="Discord refused the slash commands"):
        await world.env.restart_bot(world.fresh_client())
    assert not (world.marks / SENT).exists()


async def test_once_stopping_new_questions_are_told_to_come_back(world: World) -> None:
    await world.asker.stop(answering=0, delivering=0)
    result = await world.alice.slash(world.channel, "ask", question="Will it go up?")
    assert result.ephemeral
    assert "I am restarting." in card(result.response)


async def test_a_question_in_flight_when_stopping_is_answered_if_it_ends_in_time(world: World) -> None:
    world.env.settle_timeout = 0.2
    with pytest.raises(TimeoutError):
        await world.alice.slash(world.channel, "ask", question="please sleep")
    await world.asker.stop(answering=5, delivering=1)
    assert "The Harbour Herald" in card(world.replies()[-1])


async def test_a_question_in_flight_that_cannot_end_in_time_is_told_to_ask_again(world: World) -> None:
    world.env.settle_timeout = 0.2
    with pytest.raises(TimeoutError):
        await world.alice.slash(world.channel, "ask", question="please hang")
    await world.asker.stop(answering=0.2, delivering=1)
    assert "I am restarting." in card(world.replies()[-1])
    world.env.settle_timeout = 5
