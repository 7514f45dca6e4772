"""The catalogue: the names that may be offered to somebody who types one, headlines, publishers and speakers."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Headline:
    """A story by its headline; `day` is ISO 8601, None where it is undated."""

    text: str
    article_id: str
    day: str | None


@dataclass(frozen=True, slots=True)
class Counted:
    """A publisher or a speaker, and in how many of the stories that were looked at."""

    name: str
    articles: int


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Of what may be quoted now: headlines newest first, the undated last; publishers and speakers by their counts.

    Speakers are those of the newest stories only.
    """

    headlines: tuple[Headline, ...]
    publishers: tuple[Counted, ...]
    speakers: tuple[Counted, ...]
