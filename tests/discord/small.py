"""A real Library, with its SQLite, Chroma and tantivy, over two stories and an encoder that needs no model."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from store.core import Library
from store.encoder import Vectors

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


class WordEncoder:
    """A vector is how often words fall into each of 64 bins; the same words in any order are the same vector."""

    name = "words-64"
    max_tokens = 254

    def token_starts(self, text: str) -> list[int]:
        return [match.start() for match in re.finditer(r"\w+|[^\w\s]", text)]

    def encode(self, texts: Sequence[str]) -> Vectors:
        vectors = np.full((len(texts), 64), 1e-3, dtype=np.float32)
        for row, text in zip(vectors, texts, strict=True):
            for word in re.findall(r"\w+", text.lower()):
                row[hashlib.sha256(word.encode()).digest()[0] % 64] += 1
        unit: Vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
        return unit


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
