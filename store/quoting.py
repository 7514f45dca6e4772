"""Quoting: a span of a version as a quote, and whether the record vouches for one."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from store.answer import Later, Mention, Quote, ResolvedDate, Span
from store.article import Version, first_read, parted, standing_in
from store.dating.when import resolve
from store.receipt import proof_of, record_fault
from store.speech import speaker_of


def later_of(quoted: Version, history: Sequence[Version], now: datetime) -> Later | None:
    """What became of a version after it: its correction, else the newest version; None while it is the newest."""
    known = [version for version in parted(history, quoted)[1] if version.standing(now) != "embargoed"]
    if not known:
        return None
    told = next((version for version in known if version.status == "corrected"), known[-1])
    return Later(told.number, told.standing(now), first_read(told), told.note)


def quote_fault(quote: Quote, stored: Version | None, now: datetime) -> str | None:
    """Why the record does not vouch for a quote; None when version, hash, slice, date and standing all hold."""
    fault = record_fault(proof_of(quote), stored)
    if fault is None and stored is not None and not stored.quotable(now):
        return f"the article is {stored.standing(now)}"
    return fault


def mention_of(version: Version) -> Mention:
    """How an answer names a story that it does not quote."""
    return Mention(version.article_id, version.headline, version.publisher, version.published, version.url)


def _dates(version: Version, span: Span) -> tuple[ResolvedDate, ...]:
    """The dates in a span that the day of publication makes plain; of a story updated on another day only those of
    which that day makes the same, for which of its words are newer is not known."""
    told = resolve(version.text, span.start, span.end, version.published)
    if version.updated.day in (None, version.published.day):
        return told
    again = resolve(version.text, span.start, span.end, version.updated)
    return tuple(one for one in told if one in again)


def quote_of(
    version: Version,
    span: Span,
    history: Sequence[Version],
    now: datetime,
    *,
    answering: Span | None = None,
    answer_spans: tuple[Span, ...] = (),
    score: float = 1.0,
    also_in: Sequence[Mention] = (),
) -> Quote:
    """The quote of a span of a version, with what its lineage says of it at the aware moment `now`.

    `answering` is the sentence in it whose speaker is wanted. Whoever sends it has it vouched for by `quote_fault`.
    """
    status, note = standing_in(history, version, now)
    speech = speaker_of(version, span.start, span.end, answering)
    return Quote(
        text=version.text[span.start : span.end],
        article_id=version.article_id,
        version=version.number,
        sha256=version.sha256,
        start=span.start,
        end=span.end,
        headline=version.headline,
        publisher=version.publisher,
        published=version.published,
        status=status,
        note=note,
        url=version.url,
        source=version.source,
        score=score,
        kind=speech.kind,
        speaker=speech.speaker,
        answer_spans=answer_spans,
        dates=_dates(version, span),
        also_in=tuple(also_in),
        later=later_of(version, history, now),
    )
