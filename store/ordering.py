"""The order that a question asks for, and its words that say no more: "latest news on", "first reported".

Where "first" or "latest" are a part of what is asked ("the latest figures", "first proposed") only they are left out,
or nothing is: "her latest album", "first aid".
"""

from __future__ import annotations

import re

from store.wanted import Order, order_of

_NEWEST = r"(?:latest|newest|most recent)"
_OLDEST = r"(?:first|earliest|oldest|initial|early)"
_NEWS = r"(?:news(?: (?:stories|reports|articles))?|stor(?:y|ies)|reports|articles?|coverage|headlines?|updates?)"
_ASKS = r"(?:(?:and )?(?:what(?:[’']?s| is| are| was| were| has been| had been)|(?:give|show|tell|find) me) )?"
_TOLD = r"(?:reported|written|published)"
_SORTED = r"(?:(?:sort(?:ed)? by )?(?:newest|oldest)(?: first)?|(?:in )?(?:reverse )?chronological(?: order|ly)?)"
_ORIGINALLY = re.compile(rf"\boriginally {_TOLD}\b", re.IGNORECASE)
_ORDERING = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        # All before the topic: "What is the latest news on", "the latest about", "latest news:".
        rf"^{_ASKS}(?:the )?(?:(?:{_NEWEST}|{_OLDEST}|recent|last) (?:{_NEWS}|report(?= (?:on|about)\b))"
        rf"|{_NEWEST}(?= (?:on|about)\b))(?: (?:on|about|of|from|in|regarding|concerning)\b| ?[:–—-])",
        rf"^{_ASKS}(?:(?:first|last|most recently|originally) {_TOLD}|{_TOLD} first) (?:about|on|of)\b",
        r"^what(?:[’']?s| is) new (?:with|on|about|in)\b",
        r"^(?:(?:is|are) there )?any(?: more)?(?: recent)? (?:news|updates?) (?:on|about|of|from)\b",
        rf"^{_SORTED}(?=:)|,? {_SORTED}(?=[\s.?!]*$)",
        rf"^(?:the )?{_NEWEST}(?=(?: [\w’'-]+){{1,5}} {_NEWS}[\s?.!]*$)|(?<=\w) {_NEWS}(?=[\s?.!]*$)",
        rf"^(?:the )?{_NEWEST}(?= [\"“‘'])",
        # Elsewhere.
        rf"\b(?:in|from) (?:the )?(?:{_NEWEST}|{_OLDEST}) {_NEWS}\b",
        rf"\b(?:{_NEWEST}|{_OLDEST}) (?={_NEWS}\b)",
        rf"\b(?:first|last|most recently|originally) {_TOLD}\b|(?<=\breported )first\b",
        r"\bfirst (?=(?:announced?|mention(?:ed)?|proposed?|sa(?:id|y)|t(?:old|ell)|wr(?:ote|ite)|report)\b)",
        rf"\b{_NEWEST} (?=(?:[\w’'-]+ )?(?:words?|statements?|figures?|counts?|tolls?|numbers?|accounts?|report)\b)",
        r"\bmost recently\b",
    )
)


def order_asked(question: str) -> Order | None:
    """The order in which the question wants its quotes, by publication; None where the best one is to come first."""
    return order_of(question) or ("oldest first" if _ORIGINALLY.search(question) else None)


def ordering_spans(question: str) -> list[tuple[int, int]]:
    """Where the words stand that only say the order, start and end each, overlapping perhaps."""
    if order_asked(question) is None:
        return []
    return [match.span() for form in _ORDERING for match in form.finditer(question)]
