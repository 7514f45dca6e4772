"""Answers of every kind for the Discord tests, in words written for them, and what a reader sees of a card."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from discord import ui

from store.answer import Answer, Coverage, Mention, Quote, ResolvedDate, Span, Timings
from store.article import text_sha256
from store.dates import SourceDate
from store.listing import Listing, Lookup
from store.query import MAX_LISTED, Query

COVERAGE = Coverage(
    articles=12_408, first="2019-01-03", newest="2026-03-02", generation="41", built="2026-03-02T14:05:00+00:00"
)
EMPTY = Coverage(articles=0, first=None, newest=None, generation="0", built=None)

TARIFF = (
    "“We will not raise the water tariff this year,” the mayor told the council on Wednesday. “The reserve covers it.”"
)


def quote(text: str = TARIFF, **changes: Any) -> Quote:
    """A quote that is a whole article's text, with any field changed."""
    fields: dict[str, Any] = {
        "text": text,
        "article_id": "a1",
        "version": 1,
        "sha256": text_sha256(text),
        "start": 0,
        "end": len(text),
        "headline": "Council freezes water tariff",
        "publisher": "The Harbour Herald",
        "published": SourceDate("2026-03-04T14:05+00:00"),
        "status": "usable",
        "note": None,
        "url": "https://harbour-herald.example/tariff",
        "source": "harbour/tariff.md",
        "score": 0.9,
    }
    return Quote(**(fields | changes))


def mention(headline: str = "Festival board looks for a new chair", **changes: Any) -> Mention:
    fields: dict[str, Any] = {
        "article_id": "n1",
        "headline": headline,
        "publisher": "Coast Daily",
        "published": SourceDate("2026-02-11"),
        "url": "https://coast-daily.example/chair",
    }
    return Mention(**(fields | changes))


def answered(*quotes: Quote, question: str = "Will the water tariff go up this year?", **changes: Any) -> Answer:
    fields: dict[str, Any] = {
        "query": Query(question=question),
        "verdict": "answered",
        "reason": "The coverage answers this.",
        "quotes": quotes or (tariff_speech(),),
        "nearest": (),
        "newest_relevant": "2026-03-04",
        "coverage": COVERAGE,
        "took_ms": Timings(total=41.0),
    }
    return Answer(**(fields | changes))


def declined(verdict: str = "not_in_coverage", **changes: Any) -> Answer:
    fields: dict[str, Any] = {
        "query": Query(question="Who will chair the 2027 festival?"),
        "verdict": verdict,
        "reason": "Nothing in the indexed coverage answers this.",
        "quotes": (),
        "nearest": (mention(), mention("Festival draws a record crowd", published=SourceDate(), url=None)),
        "newest_relevant": None,
        "coverage": COVERAGE,
        "took_ms": Timings(),
    }
    return Answer(**(fields | changes))


def listing(*quotes: Quote, lookup: Lookup = "search", question: str = "water tariff", **changes: Any) -> Listing:
    fields: dict[str, Any] = {
        "lookup": lookup,
        "query": Query(question=question, limit=MAX_LISTED),
        "quotes": quotes,
        "found": len(quotes),
        "capped": False,
        "nearest": (),
        "coverage": COVERAGE,
    }
    return Listing(**(fields | changes))


def tariff_speech() -> Quote:
    wednesday = TARIFF.index("on Wednesday")
    return quote(
        speaker="Mayor Ana Ruiz",
        kind="speech",
        answer_spans=(Span(0, TARIFF.index(" the mayor")),),
        dates=(ResolvedDate(wednesday, wednesday + len("on Wednesday"), "2026-03-04"),),
    )


def dated_query() -> Query:
    return Query(
        question="What changed at the harbour?",
        since=date(2026, 1, 1),
        until=date(2026, 3, 31),
        publisher="Coast Daily",
    )


def texts(view: ui.LayoutView) -> list[str]:
    """The markdown of a card's texts, top to bottom."""
    return [item.content for item in view.walk_children() if isinstance(item, ui.TextDisplay)]


def payload_texts(components: list[dict[str, Any]]) -> list[str]:
    """The markdown of a sent message's texts, top to bottom."""

    def walk(items: list[dict[str, Any]]) -> Iterator[str]:
        for item in items:
            if item.get("type") == 10:
                yield item["content"]
            yield from walk(item.get("components", []))

    return list(walk(components))


def unescape(markdown: str) -> str:
    """What Discord shows for escaped text: each backslash before a sign goes, the sign stays."""
    return re.sub(r"\\([^0-9A-Za-z\s])", r"\1", markdown)


def seen(markdown: str) -> str:
    """What a reader sees of a block of quoted lines: no bars, no underlining, no backslashes."""
    lines = [line.removeprefix("> ") for line in markdown.split("\n") if line.startswith("> ")]
    return unescape(_without_markers("\n".join(lines)))


def _without_markers(markdown: str) -> str:
    # Every `_` of the text itself has a backslash before it, so the bare ones are markers.
    return re.sub(r"(\\.)|__", lambda match: match[1] or "", markdown, flags=re.DOTALL)
