"""Newcomers: what answers a topic in the stories that came into the index after a position of its log."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from store.answer import Answer, Coverage, Quote, Timings
from store.answering import Answerer, Read
from store.archive import Archive
from store.article import Version
from store.copies import near_copies
from store.distinct import tells_the_same
from store.fresh import Fresh, Position
from store.ledger import Ledger
from store.query import Query
from store.reader import Candidate
from store.wording import counted

WINDOW = 64
"""Changes of the log looked at in one call, as many as an index run applies at a time: questions are answered between
two calls. About 1,000 passages of news."""
_NO_NEWS = ("mended", "restored", "removed")  # kinds of changes
OLDER = 40
"""Passages read of what was there before, in which a new story may turn out to be told already."""


class Newcomers:
    """Reads one generation that has applied the log up to the change `applied`."""

    def __init__(
        self, archive: Archive, ledger: Ledger, answerer: Answerer, applied: int, now: Callable[[], datetime]
    ) -> None:
        self._archive = archive
        self._ledger = ledger
        self._answerer = answerer
        self._applied = applied
        self._now = now

    def fresh(self, query: Query, after: Position, coverage: Coverage) -> Fresh:
        """What answers the query in at most `WINDOW` changes after a position, as sure as an answer would be.

        New is a story, and a version of it that says something else than those before or is a correction; not what is
        a near-copy of an older story, and not what only was read, mended or restored again.
        """
        changes = [one for one in self._archive.changes_after(after.seq, WINDOW) if one.seq <= self._applied]
        whole = len(changes) < WINDOW or changes[-1].seq == self._applied
        until = Position(self._applied, self._now()) if whole else Position(changes[-1].seq, after.at)
        arrived = [(one.article_id, one.number) for one in changes if one.kind not in _NO_NEWS]
        lifted = self._archive.lifted(after.at, until.at) if whole else []
        first: dict[str, int] = {}
        for article_id, number in (*arrived, *lifted):
            first[article_id] = min(number, first.get(article_id, number))
        candidates = self._news(query, first, after)
        if candidates:
            later = self._archive.changed_after(after.seq).union(first)
            # However sure: an older story that tells the same tells it with the same words.
            found = _best_by_story(self._answerer.read(query, OLDER).candidates)
            known = [one for one in found if one.version.article_id not in later]
            candidates = [one for one in candidates if _corrects(one) or not _told_in(one, known)]
        quotes = self._answerer.quotes(replace(query, limit=max(len(candidates), 1)), candidates)
        return Fresh(_answer(query, quotes, coverage), until, whole)

    def _news(self, query: Query, first: dict[str, int], after: Position) -> list[Candidate]:
        """A sure quote of each story that speaks by a version from `first` on and says something new in it."""
        passages = self._ledger.held(first)
        if not passages:
            return []
        found = self._sure(query, self._answerer.read_among(query, passages), first)
        histories = self._archive.histories(one.version.article_id for one in found)

        def earlier(version: Version) -> list[Version]:
            numbers = range(first[version.article_id])
            return [one for one in histories[version.article_id] if one.number in numbers and one.quotable(after.at)]

        return [one for one in found if _is_news(one, earlier(one.version))]

    def _sure(self, query: Query, found: Read, first: Mapping[str, int]) -> list[Candidate]:
        """The best of each story that speaks by a version from `first` on and is sure enough to be shown, the surest
        first, each looked at again as if it stood alone."""
        if not found.asked.telling:
            return []
        best = [one for one in _best_by_story(found.candidates) if one.version.number >= first[one.version.article_id]]
        looked = [one for each in best for one in self._answerer.looked_at(query, [each])]
        return replace(found, candidates=tuple(sorted(looked, key=lambda one: -one.score))).sure


def _best_by_story(candidates: Sequence[Candidate]) -> list[Candidate]:
    best: dict[str, Candidate] = {}
    for one in candidates:
        best.setdefault(one.version.article_id, one)
    return list(best.values())


def _corrects(candidate: Candidate) -> bool:
    return candidate.version.status == "corrected"


def _is_news(candidate: Candidate, earlier: Sequence[Version]) -> bool:
    return _corrects(candidate) or not any(near_copies(candidate.answering, version.text) for version in earlier)


def _told_in(candidate: Candidate, known: Sequence[Candidate]) -> bool:
    return any(tells_the_same(other, candidate) for other in known)


def _answer(query: Query, quotes: tuple[Quote, ...], coverage: Coverage) -> Answer:
    newest = max((quote.published.day.isoformat() for quote in quotes if quote.published.day), default=None)
    return Answer(
        query=query,
        verdict="answered" if quotes else "not_in_coverage",
        reason=f"{counted(len(quotes), 'quote')} from new coverage." if quotes else "Nothing new answers this.",
        quotes=quotes,
        nearest=(),
        newest_relevant=newest,
        coverage=coverage,
        took_ms=Timings(),
    )
