"""A real Library, with its SQLite, Chroma and tantivy, over two stories and an encoder that needs no model."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from store.core import Library
from tests.store.encoder import WordEncoder

TRAM = """---
title: Tram drivers to strike on Friday
publisher: Harbour Sample Herald
date: 2019-06-04
url: https://herald.example/tram
---

Tram drivers in Marrowgate will strike on Friday over night shifts, their union said.

"We will not drive after midnight for nothing," said the union's secretary, Ida Holt. **No** talks are planned.
"""
CRANE = """---
title: Port buys a crane
publisher: Coast Sample Daily
---

The port of Marrowgate has bought a floating crane for 3.2 million crowns.
"""
FURTHER = (
    ("Council asks tram drivers to wait", "2019-06-05", "The council asked tram drivers not to strike before July."),
    ("Strike would stop 14 tram lines", "2019-06-06", "A strike of the tram drivers would stop 14 lines."),
    ("Tram strike ends after one night", "2019-06-08", "Tram drivers in Marrowgate ended their strike on Sunday."),
    ("Tram drivers win a pause", "2019-06-20", "Tram drivers will get a pause of 20 minutes instead of a strike."),
)
"""Headline, day and text of four more stories about the same strike."""


@dataclass(frozen=True)
class SmallLibrary:
    """`open` is a picklable opener; `fill` indexes the two stories. Each step of encoding takes `seconds` longer."""

    home: Path
    seconds: float = 0.0

    def open(self) -> Library:
        return Library(self.home, WordEncoder(seconds=self.seconds))

    def fill(self, folder: Path) -> None:
        (folder / "tram.md").write_text(TRAM, encoding="utf-8")
        (folder / "crane.md").write_text(CRANE, encoding="utf-8")
        with self.open() as library:
            library.index([folder])

    def fill_further(self, folder: Path) -> None:
        """Index four more stories about the strike."""
        for number, (headline, day, text) in enumerate(FURTHER):
            front = f"---\ntitle: {headline}\npublisher: Harbour Sample Herald\ndate: {day}\n---\n\n"
            (folder / f"strike-{number}.md").write_text(front + text + "\n", encoding="utf-8")
        with self.open() as library:
            library.index([folder])
