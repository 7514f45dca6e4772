"""Following up over the wire: a story is withdrawn after five answers quoted it, and all five cards say so."""

from __future__ import annotations

import asyncio
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.kept.tables import FILE
from tests.loopback.components import walk
from tests.loopback.exchange import Message
from tests.loopback.product import dateline
from tests.loopback.server import LoopbackDiscord
from tests.wire.conftest import Start, plain
from tests.wire.stories import STORIES

pytestmark = pytest.mark.asyncio(loop_scope="session")

STORY = STORIES[0]
WHY = "The fair never took place."


def withdraw(home: Path) -> None:
    found = json.loads(dateline(home, "search", STORY.question, "--limit", "1", "--json"))
    assert STORY.lead in found["text"]
    dateline(home, "withdraw", found["article_id"], "--reason", WHY)


def told(home: Path) -> int:
    """How many cards the bot knows to have told."""
    with closing(sqlite3.connect(home / FILE)) as tables:
        [(count,)] = tables.execute("SELECT count(*) FROM told WHERE outcome = 'edited'").fetchall()
        return int(count)


def buttons(message: Message) -> list[str]:
    """The custom ids on a card, without those beside its quotes."""
    found = [one["custom_id"] for one in walk(message.components) if "custom_id" in one]
    return [one for one in found if not one.startswith("p:context:")]


def flagged(cards: list[Message]) -> list[Message]:
    """Those that say that the story is withdrawn, and quote it no more."""
    return [one for one in cards if "Withdrawn on" in plain(one) and WHY in plain(one) and STORY.lead not in plain(one)]


async def test_five_cards_say_within_a_minute_that_their_story_was_withdrawn_with_a_restart_in_between(
    own_server: LoopbackDiscord, start: Start, home: Path
) -> None:
    product = await start()
    cards = []
    for _ in range(5):
        asked = await own_server.slash(own_server.user(), "ask", question=STORY.question)
        cards.append(await own_server.wait_for_reply(asked))
    assert all(STORY.fact in plain(one) for one in cards)
    before = [(buttons(one), one.edits + 1) for one in cards]
    archivist = asyncio.create_task(asyncio.to_thread(withdraw, home))
    await own_server.until("the first cards say so", lambda: told(home) >= 2, 60.0)
    assert await product.stop() == 0, product.output
    assert len(flagged(cards)) < 5
    await archivist
    product = await start()
    await own_server.until("all five say so", lambda: len(flagged(cards)) == 5, 60.0)
    await own_server.until("the bot knows", lambda: told(home) == 5)
    assert [(buttons(one), one.edits) for one in cards] == before
    assert await product.stop() == 0, product.output
    assert [line for line in product.output.splitlines() if "Traceback" in line] == []
