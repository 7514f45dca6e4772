"""The span models: neural readers that mark the answer inside words, and say how sure they are that it stands there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from store.answer import Span
from store.encoder import bundled, check_weights
from store.loading import load_question_answering, load_reader_over
from store.span_weights import read_weights

MAX_ANSWER = 30
"""Tokens of an answer, as in the scripts that BERT's models for this were published with."""
PADDED = 16
"""Tokens of which what is read together is made up to a multiple: torch keeps kernels for each length it has seen."""
RULES = "rules"
"""The name for no model: rules alone find the answer in a quote, and one look judges it."""
WEIGHTS = Path(__file__).parent / "span_reader.safetensors"
"""What `python -m bench.span_training` wrote: `store/span_reader.md` says from what, and under which licence."""
SHA256 = "ac6acf1db220fb21c135a6b058324ceed4aa398783d878eff49e8984f0d81e6e"
"""SHA-256 of that file."""


@dataclass(frozen=True, slots=True)
class Marked:
    """What a model marks in words.

    `span`: where in them the likeliest answer stands, in whole words; None where there are none. `margin`: how much
    likelier that answer is than that there is none, as a difference of the model's scores, of which each is the sum of
    two logits: above 0 there is one.
    """

    span: Span | None
    margin: float


class SpanModel(Protocol):
    """What an answer needs of a model that marks answers."""

    @property
    def name(self) -> str:
        """What the settings call it."""

    @property
    def ordering(self) -> bool:
        """Whether its margins are those that the order of quotes, and what is shown of them, was fitted to."""

    def marked(self, question: str, texts: Sequence[tuple[str, str]]) -> list[Marked]:
        """What answers a question in each of these words, given with the headline that they stand under."""


class BundledSpanModel:
    """The span reader that ships: the default encoder's layers, trained on to mark answers in words under a headline.

    Its weights are verified and loaded at first use, which raises ModelError when they or the bundled encoder's are
    not the known ones.
    """

    name = "bundled"
    ordering = True

    def marked(self, question: str, texts: Sequence[tuple[str, str]]) -> list[Marked]:
        if not texts:
            return []
        model, tokenizer = self._loaded
        return _marked(model, tokenizer, question, [beside(headline, words) for headline, words in texts])

    @cached_property
    def _loaded(self) -> tuple[Any, Any]:
        check_weights(WEIGHTS, SHA256, "reinstall Dateline")
        return load_reader_over(str(bundled()), read_weights(WEIGHTS))


class ExtractiveSpanModel:
    """Any model for extractive question answering of transformers, by hub name or folder. It is not shown headlines.

    It is loaded at first use, which raises ModelError, saying what to do, when it cannot be loaded or does not mark
    answers.
    """

    ordering = False

    def __init__(self, model: str) -> None:
        self.name = model

    def marked(self, question: str, texts: Sequence[tuple[str, str]]) -> list[Marked]:
        if not texts:
            return []
        model, tokenizer = self._loaded
        return _marked(model, tokenizer, question, [beside("", words) for _, words in texts])

    @cached_property
    def _loaded(self) -> tuple[Any, Any]:
        return load_question_answering(self.name)


def span_model_named(name: str | None) -> SpanModel | None:
    """The model that a setting names: None is the bundled one, RULES is none."""
    if name == RULES:
        return None
    return ExtractiveSpanModel(name) if name else BundledSpanModel()


def beside(headline: str, words: str) -> tuple[str, int]:
    """What the bundled model reads beside a question, and how many characters of it stand before the words."""
    before = f"{headline}. " if headline else ""
    return before + words, len(before)


def likeliest(
    starts: NDArray[np.float32], ends: NDArray[np.float32], in_words: Sequence[int]
) -> tuple[int, int, float]:
    """The likeliest first and last token of an answer among `in_words`, which follow one another, and its margin.

    The margin is over the first token of all, by which such models say that there is no answer.
    """
    begin, stop = in_words[0], in_words[-1] + 1
    scores = starts[begin:stop, None] + ends[None, begin:stop]
    # An answer ends where it starts or later, and not too late.
    allowed = np.triu(np.ones_like(scores, dtype=bool)) & ~np.triu(np.ones_like(scores, dtype=bool), MAX_ANSWER)
    scores = np.where(allowed, scores, -np.inf)
    first, last = np.unravel_index(int(scores.argmax()), scores.shape)
    return begin + int(first), begin + int(last), float(scores[first, last] - starts[0] - ends[0])


def _marked(model: Any, tokenizer: Any, question: str, texts: Sequence[tuple[str, int]]) -> list[Marked]:
    longest = min(tokenizer.model_max_length, model.config.max_position_embeddings)
    encoding = tokenizer(
        [question] * len(texts),
        [text for text, _ in texts],
        truncation=True,
        max_length=longest,
        padding=True,
        pad_to_multiple_of=PADDED if longest % PADDED == 0 else None,
        return_tensors="pt",
    )
    output = model(**encoding)
    starts, ends = (logits.float().numpy() for logits in (output.start_logits, output.end_logits))
    return [_one(encoding, row, text, before, starts[row], ends[row]) for row, (text, before) in enumerate(texts)]


def _one(
    encoding: Any, row: int, text: str, before: int, starts: NDArray[np.float32], ends: NDArray[np.float32]
) -> Marked:
    words = encoding.word_ids(row)
    in_words = [
        place
        for place, part in enumerate(encoding.sequence_ids(row))
        if part == 1 and encoding.word_to_chars(row, words[place], 1).start >= before
    ]
    if not in_words:
        return Marked(None, -np.inf)
    first, last, margin = likeliest(starts, ends, in_words)
    start = encoding.word_to_chars(row, words[first], 1).start
    end = encoding.word_to_chars(row, words[last], 1).end
    return Marked(_without_blanks(text, start, end, before), margin)


def _without_blanks(text: str, start: int, end: int, before: int) -> Span | None:
    words = text[start:end]
    start += len(words) - len(words.lstrip()) - before
    return Span(start, start + len(words.strip())) if words.strip() else None
