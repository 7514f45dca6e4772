"""What leaves the core: quotes sliced from the record, or a plain no with its reason."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from store.article import Status
from store.dates import Precision, SourceDate
from store.query import Query
from store.wanted import wants_of

Verdict = Literal["answered", "not_in_coverage", "outside_dates", "no_articles"]
Kind = Literal["speech", "report"]


@dataclass(frozen=True, slots=True)
class Span:
    """Half-open character offsets into a version's text."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Whether both have a character in common."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class ResolvedDate:
    """A relative date inside a quote (`on Monday`) and what it means by the publication date, as ISO 8601.

    `resolved` is as precise as the words: `2013-03-25`, `2013-03`, `2013`, or two days as `2013-03-18/2013-03-24`.
    """

    start: int
    end: int
    resolved: str


@dataclass(frozen=True, slots=True)
class Mention:
    """An article named beside an answer: near-copies of a quote, or the nearest coverage of a no."""

    article_id: str
    headline: str
    publisher: str | None
    published: SourceDate
    url: str | None

    def as_json(self) -> dict[str, object]:
        return {
            "article_id": self.article_id,
            "headline": self.headline,
            "publisher": self.publisher,
            "published": self.published.text,
            "precision": self.published.precision,
            "url": self.url,
        }


@dataclass(frozen=True, slots=True)
class Later:
    """What became of a version that an "as of" question quotes: the correction of it, else the newest version."""

    version: int
    status: Status
    on: SourceDate
    note: str | None

    def as_json(self) -> dict[str, object]:
        return {"version": self.version, "status": self.status, "on": self.on.text, "note": self.note}


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """A verbatim slice `version.text[start:end]`, checked against the record just before it left.

    `answer_spans`, `matches` (in a lookup, the words that were looked for) and `dates` count in the version's text,
    inside `start`..`end`. `speaker` is None where the text does not make plain who speaks. `score` is the reader's
    confidence, 0 to 1. `later` is set where the question was asked as of a day and the story has changed since.
    """

    text: str
    article_id: str
    version: int
    sha256: str
    start: int
    end: int
    headline: str
    publisher: str | None
    published: SourceDate
    status: Status
    note: str | None
    url: str | None
    source: str
    score: float
    kind: Kind = "report"
    speaker: str | None = None
    answer_spans: tuple[Span, ...] = ()
    matches: tuple[Span, ...] = ()
    dates: tuple[ResolvedDate, ...] = ()
    also_in: tuple[Mention, ...] = ()
    later: Later | None = None

    @property
    def precision(self) -> Precision:
        return self.published.precision

    def as_json(self) -> dict[str, object]:
        def inside(start: int, end: int) -> str:
            return self.text[start - self.start : end - self.start]

        return {
            "text": self.text,
            "article_id": self.article_id,
            "version": self.version,
            "sha256": self.sha256,
            "start": self.start,
            "end": self.end,
            "answer_spans": [
                {"start": span.start, "end": span.end, "text": inside(span.start, span.end)}
                for span in self.answer_spans
            ],
            "matches": [
                {"start": span.start, "end": span.end, "text": inside(span.start, span.end)} for span in self.matches
            ],
            "speaker": self.speaker,
            "kind": self.kind,
            "dates": [
                {"start": d.start, "end": d.end, "text": inside(d.start, d.end), "resolved": d.resolved}
                for d in self.dates
            ],
            "headline": self.headline,
            "publisher": self.publisher,
            "published": self.published.text,
            "precision": self.precision,
            "status": self.status,
            "note": self.note,
            "later": self.later.as_json() if self.later else None,
            "url": self.url,
            "source": self.source,
            "score": round(self.score, 4),
            "also_in": [mention.as_json() for mention in self.also_in],
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """The indexed archive at the moment of an answer: what the footer of a card names.

    `articles` counts those that may be quoted now; `first` and `newest` are days as ISO text, None when nothing
    is dated; `built` is when the index last changed, ISO 8601 in UTC.
    """

    articles: int
    first: str | None
    newest: str | None
    generation: str
    built: str | None

    def as_json(self) -> dict[str, object]:
        return {"articles": self.articles, "first": self.first, "newest": self.newest, "built": self.built}


@dataclass(frozen=True, slots=True)
class Timings:
    """Milliseconds spent in each step of one answer."""

    total: float = 0.0
    encode: float = 0.0
    dense: float = 0.0
    lexical: float = 0.0
    read: float = 0.0

    def as_json(self) -> dict[str, object]:
        return {name: round(getattr(self, name), 1) for name in ("total", "encode", "dense", "lexical", "read")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The reply to one query. `quotes` is empty unless the verdict is `answered`."""

    query: Query
    verdict: Verdict
    reason: str
    quotes: tuple[Quote, ...]
    nearest: tuple[Mention, ...]
    newest_relevant: str | None
    coverage: Coverage
    took_ms: Timings

    @classmethod
    def of_nothing(cls, query: Query, coverage: Coverage) -> Answer:
        """The answer of an archive in which nothing may be quoted yet."""
        return cls(
            query=query,
            verdict="no_articles",
            reason="No articles are indexed yet.",
            quotes=(),
            nearest=(),
            newest_relevant=None,
            coverage=coverage,
            took_ms=Timings(),
        )

    def as_json(self) -> dict[str, object]:
        """The stable JSON contract; keys are only ever added."""
        query = self.query
        return {
            "question": query.question,
            "verdict": self.verdict,
            "reason": self.reason,
            "newest_relevant": self.newest_relevant,
            "filters": {
                "since": query.since.isoformat() if query.since else None,
                "until": query.until.isoformat() if query.until else None,
                "as_of": query.as_of.isoformat() if query.as_of else None,
                "publisher": query.publisher,
                "speaker": query.speaker,
            },
            "wanted": list(wants_of(query.asked)),
            "understood": query.understood.as_json() if query.understood else None,
            "follows": {"asked": query.asked, "kept": query.taken.kept} if query.taken else None,
            "parts": [{"key": part.key, "words": part.words} for part in query.parts],
            "quotes": [quote.as_json() for quote in self.quotes],
            "nearest": [mention.as_json() for mention in self.nearest],
            "generation": self.coverage.generation,
            "coverage": self.coverage.as_json(),
            "took_ms": self.took_ms.as_json(),
        }
