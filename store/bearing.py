"""Bearing: whether words bear an accepted answer, and how much of them is that answer."""

from __future__ import annotations

import re
import string
from collections import Counter
from collections.abc import Sequence

from store.answer import Quote

_WORD = re.compile(r"\w+")
_ARTICLES = re.compile(r"\b(?:a|an|the)\b")
_MARKS = str.maketrans("", "", string.punctuation)


def first_bearing(answers: Sequence[str], quotes: Sequence[str]) -> int | None:
    """The place, from 1, of the first quote in which an accepted answer stands as whole words."""
    accepted = [words for answer in answers if (words := _words(answer)).strip()]
    for place, quote in enumerate(quotes, 1):
        text = _words(quote)
        if any(answer in text for answer in accepted):
            return place
    return None


def overlap(words: str, answer: str) -> tuple[float, float]:
    """F1 and precision, 0 to 1, of words against an answer as SQuAD counts them: without case, articles or signs."""
    given, right = _bare(words), _bare(answer)
    common = sum((Counter(given) & Counter(right)).values())
    if not common:
        return 0.0, 0.0
    return 2 * common / (len(given) + len(right)), common / len(given)


def underlining(answers: Sequence[str], quote: Quote) -> tuple[bool, float]:
    """Whether what is underlined in a quote bears an accepted answer, and the F1 of the stretch that fits one best."""
    stretches = [quote.text[span.start - quote.start : span.end - quote.start] for span in quote.answer_spans]
    f1 = max((overlap(stretch, answer)[0] for stretch in stretches for answer in answers), default=0.0)
    return first_bearing(answers, stretches) is not None, f1


def _words(text: str) -> str:
    return f" {' '.join(_WORD.findall(text.casefold()))} "


def _bare(words: str) -> list[str]:
    return _ARTICLES.sub(" ", words.lower().translate(_MARKS)).split()
