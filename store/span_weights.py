"""The weights of the span reader that ships: those of its layers, a byte each, without the encoder's word vectors."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors.numpy import load_file, save_file

Weights = dict[str, NDArray[np.float32]]

SHARED = "word_embeddings"
"""The part of the model that is the default encoder's own and not in the file."""
_SCALES = ".scales"


def write_weights(weights: Mapping[str, NDArray[np.float32]], file: Path) -> None:
    """Writes a model's weights but for the shared ones: matrices as whole numbers from -127 to 127, each row with a
    scale of its own, and the rest as float32."""
    parts: dict[str, NDArray[np.float32] | NDArray[np.int8]] = {}
    for name, values in weights.items():
        if SHARED in name:
            continue
        if values.ndim != 2:
            parts[name] = np.ascontiguousarray(values, dtype=np.float32)
            continue
        scales = np.maximum(np.abs(values).max(axis=1, keepdims=True), 1e-12) / 127
        parts[name] = np.round(values / scales).astype(np.int8)
        parts[name + _SCALES] = scales.astype(np.float32)
    save_file(parts, file)


def read_weights(file: Path) -> Weights:
    """The weights in a file that `write_weights` wrote, as float32, by their names in the model."""
    parts = load_file(file)
    return {
        name: values.astype(np.float32) * parts[name + _SCALES] if name + _SCALES in parts else values
        for name, values in parts.items()
        if not name.endswith(_SCALES)
    }
