"""Opening a new generation before it answers, so that nobody waits for its graph to be loaded."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from store.errors import GenerationError
from store.generation import Generations, State
from store.indexes import Indexes

LOOK_SECONDS = 0.1
"""Between two looks at the folder of the generations, a tenth of a millisecond each."""

log = logging.getLogger(__name__)


class Ahead:
    """Opens a generation that another process has finished, while it is proved, from `start` to `stop`.

    `held` tells the number of the generation that the caller has open. Another one of that number, which there is where
    the folder of the index was deleted, is left to the caller: Chroma would give both what the first of them sees.
    """

    def __init__(self, generations: Generations, held: Callable[[], str | None]) -> None:
        self._generations = generations
        self._held = held
        self._lock = threading.Lock()
        self._ready: Indexes | None = None
        self._failed: State | None = None
        self._stopped = threading.Event()
        self._looking: threading.Thread | None = None

    def start(self) -> None:
        """Look from now on."""
        if self._looking is None:
            self._looking = threading.Thread(target=self._go_on, name="ahead", daemon=True)
            self._looking.start()

    def stop(self) -> None:
        """Look no more, and let go of what is open."""
        self._stopped.set()
        if self._looking:
            self._looking.join()
        self._let_go()

    def take(self, state: State) -> Indexes | None:
        """The indexes of a generation, the caller's from now on; None where they are not open, or in another state.

        Where they are just being opened it waits for them.
        """
        with self._lock:
            if self._ready is None or self._ready.state.generation != state.generation:
                return None
            if self._ready.state != state:  # or who opens them now would share what these see
                self._let_go()
                return None
            ready, self._ready = self._ready, None
            return ready

    def _go_on(self) -> None:
        while not self._stopped.wait(LOOK_SECONDS):
            with self._lock:
                try:
                    self._look()
                except (GenerationError, OSError) as error:
                    log.debug("what comes next cannot be told: %s", error)

    def _look(self) -> None:
        coming = self._generations.coming()
        if self._ready and self._ready.state not in (coming, self._generations.current()):
            self._let_go()
        if coming and self._ready is None and coming != self._failed and coming.generation != self._held():
            self._open(coming)

    def _open(self, coming: State) -> None:
        try:
            self._ready = Indexes.open(self._generations, coming)
            self._ready.vectors.load()
        except GenerationError as error:  # once it is to answer, whoever asks opens it, and is told
            self._let_go()
            self._failed = coming
            log.warning("index %s is not opened ahead: %s", coming.generation, error)

    def _let_go(self) -> None:
        if self._ready:
            self._ready.close()
            self._ready = None
