"""Requoting: what a receipt quoted, as it may be shown now. A story that may not be quoted any more gives no words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from store.answer import Quote, Span
from store.archive import Archive
from store.article import Version, speaking
from store.dates import SourceDate
from store.quoting import quote_fault, quote_of
from store.receipt import Proof
from store.standings import By, Standing, standings_of

Why = Literal["withdrawn", "removed", "embargoed", "damaged"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Lost:
    """A quote that is shown no more, and whose story it was. `at` is when that changed, ISO 8601 in UTC."""

    article_id: str
    headline: str
    publisher: str | None
    published: SourceDate
    url: str | None
    why: Why
    at: str | None = None
    note: str | None = None
    by: By | None = None


Requoted = Quote | Lost


def requote(
    archive: Archive, proofs: Sequence[Proof], marks: Sequence[tuple[Span, ...]], now: datetime
) -> tuple[Requoted, ...]:
    """Each quote of a receipt as it may be shown at the aware moment `now`, with a correction that came since.

    `marks` are the answer spans of the quotes, in their order; those that are missing are not marked.
    """
    keys = {proof.article_id for proof in proofs}
    stored = archive.load({(proof.article_id, proof.version) for proof in proofs})
    histories, standings = archive.histories(keys), standings_of(archive, keys)
    spans = [*marks, *[()] * len(proofs)]
    return tuple(
        _requoted(proof, spans[number], stored, histories.get(proof.article_id, ()), standings, now)
        for number, proof in enumerate(proofs)
    )


def _requoted(
    proof: Proof,
    marks: tuple[Span, ...],
    stored: Mapping[tuple[str, int], Version],
    history: Sequence[Version],
    standings: Mapping[str, Standing],
    now: datetime,
) -> Requoted:
    version, standing = stored.get((proof.article_id, proof.version)), standings.get(proof.article_id)
    if standing and standing.now in ("withdrawn", "removed"):
        return _lost(proof, "withdrawn" if standing.now == "withdrawn" else "removed", standing)
    if version is None or version.sha256 != proof.sha256 or version.text[proof.start : proof.end] != proof.text:
        return _lost(proof, "damaged")
    if speaking(history, now) is None:
        return _lost(proof, "embargoed")
    span = Span(proof.start, proof.end)
    quote = quote_of(version, span, history, now, answering=marks[0] if marks else None, answer_spans=marks)
    return _lost(proof, "damaged") if quote_fault(quote, version, now) else quote


def _lost(proof: Proof, why: Why, standing: Standing | None = None) -> Lost:
    return Lost(
        article_id=proof.article_id,
        headline=proof.headline,
        publisher=proof.publisher,
        published=SourceDate(proof.published),
        url=proof.url,
        why=why,
        at=standing.at if standing else None,
        note=standing.note if standing else None,
        by=standing.by if standing else None,
    )
