"""Matches: which words of a quote are those that were looked for, whatever their endings."""

from __future__ import annotations

import re
from collections.abc import Callable, Container

from store.answer import Quote, Span

_WORD = re.compile(r"[^\W_]+")
_BETWEEN = re.compile(r"[\s-]+")


def matches_in(quote: Quote, terms: Container[str], terms_of: Callable[[str], frozenset[str]]) -> tuple[Span, ...]:
    """Where the words of a quote stand whose stems are among `terms`, in its version's text, neighbours as one.

    `terms_of` gives the stems of a word as the index has them.
    """
    found: list[Span] = []
    for word in _WORD.finditer(quote.text):
        if not any(term in terms for term in terms_of(word[0])):
            continue
        start, end = quote.start + word.start(), quote.start + word.end()
        if found and _BETWEEN.fullmatch(quote.text, found[-1].end - quote.start, word.start()):
            start = found.pop().start
        found.append(Span(start, end))
    return tuple(found)
