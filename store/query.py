"""The question and its filters, checked before any work is done on them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from store.dates import read_date
from store.errors import QueryError
from store.ordering import ordering_spans
from store.taken import Part, PartKey, Taken
from store.understood import Understood, says_more, understand, without
from store.wanted import Order
from store.wording import day_words, range_words

MAX_QUESTION = 1000  # characters; the longest of 5,815 collected questions has 558
MAX_LIMIT = 25
MAX_LISTED = 50  # quotes of a lookup: ten pages of five
_WORD = re.compile(r"[^\W\d_]{2,}")
_SHOUTED = 3  # words in capitals that are more than names: "NATO and US?" is not shouted
ORDERS: Mapping[str, Order] = {"newest": "newest first", "oldest": "oldest first"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """A question with its filters.

    `since` and `until` bound the publication day, both included. With `as_of` only what had been published by
    the end of that day exists. `understood` is what the question's own words said; where it names days, `since` and
    `until` are their bounds, or None after nothing within them answered; where it names a publisher, so is `publisher`,
    which is compared without regard to case. `limit` quotes at most. `taken` is set for a follow-up, and once a part
    was removed: what is searched for then, the question being what was typed; offsets in `understood` count in the
    question that said so, which may be one before. `by_date` is the order of publication that was asked for beside the
    question. With a `speaker` what that person said is wanted, on the question or, where that is empty, on anything.
    """

    question: str
    since: date | None = None
    until: date | None = None
    as_of: date | None = None
    publisher: str | None = None
    limit: int = 3
    understood: Understood | None = None
    taken: Taken | None = None
    by_date: Order | None = None
    speaker: str | None = None

    @property
    def dated(self) -> bool:
        """Whether the query limits dates, so that undated articles cannot answer it."""
        return any((self.since, self.until, self.as_of))

    @property
    def asked(self) -> str:
        """What is asked: the question, or what it is taken to ask after the one that it follows."""
        return (self.taken.asked if self.taken else "") or calm(self.question)

    @property
    def sought(self) -> str:
        """The question without the words that limit the search already, as it is searched for and read.

        Words that turned out not to be about the telling count again: they may be about what is told.
        """
        if self.taken:
            return self.asked
        return without(calm(self.question), self._limiting)

    @property
    def bare(self) -> bool:
        """Whether the question says nothing but what limits the search: "What happened in March 2013?"."""
        return bool(self._limiting) and not self.taken and not says_more(calm(self.question), self._limiting)

    @property
    def _limiting(self) -> list[tuple[int, int]]:
        """The spans of the question that limit the search."""
        spans = []
        found = self.understood
        if found and found.days and (found.days.firm or self.since or self.until):
            spans.append((found.days.start, found.days.end))
        if found and found.publisher and self.publisher:
            spans.append((found.publisher.start, found.publisher.end))
        if found and found.order:
            spans += ordering_spans(self.question)
        return spans

    @property
    def phrases(self) -> tuple[str, ...]:
        """What must stand word for word in a story that is quoted."""
        return self.understood.phrases if self.understood else ()

    @property
    def order(self) -> Order | None:
        """The order by publication that is asked for, beside the question or by its words."""
        return self.by_date or (self.understood.order if self.understood else None)

    def with_words_read(self, today: date | None, publishers: Sequence[str] = ()) -> Query:
        """The query with what its question says, days counted from `as_of` or from `today`; once read it stays so.

        What is given always wins: beside `since` or `until` no days are read, beside `publisher` no publisher, which
        can only be one of `publishers`. Where the day of asking is not known, words relative to it are left alone.
        """
        if self.understood or self.taken:
            return self
        dated, published = bool(self.since or self.until), self.publisher is not None
        found = understand(self.question, self.as_of or today, publishers, dated=dated, published=published)
        if found is None:
            return self
        query = replace(self, understood=found)
        if found.days:
            query = replace(query, since=found.days.since, until=found.days.until)
        return replace(query, publisher=found.publisher.name) if found.publisher else query

    def less_strict(self) -> Iterator[Query]:
        """The queries to fall back on in turn where this one has no answer: what its words may not have meant, lifted.

        Days are lifted unless the words are plainly about when it was reported; then a publisher.
        """
        query = self
        if query.understood and query.understood.days and not query.understood.days.firm:
            query = query.any_day
            yield query
        if query.understood and query.understood.publisher and not query.understood.publisher.firm:
            yield replace(query, publisher=None)

    @property
    def any_day(self) -> Query:
        """The query without bounds of the publication day; the as-of day stays: what came later does not exist."""
        return replace(self, since=None, until=None)

    @property
    def any_words(self) -> Query:
        """The query without the phrases that must stand in a story."""
        return replace(self, understood=replace(self.understood, phrases=())) if self.understood else self

    @property
    def parts(self) -> tuple[Part, ...]:
        """What narrows the question, each part in words for a person and to be removed by its key."""
        found = self.understood or Understood()
        words: dict[PartKey, str] = {
            "topic": self.taken.followed if self.taken else "",
            "days": self._days_words(),
            "as_of": f"as of {day_words(self.as_of)}" if self.as_of else "",
            "publisher": f"published by {self.publisher}" if self.publisher else "",
            "speaker": f"said by {found.speaker}" if found.speaker else "",
            "phrases": " and ".join(f"with the words “{phrase}”" for phrase in found.phrases),
            "order": self.order or "",
        }
        return tuple(Part(key, said) for key, said in words.items() if said)

    def without_part(self, key: PartKey) -> Query:
        """The query without one of its parts; words that named the part are not searched for either.

        Raises QueryError where it has no such part.
        """
        if key not in {part.key for part in self.parts}:
            raise QueryError(f"This question is not narrowed by “{key}”; there is nothing to remove.")
        taken, found = self.taken or Taken(self.sought), self.understood or Understood()
        match key:
            case "topic":
                return replace(self, taken=replace(taken, kept=""))
            case "days":
                return replace(self.any_day, taken=taken, understood=replace(found, days=None))
            case "as_of":
                return replace(self, taken=taken, as_of=None)
            case "publisher":
                return replace(self, taken=taken, publisher=None, understood=replace(found, publisher=None))
            case "speaker":
                said = taken.without_name(found.speaker or "")
                return replace(self, taken=said, understood=replace(found, speaker=None))
            case "phrases":
                return replace(self.any_words, taken=taken)
            case "order":
                return replace(self, taken=taken, by_date=None, understood=replace(found, order=None))

    def _days_words(self) -> str:
        if self.since and self.until and not (self.understood and self.understood.days):
            # As they were given: `1 January 2013 to 31 January 2013` is not cut to `January 2013`.
            return f"{day_words(self.since)} to {day_words(self.until)}"
        return range_words(self.since, self.until)


def calm(question: str) -> str:
    """A question typed all in capitals in small letters, at the same offsets: its capitals do not tell names."""
    shouted = len(_WORD.findall(question)) >= _SHOUTED and question.isupper()
    lowered = question.lower()
    return lowered if shouted and len(lowered) == len(question) else question


def build_query(
    question: str,
    *,
    since: str | None = None,
    until: str | None = None,
    as_of: str | None = None,
    publisher: str | None = None,
    limit: int = 3,
    order: str | None = None,
    speaker: str | None = None,
    most: int = MAX_LIMIT,
) -> Query:
    """A checked Query from what a person typed; `order` is `newest` or `oldest`, `most` the largest `limit`.

    Raises QueryError for an empty question without a `speaker`, an over-long one, a date that cannot be read, dates the
    wrong way round, another order, or a limit outside 1..`most`.
    """
    words, name = " ".join(question.split()), None if speaker is None else " ".join(speaker.split())
    if name is not None and not any(letter.isalpha() for letter in name):
        raise QueryError("Please name a speaker, for example: Antonov.")
    if not any(letter.isalnum() for letter in words) and (words or not name):
        raise QueryError("Please ask a question, for example: How many interceptors will be added in Alaska?")
    if len(words) > MAX_QUESTION:
        raise QueryError(
            f"The question has {len(words):,} characters; please keep it under {MAX_QUESTION:,} and ask one thing."
        )
    if not 1 <= limit <= most:
        raise QueryError(f"“limit” must be between 1 and {most}.")
    if order and order not in ORDERS:
        raise QueryError(f"“order” must be {' or '.join(ORDERS)}, not {order[:40]!r}.")
    query = Query(
        question=words,
        since=read_day("since", since),
        until=read_day("until", until),
        as_of=read_day("as-of", as_of),
        publisher=publisher.strip() or None if publisher else None,
        limit=limit,
        by_date=ORDERS[order] if order else None,
        speaker=name,
    )
    if query.since and query.until and query.since > query.until:
        raise QueryError(f"“since” ({query.since}) is after “until” ({query.until}); swap them.")
    return query


def read_day(name: str, text: str | None) -> date | None:
    """The day that was typed for a filter of this name, None where nothing was. Raises QueryError."""
    if text is None or not text.strip():
        return None
    try:
        return read_date(text).day
    except ValueError:
        raise QueryError(f"“{name}” must be a date, for example 2013-03-25, not {text.strip()[:40]!r}.") from None
