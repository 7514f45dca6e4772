"""Answering: a query to dated, verbatim quotes that the record still vouches for, or to a plain no."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import tee
from typing import ClassVar

from store.answer import Answer, Coverage, Quote, Span, Timings, Verdict
from store.archive import Archive
from store.article import Version
from store.declining import why_not, why_outside
from store.distinct import distinct
from store.encoder import Encoder
from store.entry import filter_of
from store.features import AskedFor
from store.lexicon import Lexicon
from store.preference import preferred
from store.query import Query
from store.quotable import quotable, speaking_under
from store.quoting import mention_of, quote_fault, quote_of
from store.reader import READ, Candidate, Selection, read
from store.reranker import Reranker, reranked
from store.retriever import DENSE_WEIGHT, DEPTH, Hit, Retrieved, Retriever
from store.second_look import looked_at, underlined
from store.span_model import SpanModel
from store.spans import answer_spans
from store.vectors import VectorIndex
from store.wanted import Order
from store.wording import counted

NEAREST = 3  # articles named under a no
ORDERED = 2 * READ
"""Passages read where the newest or the oldest come first: they need not be those that fit the words best."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Read:
    """What one search and reading gave: candidates best first, and the stories that a no would name, nearest first."""

    candidates: tuple[Candidate, ...]
    nearest: tuple[Version, ...]
    retrieved: Retrieved
    read_ms: float
    asked: AskedFor

    @property
    def sure(self) -> list[Candidate]:
        """The candidates sure enough to be shown: none for a question that any story would answer as well."""
        return [one for one in self.candidates if one.sure and self.asked.telling]

    @property
    def capped(self) -> bool:
        """Whether more passages have words of the question than were retrieved."""
        return sum(hit.bm25 > 0 for hit in self.retrieved.hits) >= DEPTH


class Answerer:
    """Answers from one generation of the indexes and the record behind it."""

    dense_weight: ClassVar[float] = DENSE_WEIGHT

    def __init__(
        self,
        archive: Archive,
        vectors: VectorIndex,
        lexicon: Lexicon,
        encoder: Encoder,
        now: Callable[[], datetime],
        reranker: Reranker | None,
        span_model: SpanModel | None,
    ) -> None:
        self._archive = archive
        self.lexicon = lexicon
        self._now = now
        self._reranker = reranker
        self._span_model = span_model
        self._retriever = Retriever(vectors, lexicon, encoder, self.dense_weight)

    def answer(self, query: Query, coverage: Coverage, publishers: Sequence[str]) -> Answer:
        """The answer to a query; for the wording of a no `coverage` is what the index holds and `publishers` are those
        of what may be quoted, the largest first."""
        if coverage.articles == 0:
            return Answer.of_nothing(query, coverage)
        return self.answer_with_evidence(query, coverage, publishers)[0]

    def answer_with_evidence(self, query: Query, coverage: Coverage, publishers: Sequence[str]) -> tuple[Answer, Read]:
        """The same, with the search and reading it was made from."""
        began = time.perf_counter()
        found = self.read_twice(query)
        quotes = self.quotes(query, found.sure)
        first = query, found
        for wider in query.less_strict():
            if quotes:
                break
            query, found = wider, self.read_twice(wider)
            quotes = self.quotes(query, found.sure)
        if not quotes:
            # To a question that names nothing but days the stories of those days are the nearest.
            query, found = first if first[0].bare else (query, found)
            return self._decline(query, coverage, publishers, found, began), found
        stories = len({quote.article_id for quote in quotes})
        answer = Answer(
            query=query,
            verdict="answered",
            reason=f"{counted(len(quotes), 'quote')} from {counted(stories, 'article')}.",
            quotes=quotes,
            nearest=(),
            newest_relevant=_newest(quote.published.day for quote in quotes),
            coverage=coverage,
            took_ms=_timings(found, began),
        )
        return answer, found

    def read_twice(self, query: Query) -> Read:
        """The same as `read`, with a second look at the candidates where the span model is one that can order them."""
        found = self.read(query)
        began = time.perf_counter()
        candidates = self.looked_at(query, found.candidates)
        took = (time.perf_counter() - began) * 1000
        return replace(found, candidates=tuple(candidates), read_ms=found.read_ms + took)

    def looked_at(self, query: Query, candidates: Sequence[Candidate]) -> list[Candidate]:
        """The candidates, best first, as the second look has them."""
        if self._span_model is None or not self._span_model.ordering:
            return list(candidates)
        return looked_at(self._span_model, query.asked, candidates)

    def read(self, query: Query, at_least: int = READ, *, newest: bool = False) -> Read:
        """Search and read, without a verdict: `at_least` passages, more where more quotes are wanted.

        With `newest` the newest passages with the words of the question are among those found, too.
        """
        filters = filter_of(query)
        retrieved = self._retriever.retrieve(query.sought, filters, phrases=query.phrases, newest=newest)
        # Some passages tell the same, or of the same story.
        found = self._judged(query, retrieved, max(at_least, 2 * query.limit, ORDERED if query.order else 0))
        return self._with_ends(query, found, query.order) if query.order else found

    def _with_ends(self, query: Query, found: Read, order: Order) -> Read:
        """The same with the first passages by day that have all words of the question: the first story on a topic need
        not be one that fits the words best."""
        ends = self.lexicon.by_day(found.retrieved.terms, READ, filter_of(query), order)
        read_already = {(one.version.article_id, one.span) for one in found.candidates}
        others = self.read_among(query, ends)
        new = [one for one in others.candidates if (one.version.article_id, one.span) not in read_already]
        candidates = sorted((*found.candidates, *new), key=lambda one: -one.score)
        return replace(found, candidates=tuple(candidates), read_ms=found.read_ms + others.read_ms)

    def read_among(self, query: Query, passage_ids: Sequence[str]) -> Read:
        """The same with these passages alone, each that has a word of the question."""
        retrieved = self._retriever.retrieve_among(query.sought, filter_of(query), passage_ids)
        return self._judged(query, retrieved, max(1, len(retrieved.hits)))

    def _judged(self, query: Query, retrieved: Retrieved, most: int) -> Read:
        began = time.perf_counter()
        lexicon = self.lexicon
        asked = AskedFor(query.sought, retrieved.terms, lexicon.rarity, lexicon.terms, lexicon.passages, query.phrases)
        passages = quotable(self._archive, query, retrieved.hits, self._now(), most)
        if self._reranker:
            passages = reranked(self._reranker, query.sought, passages)
        passages, again = tee(passages)
        candidates = read(asked, passages, most)
        nearest = _first_stories(again)
        return Read(tuple(candidates), nearest, retrieved, (time.perf_counter() - began) * 1000, asked)

    def quotes(self, query: Query, candidates: Sequence[Candidate]) -> tuple[Quote, ...]:
        """At most `query.limit` quotes that say different things, each checked against the record once more."""
        return self.vouched(query, distinct(preferred(candidates, query.understood))[: query.limit])

    def vouched(self, query: Query, chosen: Sequence[tuple[Selection, Sequence[Selection]]]) -> tuple[Quote, ...]:
        """Quotes of what was chosen, each with its copies named, but for those that the record no longer vouches for.

        Every quote that leaves the core was made here.
        """
        keys = {(one.version.article_id, one.version.number) for one, _ in chosen}
        stored = self._archive.load(keys)
        now = self._now()
        histories = self._archive.histories(key for key, _ in keys)
        quotes = [
            quote_of(
                one.version,
                one.span,
                histories.get(one.version.article_id, ()),
                now,
                answering=one.best,
                answer_spans=self._answer_spans(query.asked, one),
                score=one.score,
                also_in=[mention_of(copy.version) for copy in copies],
            )
            for one, copies in chosen
        ]
        return tuple(quote for quote in quotes if self._vouched(quote, stored.get((quote.article_id, quote.version))))

    def _answer_spans(self, question: str, candidate: Selection) -> tuple[Span, ...]:
        """What is underlined in the quote. A model that was named is asked, where there is none the rules are."""
        version, quoted = candidate.version, candidate.span
        sentence = Span(max(candidate.best.start, quoted.start), min(candidate.best.end, quoted.end))
        if self._span_model is None:
            return answer_spans(question, version.text, sentence, version.published)
        if self._span_model.ordering:
            return underlined(question, candidate, sentence)
        [mark] = self._span_model.marked(question, [(candidate.version.headline, candidate.text)])
        if mark.span is None or mark.margin <= 0:
            return (sentence,)
        return (Span(quoted.start + mark.span.start, quoted.start + mark.span.end),)

    def _vouched(self, quote: Quote, stored: Version | None) -> bool:
        fault = quote_fault(quote, stored, self._now())
        if fault:
            _log.error("dropped a quote of article %s version %d: %s", quote.article_id, quote.version, fault)
        return fault is None

    def speaking(self, query: Query, article_ids: Iterable[str]) -> dict[str, Version]:
        """The version of each of these stories that may be quoted now under a query; stories without one are left out.

        Whether it has the days, the publisher and the phrases of the query is not looked at.
        """
        return speaking_under(self._archive, query, article_ids, self._now())

    def _decline(
        self, query: Query, coverage: Coverage, publishers: Sequence[str], found: Read, began: float
    ) -> Answer:
        nearest = found.nearest
        if query.since or query.until:
            wider = self.read_twice(query.any_day)
            outside = wider.sure
            if outside:
                stories = tuple(dict.fromkeys(one.version for one in outside))
                newest = _newest(story.published.day for story in stories)
                reason = why_outside(query, newest)
                return self._no(query, coverage, "outside_dates", reason, began, found, stories, newest)
            nearest = nearest or wider.nearest
        if query.phrases and not nearest:
            nearest = self.read(query.any_words).nearest
        if not (found.asked.telling or query.dated or query.publisher):
            nearest = ()
        reason = why_not(query, coverage, found.asked, publishers, self.lexicon.has, near=bool(found.nearest))
        newest = _newest(version.published.day for version in nearest[:NEAREST])
        return self._no(query, coverage, "not_in_coverage", reason, began, found, nearest, newest)

    def _no(
        self,
        query: Query,
        coverage: Coverage,
        verdict: Verdict,
        reason: str,
        began: float,
        found: Read,
        nearest: Sequence[Version],
        newest: str | None,
    ) -> Answer:
        return Answer(
            query=query,
            verdict=verdict,
            reason=reason,
            quotes=(),
            nearest=tuple(mention_of(version) for version in nearest[:NEAREST]),
            newest_relevant=newest,
            coverage=coverage,
            took_ms=_timings(found, began),
        )


def _first_stories(passages: Iterable[tuple[Hit, Version]]) -> tuple[Version, ...]:
    stories: dict[str, Version] = {}
    for _, version in passages:
        stories.setdefault(version.article_id, version)
        if len(stories) == NEAREST:
            break
    return tuple(stories.values())


def _timings(found: Read, began: float) -> Timings:
    total = (time.perf_counter() - began) * 1000
    retrieved = found.retrieved
    return Timings(total, retrieved.encode_ms, retrieved.dense_ms, retrieved.lexical_ms, found.read_ms)


def _newest(days: Iterable[date | None]) -> str | None:
    return max((day.isoformat() for day in days if day), default=None)
