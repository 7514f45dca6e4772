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
 .10   .03 / .43    .05 / .67
 .15   .08 / .70    .05 / .78
 .18   .11 / .79    .06 / .81
 .20   .14 / .82    .06 / .85
=====  ===========  ==============

A wrong quote costs more than an honest no: at .18 four in five of the questions from outside get their no."""


def confidence(features: Features) -> float:
    """The estimated probability, 0 to 1, that the quote with these features answers its question."""
    total = BIAS + sum(WEIGHTS[name] * value for name, value in zip(Features.names(), features.row(), strict=True))
    return 1 / (1 + math.exp(-total))


MARGIN_WEIGHT = 0.27
"""What a point of the span reader's margin counts beside the log-odds of the first confidence, in the order of the
quotes: the ratio of the two weights that a regression gave for an earlier reader. With this one anything from .1 to .35
puts a right quote first as often, within 6 of 640 development questions."""
MOST_MARGIN = 10.0
"""Beyond this the span reader is no surer."""

SECOND: dict[str, float] = {"odds": 0.58, "margin": 0.47, "short": 1.55}
SECOND_BIAS = -0.59
"""What a logistic regression gave for the quotes that were looked at again, over `second_evidence`, with the first look
as above: on the even-numbered lines of the news quiz and of the questions from outside it, on those of the sample
archive and on `bench/near_questions.dev.jsonl`, each counting the same. The bias is .45 lower than that, so that
THRESHOLD does for both looks. `bench/weights.py` fits the like."""
SHORT_WORDS = 14
"""Words of a question of which the margin counts half. The span reader learned from short questions (half have at most
ten words), and is no judge of one that tells a story, as those of the news quiz do (half have 19 or more): there its
margin tells the answerable questions from the others with an AUC of .70, on the sample archive with .92."""


def precedence(confidence: float, margin: float) -> float:
    """Where a quote comes among those looked at, the higher the earlier; the confidence is that of the first look."""
    return odds(confidence) + MARGIN_WEIGHT * kept_margin(margin)


def confirmed(confidence: float, margin: float, words: int) -> float:
    """The confidence, 0 to 1, of the second look in a quote, to a question of so many words.

    `confidence` is that of the first look, `margin` how much the span reader sees an answer in the quote.
    """
    evidence = second_evidence(odds(confidence), margin, words)
    total = SECOND_BIAS + sum(weight * value for weight, value in zip(SECOND.values(), evidence, strict=True))
    return 1 / (1 + math.exp(-total))


def second_evidence(odds: float, margin: float, words: int) -> tuple[float, float, float]:
    """What SECOND weighs of a quote: the log-odds of the first look, the margin as far as the question of so many words
    is short, and how far it is, 0 to 1."""
    short = 1 / (1 + math.exp((words - SHORT_WORDS) / 2))
    return odds, short * kept_margin(margin), short


def odds(confidence: float) -> float:
    """The logarithm of the odds of a probability between 0 and 1."""
    return math.log(confidence / (1 - confidence))


def kept_margin(margin: float) -> float:
    """A margin within the bounds beyond which it says no more."""
    return max(-MOST_MARGIN, min(MOST_MARGIN, margin))
