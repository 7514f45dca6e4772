"""Lookups of a topic: the stories that fit it best, the newest on it, and what happened when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from store.answer import Coverage, Mention
from store.answering import NEAREST, Answerer, Read
from store.distinct import distinct
from store.features import AskedFor
from store.listing import Listing, Lookup
from store.matches import matches_in
from store.query import Query
from store.quoting import mention_of
from store.reader import Candidate, Selection
from store.retriever import DEPTH
from store.sentences import paragraph_spans, sentence_spans
from store.wanted import Order
from store.window import MAX_QUOTE

EVERY = 4 * DEPTH
"""Passages read for a list: all that were retrieved."""
OPENING_SHARE = 0.3
"""Share of what the best passage has of the topic's words that the opening of its story must have to be quoted."""

Chosen = tuple[Selection, Sequence[Selection]]
"""What a quote is made of, and its near-copies in other stories."""


class Lookups:
    """Lists from one generation of the indexes; every quote in them is one that the `answerer` vouches for."""

    def __init__(self, answerer: Answerer) -> None:
        self._answerer = answerer

    def search(self, query: Query, coverage: Coverage) -> Listing:
        """The stories that fit best, one passage each: those that have a word of the question, or may answer it."""
        found = self._answerer.read(query, EVERY)
        fitting = [one for one in found.candidates if one.sure or _has_a_word(found.asked, one)]
        stories: list[Chosen] = [*distinct(_first_of_story(fitting))]
        ordered = _by_day(stories, query.order) if query.order else stories
        return self._listing("search", query, coverage, found, ordered, len(stories), capped=found.capped)

    def timeline(self, query: Query, coverage: Coverage) -> Listing:
        """The stories on a topic by their days, oldest first unless asked otherwise, one quote each, copies folded.

        Of more than the limit the surest stay. Undated stories are left out.
        """
        found = self._answerer.read(query, EVERY)
        events = _events(_on_topic(found), "oldest first")
        surest = sorted(events, key=_score, reverse=True)[: query.limit]
        ordered = _by_day(surest, query.order or "oldest first")
        return self._listing("timeline", query, coverage, found, ordered, len(events), capped=found.capped)

    def latest(self, query: Query, coverage: Coverage) -> Listing:
        """The newest stories on a topic, newest first, one quote each, copies folded; undated ones are left out."""
        found = self._answerer.read(query, EVERY, newest=True)
        events = _by_day(_events(_on_topic(found), "newest first"), query.order or "newest first")
        return self._listing("latest", query, coverage, found, events, len(events), capped=found.capped)

    def _listing(
        self,
        lookup: Lookup,
        query: Query,
        coverage: Coverage,
        found: Read,
        chosen: Sequence[Chosen],
        count: int,
        *,
        capped: bool,
    ) -> Listing:
        quotes = self._answerer.vouched(query, chosen[: query.limit])
        asked = found.asked
        return Listing(
            lookup=lookup,
            query=query,
            quotes=tuple(replace(one, matches=matches_in(one, asked.weights.keys(), asked.terms_of)) for one in quotes),
            found=count,
            capped=capped,
            nearest=() if quotes else self._nearest(query, found),
            coverage=coverage,
        )

    def _nearest(self, query: Query, found: Read) -> tuple[Mention, ...]:
        nearest = found.nearest or self._answerer.read(query.any_day.any_words).nearest
        return tuple(mention_of(version) for version in nearest[:NEAREST])


def _on_topic(found: Read) -> list[Selection]:
    """A quote of each dated story that is surely on the topic."""
    return [_opening(found.asked, one) for one in _first_of_story(found.sure) if one.version.published.day]


def _opening(asked: AskedFor, candidate: Candidate) -> Selection:
    """The opening of a candidate's story where that is on the topic, too: there news says what happened."""
    text = candidate.version.text
    first = next(paragraph_spans(text))
    lead = sentence_spans(text, first)[0]
    span = first if first.end - first.start <= MAX_QUOTE else lead
    if asked.coverage(asked.terms_of(text[span.start : span.end])) < OPENING_SHARE * candidate.features.covered:
        return candidate
    return Selection(candidate.version, span, lead, candidate.score)


def _events(told: Iterable[Selection], order: Order) -> list[Chosen]:
    """What was told by its day, each with the copies of it that came after in this order."""
    return [*distinct([one for one, _ in _by_day([(one, ()) for one in told], order)])]


def _by_day(chosen: Iterable[Chosen], order: Order) -> list[Chosen]:
    """In the order of publication, the undated last; of one moment the surer first."""
    newest = order == "newest first"
    undated = datetime.min if newest else datetime.max

    def moment(one: Chosen) -> datetime:
        return one[0].version.published.moment or undated.replace(tzinfo=UTC)

    return sorted(sorted(chosen, key=_score, reverse=True), key=moment, reverse=newest)


def _score(chosen: Chosen) -> float:
    return max(one.score for one in (chosen[0], *chosen[1]))


def _first_of_story(candidates: Iterable[Candidate]) -> list[Candidate]:
    first: dict[str, Candidate] = {}
    for candidate in candidates:
        first.setdefault(candidate.version.article_id, candidate)
    return list(first.values())


def _has_a_word(asked: AskedFor, candidate: Candidate) -> bool:
    return asked.coverage(asked.terms_of(f"{candidate.version.headline}\n{candidate.text}")) > 0
