"""A date expression where a story tells it: its sentence and what in it speaks for or against a reading."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from store.dating.period import DAY, MONTH, YEAR
from store.dating.tense import tense_at
from store.dating.verbs import Tense, has_verb

# The story tells of another time here, so that a bare weekday or day is not near its publication.
_YEAR_TOLD = re.compile(rf"\b(?:[Ii]n|of|[Ss]ince|[Dd]uring|[Ff]rom|{MONTH}(?:\s+{DAY},?)?)\s+({YEAR})\b")
_LONG_AGO = re.compile(
    r"\b(?:years|decades|months|weeks)\s+(?:ago|earlier|later|before|after)\b"
    r"|\b(?:at the time|back then|a (?:day|week|month|year) (?:later|earlier))\b"
)
_APART = re.compile(r"\b(?:days?|weeks?|months?|years?) (?:before|after|earlier|later)\b")
_MODIFIED = re.compile(r"(?:\b(?:a|an|the|his|her|its|their)|[’']s) $")
_MONTH_DAY = re.compile(rf"\b{MONTH} {DAY}\b")


@dataclass(frozen=True, slots=True)
class Told:
    """`sentence[start:end]` is the expression; `previous` is the sentence before it in its paragraph, or empty."""

    sentence: str
    previous: str
    start: int
    end: int
    published: date

    @property
    def tense(self) -> Tense:
        return tense_at(self.sentence, self.start, self.end)

    @property
    def lead(self) -> str:
        """What stands before the expression in its sentence."""
        return self.sentence[: self.start]

    @property
    def follows(self) -> str:
        """What stands after it."""
        return self.sentence[self.end :]

    @property
    def elsewhen(self) -> bool:
        """Whether the sentence, up to here, or the one before it is about an earlier time than the story's own."""
        if _APART.search(self.sentence):
            return True
        for told in (self.lead, self.previous):
            years = (int(match[1]) for match in _YEAR_TOLD.finditer(told))
            if any(year < self.published.year for year in years) or _LONG_AGO.search(told):
                return True
        return False

    @property
    def modifies(self) -> bool:
        """Whether it goes with a noun (`a March 16 announcement`), of which no verb's tense tells."""
        return _MODIFIED.search(self.lead) is not None

    @property
    def listed(self) -> bool:
        """Whether it stands in a caption or a list of days, whose tense no verb tells."""
        many = len(_MONTH_DAY.findall(self.sentence)) > 2
        return self.tense == "unknown" and (many or not has_verb(self.sentence))
