"""What readers raise among themselves; `read_paths` turns each into an `Unreadable`."""

from __future__ import annotations

from store.article import Unreadable


class NotAnArticleError(Exception):
    """A file or record that gives no article: `str(error)` is one line that says what is wrong and what to do.

    `claimed` is False where nothing in it says that it is meant as news; inside a folder it is then skipped.
    """

    def __init__(self, reason: str, *, claimed: bool = True) -> None:
        super().__init__(reason)
        self.claimed = claimed

    def unreadable(self, source: str, *, named: bool = False) -> Unreadable:
        """The same as an item of the report; `named` where somebody asked for this very document."""
        return Unreadable(source, str(self), "failed" if self.claimed or named else "skipped")


class NoTextError(NotAnArticleError):
    """A file or record that is an item of news, all in order, and carries no text: a picture, a menu, a headline."""

    def unreadable(self, source: str, *, named: bool = False) -> Unreadable:
        return Unreadable(source, str(self), "no_text" if self.claimed or named else "skipped")
