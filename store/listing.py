"""What a lookup leaves the core with: a list of quotes, and how much more there is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from store.answer import Coverage, Mention, Quote
from store.query import Query

Lookup = Literal["search", "latest", "timeline", "said"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """The quotes of one lookup, in its order; one a story, but for what a speaker `said`.

    `found` counts what there is to list, of which `query.limit` quotes are here at most. `capped` tells that only the
    part of the coverage that fits best was looked through, so that there may be more. `nearest` is set where nothing
    was found.
    """

    lookup: Lookup
    query: Query
    quotes: tuple[Quote, ...]
    found: int
    capped: bool
    nearest: tuple[Mention, ...]
    coverage: Coverage

    @classmethod
    def of_nothing(cls, lookup: Lookup, query: Query, coverage: Coverage) -> Listing:
        """The listing of an archive in which nothing may be quoted yet."""
        return cls(lookup=lookup, query=query, quotes=(), found=0, capped=False, nearest=(), coverage=coverage)
