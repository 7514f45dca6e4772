"""Declining: the words of a no, which say why there is no quote and, where that helps, what to ask instead."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from store.answer import Coverage
from store.features import AskedFor
from store.query import Query
from store.wording import counted, iso_day_words, range_words

SHOWN = 5
"""Publishers named to somebody who asked for one that there is not."""


def why_outside(query: Query, newest: str | None) -> str:
    """Why nothing within the days of a query answers it where something does outside; `newest` is that one's day."""
    told = f"of {iso_day_words(newest)}" if newest else "undated"
    return (
        f"The coverage answers this only outside your dates of publication ({range_words(query.since, query.until)}); "
        f"the newest story on it is {told}."
    )


def why_not(
    query: Query,
    coverage: Coverage,
    asked: AskedFor,
    publishers: Sequence[str],
    has: Callable[[str], bool],
    *,
    near: bool,
) -> str:
    """Why nothing answers a query: `near` tells whether any story came near, `has` whether a term is in the index."""
    if query.understood and query.understood.no_day:
        return f"The calendar has no {query.understood.no_day}; ask again with the day that you mean."
    if query.bare or not asked.telling:
        days = f" but its days ({range_words(query.since, query.until)})" if query.since or query.until else ""
        return f"The question has no word that tells what to look for{days}: name a person, a place or what happened."
    if query.phrases and not near:
        return f"No story has the words {_quoted(query.phrases)}."
    if query.publisher and not near and query.publisher.casefold() not in {name.casefold() for name in publishers}:
        shown = ", ".join(publishers[:SHOWN]) + (", …" if len(publishers) > SHOWN else "")
        return f"No article is by “{query.publisher}”; the publishers are: {shown}."
    ends = dict.fromkeys(iso_day_words(day) for day in (coverage.first, coverage.newest) if day)
    bounds = f" ({' – '.join(ends)})" if ends else ""
    unheard = asked.unheard(has)
    words = "words" if len(unheard) > 1 or " " in "".join(unheard) else "word"
    end = f": no story has the {words} {_quoted(unheard)}." if unheard else ", so there is no quote to show."
    return f"Nothing in {counted(coverage.articles, 'article')}{bounds} answers this{end}"


def _quoted(words: Iterable[str]) -> str:
    return " and ".join(f"“{one}”" for one in words)
