"""The worker's side of the door: the process in which the core lives, and what opens it there.

It ignores the signals meant for its parent, which decides when it ends, and ends by itself when the parent is gone.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from bot.logs import configure
from store.answer import Answer, Coverage
from store.query import Query

if TYPE_CHECKING:
    from store.core import Library
    from store.web.address import Allowed
    from store.web.fetcher import Fetcher

_NICENESS = 19


class Core(Protocol):
    """What the worker opens: the Library, or a stand-in for it in a test, which may lack what the test does not ask."""

    def ask(self, query: Query) -> Answer: ...
    def coverage(self) -> Coverage: ...
    def close(self) -> None: ...


def open_library(
    home: Path,
    *,
    encoder_model: str | None = None,
    reranker_model: str | None = None,
    reader_model: str | None = None,
    log_level: str = "INFO",
) -> Core:
    """Opens the real core, its models loaded, in the worker. Raises DatelineError."""
    from store.core import Library  # loads torch and chromadb, which must stay out of the bot's process

    configure(log_level)
    library = Library.open(home, encoder_model=encoder_model, reranker_model=reranker_model, reader_model=reader_model)
    library.warm()
    return library


def open_archive(home: Path, *, encoder_model: str | None, log_level: str) -> Library:
    """Opens the archive for the writer, the model loaded when first needed. Raises DatelineError."""
    from store.core import Library

    configure(log_level)
    return Library.open(home, encoder_model=encoder_model)


def open_record(home: Path, log_level: str) -> Core:
    """Opens the core in a worker that answers no question, so without its models. Raises DatelineError."""
    stand_back()
    from store.core import Library

    configure(log_level)
    return Library.open(home)


def open_fetcher(allowed: Allowed, contact: str | None) -> Fetcher:
    """What fetches pages and feeds: from the public internet, and from the servers `allowed` wherever they are."""
    from store.web.address import Reach
    from store.web.fetcher import Fetcher  # loads httpx and tenacity, which only fetching needs

    return Fetcher(Reach(allowed), contact=contact)


class _Worker:
    """What the worker process holds between two calls."""

    core: Core | None = None


def start() -> None:
    """What a new worker process does first."""
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def stand_back() -> None:
    """Leave the processors to who answers, from now on: a question can wait for none (`bench.reindexing`)."""
    os.nice(_NICENESS)


def _end_with_parent() -> None:
    # A worker waits for ever on a queue that it holds open itself, so a killed parent would leave it behind.
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def open_core(opener: Callable[[], Core]) -> None:
    """Open what is asked from now on. Raises what the opener raises."""
    _Worker.core = opener()


def close_core() -> None:
    """Close it, where it is open."""
    if _Worker.core is not None:
        _Worker.core.close()
        _Worker.core = None


def call(name: str, args: tuple[object, ...], named: dict[str, object]) -> object:
    """What the method of the core with this name, `ask` or `admin.decide_withdrawal`, gives. Raises what it raises."""
    return attrgetter(name)(_opened_core())(*args, **named)


def _opened_core() -> Core:
    if _Worker.core is None:
        raise RuntimeError("the worker was asked before it was opened")
    return _Worker.core
