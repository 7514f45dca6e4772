"""The receipt of an answer: what it quoted, from where, checked against the record at any later day."""

from __future__ import annotations

import base64
import hashlib
import json
import secrets
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from typing import Literal

from pydantic import TypeAdapter, ValidationError

from store.answer import Answer, Quote
from store.archive import Archive
from store.article import Status, Version, standing_in, text_sha256
from store.dates import SourceDate
from store.errors import ReceiptError

FORMAT = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """One quote of a receipt: `text` is `version.text[start:end]` of the version whose text has this SHA-256."""

    text: str
    article_id: str
    version: int
    sha256: str
    start: int
    end: int
    headline: str
    publisher: str | None
    published: str | None
    url: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What one answer said. `seal` is the SHA-256 over everything else, which shows a change made by accident."""

    receipt: int
    id: str
    at: str
    question: str
    verdict: str
    filters: dict[str, str | None]
    generation: str
    built: str | None
    quotes: tuple[Proof, ...]
    seal: str = ""

    @property
    def written(self) -> str:
        """The JSON of a receipt file."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=2)

    @property
    def sealed(self) -> str:
        """The seal that this content must have."""
        content = {name: value for name, value in asdict(self).items() if name != "seal"}
        return hashlib.sha256(json.dumps(content, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Proved:
    """What the record says of one quote of a receipt today. `fault` is None where it stands there as it was quoted.

    A story that an admin removed has the status `removed`, with the reason as its note.
    """

    proof: Proof
    fault: str | None
    status: Status | Literal["removed"] | None
    note: str | None
    newer: bool

    def as_json(self) -> dict[str, object]:
        return {
            "article_id": self.proof.article_id,
            "version": self.proof.version,
            "text": self.proof.text,
            "holds": self.fault is None,
            "fault": self.fault,
            "status": self.status,
            "note": self.note,
            "newer_version": self.newer,
        }


@dataclass(frozen=True, slots=True)
class ReceiptReport:
    """A receipt checked. It is `clean` where its seal holds and every quote stands in the record as it was quoted."""

    receipt: Receipt
    intact: bool
    quotes: tuple[Proved, ...]

    @property
    def clean(self) -> bool:
        return self.intact and all(one.fault is None for one in self.quotes)

    def as_json(self) -> dict[str, object]:
        return {
            "clean": self.clean,
            "id": self.receipt.id,
            "at": self.receipt.at,
            "question": self.receipt.question,
            "intact": self.intact,
            "quotes": [one.as_json() for one in self.quotes],
        }


_RECEIPT = TypeAdapter(Receipt)


def new_id() -> str:
    """13 letters and digits, 64 random bits: nobody guesses another's."""
    return base64.b32encode(secrets.token_bytes(8)).decode("ascii").rstrip("=").lower()


def receipt_of(answer: Answer, receipt_id: str, at: datetime) -> Receipt:
    """The receipt of an answer that was given under this id at the aware moment `at`."""
    query, coverage = answer.query, answer.coverage
    bounds = {"since": query.since, "until": query.until, "as_of": query.as_of}
    receipt = Receipt(
        receipt=FORMAT,
        id=receipt_id,
        at=at.astimezone(UTC).isoformat(timespec="seconds"),
        question=query.question,
        verdict=answer.verdict,
        filters={name: day.isoformat() if day else None for name, day in bounds.items()}
        | {"publisher": query.publisher},
        generation=coverage.generation,
        built=coverage.built,
        quotes=tuple(proof_of(quote) for quote in answer.quotes),
    )
    return replace(receipt, seal=receipt.sealed)


def proof_of(quote: Quote) -> Proof:
    """What a receipt keeps of a quote."""
    return Proof(
        text=quote.text,
        article_id=quote.article_id,
        version=quote.version,
        sha256=quote.sha256,
        start=quote.start,
        end=quote.end,
        headline=quote.headline,
        publisher=quote.publisher,
        published=quote.published.text,
        url=quote.url,
    )


def read_receipt(text: str) -> Receipt:
    """A receipt from its JSON. Raises ReceiptError for what is no receipt, or one of a newer format."""
    try:
        receipt = _RECEIPT.validate_json(text.encode("utf-8", "replace"))
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"]) or "the file"
        raise ReceiptError(f"This is no receipt of an answer: {place}: {first['msg']}.") from None
    if receipt.receipt != FORMAT:
        raise ReceiptError(f"The receipt is of format {receipt.receipt}, this program knows {FORMAT}; update Dateline.")
    return receipt


def check_receipt(receipt: Receipt, archive: Archive, now: datetime) -> ReceiptReport:
    """The receipt against the record as it is at the aware moment `now`."""
    stored = archive.load({(proof.article_id, proof.version) for proof in receipt.quotes})
    removed = archive.removed(proof.article_id for proof in receipt.quotes)
    histories = archive.histories(proof.article_id for proof in receipt.quotes)

    def proved(proof: Proof) -> Proved:
        version = stored.get((proof.article_id, proof.version))
        fault = record_fault(proof, version)
        if version is None and proof.article_id in removed:
            reason = removed[proof.article_id]
            return Proved(proof, f"an admin removed its story ({reason})", "removed", reason, newer=False)
        if version is None:
            return Proved(proof, fault, None, None, newer=False)
        history = histories[proof.article_id]
        last = history[-1]
        status, note = standing_in(history, last if last.status == "withdrawn" else version, now)
        newer = last.number != version.number and last.standing(now) != "embargoed"
        return Proved(proof, fault, status, note, newer)

    return ReceiptReport(receipt, receipt.seal == receipt.sealed, tuple(proved(proof) for proof in receipt.quotes))


def record_fault(proof: Proof, stored: Version | None) -> str | None:
    """Why the record does not hold what was quoted; None when version, hash, slice and date all agree."""
    if stored is None:
        return "its version is not in the record"
    faults: tuple[tuple[str, Callable[[Version], bool]], ...] = (
        (
            "the text in the record has another hash",
            lambda version: version.sha256 == proof.sha256 == text_sha256(version.text),
        ),
        ("the slice is not the quote", lambda version: version.text[proof.start : proof.end] == proof.text != ""),
        ("the record has another date", lambda version: version.published == SourceDate(proof.published)),
        ("the record has another headline", lambda version: version.headline == proof.headline),
        ("the record has another publisher", lambda version: version.publisher == proof.publisher),
    )
    return next((fault for fault, holds in faults if not holds(stored)), None)
