"""Lookups, suggestions, menus and boxes over the wire, with the product as a process of its own."""

from __future__ import annotations

import asyncio
import csv
import io
from typing import Any

import pytest

from tests.loopback.components import walk
from tests.loopback.exchange import Message
from tests.loopback.selects import STRING_SELECT
from tests.loopback.server import LoopbackDiscord
from tests.wire.conftest import Start, plain
from tests.wire.stories import STORIES
from tests.wire.test_buttons import press

pytestmark = pytest.mark.asyncio(loop_scope="session")

LANTERNS, LIBRARIAN = STORIES[0], STORIES[1]
TALKED = "talked of little else"


def select_of(message: Message) -> tuple[str, list[str]]:
    """The custom id of the one select of a message, and the values that can be chosen."""
    (select,) = [one for one in walk(message.components) if one["type"] == STRING_SELECT]
    return select["custom_id"], [option["value"] for option in select["options"]]


async def said(server: LoopbackDiscord, words: str) -> Message:
    """A message that has nothing to do with the bot."""
    return server.state.messages[(await server.say(server.user("poster"), words)).id]


async def test_a_search_lists_a_story_that_a_select_opens(server: LoopbackDiscord) -> None:
    listed = await server.wait_for_reply(await server.slash(server.user(), "search", topic="paper lanterns canal"))
    assert LANTERNS.headline in plain(listed)
    select, values = select_of(listed)
    opened = await server.wait_for_reply(await server.select(server.user("other"), listed, select, values[0]))
    assert opened.ephemeral
    assert TALKED in plain(opened)


async def test_a_timeline_turns_round_in_place_and_is_exported(server: LoopbackDiscord) -> None:
    user = server.user()
    listed = await server.wait_for_reply(await server.slash(user, "timeline", topic="Umberfell quarry"))
    turned = await server.press(user, listed, "Newest first")
    await server.until("the timeline has turned", lambda: "newest first" in plain(listed))
    assert turned.callback == 6
    _, exported = await press(server, server.user("other"), listed, "Export CSV")
    (attachment,) = exported.attachments
    rows = list(csv.DictReader(io.StringIO(attachment.data.decode("utf-8-sig"))))
    assert len(rows) >= 2
    assert [row["date"] for row in rows] == sorted((row["date"] for row in rows), reverse=True)


async def test_publishers_and_headlines_are_suggested_while_somebody_types(server: LoopbackDiscord) -> None:
    user = server.user()

    async def suggested(command: str, focused: str, **options: Any) -> list[str]:
        asked = await server.autocomplete(user, command, focused, **options)
        await server.wait_for_ack(asked)
        return [choice["name"] for choice in asked.choices]

    names: list[str] = []
    for _ in range(100):  # the names are read after the start, by a process of their own
        names = await suggested("search", "publisher", topic="lanterns", publisher="twenty")
        if names:
            break
        await asyncio.sleep(0.3)
    assert names == ["Twenty Towns Sample Post"]
    (headline,) = await suggested("article", "article", article="alderbrook lant")
    assert headline.startswith(LANTERNS.headline)


async def test_a_box_asks_a_follow_up_that_keeps_the_topic(server: LoopbackDiscord) -> None:
    user = server.user()
    answer = await server.wait_for_reply(await server.slash(user, "ask", question=LANTERNS.question))
    shown = await server.press(user, answer, "Ask follow-up")
    await server.wait_for_ack(shown)
    assert shown.callback == 9
    sent = await server.submit(user, shown, **{"What more do you want to know?": "and on 1 June 2019?"})
    followed = plain(await server.wait_for_reply(sent))
    assert "Follows:" in followed
    assert LANTERNS.fact in followed


async def test_a_quotation_in_a_message_is_checked_from_its_menu(server: LoopbackDiscord) -> None:
    words = f"“{LANTERNS.lead.rstrip('.')}”"
    posted = await said(server, words)
    real = await server.menu(server.user(), "Is this quote real?", posted)
    assert "Real, word for word." in plain(await server.wait_for_reply(real))
    assert real.ephemeral
    altered = await said(server, words.replace("412", "214"))
    checked = await server.menu(server.user(), "Is this quote real?", altered)
    assert "Not real as posted: altered." in plain(await server.wait_for_reply(checked))


async def test_coverage_of_a_message_is_found_from_its_menu(server: LoopbackDiscord) -> None:
    posted = await said(server, "so who is the new head librarian in Birchmere")
    found = await server.menu(server.user(), "Find coverage", posted)
    assert LIBRARIAN.headline in plain(await server.wait_for_reply(found))
    assert found.ephemeral


async def test_help_and_sources_answer(server: LoopbackDiscord) -> None:
    shown = await server.wait_for_reply(await server.slash(server.user(), "help"))
    assert "/timeline" in plain(shown)
    sources = await server.wait_for_reply(await server.slash(server.user(), "sources"))
    assert "Twenty Towns Sample Post" in plain(sources)


async def test_pages_and_boxes_work_after_the_bot_was_stopped_and_started_again(
    own_server: LoopbackDiscord, start: Start
) -> None:
    product = await start()
    user = own_server.user()
    listed = await own_server.wait_for_reply(await own_server.slash(user, "timeline", topic="Umberfell quarry"))
    answer = await own_server.wait_for_reply(await own_server.slash(user, "ask", question=LANTERNS.question))
    assert await product.stop() == 0
    product = await start()
    await own_server.press(user, listed, "Newest first")
    await own_server.until("the timeline has turned", lambda: "newest first" in plain(listed))
    shown = await own_server.press(user, answer, "Ask follow-up")
    await own_server.wait_for_ack(shown)
    sent = await own_server.submit(user, shown, **{"What more do you want to know?": "and on 1 June 2019?"})
    assert "Follows:" in plain(await own_server.wait_for_reply(sent))
    assert await product.stop() == 0
