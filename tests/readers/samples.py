"""Story text written for these tests, and the one way that they read a file."""

from __future__ import annotations

from pathlib import Path

from store.article import Draft, Unreadable
from store.readers import read_paths

HEADLINE = "Harbour council votes to close western pier"
LEAD = (
    "KARREN (Harbour Wire) - The harbour council voted on Monday to close the western pier for repairs, officials "
    "said, after a week of storms."
)
WORK = "The work will take nine months and cost 4 million crowns."
QUOTE = "“We had no choice,” said Ida Brandt, the harbour master."
STORY = (LEAD, WORK, QUOTE)


def read_all(path: Path) -> list[Draft | Unreadable]:
    return list(read_paths([path]))


def read_one(path: Path, text: str | bytes) -> Draft | Unreadable:
    """Writes a file and reads it; it must give exactly one thing."""
    path.write_bytes(text.encode("utf-8") if isinstance(text, str) else text)
    (item,) = read_all(path)
    return item


def draft_of(path: Path, text: str | bytes) -> Draft:
    item = read_one(path, text)
    assert isinstance(item, Draft), item
    return item


def reason_of(path: Path, text: str | bytes) -> str:
    item = read_one(path, text)
    assert isinstance(item, Unreadable), item
    return item.reason
