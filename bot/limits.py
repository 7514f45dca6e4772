"""How many questions one person may ask in a minute, over slash commands, mentions and direct messages together."""

from __future__ import annotations

import math
import time
from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass, field

WINDOW_SECONDS = 60.0
MAX_PEOPLE = 10_000  # about 2 MB; past it the person who asked longest ago is forgotten


@dataclass(frozen=True, slots=True)
class Refusal:
    """Too soon: `seconds` until the next question, and whether it is the first refusal of this person in a minute."""

    seconds: float
    first: bool


@dataclass(slots=True)
class _Person:
    asked: deque[float] = field(default_factory=deque)
    told: float = -math.inf


class RateLimiter:
    """A sliding window of a minute for each person. `clock` counts seconds and never goes back."""

    def __init__(self, per_minute: int, *, clock: Callable[[], float] = time.monotonic) -> None:
        self.per_minute = per_minute
        self._clock = clock
        self._people: OrderedDict[int, _Person] = OrderedDict()

    def take(self, person: int) -> Refusal | None:
        """Count one question of this person, or refuse it. A refused question does not lengthen the wait."""
        now = self._clock()
        known = self._people.setdefault(person, _Person())
        self._people.move_to_end(person)
        if len(self._people) > MAX_PEOPLE:
            self._people.popitem(last=False)
        while known.asked and known.asked[0] <= now - WINDOW_SECONDS:
            known.asked.popleft()
        if len(known.asked) >= self.per_minute:
            first = known.told <= now - WINDOW_SECONDS
            if first:
                known.told = now
            return Refusal(known.asked[0] + WINDOW_SECONDS - now, first)
        known.asked.append(now)
        return None
