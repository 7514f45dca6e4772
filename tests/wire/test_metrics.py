"""The figures of a serving bot, read over HTTP as Prometheus reads them, against what was done over the wire."""

from __future__ import annotations

import asyncio
import json

import aiohttp
import pytest

from bot.vitals import LAG_EVERY_SECONDS
from tests.loopback.errors import ApiError
from tests.loopback.exchange import Exchange
from tests.loopback.server import LoopbackDiscord
from tests.wire.conftest import Start, plain
from tests.wire.figures import free_port, got, total
from tests.wire.stories import STORIES

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_metrics_count_what_was_done_and_health_is_well(own_server: LoopbackDiscord, start: Start) -> None:
    port = free_port()
    product = await start(DATELINE_METRICS_PORT=str(port))
    flood = own_server.user("flood")
    own_server.faults.add("POST", "/typing", ApiError(403, 50013, "Missing Permissions"))
    asked: list[Exchange] = [
        await own_server.slash(own_server.user(s.place), "ask", question=s.question) for s in STORIES[:4]
    ]
    asked.append(await own_server.mention(own_server.user(), STORIES[0].question))
    asked += [await own_server.slash(flood, "ask", question=STORIES[1].question) for _ in range(7)]
    asked.append(await own_server.slash(own_server.user(), "latest", topic="lanterns"))
    for one in asked:
        assert plain(await own_server.wait_for_reply(one, 120.0))

    assert await total(port, "dateline_questions_total", kind="ask", verdict="answered") == 4 + 1 + 5
    assert await total(port, "dateline_questions_total", kind="latest") == 1
    assert await total(port, "dateline_reply_seconds_count", outcome="done") == 11
    assert await total(port, "dateline_turned_away_total", reason="rate_limited") == 2
    assert await total(port, "dateline_discord_errors_total", status="403", code="50013") == 1
    assert await total(port, "dateline_gateway_connected") == 1
    await asyncio.sleep(4 * LAG_EVERY_SECONDS)  # all this may have taken less than a sample
    assert await total(port, "dateline_loop_lag_seconds_count") > 0
    assert await total(port, "dateline_index_age_seconds") > 0
    status, told = await got(port, "/healthz")
    well = json.loads(told)
    assert (status, well["status"]) == (200, "ok")
    assert await total(port, "dateline_articles") == well["articles"] >= len(STORIES)
    assert await product.stop() == 0
    assert STORIES[0].question not in product.output
    with pytest.raises(aiohttp.ClientConnectionError):
        await got(port, "/healthz")


async def test_without_a_port_nothing_listens_and_questions_are_logged_where_that_is_set(
    own_server: LoopbackDiscord, start: Start
) -> None:
    product = await start(DATELINE_LOG_PRIVATE="true")
    asked = await own_server.slash(own_server.user(), "ask", question=STORIES[0].question)
    await own_server.wait_for_reply(asked)
    assert await product.stop() == 0
    assert f'asked words="{STORIES[0].question}"' in product.output
    assert "health listening" not in product.output
