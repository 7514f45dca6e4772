"""The status that a wire gives an item, usable, withheld or canceled, under any spelling that plainly means it."""

from __future__ import annotations

from collections.abc import Iterable

from store.readers.text import one_line

BRITISH = "cancelled"
GRAVEST_FIRST = ("canceled", "withheld", "usable")
_MEANT = {BRITISH: "canceled"}


def spelled(text: str) -> str:
    """A status in lower case, on one line, without blanks around it."""
    return one_line(text).casefold()


def meant(text: str) -> str:
    """The status that a text means: `canceled` of ` Cancelled `; what is not known stays as it is `spelled`."""
    found = spelled(text)
    return _MEANT.get(found, found)


def gravest(texts: Iterable[str]) -> str | None:
    """The gravest status that one of the texts means; None where none is known."""
    found = {meant(text) for text in texts}
    return next((status for status in GRAVEST_FIRST if status in found), None)
