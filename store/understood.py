"""What the words of a question say of the search: days, a publisher, a speaker, phrases, the order of the quotes."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from store.asked import AskedDays, asked_days, no_such_day
from store.naming import NamedPublisher, publisher_named, same_publisher
from store.ordering import order_asked
from store.persons import speaker_named
from store.phrases import phrases_in
from store.wanted import Order

# Without a word beyond these a question cannot be searched for once its dates are left out. Fewer than in
# store/features.py: with each word more here, more questions would be searched for whole, their dates as words.
_EMPTY = re.compile(
    r"\b(?:what|which|who|when|where|why|how|any|anything|something|is|are|was|were|has|have|had|did|do|does|been|be|"
    r"happen(?:ed|ing|s)?|going|on|went|change[ds]?|say|said|says|report(?:ed|s)?|publish(?:ed)?|tell|told|me|news|"
    r"coverage|stor(?:y|ies)|articles?|headlines?|latest|newest|most|recent|first|earliest|new|there|the|a|an|of|in|"
    r"from|and|about|timeline)\b"
    r"|\W",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Understood:
    """What was understood of a question; None or empty where its words do not say.

    `no_day` is a day that it names and that the calendar does not have.
    """

    days: AskedDays | None = None
    publisher: NamedPublisher | None = None
    speaker: str | None = None
    phrases: tuple[str, ...] = ()
    order: Order | None = None
    no_day: str | None = None

    def as_json(self) -> dict[str, object]:
        days = self.days
        return {
            "since": days.since.isoformat() if days and days.since else None,
            "until": days.until.isoformat() if days and days.until else None,
            "publisher": self.publisher.name if self.publisher else None,
            "speaker": self.speaker,
            "phrases": list(self.phrases),
            "order": self.order,
            "words": ", ".join(self.words),
        }

    @property
    def words(self) -> tuple[str, ...]:
        """The same for a person, a phrase for each thing."""
        return (
            *((self.days.words,) if self.days else ()),
            *((f"published by {self.publisher.name}",) if self.publisher else ()),
            *((f"said by {self.speaker}",) if self.speaker else ()),
            *(f"with the words “{phrase}”" for phrase in self.phrases),
            *((self.order,) if self.order else ()),
            *((f"there is no “{self.no_day}”",) if self.no_day else ()),
        )


def understand(
    question: str, today: date | None, publishers: Sequence[str], *, dated: bool, published: bool
) -> Understood | None:
    """What a question says, None where it says nothing.

    `dated` and `published` tell that days and a publisher were given beside it: words do not overrule them.
    """
    publisher = None if published else publisher_named(question, publishers)
    speaker = speaker_named(question)
    is_publisher = any(same_publisher(speaker or "", name) for name in publishers) or (
        publisher is not None and (speaker or "") in question[publisher.start : publisher.end]
    )
    found = Understood(
        days=None if dated else asked_days(question, today),
        publisher=publisher,
        speaker=None if is_publisher else speaker,
        phrases=tuple(
            phrase for phrase in phrases_in(question) if not any(same_publisher(phrase, name) for name in publishers)
        ),
        order=order_asked(question),
        no_day=None if dated else no_such_day(question),
    )
    return None if found == Understood() else found


def without(question: str, spans: Sequence[tuple[int, int]]) -> str:
    """The question without these spans of it; whole where nothing would be left to search for."""
    return cut(question, spans) if says_more(question, spans) else question


def says_more(question: str, spans: Sequence[tuple[int, int]]) -> bool:
    """Whether the question has a word to search for beside these spans of it."""
    return bool(_EMPTY.sub("", cut(question, spans)))


def cut(question: str, spans: Sequence[tuple[int, int]]) -> str:
    """The question without these spans of it, whatever is left."""
    rest, at = "", 0
    for start, end in sorted(spans):
        rest, at = rest + question[at:start], max(at, end)
    return re.sub(r"\s+(?=[?.!,])|,(?=\s*(?:[,?.!]|$))", "", " ".join((rest + question[at:]).split())).lstrip(" ,:")
