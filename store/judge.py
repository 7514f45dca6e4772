"""The judge: how sure we are that a quote answers, and below what we say no."""

from __future__ import annotations

import math

from store.features import Features

WEIGHTS: dict[str, float] = {
    "passage_cosine": 3.05,
    "covered": 3.25,
    "opening_covered": 1.12,
    "names_missing": -0.64,
    "type_found": 1.86,
    "archive_size": -0.09,
}
BIAS = -6.84
"""What `bench/weights.py` printed for the even-numbered lines of the news quiz and of the questions outside it, and for
the questions of the sample archive: a logistic regression over their 3,507 candidate quotes. A quote counts as right
when an accepted answer stands in it."""

THRESHOLD = 0.18
"""Least confidence of a quote that is shown. The curve on the even-numbered lines of the news quiz and of the questions
from outside it, as `bench/curve.py` printed it, and on the sample archive; answerable lost / unanswerable declined:

=====  ===========  ==============
 at    news quiz    sample archive
=====  ===========  ==============
 .10   .04 / .59    .02 / .33
 .15   .08 / .75    .04 / .59
 .18   .11 / .81    .07 / .59
 .20   .14 / .82    .08 / .67
=====  ===========  ==============

A wrong quote costs more than an honest no: at .18 four in five of the questions from outside get their no."""


def confidence(features: Features) -> float:
    """The estimated probability, 0 to 1, that the quote with these features answers its question."""
    total = BIAS + sum(WEIGHTS[name] * value for name, value in zip(Features.names(), features.row(), strict=True))
    return 1 / (1 + math.exp(-total))


MARGIN_WEIGHT = 0.27
"""What a point of the span reader's margin counts beside the log-odds of the confidence, in the order of the quotes
that are sure enough: the ratio of the two weights that `bench/weights.py` printed for them. Put into the confidence
itself it tells answerable questions from others no better: AUC .921 on the development questions with a weight of 0 to
.06, .906 with this one."""
MOST_MARGIN = 10.0
"""Beyond this the span reader is no surer."""


def precedence(confidence: float, margin: float) -> float:
    """Where a quote comes among those sure enough to be shown, the higher the earlier."""
    return math.log(confidence / (1 - confidence)) + MARGIN_WEIGHT * kept_margin(margin)


def kept_margin(margin: float) -> float:
    """A margin within the bounds beyond which it says no more."""
    return max(-MOST_MARGIN, min(MOST_MARGIN, margin))
