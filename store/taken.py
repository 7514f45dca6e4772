"""What a question is taken to ask where that is not simply what was typed, and the parts of a query one can remove."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

PartKey = Literal["topic", "days", "as_of", "publisher", "speaker", "phrases", "order"]

GAP = "…"
"""Stands in what is kept of an earlier question for the words that are put in its place."""


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that narrows a query, in words for a person; `key` is what removes it."""

    key: PartKey
    words: str


@dataclass(frozen=True, slots=True)
class Taken:
    """`own` words of a question and those `kept` of the questions that it follows; nothing comes from elsewhere.

    Where one of them has a GAP the other stands in it, else the own words stand before what is kept.
    """

    own: str = ""
    kept: str = ""

    @property
    def asked(self) -> str:
        """The whole of what is asked: `What did Russia say about the shield?`."""
        if GAP in self.kept:
            return _folded(self.kept.replace(GAP, self.own, 1))
        if GAP in self.own:
            return _folded(self.own.replace(GAP, self.kept, 1))
        return f"{self.own.rstrip(' ?.!,')} {self.kept}".strip() if self.kept else self.own

    @property
    def in_place(self) -> bool:
        """Whether the question asks the same as the one before it, but for what its own words replace."""
        return GAP in self.kept or not self.own

    @property
    def followed(self) -> str:
        """What is followed, for a person: the whole question where own words took a place in it, else the topic."""
        return self.asked if self.kept and self.in_place else self.kept

    @property
    def of_topic(self) -> bool:
        """Whether the question asks another thing of the topic that is kept."""
        return bool(self.own and self.kept) and GAP not in self.own + self.kept

    def without_name(self, name: str) -> Taken:
        """The same without the words of a name."""
        named = re.compile(rf"\b(?:the )?{re.escape(name)}(?:[’']s)?(?!\w)", re.IGNORECASE)
        return Taken(_folded(named.sub("", self.own)), _folded(named.sub("", self.kept)))


def _folded(text: str) -> str:
    return re.sub(r"\s+(?=[?.!,])", "", " ".join(text.split()))
