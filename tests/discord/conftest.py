"""The world that most Discord tests run in."""

from __future__ import annotations

import multiprocessing
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from bot import door, flagging, names, watching
from tests.discord.world import World, opened


@pytest.fixture(scope="session", autouse=True)
def _quick_and_settled() -> Iterator[None]:
    """Workers come from a fork server in a hundredth of the time; the tests over the wire see the product spawn them.

    And what looks again for what has changed does so after any test is over: a world has settled when all that is left
    is to wait, and a wait that ends before the settling must end is none.
    """
    multiprocessing.set_forkserver_preload(["tests.discord.cores", "tests.discord.small"])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(door, "START_METHOD", "forkserver")
        patch.setattr(watching, "POLL_SECONDS", 3600.0)
        patch.setattr(names, "POLL_SECONDS", 3600.0)
        patch.setattr(flagging, "POLL_SECONDS", 3600.0)
        patch.setattr(flagging, "PAUSE_SECONDS", 0.0)
        yield


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with opened(tmp_path) as world:
        yield world
