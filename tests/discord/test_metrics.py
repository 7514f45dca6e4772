"""What is counted, read back with the Prometheus client's own parser: the page, SimCord's doings, health over HTTP."""

from __future__ import annotations

import asyncio
import logging
import socket
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

import aiohttp
import pytest
from prometheus_client.parser import text_string_to_metric_families

from bot import logs
from bot.ask import report
from bot.health import Health, PortError
from bot.metrics import Metrics, Standing
from bot.service import run
from bot.tracing import trace_of
from bot.vitals import Vitals
from tests.discord.samples import COVERAGE
from tests.discord.test_service import settings
from tests.discord.world import World

STANDING = Standing(waiting=3, jobs=2, connected=True, latency=None)


@dataclass
class Line:
    """A gateway as health sees it."""

    connected: bool = True
    latency: float = 0.04


def read(page: bytes) -> dict[tuple[str, ...], float]:
    """Each sample by its name and the values of its labels, in the order of the labels' names."""
    families = text_string_to_metric_families(page.decode())
    return {
        (one.name, *(value for _, value in sorted(one.labels.items()))): one.value
        for family in families
        for one in family.samples
    }


def counted(world: World) -> dict[tuple[str, ...], float]:
    return read(world.desk.metrics.page(STANDING))


async def got(port: int, path: str) -> tuple[int, str]:
    async with aiohttp.ClientSession() as session, session.get(f"http://127.0.0.1:{port}{path}") as response:
        return response.status, await response.text()


@pytest.fixture
def port(unused_tcp_port: int) -> int:
    return unused_tcp_port


@pytest.fixture
async def health(world: World, port: int) -> AsyncIterator[Line]:
    line = Line()
    health = Health(world.desk, line, seconds=2)
    await health.start(port)
    yield line
    await health.stop()


def test_the_page_parses_and_has_what_was_counted() -> None:
    metrics = Metrics()
    metrics.answered("ask", "answered")
    metrics.answered("ask", "answered")
    metrics.replied("done", 0.3)
    metrics.turned_away("busy")
    metrics.discord_refused(403, 50013)
    metrics.looked("names", done=False)
    metrics.lagged(0.002)
    metrics.indexed(COVERAGE)
    samples = read(metrics.page(STANDING))
    assert samples["dateline_questions_total", "ask", "answered"] == 2
    assert samples["dateline_reply_seconds_bucket", "0.2", "done"] == 0
    assert samples["dateline_reply_seconds_bucket", "0.5", "done"] == 1
    assert samples["dateline_turned_away_total", "busy"] == 1
    assert samples["dateline_discord_errors_total", "50013", "403"] == 1
    assert samples["dateline_looks_total", "names", "failed"] == 1
    assert samples["dateline_loop_lag_seconds_count",] == 1
    assert samples["dateline_articles",] == COVERAGE.articles
    assert samples["dateline_index_generation", COVERAGE.generation] == 1
    assert samples["dateline_index_age_seconds",] > 0
    assert (samples["dateline_waiting",], samples["dateline_gateway_connected",]) == (3, 1)
    assert samples["dateline_jobs",] == 2


def test_two_count_apart_and_a_new_generation_takes_the_place_of_the_old() -> None:
    one, other = Metrics(), Metrics()
    one.answered("ask", "answered")
    one.indexed(COVERAGE)
    assert not [key for key in read(other.page(STANDING)) if key[0] in ("dateline_questions_total",)]
    generations = [key for key in read(one.page(STANDING)) if key[0] == "dateline_index_generation"]
    assert generations == [("dateline_index_generation", COVERAGE.generation)]


async def test_questions_and_refusals_in_discord_are_counted(world: World) -> None:
    await world.alice.slash(world.channel, "ask", question="Who read the letter?")
    await world.alice.slash(world.channel, "ask", question="nothing of that")
    await world.alice.slash(world.channel, "ask", question="please break")
    for _ in range(3):
        await world.alice.slash(world.channel, "ask", question="Who read the letter?")
    samples = counted(world)
    assert samples["dateline_questions_total", "ask", "answered"] == 3
    assert samples["dateline_questions_total", "ask", "not_in_coverage"] == 1
    assert samples["dateline_reply_seconds_count", "done"] == 4
    assert samples["dateline_reply_seconds_count", "fault"] == 1
    assert samples["dateline_turned_away_total", "rate_limited"] == 1


async def test_health_is_well_with_a_gateway_and_a_worker_and_says_why_not(
    world: World, health: Line, port: int
) -> None:
    status, told = await got(port, "/healthz")
    assert (status, '"status": "ok"' in told) == (200, True)
    health.connected = False
    status, told = await got(port, "/healthz")
    assert (status, "not connected to Discord" in told) == (503, True)
    health.connected = True
    await world.door.close()
    status, told = await got(port, "/healthz")
    assert (status, "the worker cannot answer" in told) == (503, True)


async def test_metrics_over_http_have_what_is_sampled(world: World, health: Line, port: int) -> None:
    vitals = Vitals(world.door, world.desk.metrics)
    vitals.start()
    await asyncio.sleep(0)  # it has asked the door, which takes its callers in turn
    await world.door.coverage()
    await vitals.stop()
    status, told = await got(port, "/metrics")
    samples = read(told.encode())
    assert status == 200
    assert samples["dateline_articles",] == COVERAGE.articles
    assert samples["dateline_gateway_latency_seconds",] == pytest.approx(0.04)


async def test_a_port_in_use_is_named(world: World, health: Line, port: int) -> None:
    other = Health(world.desk, Line(), seconds=2)
    with pytest.raises(PortError, match=f"Port {port} cannot be listened on .*DATELINE_METRICS_PORT"):
        await other.start(port)
    await other.stop()


def test_a_start_on_a_port_in_use_ends_with_one_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert run(settings(tmp_path).model_copy(update={"metrics_port": port})) == 1
    said = capsys.readouterr().err
    assert said.startswith(f"dateline: Port {port} cannot be listened on")
    assert said.count("\n") == 1


async def test_what_discord_refuses_and_a_discord_that_is_not_there_are_counted(
    world: World, health: Line, port: int
) -> None:
    metrics = Metrics()
    async with aiohttp.ClientSession(trace_configs=[trace_of(metrics)]) as session:
        async with session.get(f"http://127.0.0.1:{port}/nowhere") as response:
            assert "404" in await response.text()
        with pytest.raises(aiohttp.ClientConnectionError):
            await session.get("http://127.0.0.1:1/")
    samples = read(metrics.page(STANDING))
    assert samples["dateline_discord_errors_total", "0", "404"] == 1
    assert samples["dateline_discord_errors_total", "0", "0"] == 1


def test_questions_stand_in_the_log_only_where_that_is_set(caplog: pytest.LogCaptureFixture) -> None:
    question = "Who read\nthe letter?"
    with caplog.at_level(logging.INFO):
        logs.tell_asked(question)
        report(ValueError(question), question)
        assert "the letter" not in caplog.text
        logging.getLogger("bot.asked").setLevel(logging.INFO)
        try:
            logs.tell_asked(question)
            report(ValueError(question), question)
        finally:
            logging.getLogger("bot.asked").setLevel(logging.CRITICAL)
    assert r'asked words="Who read\nthe letter?"' in caplog.text
    assert "ValueError: Who read\nthe letter?" in caplog.text
