"""The span model: a neural reader that marks the answer inside a quote, where one is named in place of the rules."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from store.answer import Span
from store.loading import load_question_answering

MAX_ANSWER = 30
"""Tokens of an answer, as in the scripts that BERT's models for this were published with."""


class SpanModel(Protocol):
    """What an answer needs of a model that marks answers."""

    @property
    def name(self) -> str:
        """What the settings call it."""

    def span(self, question: str, text: str) -> Span | None:
        """Where in the text the answer stands, in whole words; None where the model finds none."""


class ExtractiveSpanModel:
    """Any model for extractive question answering of transformers, by hub name or folder.

    It is loaded at first use, which raises ModelError, saying what to do, when it cannot be loaded or does not mark
    answers.
    """

    def __init__(self, model: str) -> None:
        self.name = model

    def span(self, question: str, text: str) -> Span | None:
        model, tokenizer = self._loaded
        longest = min(tokenizer.model_max_length, model.config.max_position_embeddings)
        encoding = tokenizer(question, text, truncation=True, max_length=longest, return_tensors="pt")
        output = model(**encoding)
        starts, ends = (logits[0].float().numpy() for logits in (output.start_logits, output.end_logits))
        in_text = [place for place, part in enumerate(encoding.sequence_ids()) if part == 1]
        best = likeliest(starts, ends, in_text)
        if best is None:
            return None
        words = encoding.word_ids()
        first, last = (encoding.word_to_chars(0, words[place], 1) for place in best)
        return _without_blanks(text, first.start, last.end)

    @cached_property
    def _loaded(self) -> tuple[Any, Any]:
        return load_question_answering(self.name)


def likeliest(starts: NDArray[np.float32], ends: NDArray[np.float32], in_text: Sequence[int]) -> tuple[int, int] | None:
    """The likeliest first and last token of an answer among those of the text, which follow one another.

    None where none is likelier than the first token of all, by which such models say that there is no answer.
    """
    if not in_text:
        return None
    begin, stop = in_text[0], in_text[-1] + 1
    scores = starts[begin:stop, None] + ends[None, begin:stop]
    # An answer ends where it starts or later, and not too late.
    allowed = np.triu(np.ones_like(scores, dtype=bool)) & ~np.triu(np.ones_like(scores, dtype=bool), MAX_ANSWER)
    scores = np.where(allowed, scores, -np.inf)
    first, last = np.unravel_index(int(scores.argmax()), scores.shape)
    if scores[first, last] <= starts[0] + ends[0]:
        return None
    return begin + int(first), begin + int(last)


def _without_blanks(text: str, start: int, end: int) -> Span | None:
    words = text[start:end]
    start += len(words) - len(words.lstrip())
    return Span(start, start + len(words.strip())) if words.strip() else None
