"""New coverage of a topic, and the position in the index's log from which it is new."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from store.answer import Answer


@dataclass(frozen=True, slots=True)
class Position:
    """How far somebody has looked: the last change of the log, and the aware moment, as embargoes lift by the clock."""

    seq: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Frontier:
    """How far the index reaches now.

    `at_work` tells that an index run is adding to it, or was cut short and has to be run again. `next_lift` is when
    the next embargo lifts, None when none is pending.
    """

    position: Position
    at_work: bool
    next_lift: datetime | None


@dataclass(frozen=True, slots=True)
class Fresh:
    """The new coverage up to `position`; `whole` tells that the index has no more as yet.

    The quotes of `answer` are all there are, one a story, best first, however many its query asks for.
    """

    answer: Answer
    position: Position
    whole: bool
