"""What leaves the core about a posted quotation: the verdict, where the words stand, and what differs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from store.answer import Coverage, Mention, Quote, Span
from store.quotecheck.claim import Claim
from store.quotecheck.edits import Mark

CheckVerdict = Literal["exact", "edited", "elsewhere", "altered", "stitched", "not_found"]
"""`exact`: every word stands in one place. `edited`: so do those outside the marks of editing, in order. `elsewhere`:
either of these, but not where the message says. `altered`: close to one place, but words differ. `stitched`: put
together from several places. `not_found`: nothing that may be quoted has these words."""


@dataclass(frozen=True, slots=True)
class Change:
    """Where a claim and the story differ: `claim.text[claimed.start:claimed.end]` has `archive` in its place there.

    `start` and `end` of `archive` count in the text of the version that is quoted. Either span may be empty: words
    were put in, or left out. `mark` is the mark of editing that says so, None where nothing does.
    """

    claimed: Span
    claimed_text: str
    archive: Span
    archive_text: str
    mark: Mark | None = None

    def as_json(self) -> dict[str, object]:
        return {
            "claimed": {"start": self.claimed.start, "end": self.claimed.end, "text": self.claimed_text},
            "archive": {"start": self.archive.start, "end": self.archive.end, "text": self.archive_text},
            "mark": self.mark,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteCheck:
    """The reply to one claim.

    `quotes` are where the words stand, whole sentences with the claimed words as `answer_spans`: one, or for
    `stitched` one a stretch in the order of the claim; empty for `not_found`. `changes` are those of an `altered`
    claim and the marks of an edited one. `reason` is one sentence for a person, `notes` are what else has to be said.
    `nearest` are stories that a claim without quotes may be about.
    """

    claim: Claim
    verdict: CheckVerdict
    reason: str
    coverage: Coverage
    quotes: tuple[Quote, ...] = ()
    changes: tuple[Change, ...] = ()
    notes: tuple[str, ...] = ()
    nearest: tuple[Mention, ...] = ()

    @classmethod
    def of_nothing(cls, claim: Claim, coverage: Coverage) -> QuoteCheck:
        """The check of an archive in which nothing is indexed yet."""
        return cls(claim=claim, verdict="not_found", reason="No articles are indexed yet.", coverage=coverage)

    def as_json(self) -> dict[str, object]:
        """The stable JSON contract; keys are only ever added."""
        return {
            "claim": self.claim.as_json(),
            "verdict": self.verdict,
            "reason": self.reason,
            "notes": list(self.notes),
            "quotes": [quote.as_json() for quote in self.quotes],
            "changes": [change.as_json() for change in self.changes],
            "nearest": [mention.as_json() for mention in self.nearest],
            "generation": self.coverage.generation,
            "coverage": self.coverage.as_json(),
        }
