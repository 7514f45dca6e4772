"""The one error that readers raise among themselves; `read_paths` turns each into an `Unreadable`."""

from __future__ import annotations


class NotAnArticleError(Exception):
    """A file or record that gives no article: `str(error)` is one line that says what is wrong and what to do.

    `claimed` is False where nothing in it says that it is meant as news; inside a folder it is then skipped.
    """

    def __init__(self, reason: str, *, claimed: bool = True) -> None:
        super().__init__(reason)
        self.claimed = claimed
