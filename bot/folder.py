"""The watched folder: files that are dropped into it are handed on to be indexed once they stand still.

The only module that knows watchfiles. It tells at once what has changed; a walk at the start, whenever the folder has
been away, and each hour finds what came in while nobody looked.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections import deque
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import NoReturn

from watchfiles import Change, awatch

from bot.background import Background
from bot.dropped import Dropped, file_at, files_at
from bot.enqueue import Enqueue
from bot.kept.handed import Handed
from bot.kept.tables import KeptError

log = logging.getLogger(__name__)

WHO = "the watched folder"
TICK_SECONDS = 0.5
"""Between two looks at the files that do not stand still yet."""
SETTLE_SECONDS = 2.0
"""How long a file must keep its size and time of change. Copiers write several times a second."""
PATIENCE_SECONDS = 10.0
"""How long a file that stands still waits for those that do not, so that what is dropped together is one run."""
WALK_SECONDS = 3600.0
AGAIN_SECONDS = 10.0
"""Until the next try where the folder cannot be watched."""
MOST = 2000
"""Files handed on at once, and about as many kept an eye on."""


class Folder(Background):
    """Watches a folder tree, and hands on its files by `enqueue`; what was handed on is kept in `handed`.

    What was handed on just before a stop may be once more after it, and is then found unchanged: none is left out.
    """

    def __init__(self, root: Path, handed: Handed, enqueue: Enqueue) -> None:
        self._root = root
        self._handed = handed
        self._enqueue = enqueue
        self._moving: dict[Path, tuple[Dropped, float]] = {}
        self._places: deque[Path] = deque()
        self._walking: Iterator[Dropped] = iter(())
        self._told = ""

    async def _go_on(self) -> NoReturn:
        while True:
            try:
                await self._watch_while_there()
            except KeptError as error:
                self._tell(logging.WARNING, f"what is in the articles folder is not handed on ({error}); trying again")
            except (OSError, RuntimeError) as error:  # the library’s own fault is a RuntimeError
                self._tell(
                    logging.WARNING,
                    f"the articles folder {self._root} cannot be watched ({error}); looking again until it can",
                )
            except Exception:  # the outermost handler: whatever one file does, the next ones are watched
                log.exception("watching the articles folder failed")
            await asyncio.sleep(AGAIN_SECONDS)

    async def _watch_while_there(self) -> None:
        """Watch until the next walk is due. Raises OSError where the folder is not there, or no longer."""
        root = await asyncio.to_thread(self._root.resolve)
        there = await asyncio.to_thread(_identity, root)
        self._moving.clear()
        self._places.clear()
        self._walking = iter(())
        walk_at = time.monotonic() + WALK_SECONDS
        changes = awatch(
            root,
            watch_filter=None,
            step=50,
            debounce=round(TICK_SECONDS * 1000),
            rust_timeout=round(TICK_SECONDS * 1000),
            yield_on_timeout=True,
            ignore_permission_denied=True,
        )
        async with contextlib.aclosing(changes):
            walked = False
            async for change in changes:
                paths = [Path(path) for kind, path in change if kind != Change.deleted]
                if not walked:  # not before the watch stands: between the two a file could come in unseen
                    paths, walked = [root], True
                    self._tell(logging.INFO, f"watching the articles folder {root}")
                self._places.extend(dict.fromkeys(paths))
                await self._look(root)
                await self._hand_on(root)
                if await asyncio.to_thread(_identity, root) != there:
                    raise FileNotFoundError("another folder stands in its place")
                if time.monotonic() >= walk_at:
                    return

    async def _look(self, root: Path) -> None:
        """Keep an eye on files that were found, as many as there is room for."""
        while len(self._moving) < MOST and (some := await asyncio.to_thread(self._found, root)):
            now = time.monotonic()
            for file in await self._handed.not_yet(some):
                before = self._moving.get(file.path)
                if before is None or before[0] != file:
                    self._moving[file.path] = (file, now)

    def _found(self, root: Path) -> list[Dropped]:
        """The next files at the places where something changed."""
        found = list(islice(self._walking, MOST))
        while len(found) < MOST and self._places:
            self._walking = files_at(root, self._places.popleft())
            found += islice(self._walking, MOST - len(found))
        return found

    async def _hand_on(self, root: Path) -> None:
        """Hand on those that stand still, unless others are about to."""
        await asyncio.to_thread(self._look_again, root)
        now = time.monotonic()
        still = {file: now - since for file, since in self._moving.values() if now - since >= SETTLE_SECONDS}
        if not still or (len(still) < len(self._moving) and max(still.values()) < PATIENCE_SECONDS):
            return
        for file in still:
            del self._moving[file.path]
        files = [file for file in still if file.size]  # one that is empty comes back when it is written to
        for start in range(0, len(files), MOST):
            some = files[start : start + MOST]
            log.info("handing on files=%d", len(some))
            await self._enqueue([file.path for file in some], [], WHO)
            await self._handed.note(some)

    def _look_again(self, root: Path) -> None:
        for path, (before, _) in list(self._moving.items()):
            file = file_at(root, path)
            if file is None:
                del self._moving[path]
            elif file != before:
                self._moving[path] = (file, time.monotonic())

    def _tell(self, level: int, what: str) -> None:
        """Into the log, unless it is what was told last."""
        if what != self._told:
            log.log(level, "%s", what)
            self._told = what


def _identity(folder: Path) -> tuple[int, int]:
    if not folder.is_dir():
        raise FileNotFoundError("there is no such folder")
    found = folder.stat()
    return found.st_dev, found.st_ino
