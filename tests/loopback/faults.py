"""Trouble on demand: errors, rate limits that are then enforced, requests held back until a test says go."""

from __future__ import annotations

import asyncio
import re
import time
from collections import deque
from dataclasses import dataclass, field

from tests.loopback.errors import ApiError

GLOBAL_PER_SECOND = 50
EARLY = 0.05
"""Seconds by which a retry may come early: clocks and timers are not exact."""
UNDER_WAY = 0.25
"""Seconds after a 429 in which other requests may arrive that were sent before the client knew of it."""


class RateLimitedError(ApiError):
    """429. `scope` is Discord's: `user`, `global` or `shared`. Without `via` it looks like a ban at the edge."""

    def __init__(self, retry_after: float, scope: str = "user", via: bool = True) -> None:
        super().__init__(429, 0, "You are being rate limited.")
        self.retry_after = retry_after
        self.scope = scope
        self.via = via


@dataclass(slots=True)
class Fault:
    """The next `times` requests whose method and path match get this error instead of an answer."""

    method: str
    path: str
    error: ApiError
    times: int = 1
    hits: int = 0

    def matches(self, method: str, path: str) -> bool:
        return self.hits < self.times and self.method == method and re.search(self.path, path) is not None


@dataclass(slots=True)
class Gate:
    """Requests whose method and path match wait until `open`. `waiting` counts those that arrived."""

    method: str
    path: str
    waiting: int = 0
    _opened: asyncio.Event = field(default_factory=asyncio.Event)

    def matches(self, method: str, path: str) -> bool:
        return self.method == method and re.search(self.path, path) is not None

    def open(self) -> None:
        self._opened.set()

    async def opened(self) -> None:
        await self._opened.wait()


class Faults:
    """What is wrong now. `early` lists the requests that came before their 429 had run out."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []
        self.gates: list[Gate] = []
        self.early: list[str] = []
        self._closed: dict[tuple[str, str], tuple[float, float]] = {}
        self._recent: deque[float] = deque()

    def add(self, method: str, path: str, error: ApiError, times: int = 1) -> Fault:
        """Fail the next `times` requests with this method whose path contains the regular expression `path`."""
        fault = Fault(method, path, error, times)
        self.faults.append(fault)
        return fault

    def hold(self, method: str, path: str) -> Gate:
        """Hold back requests with this method whose path contains the regular expression `path`."""
        gate = Gate(method, path)
        self.gates.append(gate)
        return gate

    def made(self, error: ApiError) -> bool:
        """Whether this refusal was asked for, or is a rate limit, and so no fault of the client."""
        return isinstance(error, RateLimitedError) or any(fault.error is error for fault in self.faults)

    def check(self, method: str, path: str) -> None:
        """Raise what this request must be answered with, if anything."""
        exempt = path.startswith(("/api/v10/interactions/", "/api/v10/webhooks/"))
        self._check_closed(method, path, exempt)
        for fault in self.faults:
            if fault.matches(method, path):
                fault.hits += 1
                if isinstance(fault.error, RateLimitedError):
                    self._close(method, path, fault.error)
                raise fault.error
        if not exempt:
            self._check_global()

    def _close(self, method: str, path: str, limit: RateLimitedError) -> None:
        key = ("*", "*") if limit.scope == "global" else (method, path)
        self._closed[key] = (time.monotonic(), time.monotonic() + limit.retry_after)

    def _check_closed(self, method: str, path: str, exempt: bool) -> None:
        now = time.monotonic()
        for key in [(method, path)] if exempt else [("*", "*"), (method, path)]:
            since, until = self._closed.get(key, (0.0, 0.0))
            if until - now > EARLY:
                if now - since > UNDER_WAY:
                    self.early.append(f"{method} {path}, {until - now:.2f} s early")
                raise RateLimitedError(until - now, "global" if key[0] == "*" else "user")

    def _check_global(self) -> None:
        now = time.monotonic()
        while self._recent and self._recent[0] < now - 1.0:
            self._recent.popleft()
        if len(self._recent) >= GLOBAL_PER_SECOND:
            left = 1.0 - (now - self._recent[0])
            self._closed["*", "*"] = (now, now + left)
            raise RateLimitedError(max(left, 0.1), "global")
        self._recent.append(now)
