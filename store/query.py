"""The question and its filters, checked before any work is done on them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from store.asked import Understood, understand
from store.dates import read_date
from store.errors import QueryError

MAX_QUESTION = 1000  # characters; the longest of 5,815 collected questions has 558
MAX_LIMIT = 25


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A question with its filters.

    `since` and `until` bound the publication day, both included. With `as_of` only what had been published by
    the end of that day exists. `understood` is what the question's own words said of dates; where it is set, `since`
    and `until` are its bounds, or None after nothing within them answered. `publisher` is compared without regard to
    case. `limit` quotes at most.
    """

    question: str
    since: date | None = None
    until: date | None = None
    as_of: date | None = None
    publisher: str | None = None
    limit: int = 3
    understood: Understood | None = None

    @property
    def dated(self) -> bool:
        """Whether the query limits dates, so that undated articles cannot answer it."""
        return any((self.since, self.until, self.as_of))

    def with_words_read(self, today: date | None) -> Query:
        """The query with the dates that its question names, counted from `as_of` or from `today`.

        Given bounds always win: beside `since` or `until` the words are not read. Where the day of asking is not known,
        words relative to it are left alone.
        """
        if self.since or self.until:
            return self
        found = understand(self.question, self.as_of or today)
        return replace(self, since=found.since, until=found.until, understood=found) if found else self

    @property
    def any_day(self) -> Query:
        """The query without bounds of the publication day; the as-of day stays: what came later does not exist."""
        return replace(self, since=None, until=None)


def build_query(
    question: str,
    *,
    since: str | None = None,
    until: str | None = None,
    as_of: str | None = None,
    publisher: str | None = None,
    limit: int = 3,
) -> Query:
    """A checked Query from what a person typed.

    Raises QueryError for an empty or over-long question, a date that cannot be read, dates the wrong way round,
    or a limit outside 1..25.
    """
    words = " ".join(question.split())
    if not any(letter.isalnum() for letter in words):
        raise QueryError("Please ask a question, for example: How many interceptors will be added in Alaska?")
    if len(words) > MAX_QUESTION:
        raise QueryError(
            f"The question has {len(words):,} characters; please keep it under {MAX_QUESTION:,} and ask one thing."
        )
    if not 1 <= limit <= MAX_LIMIT:
        raise QueryError(f"“limit” must be between 1 and {MAX_LIMIT}.")
    query = Query(
        question=words,
        since=_day("since", since),
        until=_day("until", until),
        as_of=_day("as-of", as_of),
        publisher=publisher.strip() or None if publisher else None,
        limit=limit,
    )
    if query.since and query.until and query.since > query.until:
        raise QueryError(f"“since” ({query.since}) is after “until” ({query.until}); swap them.")
    return query


def _day(name: str, text: str | None) -> date | None:
    if text is None or not text.strip():
        return None
    try:
        return read_date(text).day
    except ValueError:
        raise QueryError(f"“{name}” must be a date, for example 2013-03-25, not {text.strip()[:40]!r}.") from None
