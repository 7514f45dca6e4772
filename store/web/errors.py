"""The errors that fetching raises among its own modules; each becomes an `Unreadable` with its line."""

from __future__ import annotations


class NotFetchedError(Exception):
    """An address that gave no page: `str(error)` is one line that says what is wrong and what to do."""


class BusyError(NotFetchedError):
    """A trouble that may be over in a moment, so that asking again is worth it.

    `after` is how many seconds the server wants to be left alone, None where it did not say.
    """

    def __init__(self, reason: str, after: float | None = None) -> None:
        super().__init__(reason)
        self.after = after


class OutOfReachError(NotFetchedError):
    """A server that is not there, or that may not be asked."""
