"""Generations: built indexes on disk, which one is current, and how far each has followed the log."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from store.errors import GenerationError, without_advice

_CURRENT = "current"
_STATE = "state.json"


@dataclass(frozen=True, slots=True)
class State:
    """What a generation says of itself: how it was built, and the last change that both its indexes hold.

    `built` is when that was written, ISO 8601 in UTC, to the millisecond: by it a state is told from that of a run
    within the same second. `clean` is False while a writer is at work, and so after a kill. `retired` is True where an
    admin rolled back from it or stopped it: no later run goes on with it.
    """

    generation: str
    encoder: str
    scheme: str
    applied: int = 0
    built: str | None = None
    clean: bool = True
    retired: bool = False


class Generations:
    """The folder that holds the generations, a numbered folder each, and the name of the current one."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        with _told(folder):
            folder.mkdir(parents=True, exist_ok=True)

    def current(self) -> State | None:
        """The state of the generation that answers questions; None before the first is built.

        Raises GenerationError where it cannot be told or read; `mend` mends that.
        """
        name = self._named()
        if name is None:
            return None
        if not name.isdecimal():
            raise GenerationError(f"{self._folder / _CURRENT} names no index; run: dateline index")
        return self.read(name)

    def mend(self) -> str | None:
        """Where the current generation cannot be read, have the newest whole one answer; what was done, if anything.

        Without one there is none: the next run goes on with what is left of one, or builds one from the record, and
        proves it. Only under the writer lock.
        """
        try:
            self.current()
        except GenerationError as error:
            readable = [state for _, state in self._every() if state and not state.retired]
            for number in set(self._numbers()) - {int(state.generation) for state in readable}:
                self.discard(str(number))
            whole = [state for state in readable if state.clean and self._has_answered(state)]
            if whole:
                _write_whole(self._folder / _CURRENT, whole[-1].generation)
                return f"Index {whole[-1].generation} answers: {without_advice(error)}."
            (self._folder / _CURRENT).unlink()
            return f"A new index takes its place: {without_advice(error)}."
        return None

    def _named(self) -> str | None:
        """What the file with the name of the current generation says; None where there is no such file."""
        try:
            return (self._folder / _CURRENT).read_text(encoding="ascii", errors="replace").strip()
        except FileNotFoundError:
            return None

    def _has_answered(self, state: State) -> bool:
        """Whether a generation is older than the one that is named as the current one, or that cannot be told."""
        name = self._named() or ""
        return not name.isdecimal() or int(state.generation) < int(name)

    def _every(self) -> list[tuple[int, State | None]]:
        """All generations by number, oldest first; None for one that was begun, or discarded, when a kill came."""
        return [(number, self._readable(number)) for number in sorted(self._numbers())]

    def _readable(self, number: int) -> State | None:
        try:
            return self.read(str(number))
        except GenerationError:
            return None

    def unfinished(self, encoder: str, scheme: str) -> State | None:
        """A generation under construction by this encoder and scheme, left by a run that was cut short."""
        state = self._next()
        return state if state and (state.encoder, state.scheme) == (encoder, scheme) else None

    def coming(self) -> State | None:
        """A finished generation that is to take the place of the current one; None where there is none."""
        state = self._next()
        return state if state and state.clean else None

    def _next(self) -> State | None:
        """The newest generation, unless it is the current one, cannot be read or may not answer."""
        newer = self._newer()
        state = newer[-1][1] if newer else None
        return state if state and not state.retired else None

    def _newer(self) -> list[tuple[int, State | None]]:
        """Those of `_every` that were begun after the current one."""
        current = self.current()
        return [(number, state) for number, state in self._every() if not current or number > int(current.generation)]

    def before(self, current: State) -> State:
        """The generation that answered before the current one. Raises GenerationError where there is none."""
        for number, earlier in reversed(self._every()):
            if number < int(current.generation) and earlier and not earlier.retired:
                return earlier
        raise GenerationError(f"There is no index before {current.generation} to go back to.")

    def give_up(self) -> list[str]:
        """Retire whatever is newer than the current generation; the numbers of those that nobody ever answered from."""
        given_up = [(number, state) for number, state in self._newer() if state is None or not state.retired]
        for _, state in given_up:
            if state:
                self.write(replace(state, retired=True))
        return [str(number) for number, _ in given_up]

    def roll_back(self) -> State:
        """Make the generation before the current one current again, for good. Raises GenerationError.

        No later run goes on with the current one, nor with what was begun after it.
        """
        current = self.current()
        if current is None:
            raise GenerationError("There is no index yet; run: dateline index")
        earlier = self.before(current)
        self.give_up()
        # In this order: a kill in between leaves the current one answering, and a later run does not bring it back.
        self.write(replace(current, retired=True))
        _write_whole(self._folder / _CURRENT, earlier.generation)
        return earlier

    def begin(self, encoder: str, scheme: str, first: int = 1) -> State:
        """A new, empty generation, numbered from `first` on; it answers nothing until `adopt`."""
        state = State(str(max(first, max(self._numbers(), default=0) + 1)), encoder, scheme, clean=False)
        with _told(self._folder):
            self.folder(state.generation).mkdir()
        self.write(state)
        return state

    def write(self, state: State) -> None:
        """Record the state of a generation; it is there whole or not at all."""
        _write_whole(self.folder(state.generation) / _STATE, json.dumps(asdict(state)))

    def adopt(self, state: State) -> None:
        """Make a finished generation the current one, and drop all others but the one before it."""
        previous = self.current()
        _write_whole(self._folder / _CURRENT, state.generation)
        kept = {int(state.generation), int(previous.generation) if previous else 0}
        for number in self._numbers():
            # The one before stays: processes that still answer from it have its files open.
            if number not in kept:
                self.discard(str(number))

    def others(self, current: State) -> list[str]:
        """The numbers of all generations but the current one, finished or not, oldest first."""
        return [str(number) for number in sorted(self._numbers()) if number != int(current.generation)]

    def discard(self, generation: str) -> None:
        """Delete a generation that answers nothing."""
        shutil.rmtree(self.folder(generation))

    def folder(self, generation: str) -> Path:
        return self._folder / generation

    def _numbers(self) -> list[int]:
        return [int(entry.name) for entry in self._folder.iterdir() if entry.name.isdigit()]

    def read(self, name: str) -> State:
        """The state of the generation with this number. Raises GenerationError where it cannot be read."""
        try:
            return replace(
                State(**json.loads((self.folder(name) / _STATE).read_text(encoding="utf-8"))), generation=name
            )
        except (OSError, ValueError, TypeError) as error:
            raise GenerationError(f"Index {name} cannot be read ({error}); run: dateline index") from error


@contextmanager
def _told(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise GenerationError(
            f"The index in {folder} cannot be written ({error.strerror}). Make room on its disk, or give this user the "
            "right to write there; then run: dateline index"
        ) from error


def _write_whole(path: Path, text: str) -> None:
    partial = path.with_suffix(".partial")
    with _told(path.parent), partial.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    with _told(path.parent):
        partial.replace(path)
