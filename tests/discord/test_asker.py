"""From words to a card in real time, with the door and its worker but without Discord."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from discord import ui

from bot.ask import Asker
from bot.cards import answer_card
from bot.door import Door
from bot.reply import Reply
from store.query import build_query
from tests.discord.cores import ScriptedCore
from tests.discord.samples import texts


@pytest.fixture
async def door(tmp_path: Path) -> AsyncIterator[Door]:
    door = Door(ScriptedCore(tmp_path).open, stuck_seconds=1)
    await door.open()
    yield door
    await door.close()


async def card(asker: Asker, door: Door, question: str) -> ui.LayoutView:
    async def work() -> Reply:
        return Reply(answer_card(await door.ask(build_query(question))))

    return (await asker.reply(work, question)).view


async def test_an_answer_that_does_not_come_in_time_is_given_up_and_the_next_one_comes(door: Door) -> None:
    assert "No answer within 1 second." in texts(await card(Asker(seconds=0.3), door, "please hang"))[0]
    assert "The Harbour Herald" in texts(await card(Asker(seconds=20), door, "and now?"))[2]


async def test_a_question_that_only_waited_for_another_is_answered_late_but_whole(door: Door) -> None:
    asker = Asker(seconds=20)
    stuck, waiting = await asyncio.gather(card(asker, door, "please hang"), card(asker, door, "and now?"))
    assert "No answer within" in texts(stuck)[0]
    assert "The Harbour Herald" in texts(waiting)[2]


async def test_stopping_waits_for_what_can_end_and_sends_the_rest_away_within_its_time(door: Door) -> None:
    asker = Asker(seconds=20)
    delivered: list[ui.LayoutView] = []

    async def deliver(question: str) -> None:
        with asker.delivering():
            delivered.append(await card(asker, door, question))

    deliveries = [asyncio.create_task(deliver(question)) for question in ("first", "please sleep", "second")]
    await asyncio.sleep(0.2)
    began = time.monotonic()
    await asker.stop(answering=0.5, delivering=1)
    assert time.monotonic() - began < 2
    await asyncio.gather(*deliveries)
    assert ["restarting" in texts(card)[0] for card in delivered] == [False, True, True]
    away = asker.turned_away()
    assert away is not None
    assert "restarting" in texts(away)[0]


async def test_a_cancelled_delivery_is_cancelled_and_not_answered(door: Door) -> None:
    asker = Asker(seconds=20)
    asking = asyncio.create_task(card(asker, door, "please sleep"))
    await asyncio.sleep(0.1)
    asking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asking
