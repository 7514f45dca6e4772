"""How long and how much one fetch may take: a server decides neither."""

from __future__ import annotations

import time
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Seconds, unless said otherwise. The defaults are far above what a news site needs.

    `size` and `robots_size` count bytes after decompression (RFC 9309 asks for at least 500 KiB of robots.txt);
    `entries` is how many articles of one feed are read, `redirects` how many are followed for one page.
    """

    connect: float = 10.0
    silence: float = 20.0
    page: float = 120.0
    wait: float = 60.0
    crawl_delay: float = 30.0
    size: int = 20_000_000
    robots_size: int = 512_000
    redirects: int = 5
    attempts: int = 4
    entries: int = 100


class Deadline:
    """The moment when a page must be there whole, redirects and second attempts included."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._end = time.monotonic() + seconds

    @property
    def left(self) -> float:
        """Seconds until then; 0.0 when it is over."""
        return max(0.0, self._end - time.monotonic())
