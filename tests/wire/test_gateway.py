"""Broken and renewed gateway connections: no question lost, none answered twice."""

from __future__ import annotations

import pytest

from tests.loopback.gateway import IDENTIFY, RESUME
from tests.loopback.server import LoopbackDiscord
from tests.wire.conftest import plain
from tests.wire.stories import STORIES

pytestmark = pytest.mark.asyncio(loop_scope="session")

FIRST, SECOND, THIRD = STORIES[:3]


@pytest.mark.parametrize("how", ["reconnect", "drop"])
async def test_what_was_asked_while_the_connection_was_away_is_answered_once(server: LoopbackDiscord, how: str) -> None:
    await server.wait_for_ready()
    server.gateway.received.clear()
    before = await server.slash(server.user(), "ask", question=FIRST.question)
    await server.wait_for_ack(before)
    getattr(server.gateway, how)()
    mentioned = await server.mention(server.user(), SECOND.question)
    direct = await server.dm(server.user(), THIRD.question)
    for story, asked in ((FIRST, before), (SECOND, mentioned), (THIRD, direct)):
        assert story.fact in plain(await server.wait_for_reply(asked))
    assert server.gateway.received == [RESUME]
    after = await server.mention(server.user(), FIRST.question)
    await server.wait_for_reply(after)
    assert [len(asked.replies) for asked in (before, mentioned, direct, after)] == [1, 1, 1, 1]


async def test_a_message_that_is_delivered_twice_is_answered_once(server: LoopbackDiscord) -> None:
    asked = await server.mention(server.user(), FIRST.question)
    server.gateway.dispatch_message("MESSAGE_CREATE", server.state.messages[asked.id])
    await server.wait_for_reply(asked)
    server.gateway.dispatch_message("MESSAGE_CREATE", server.state.messages[asked.id])
    await server.wait_for_reply(await server.mention(server.user(), SECOND.question))
    assert len(asked.replies) == 1


async def test_a_lost_session_is_begun_anew_and_answers_go_on(server: LoopbackDiscord) -> None:
    await server.wait_for_ready()
    server.gateway.received.clear()
    before = await server.slash(server.user(), "ask", question=FIRST.question)
    await server.wait_for_ack(before)
    synced = server.commands.syncs
    server.gateway.invalidate()
    await server.wait_for_ready()
    assert server.gateway.received == [IDENTIFY]
    after = await server.mention(server.user(), SECOND.question)
    assert FIRST.fact in plain(await server.wait_for_reply(before))
    assert SECOND.fact in plain(await server.wait_for_reply(after))
    assert [len(before.replies), len(after.replies)] == [1, 1]
    assert server.commands.syncs == synced
