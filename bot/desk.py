"""The desk: everything that a command, a message or a button works with."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from bot.admins import Admins
from bot.ask import Asker
from bot.door import Door
from bot.kept.exchanges import Exchanges
from bot.kept.flags import Flags
from bot.kept.guilds import Guilds
from bot.kept.watches import Watches
from bot.limits import RateLimiter
from bot.metrics import Metrics
from bot.names import Names
from bot.queue import Queue


@dataclass(frozen=True, slots=True)
class Desk:
    """One a process.

    `door` leads to the core, `exchanges` keep what was asked, `names` are for who types one, `guilds` are what servers
    chose, `watches` what is followed, `flags` what earlier answers have to tell, `metrics` what is counted of all that.
    `queue` does what `admins` ask for; `exports` is the folder for what they take out.
    """

    door: Door
    asker: Asker
    limiter: RateLimiter
    exchanges: Exchanges
    names: Names
    guilds: Guilds
    watches: Watches
    flags: Flags
    metrics: Metrics
    admins: Admins
    queue: Queue
    exports: Path
