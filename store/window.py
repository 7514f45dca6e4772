"""The window: which sentences around the one that answers a quote takes in, so that it stands alone."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from store.answer import Span
from store.article import PARAGRAPH_BREAK
from store.speech.quotations import in_quotation

MAX_QUOTE = 500
"""Characters of a quote, where its first sentence is not longer: three fit a phone's screen and a card's limit."""

_LEANS = re.compile(
    r"[\"“‘'(]*(?:he|she|they|it|his|her|its|their|this|that|these|those|such|but|and|so|also|however|still|instead|"
    r"meanwhile|then|both|neither|as a result|at the time|(?:by|since|until|before|after) then|"
    r"(?:under|with|by|for|in|on|at|to|from|besides|instead of) (?:it|them)|(?:after|before) that|"
    r"(?:one|two|three|some|many|most|all|none|each|neither) of (?:them|these|those)|"
    r"the (?:move|decision|plan|deal|announcement|comments?|remarks?|former|latter|two|pair))\b",
    re.IGNORECASE,
)
_OPEN, _CLOSE = "“", "”"


def window(text: str, sentences: Sequence[Span], best: int, worth: Mapping[int, float]) -> Span:
    """The run of sentences around the best one: what it leans on, then the better neighbour while there is room.

    The neighbours stay because the answer often stands in the sentence after the one with the question's words. Those
    of the passage, which have a `worth`, come before those around it: with these an accepted answer stood in the first
    three quotes of .718 of the development questions, without in .708, before the judge declined any. No quote opens
    with a sentence that leans on one before it, or inside a quotation, unless that is the best one: of 289 quotes 16
    leaned, and 2 are left.
    """
    first = last = best

    def fits(begin: int, end: int) -> bool:
        return begin >= 0 and end < len(sentences) and sentences[end].end - sentences[begin].start <= MAX_QUOTE

    def leans(place: int) -> bool:
        return _LEANS.match(text, sentences[place].start, sentences[place].end) is not None

    def spoken(place: int) -> bool:
        start = sentences[place].start
        return in_quotation(text, text.rfind(PARAGRAPH_BREAK, 0, start) + 1, start)

    while (leans(first) or spoken(first)) and fits(first - 1, last):
        first -= 1
        if not spoken(first):
            break
    while True:
        choices = [place for place in (first - 1, last + 1) if fits(min(first, place), max(last, place))]
        if not choices:
            break
        taken = max(choices, key=lambda place: (place in worth, worth.get(place, 0.0), place))
        first, last = min(first, taken), max(last, taken)
    if leans(first) and fits(first - 1, last):
        first -= 1
    while first < best and (leans(first) or spoken(first)):
        first += 1
    return Span(sentences[first].start, _close_quotation(text, sentences, first, best, last))


def _close_quotation(text: str, sentences: Sequence[Span], first: int, best: int, last: int) -> int:
    """The end of the window, moved back to before a quotation that the window opens but has no room to close.

    It stays behind the best sentence, quotation or not.
    """
    start = sentences[first].start
    while last > best and text.count(_OPEN, start, sentences[last].end) > text.count(
        _CLOSE, start, sentences[last].end
    ):
        last -= 1
    return sentences[last].end
