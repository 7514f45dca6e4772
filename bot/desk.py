"""The desk: everything that a command, a message or a button works with."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from bot.admins import Admins
from bot.ask import Asker
from bot.door import Door
from bot.gaps import Gap
from bot.kept.exchanges import Exchanges
from bot.kept.feeds import Feeds
from bot.kept.flags import Flags
from bot.kept.guilds import Guilds
from bot.kept.watches import Watches
from bot.limits import RateLimiter
from bot.metrics import Metrics
from bot.names import Names
from bot.queue import Queue
from store.web.address import Allowed


@dataclass(frozen=True, slots=True)
class Desk:
    """One a process.

    `door` leads to the core, `exchanges` keep what was asked, `names` are for who types one, `guilds` are what servers
    chose, `watches` what is followed, `flags` what earlier answers have to tell, `metrics` what is counted of all that.
    `queue` does what `admins` ask for, `feeds` are asked for new stories, `gaps` tells what was declined; `exports` is
    the folder for what admins take out.
    `fetch_allow` are the servers that may be asked for feeds wherever they are.
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
    feeds: Feeds
    gaps: Callable[[], Awaitable[list[Gap]]]
    exports: Path
    fetch_allow: Allowed = frozenset()
