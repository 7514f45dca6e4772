"""The judge: how sure we are that a quote answers, and below what we say no."""

from __future__ import annotations

import math

from store.features import Features

WEIGHTS: dict[str, float] = {
    "passage_cosine": 3.59,
    "covered": 3.35,
    "story_covered": 1.22,
    "names_missing": -0.60,
    "type_found": 1.70,
    "archive_size": -0.19,
}
BIAS = -6.95
"""What `bench/weights.py` printed for the even-numbered lines of the news quiz and of the questions outside it, and for
the questions of the sample archive: a logistic regression over their 3,509 candidate quotes. A quote counts as right
when an accepted answer stands in it."""

THRESHOLD = 0.2
"""Least confidence of a quote that is shown. The curve on the even-numbered lines of the news quiz and of the questions
from outside it, as `bench/curve.py` printed it, and on the sample archive; answerable lost / unanswerable declined:

=====  ===========  ==============
 at    news quiz    sample archive
=====  ===========  ==============
 .10   .05 / .52    .04 / .30
 .15   .07 / .71    .07 / .44
 .20   .13 / .80    .08 / .63
 .25   .18 / .86    .20 / .67
 .30   .23 / .90    .28 / .70
=====  ===========  ==============

A wrong quote costs more than an honest no: at .20 four in five of the questions from outside get their no."""


def confidence(features: Features) -> float:
    """The estimated probability, 0 to 1, that the quote with these features answers its question."""
    total = BIAS + sum(WEIGHTS[name] * value for name, value in zip(Features.names(), features.row(), strict=True))
    return 1 / (1 + math.exp(-total))
