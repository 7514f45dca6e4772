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


@dataclass(frozen=True)
class SmallLibrary:
    """`open` is a picklable opener; `fill` indexes the two stories."""

    home: Path

    def open(self) -> Library:
        return Library(self.home, WordEncoder())

    def fill(self, folder: Path) -> None:
        (folder / "tram.md").write_text(TRAM, encoding="utf-8")
        (folder / "crane.md").write_text(CRANE, encoding="utf-8")
        with self.open() as library:
            library.index([folder])
