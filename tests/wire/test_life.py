"""Start and stop: login, command sync, signals while people wait, and nothing left behind."""

from __future__ import annotations

import asyncio
import signal
from pathlib import Path

import pytest

from tests.loopback.product import Product, index
from tests.loopback.server import LoopbackDiscord
from tests.wire.conftest import Start, connected, plain
from tests.wire.stories import STORIES

pytestmark = pytest.mark.asyncio(loop_scope="session")

RESTARTING = "restart"
SHUTDOWN_SECONDS = 10.0


async def test_commands_are_sent_only_to_an_application_that_has_not_got_them(
    own_server: LoopbackDiscord, start: Start, home: Path
) -> None:
    assert await (await start()).stop() == 0
    assert own_server.commands.syncs == 1
    assert await (await start()).stop() == 0
    assert own_server.commands.syncs == 1
    async with LoopbackDiscord() as another:
        product = await Product.start(another, home)
        try:
            await another.until("the commands are sent", lambda: another.commands.syncs == 1, 120.0)
        finally:
            assert await product.stop() == 0


async def test_a_wrong_token_ends_with_one_clear_line(own_server: LoopbackDiscord, home: Path) -> None:
    product = await Product.start(own_server, home, token="not.the-token")
    assert await product.ended(120.0) == 1
    [line] = [line for line in product.output.splitlines() if "DISCORD_TOKEN" in line or "token" in line.lower()]
    assert [line for line in product.output.splitlines() if "Traceback" in line] == []
    assert "not.the-token" not in product.output
    assert line
    own_server.rest.calls.clear()


async def test_message_content_that_the_application_lacks_ends_with_one_line_that_names_the_setting(
    own_server: LoopbackDiscord, home: Path
) -> None:
    product = await Product.start(own_server, home, DATELINE_MESSAGE_CONTENT="true")
    assert await product.ended(120.0) == 1
    [line] = [line for line in product.output.splitlines() if "DATELINE_MESSAGE_CONTENT" in line]
    assert "Message Content Intent" in line
    assert [line for line in product.output.splitlines() if "Traceback" in line] == []


@pytest.mark.parametrize(
    "signals", [[signal.SIGTERM], [signal.SIGINT], [signal.SIGTERM, signal.SIGINT]], ids=["SIGTERM", "SIGINT", "both"]
)
async def test_a_signal_lets_an_answer_under_way_arrive_and_leaves_no_process(
    own_server: LoopbackDiscord, start: Start, signals: list[signal.Signals]
) -> None:
    product = await start()
    gate = own_server.faults.hold("PATCH", "@original")
    asked = await own_server.slash(own_server.user(), "ask", question=STORIES[0].question)
    await own_server.until("the answer is on its way", lambda: gate.waiting == 1)
    family = product.family()
    for number in signals:
        product.tell(number)
    gate.open()
    assert await product.ended(SHUTDOWN_SECONDS) == 0, product.output
    assert asked.answer is not None
    assert STORIES[0].fact in plain(asked.answer)
    assert len(family) > 1
    await own_server.until("all its processes are gone", lambda: not any(running.alive for running in family))
    assert [line for line in product.output.splitlines() if "Traceback" in line] == []


async def test_everyone_who_waits_at_a_signal_gets_the_answer_or_is_told_to_ask_again(
    own_server: LoopbackDiscord, start: Start
) -> None:
    product = await start()
    slashes = [(s, await own_server.slash(own_server.user(s.place), "ask", question=s.question)) for s in STORIES]
    mentions = [(s, await own_server.mention(own_server.user(s.place), s.question)) for s in STORIES[:5]]
    asked = [*slashes, *mentions]
    await own_server.until("all are acknowledged", lambda: all(one.acked_at for _, one in asked))
    product.tell(signal.SIGTERM)
    assert await product.ended(SHUTDOWN_SECONDS) == 0, product.output
    for story, one in asked:
        assert one.answer is not None, f"{story.place} was left without a word"
        assert story.fact in plain(one.answer) or RESTARTING in plain(one.answer).lower()
    assert [line for line in product.output.splitlines() if "Traceback" in line] == []


async def test_whoever_cannot_be_answered_before_the_end_is_told_to_ask_again(
    own_server: LoopbackDiscord, start: Start
) -> None:
    product = await start()
    product.tell_worker(signal.SIGSTOP)
    asked = [
        await own_server.slash(own_server.user(), "ask", question=STORIES[0].question),
        await own_server.slash(own_server.user(), "ask", question=STORIES[1].question),
        await own_server.mention(own_server.user(), STORIES[2].question),
    ]
    await own_server.until("all are acknowledged", lambda: all(one.acked_at for one in asked))
    family = product.family()
    product.tell(signal.SIGTERM)
    assert await product.ended(SHUTDOWN_SECONDS) == 0, product.output
    for one in asked:
        assert one.answer is not None
        assert RESTARTING in plain(one.answer).lower()
    await own_server.until("all its processes are gone", lambda: not any(running.alive for running in family))
    assert [line for line in product.output.splitlines() if "Traceback" in line] == []


async def test_refusals_that_wait_for_discords_pace_do_not_hold_up_the_end(
    own_server: LoopbackDiscord, start: Start
) -> None:
    product = await start()
    user = own_server.user("flood")
    asked = [await own_server.mention(user, STORIES[0].question) for _ in range(200)]
    await own_server.until("the first is refused", lambda: any(one.reactions for one in asked))
    product.tell(signal.SIGTERM)
    assert await product.ended(SHUTDOWN_SECONDS) == 0, product.output
    assert [line for line in product.output.splitlines() if "Traceback" in line] == []
    assert "exception" not in product.output


async def test_kill_9_leaves_no_process_behind(own_server: LoopbackDiscord, start: Start) -> None:
    product = await start()
    family = product.family()
    assert len(family) > 1
    product.tell(signal.SIGKILL)
    await product.ended()
    await own_server.until("all its processes are gone", lambda: not any(running.alive for running in family))


async def test_a_worker_that_is_killed_is_replaced(server: LoopbackDiscord, product: Product) -> None:
    product.tell_worker(signal.SIGKILL)
    asked = await server.slash(server.user(), "ask", question=STORIES[1].question)
    assert STORIES[1].fact in plain(await server.wait_for_reply(asked))


async def test_with_nothing_indexed_a_question_is_told_so(own_server: LoopbackDiscord, tmp_path: Path) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    product = await Product.start(own_server, empty)
    try:
        await connected(own_server, product)
        asked = await own_server.slash(own_server.user(), "ask", question=STORIES[0].question)
        assert "No articles" in plain(await own_server.wait_for_reply(asked))
    finally:
        assert await product.stop() == 0


async def test_what_is_indexed_while_the_bot_runs_can_be_asked_about(
    server: LoopbackDiscord, product: Product, tmp_path: Path
) -> None:
    story = tmp_path / "umber.md"
    story.write_text(
        "---\nheadline: Umberfield moves its clock tower\npublisher: Twenty Towns Sample Post\npublished: 2019-07-02\n"
        "---\n\nThe clock tower of Umberfield was moved 63 metres to the east on steel rollers.\n"
    )
    await asyncio.to_thread(index, product.home, story)
    asked = await server.slash(server.user(), "ask", question="How far was the Umberfield clock tower moved?")
    assert "63 metres" in plain(await server.wait_for_reply(asked))
