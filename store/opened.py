"""What is open for who asks: the current generation, what reads it, and the census of the record behind it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from store.ahead import Ahead
from store.answer import Coverage
from store.answering import Answerer
from store.archive import Archive
from store.census import Census, take_census
from store.errors import GenerationError
from store.generation import Generations, State
from store.indexes import Indexes
from store.ledger import Ledger
from store.quotecheck.checker import Checker
from store.wording import counted

Readers = Callable[[Indexes], tuple[Answerer, Checker]]
"""Makes what answers from indexes, and what checks quotes against them."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A generation as it was opened, what reads it, and the census of the record up to a change of its log."""

    indexes: Indexes
    answerer: Answerer
    checker: Checker
    census: Census
    change: int

    @property
    def state(self) -> State:
        return self.indexes.state

    @property
    def coverage(self) -> Coverage:
        """What the generation holds, for people."""
        return self.census.coverage(self.state.generation, self.state.built)

    @property
    def publishers(self) -> list[str]:
        """The names of the publishers of what may be quoted, the largest first."""
        return [one.name for one in self.census.publishers if one.name]


class Current:
    """The current generation, opened when it is first asked for and anew when it has changed."""

    def __init__(
        self, archive: Archive, generations: Generations, readers: Readers, now: Callable[[], datetime]
    ) -> None:
        self._archive = archive
        self._generations = generations
        self._readers = readers
        self._now = now
        self._opened: Opened | None = None
        self._ahead = Ahead(generations, lambda: self._opened.state.generation if self._opened else None)

    def load(self) -> None:
        """Load the graph, and from now on open each new generation while it is proved. Raises GenerationError."""
        if opened := self.opened():
            opened.indexes.vectors.load()
        self._ahead.start()

    def close(self) -> None:
        """Let go of all that is open, for good."""
        self._ahead.stop()
        self.release()

    def release(self) -> None:
        """Let go of what is open until it is asked for again, so that this process can write."""
        if self._opened:
            self._opened.indexes.close()
            self._opened = None

    def opened(self) -> Opened | None:
        """The current generation, opened anew when another process has changed it or an embargo has lifted.

        None: nothing is indexed. Raises GenerationError where a part of it is gone or cannot be read.
        """
        state = self._generations.current()
        before = self._opened
        if before and before.state == state and not self._lifted(before.census):
            return before
        self.release()
        if state is None:
            return None
        indexes = self._ahead.take(state) or Indexes.open(self._generations, state)
        try:
            self._check_whole(indexes)
        except GenerationError:
            indexes.close()
            raise
        self._opened = Opened(indexes, *self._readers(indexes), *self._census(before))
        return self._opened

    def _census(self, before: Opened | None) -> tuple[Census, int]:
        """The census of the record, and the change that it is up to.

        That from `before` where nothing has changed: over 4,820 stories it takes 145 ms, for which nobody needs to wait
        who asks first after a rebuild.
        """
        change = self._archive.last_change()
        if before and before.change == change and not self._lifted(before.census):
            return before.census, change
        return take_census(self._archive, self._now()), change

    def _check_whole(self, indexes: Indexes) -> None:
        """Raises GenerationError where a part of the indexes is gone and no writer is at work."""
        state, found = indexes.state, (indexes.vectors.count(), indexes.lexicon.passages)
        held = Ledger(self._archive, state.generation).count()
        # A writer that has begun since has marked the state.
        if found != (held, held) and state.clean and self._generations.current() == state:
            raise GenerationError(
                f"Index {state.generation} should have {counted(held, 'passage')} and has the vectors of {found[0]:,} "
                f"and the words of {found[1]:,}; run: dateline index"
            )

    def _lifted(self, census: Census) -> bool:
        return census.next_lift is not None and self._now() >= census.next_lift
