"""Loading models, by name or folder, onto the CPU. The only module that imports torch and what is built on it."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from store.errors import ModelError


def load_encoder(model: str) -> Any:
    """A SentenceTransformer. Raises ModelError, as all of these do, with one line that says what to do."""
    return _load("embedding model", "DATELINE_ENCODER_MODEL", model, _sentence_transformer)


def load_cross_encoder(model: str) -> Any:
    """A CrossEncoder that gives a pair of texts one score."""
    loaded = _load("reranker", "DATELINE_RERANKER_MODEL", model, _cross_encoder)
    if not _made_for(loaded.config, "SequenceClassification") or loaded.num_labels != 1:
        raise ModelError(
            f"The model {model!r} does not give a question and a passage one score. Set DATELINE_RERANKER_MODEL to a "
            "cross-encoder, for example cross-encoder/ms-marco-MiniLM-L6-v2."
        )
    return loaded


def load_question_answering(model: str) -> tuple[Any, Any]:
    """A transformers model that marks the answer to a question in a text, and its tokenizer, which knows offsets."""
    loaded, tokenizer = _load("reader", "DATELINE_READER_MODEL", model, _question_answering)
    if not _made_for(loaded.config, "QuestionAnswering") or not tokenizer.is_fast:
        raise ModelError(
            f"The model {model!r} does not mark answers in a text. Set DATELINE_READER_MODEL to one for extractive "
            "question answering, for example deepset/tinyroberta-squad2."
        )
    return loaded, tokenizer


def load_reader_over(encoder: str, weights: Mapping[str, NDArray[np.float32]]) -> tuple[Any, Any]:
    """A model that marks answers, made of an encoder in a folder and a layer on top, and its tokenizer.

    `weights` take the place of the encoder's own where they have the same name.
    """
    model, tokenizer = _load("reader", "DATELINE_READER_MODEL", encoder, _reader_over)
    _put(weights, model)
    return model.to(**_number_format()), tokenizer


def _load(what: str, setting: str, model: str, make: Callable[[str], Any]) -> Any:
    # Read by OpenMP when torch loads it. Its threads otherwise spin while they wait: on two busy cores that made
    # 16 sentences take 1.5 s instead of 0.09 s.
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    from transformers.utils import logging as transformers_logging

    transformers_logging.disable_progress_bar()  # type: ignore[no-untyped-call]
    try:
        return make(model)
    except (OSError, ValueError) as error:
        raise ModelError(
            f"The {what} {model!r} cannot be loaded ({str(error).splitlines()[0][:120]}). Check {setting}: a folder, "
            "or a model that is already downloaded."
        ) from error


def _sentence_transformer(model: str) -> Any:
    from sentence_transformers import SentenceTransformer

    return SentenceTransformer(model, device="cpu", model_kwargs=_number_format())


def _cross_encoder(model: str) -> Any:
    from sentence_transformers import CrossEncoder

    return CrossEncoder(model, device="cpu", model_kwargs=_number_format())


def _question_answering(model: str) -> tuple[Any, Any]:
    from transformers import AutoModelForQuestionAnswering, AutoTokenizer

    loaded = AutoModelForQuestionAnswering.from_pretrained(model, **_number_format())
    return loaded.eval().requires_grad_(False), AutoTokenizer.from_pretrained(model)


def _reader_over(encoder: str) -> tuple[Any, Any]:
    from transformers import AutoTokenizer, BertForQuestionAnswering
    from transformers.utils import logging as transformers_logging

    # It would tell that the layer on top is new, which it is meant to be.
    before = transformers_logging.get_verbosity()
    transformers_logging.set_verbosity(logging.ERROR)
    try:
        model: Any = BertForQuestionAnswering.from_pretrained(encoder)
    finally:
        transformers_logging.set_verbosity(before)
    return model.eval().requires_grad_(False), AutoTokenizer.from_pretrained(encoder)


def _put(weights: Mapping[str, NDArray[np.float32]], model: Any) -> None:
    import torch

    model.load_state_dict({name: torch.from_numpy(values) for name, values in weights.items()}, strict=False)


def _number_format() -> dict[str, Any]:
    import torch

    # bf16 more than doubles the passages a second where the processor has it (27 to 59 on 2 cores) and stays
    # within cosine 0.998 of fp32; without it, it is slower than fp32.
    has = torch.cpu.get_capabilities()
    return {"dtype": torch.bfloat16 if has.get("avx512_bf16") or has.get("amx_bf16") else torch.float32}


def _made_for(config: Any, task: str) -> bool:
    """Whether a model was trained for a task: another is loaded too, with weights for it that are random."""
    return any(name.endswith(f"For{task}") for name in config.architectures or ())
