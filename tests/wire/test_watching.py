"""A watch over the wire: the bot is killed while its post is on the way, and the story is there exactly once after."""

from __future__ import annotations

import asyncio
import signal
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from bot.kept.tables import FILE
from tests.loopback.errors import ApiError
from tests.loopback.exchange import Channel, Message
from tests.loopback.product import index
from tests.loopback.server import LoopbackDiscord
from tests.wire.conftest import Start, plain

pytestmark = pytest.mark.asyncio(loop_scope="session")

TOPIC = "paper lanterns along the Alderbrook canal"
FACT = "Thieves took 40 paper lanterns from the Alderbrook canal in one night."


def index_news(home: Path) -> None:
    """Index one more story about the lanterns."""
    story = home.parent / "thieves.md"
    front = "---\nheadline: Lanterns stolen\npublisher: Twenty Towns Sample Post\npublished: 2019-07-02\n---\n\n"
    story.write_text(front + FACT + "\n")
    index(home, story)


def posts(server: LoopbackDiscord, channel: Channel) -> list[Message]:
    return [one for one in server.state.messages.values() if one.channel is channel and "New on" in plain(one)]


def told(home: Path) -> bool:
    """Whether the bot knows that its post was sent."""
    with closing(sqlite3.connect(home / FILE)) as tables:
        return tables.execute("SELECT count(*) FROM posts WHERE message IS NOT NULL").fetchall() == [(1,)]


@pytest.mark.parametrize("arrives", [True, False], ids=["arrives", "lost"])
async def test_a_story_is_posted_exactly_once_though_the_bot_is_killed_as_it_posts(
    own_server: LoopbackDiscord, start: Start, home: Path, *, arrives: bool
) -> None:
    reader = own_server.user()
    channel = own_server.state.dm(reader)
    product = await start()
    added = await own_server.slash(reader, "watch add", where=channel, topic=TOPIC)
    assert "I will post new coverage" in plain(await own_server.wait_for_reply(added))
    assert await product.stop() == 0, product.output
    await asyncio.to_thread(index_news, home)
    gate = own_server.faults.hold("POST", f"/channels/{channel.id}/messages$")
    product = await start()
    await own_server.until("the post is on its way", lambda: gate.waiting == 1)
    product.tell(signal.SIGKILL)
    await product.ended()
    if not arrives:
        own_server.faults.add("POST", gate.path, ApiError(503, 0, "Service Unavailable"))
    gate.open()
    await own_server.until("taken or lost", lambda: own_server.calls("POST", f"/channels/{channel.id}/messages"))
    assert len(posts(own_server, channel)) == arrives
    product = await start()
    await own_server.until("the bot knows of its post", lambda: told(home))
    assert await product.stop() == 0, product.output
    [posted] = posts(own_server, channel)
    assert FACT in plain(posted)
    assert [line for line in product.output.splitlines() if "Traceback" in line] == []


async def test_a_member_who_may_not_manage_the_channel_cannot_add_a_watch(server: LoopbackDiscord) -> None:
    added = await server.slash(server.user(), "watch add", topic=TOPIC)
    assert "Only people who may manage this channel" in plain(await server.wait_for_reply(added))
    assert added.ephemeral
    suggested = await server.autocomplete(server.user(), "watch remove", "topic", topic="lan")
    await server.until("an answer to what is typed", lambda: suggested.callback == 8)
    assert suggested.choices == []
