"""The judge: how sure we are that a quote answers, and below what we say no."""

from __future__ import annotations

import math

from store.features import Features

WEIGHTS: dict[str, float] = {
    "passage_cosine": 3.0,
    "sentence_cosine": 3.0,
    "covered": 2.0,
    "story_covered": 2.0,
    "rarest_missing": -1.0,
    "names_missing": -2.0,
    "type_found": 1.0,
}
BIAS = -4.5
THRESHOLD = 0.5


def confidence(features: Features) -> float:
    """The probability, 0 to 1, that the quote with these features answers its question."""
    total = BIAS + sum(WEIGHTS[name] * value for name, value in zip(Features.names(), features.row(), strict=True))
    return 1 / (1 + math.exp(-total))
