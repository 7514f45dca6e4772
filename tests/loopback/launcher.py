"""Runs the unmodified `dateline` command against a loopback Discord: `python -m tests.loopback.launcher URL run`.

Only where discord.py looks for Discord is changed, before the command is imported. With `LOOPBACK_LAG` naming a file,
the lag of the event loop is sampled and written there at exit, one `monotonic-seconds lag-seconds` a line.
"""

from __future__ import annotations

import asyncio
import atexit
import os
import sys
from pathlib import Path

import discord
import yarl

SAMPLE_SECONDS = 0.01


class SampledLoops(asyncio.DefaultEventLoopPolicy):
    """Event loops that note how late a timer of `SAMPLE_SECONDS` fires: what any callback of theirs had to wait."""

    def __init__(self) -> None:
        super().__init__()
        self.samples: list[tuple[float, float]] = []

    def new_event_loop(self) -> asyncio.AbstractEventLoop:
        loop = super().new_event_loop()
        loop.call_soon(self._sample, loop, loop.time())
        return loop

    def _sample(self, loop: asyncio.AbstractEventLoop, due: float) -> None:
        now = loop.time()
        self.samples.append((now, now - due))
        loop.call_at(now + SAMPLE_SECONDS, self._sample, loop, now + SAMPLE_SECONDS)

    def save(self, path: Path) -> None:
        path.write_text("".join(f"{at:.6f} {lag:.6f}\n" for at, lag in self.samples))


def launch(url: str, arguments: list[str]) -> None:
    discord.http.Route.BASE = f"{url}/api/v10"
    gateway = yarl.URL(url).with_scheme("ws") / "gateway"
    discord.gateway.DiscordWebSocket.DEFAULT_GATEWAY = gateway
    if "LOOPBACK_LAG" in os.environ:
        loops = SampledLoops()
        asyncio.set_event_loop_policy(loops)
        atexit.register(loops.save, Path(os.environ["LOOPBACK_LAG"]))
    sys.argv = ["dateline", *arguments]
    from bot.cli import main

    main()


if __name__ == "__main__":
    launch(sys.argv[1], sys.argv[2:])
