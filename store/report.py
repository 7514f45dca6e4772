"""What an index run, a verification and a status call report."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from store.article import Unread

Outcome = Literal["added", "unchanged", "new_version", "withdrawn"] | Unread
Progress = Callable[[str, int, int], None]
"""Called with (stage, done, total); stages are one lower-case verb phrase, `total` is 0 where it is unknown."""


def no_progress(stage: str, done: int, total: int) -> None:
    """A Progress that shows nothing."""


@dataclass(frozen=True, slots=True)
class IndexItem:
    """One article, or one file that gave none. `undated` is set when the article's date could not be read."""

    source: str
    outcome: Outcome
    article_id: str | None = None
    reason: str | None = None
    undated: bool = False

    def as_json(self) -> dict[str, object]:
        return {
            "source": self.source,
            "outcome": self.outcome,
            "article_id": self.article_id,
            "reason": self.reason,
            "undated": self.undated,
        }


@dataclass(frozen=True, slots=True)
class IndexReport:
    """The end of an index run. `repaired` names what was mended, one sentence each."""

    items: tuple[IndexItem, ...]
    passages_embedded: int
    seconds: float
    repaired: tuple[str, ...] = ()
    dry_run: bool = False

    def count(self, outcome: Outcome) -> int:
        return sum(item.outcome == outcome for item in self.items)

    @property
    def undated(self) -> int:
        return sum(item.undated for item in self.items)

    @property
    def failed(self) -> int:
        return self.count("failed")

    @property
    def summary(self) -> str:
        """The counts that are not 0, in words."""
        outcomes: tuple[Outcome, ...] = (
            "added",
            "unchanged",
            "new_version",
            "withdrawn",
            "no_text",
            "failed",
            "skipped",
        )
        counts = [f"{self.count(one)} {one.replace('_', ' ')}" for one in outcomes if self.count(one)]
        return ", ".join([*counts, f"{self.passages_embedded} passages embedded"])

    def as_json(self) -> dict[str, object]:
        return {
            "added": self.count("added"),
            "unchanged": self.count("unchanged"),
            "new_versions": self.count("new_version"),
            "withdrawn": self.count("withdrawn"),
            "undated": self.undated,
            "no_text": self.count("no_text"),
            "failed": self.failed,
            "skipped": self.count("skipped"),
            "passages_embedded": self.passages_embedded,
            "seconds": round(self.seconds, 2),
            "dry_run": self.dry_run,
            "repaired": list(self.repaired),
            "items": [item.as_json() for item in self.items],
        }


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """What `dateline verify` checked and what it found wrong, a sentence a fault that names the article."""

    checked: dict[str, int] = field(default_factory=dict)
    faults: tuple[str, ...] = ()

    @property
    def clean(self) -> bool:
        return not self.faults

    def as_json(self) -> dict[str, object]:
        return {"clean": self.clean, "checked": self.checked, "faults": list(self.faults)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """The state of the archive and its index, for people who run one; a model that is not in use is None."""

    articles: int
    versions: int
    passages: int
    publishers: int
    first: str | None
    newest: str | None
    undated: int
    withdrawn: int
    generation: str | None
    built: str | None
    encoder: str
    reranker: str | None
    reader: str | None
    home: str

    def as_json(self) -> dict[str, object]:
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class Publisher:
    """One publisher's share of the archive; `first` and `newest` are ISO days, None when all is undated."""

    name: str | None
    articles: int
    first: str | None
    newest: str | None

    def as_json(self) -> dict[str, object]:
        return {"publisher": self.name, "articles": self.articles, "first": self.first, "newest": self.newest}
