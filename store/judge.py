"""The judge: how sure we are that a quote answers, and below what we say no."""

from __future__ import annotations

import math

from store.features import Features

WEIGHTS: dict[str, float] = {
    "passage_cosine": 3.59,
    "sentence_cosine": 3.33,
    "covered": 3.29,
    "story_covered": 1.06,
    "names_missing": -0.47,
    "type_found": 1.57,
    "archive_size": -0.39,
}
BIAS = -7.80
"""Logistic regression over the candidate quotes of 1,800 development questions: half of the news quiz and of the
questions outside it (by a hash of their ids), 800 of SQuAD 2.0, those of the sample archive, and those again on
archives of one to three of its stories. A quote counts as right when an accepted answer stands in it."""

THRESHOLD = 0.15
"""Least confidence of a quote that is shown. The curve on those questions, answerable lost / unanswerable declined:

=====  ===========  ==============  ============
 at    news quiz    sample archive  few stories
=====  ===========  ==============  ============
 .10   .04 / .64    .07 / .37       .04 / .91
 .15   .09 / .77    .12 / .48       .08 / .93
 .20   .14 / .84    .14 / .63       .10 / .94
 .25   .20 / .89    .25 / .78       .10 / .97
 .30   .25 / .91    .33 / .81       .11 / .98
=====  ===========  ==============  ============

At .15 one in eleven quiz answers is lost and three in four questions from outside get their no. .20 reads better on
the curve but declines a two-part question ("where did he publish it and what did he say") on a one-story archive."""


def confidence(features: Features) -> float:
    """The estimated probability, 0 to 1, that the quote with these features answers its question."""
    total = BIAS + sum(WEIGHTS[name] * value for name, value in zip(Features.names(), features.row(), strict=True))
    return 1 / (1 + math.exp(-total))
