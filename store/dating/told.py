"""A date expression where a story tells it: its sentence and what in it speaks for or against a reading."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from store.dating.elsewhen import counted_from, of_another_time, said_then
from store.dating.period import DAY, MONTH
from store.dating.tense import tense_at
from store.dating.verbs import Tense, has_verb

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
        """Whether the sentence, or the one before it, is about another time than the story's own, or about any year."""
        return of_another_time(self.lead, self.follows, self.previous, self.published.year)

    @property
    def counted(self) -> bool:
        """Whether it is where a count of years begins ("ten years ago last month"), or counts from another year."""
        return counted_from(self.lead, self.follows) or said_then(self.lead, self.published.year)

    @property
    def modifies(self) -> bool:
        """Whether it goes with a noun (`a March 16 announcement`), of which no verb's tense tells."""
        return _MODIFIED.search(self.lead) is not None

    @property
    def listed(self) -> bool:
        """Whether it stands in a caption, a list of days or a chronicle ("Dec. 18: …"), whose tense no verb tells."""
        many = len(_MONTH_DAY.findall(self.sentence)) > 2
        entry = not self.lead.strip() and self.follows.startswith(":")
        return self.tense == "unknown" and (many or entry or not has_verb(self.sentence))
