"""The judge: how sure we are that a quote answers, and below what we say no."""

from __future__ import annotations

import math

from store.features import Features

WEIGHTS: dict[str, float] = {
    "passage_cosine": 3.17,
    "covered": 3.47,
    "opening_covered": 1.05,
    "names_missing": -0.69,
    "type_found": 1.90,
    "archive_size": -0.14,
}
BIAS = -6.79
"""What `bench/weights.py` printed for the even-numbered lines of the news quiz and of the questions outside it, and for
the questions of the sample archive: a logistic regression over their 3,509 candidate quotes. A quote counts as right
when an accepted answer stands in it."""

THRESHOLD = 0.18
"""Least confidence of a quote that is shown. The curve on the even-numbered lines of the news quiz and of the questions
from outside it, as `bench/curve.py` printed it, and on the sample archive; answerable lost / unanswerable declined:

=====  ===========  ==============
 at    news quiz    sample archive
=====  ===========  ==============
 .10   .05 / .60    .04 / .26
 .15   .09 / .76    .05 / .48
 .18   .12 / .82    .08 / .56
 .20   .14 / .84    .10 / .59
 .25   .18 / .88    .18 / .70
 .30   .22 / .92    .30 / .70
=====  ===========  ==============

A wrong quote costs more than an honest no: at .18 four in five of the questions from outside get their no."""


def confidence(features: Features) -> float:
    """The estimated probability, 0 to 1, that the quote with these features answers its question."""
    total = BIAS + sum(WEIGHTS[name] * value for name, value in zip(Features.names(), features.row(), strict=True))
    return 1 / (1 + math.exp(-total))
