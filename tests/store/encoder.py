"""An encoder that needs no model: texts that share words have near vectors."""

from __future__ import annotations

import hashlib
import re
import time
from collections.abc import Sequence

import numpy as np

from store.encoder import Vectors


class WordEncoder:
    """A vector is how often words fall into each of 64 bins; the same words in any order are the same vector.

    `encoded` counts the texts encoded so far; each call takes `seconds` longer than it would.
    """

    max_tokens = 254

    def __init__(self, name: str = "words-64", seconds: float = 0.0) -> None:
        self.name = name
        self.encoded = 0
        self._seconds = seconds

    def token_starts(self, text: str) -> list[int]:
        return [match.start() for match in re.finditer(r"\w+|[^\w\s]", text)]

    def unload(self) -> None:
        """There is no model to let go of."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        time.sleep(self._seconds)
        self.encoded += len(texts)
        vectors = np.full((len(texts), 64), 1e-3, dtype=np.float32)
        for row, text in zip(vectors, texts, strict=True):
            for word in re.findall(r"\w+", text.lower()):
                row[hashlib.sha256(word.encode()).digest()[0] % 64] += 1
        unit: Vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
        return unit
