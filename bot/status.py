"""How the whole is doing, for an admin: what is indexed, what is under way, and what the machine has left."""

from __future__ import annotations

import asyncio
import math
import multiprocessing
import os
import shutil
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

import discord

from bot.desk import Desk
from bot.kept.flags import FlagReport
from bot.kept.jobs import Job
from store.report import Status


@dataclass(frozen=True, slots=True, kw_only=True)
class BotStatus:
    """`memory` is what this process and its workers hold, in bytes, None where the system does not tell; `used` and
    `free` are bytes of the data folder and of its disk; `flags` are the earlier answers that were, or are still to be,
    told what became of a story they quoted; `latency` is seconds, None while no heartbeat was answered.
    """

    archive: Status
    queue: int
    running: Job | None
    last: Job | None
    memory: int | None
    used: int
    free: int
    latency: float | None
    version: str
    flags: FlagReport


async def status_of(desk: Desk, client: discord.Client) -> BotStatus:
    """Gather it. Raises what the core raises, KeptError, OSError."""
    archive = await desk.door.status()
    jobs = await desk.queue.newest(20)
    home = Path(archive.home)
    used, free = await asyncio.to_thread(_disk, home)
    return BotStatus(
        archive=archive,
        queue=await desk.queue.waiting(),
        running=desk.queue.running,
        last=next((job for job in jobs if job.ended), None),
        memory=_memory(),
        used=used,
        free=free,
        latency=client.latency if math.isfinite(client.latency) else None,
        version=version("dateline"),
        flags=await desk.flags.report(),
    )


def _disk(home: Path) -> tuple[int, int]:
    used = 0
    for folder, _, names in os.walk(home):
        for name in names:
            path = Path(folder, name)
            if path.is_file():  # one that an index run has just dropped is none any more
                used += path.lstat().st_size
    return used, shutil.disk_usage(home).free


def _memory() -> int | None:
    """Resident bytes of this process and of the workers and the writer that it started, as Linux tells them."""
    ids = [os.getpid(), *(child.pid for child in multiprocessing.active_children() if child.pid)]
    held = [_resident(Path(f"/proc/{pid}/statm")) for pid in ids]
    return sum(one for one in held if one is not None) if held[0] is not None else None


def _resident(file: Path) -> int | None:
    try:
        return int(file.read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:  # another system, or a process that has just ended
        return None
