"""Which of the quotes sure enough a question would have first, by what its words say beside what they ask."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from store.phrases import holds
from store.reader import Candidate
from store.speech import speaker_of
from store.understood import Understood
from store.wanted import Order

NEARLY = 0.5
"""Share of the surest quote's confidence that a quote needs to be moved ahead: a later doubtful one is no better."""

_UNDATED = {"newest first": datetime.min.replace(tzinfo=UTC), "oldest first": datetime.max.replace(tzinfo=UTC)}


def preferred(candidates: Sequence[Candidate], understood: Understood | None) -> list[Candidate]:
    """The candidates, given best first: ahead those nearly as sure as the surest that are what was understood.

    Quotes with the phrases come before others, then those of the speaker, each of these in the order asked for.
    """
    if understood is None or not candidates:
        return list(candidates)
    least = NEARLY * max(one.score for one in candidates)
    near = [one for one in candidates if one.score >= least]
    if understood.order:
        near = _by_day(near, understood.order)
    if speaker := understood.speaker:
        near.sort(key=lambda one: not _says(one, speaker))
    near.sort(key=lambda one: -sum(holds(one.text, phrase) for phrase in understood.phrases))
    return near + [one for one in candidates if one.score < least]


def _by_day(candidates: Sequence[Candidate], order: Order) -> list[Candidate]:
    """In the order of publication, the undated last; of one moment the surer first."""

    def moment(one: Candidate) -> datetime:
        return one.version.published.moment or _UNDATED[order]

    return sorted(candidates, key=moment, reverse=order == "newest first")


def _says(candidate: Candidate, name: str) -> bool:
    """Whether the quote is of a speaker of that name, whose other names and titles either may leave out."""
    said = speaker_of(candidate.version, candidate.span.start, candidate.span.end, candidate.best).speaker
    asked = name.casefold().split()
    return said is not None and asked[-1] in said.casefold().split()
