"""A loopback Discord that discord.py in this process is pointed at."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

import discord
import pytest
import yarl

from tests.loopback.reception import Reception
from tests.loopback.server import TOKEN, LoopbackDiscord


@pytest.fixture
async def server(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[LoopbackDiscord]:
    async with LoopbackDiscord() as server:
        monkeypatch.setattr(discord.http.Route, "BASE", server.url + "/api/v10")
        monkeypatch.setattr(discord.gateway.DiscordWebSocket, "DEFAULT_GATEWAY", yarl.URL(server.gateway.url))
        yield server


@pytest.fixture
async def reception(server: LoopbackDiscord) -> AsyncIterator[Reception]:
    async with Reception() as reception:
        running = asyncio.create_task(reception.start(TOKEN))
        await server.wait_for_ready()
        await asyncio.wait_for(reception.wait_until_ready(), 30)
        yield reception
        await reception.close()
        await running
