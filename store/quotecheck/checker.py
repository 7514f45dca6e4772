"""Checking a claim: where its words stand, and whether that is where and how the message says."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from store.answer import Coverage, Quote, Span
from store.answering import NEAREST
from store.archive import Archive
from store.article import Version
from store.encoder import Encoder
from store.lexicon import Lexicon
from store.quotecheck import reasons
from store.quotecheck.alignment import Alignment, align
from store.quotecheck.check import Change, CheckVerdict, QuoteCheck
from store.quotecheck.claim import Claim
from store.quotecheck.edits import Element, Gap, Word, elements_of, slices_of
from store.quotecheck.finding import Finder, Stretch
from store.quotecheck.named import Source, mismatches, source_named
from store.quotecheck.rules import FEW, faults, well_edited
from store.quotecheck.stitches import LEAST, stitches
from store.quotecheck.tokens import tokens_of
from store.quoting import mention_of, quote_fault, quote_of
from store.retriever import Retriever
from store.sentences import sentence_spans
from store.vectors import VectorIndex

CLOSE = 0.6
"""Share of a claim's words, each by its rarity, that a story has in their order from which it is called close."""
LONG_RUN = 8
"""Words in a row from which a part of a claim is a story's even where the rest is not."""
_ALIGNED = 16  # stretches that are compared token by token, those with the most words in common
_WORTH = 0.5  # share of what the best stretch has in common with a claim from which another is compared
_STITCHED = 40  # stretches in which parts of a claim are looked for

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Asked:
    """One claim as it is checked: its parts, the source that the message gives, and where to look, best first."""

    claim: Claim
    elements: tuple[Element, ...]
    source: Source
    coverage: Coverage
    stretches: list[Stretch]

    @property
    def words(self) -> list[Word]:
        """The words of the claim outside the marks of editing."""
        return [one for one in self.elements if isinstance(one, Word) and one.token.word]

    @property
    def known(self) -> frozenset[str]:
        """The articles at the addresses given that may be quoted."""
        return frozenset(self.source.articles) & {stretch.version.article_id for stretch in self.stretches}


@dataclass(frozen=True, slots=True)
class _Place:
    """A claim laid on a stretch."""

    stretch: Stretch
    alignment: Alignment

    @property
    def version(self) -> Version:
        return self.stretch.version


class Checker:
    """Checks claims against one generation of the indexes and the record behind it."""

    def __init__(
        self,
        archive: Archive,
        vectors: VectorIndex,
        lexicon: Lexicon,
        encoder: Encoder,
        now: Callable[[], datetime],
    ) -> None:
        self._archive = archive
        self._now = now
        self._finder = Finder(archive, lexicon, Retriever(vectors, lexicon, encoder), now)

    def check(self, claim: Claim, coverage: Coverage, publishers: Sequence[str]) -> QuoteCheck:
        """What the archive says of a claim; `coverage` is what the index holds, `publishers` who is in it."""
        elements = elements_of(claim.text)
        source = source_named(claim, publishers)
        stretches = self._finder.stretches(claim.text, elements, source.articles)
        asked = _Asked(claim, elements, source, coverage, stretches)
        places = [
            _Place(stretch, alignment)
            for stretch in stretches[:_ALIGNED]
            if stretch.shared >= _WORTH * stretches[0].shared
            and (alignment := align(elements, stretch.tokens)) is not None
        ]
        honest = [place for place in places if not faults(place.alignment)] if well_edited(elements) else []
        found = self._real(asked, _one_a_story(honest)) or self._unreal(asked, places) or _not_found(asked)
        return replace(found, notes=(*found.notes, *_notes(asked)))

    def _real(self, asked: _Asked, places: Sequence[_Place]) -> QuoteCheck | None:
        """The check of words that stand in these places; None where the record vouches for none of them."""
        told = [(place, quote) for place in places if (quote := self._quote(place)) is not None]
        if not told:
            return None
        missed = {id(place): mismatches(asked.source, quote, place.version, asked.known) for place, quote in told}
        place, quote = min(told, key=lambda one: (len(missed[id(one[0])]), *_order(one[0])))
        copies = [mention_of(other.version) for other, _ in told if other is not place and other.stretch.current]
        differences, wrong = place.alignment.differences, missed[id(place)]
        verdict: CheckVerdict = "edited" if differences else "exact"
        reason = reasons.edited_reason(differences) if differences else reasons.exact_reason(len(copies))
        return QuoteCheck(
            claim=asked.claim,
            verdict="elsewhere" if wrong else verdict,
            reason=reasons.elsewhere_reason(wrong) if wrong else reason,
            coverage=asked.coverage,
            quotes=(replace(quote, also_in=tuple(copies)),),
            changes=_changes(asked.claim, place),
            notes=tuple(reasons.notes_on(asked.claim.text, asked.elements, place.alignment, quote, place.version.text)),
        )

    def _unreal(self, asked: _Asked, places: Sequence[_Place]) -> QuoteCheck | None:
        """The check of words that are close to one place, or put together from several; None where they are neither."""
        if len(asked.words) < FEW:
            return None
        best = min(places, key=lambda place: (place.alignment.cost, *_order(place)), default=None)
        if best and not self._close(asked, best):
            best = None
        if best is None or sum(difference.words for difference in faults(best.alignment)) > LEAST:
            found = self._stitched(asked)
            if found:
                return found
        quote = self._quote(best) if best else None
        if best is None or quote is None:
            return None
        return QuoteCheck(
            claim=asked.claim,
            verdict="altered",
            reason=reasons.altered_reason(best.alignment),
            coverage=asked.coverage,
            quotes=(quote,),
            changes=_changes(asked.claim, best),
            notes=(reasons.until_note(quote),) if quote.later else (),
        )

    def _stitched(self, asked: _Asked) -> QuoteCheck | None:
        pieces = stitches(
            [one for slice_ in slices_of(asked.elements) for one in slice_],
            [(stretch, stretch.tokens) for stretch in asked.stretches[:_STITCHED]],
        )
        quotes = [self._quoted(piece.place, [piece.archive]) for piece in pieces]
        told = tuple(quote for quote in quotes if quote is not None)
        if len(pieces) < 2 or len(told) < len(pieces):
            return None
        marked = any(isinstance(element, Gap) for element in asked.elements)
        return QuoteCheck(
            claim=asked.claim,
            verdict="stitched",
            reason=reasons.stitched_reason(len(pieces), len({quote.article_id for quote in told}), marked=marked),
            coverage=asked.coverage,
            quotes=told,
            notes=tuple(dict.fromkeys(reasons.until_note(quote) for quote in told if quote.later)),
        )

    def _close(self, asked: _Asked, place: _Place) -> bool:
        """Whether enough of the claim's words, or enough of them in a row, stand in a place."""
        rarity = {word.token.key: self._finder.rarity(word.token.key) for word in asked.words}
        matched = [word for word in place.alignment.matched if word.token.word]
        share = sum(rarity[word.token.key] for word in matched) / sum(rarity[word.token.key] for word in asked.words)
        in_a_row = max(
            sum(run.start <= word.token.start < run.end for word in matched) for run, _ in place.alignment.runs
        )
        return (share >= CLOSE and len(matched) >= FEW - 1) or in_a_row >= LONG_RUN

    def _quote(self, place: _Place) -> Quote | None:
        return self._quoted(place.stretch, [archive for _, archive in place.alignment.runs])

    def _quoted(self, stretch: Stretch, words: Sequence[Span]) -> Quote | None:
        """The whole sentences around these words of a story, if the record vouches for them."""
        version, now = stretch.version, self._now()
        claimed = Span(words[0].start, words[-1].end)
        around = [sentence for sentence in sentence_spans(version.text) if sentence.overlaps(claimed)]
        span = Span(min(around[0].start, claimed.start), max(around[-1].end, claimed.end))
        quote = quote_of(version, span, stretch.history, now, answer_spans=tuple(words))
        stored = self._archive.load([(version.article_id, version.number)])
        fault = quote_fault(quote, stored.get((version.article_id, version.number)), now)
        if fault:
            _log.error("dropped a quote of article %s version %d: %s", quote.article_id, quote.version, fault)
        return None if fault else quote


def _not_found(asked: _Asked) -> QuoteCheck:
    versions = {stretch.version.article_id: stretch.version for stretch in asked.stretches if stretch.current}
    headed = [version for version in versions.values() if _in_headline(asked, version)]
    nearest = [*headed, *(version for version in versions.values() if version not in headed)]
    return QuoteCheck(
        claim=asked.claim,
        verdict="not_found",
        reason=reasons.not_found_reason(len(asked.words), in_headline=bool(headed)),
        coverage=asked.coverage,
        nearest=tuple(mention_of(version) for version in nearest[:NEAREST]),
    )


def _in_headline(asked: _Asked, version: Version) -> bool:
    claimed = [word.token.key.casefold() for word in asked.words]
    headline = [token.key.casefold() for token in tokens_of(version.headline) if token.word]
    return len(claimed) >= FEW and any(
        headline[place : place + len(claimed)] == claimed for place in range(len(headline))
    )


def _notes(asked: _Asked) -> Iterator[str]:
    """What has to be said whatever the verdict."""
    if asked.source.articles and not asked.known:
        yield reasons.UNKNOWN_ADDRESS
    if asked.claim.cut:
        yield reasons.CUT


def _order(place: _Place) -> tuple[bool, float, str, str, int]:
    """Places that speak now come first, then those with fewer differences, then those published first."""
    version = place.version
    return (not place.stretch.current, place.alignment.cost, *_dated(version), version.number)


def _dated(version: Version) -> tuple[str, str]:
    return version.published.text or "~", version.article_id  # undated ones behind every year


def _one_a_story(places: Sequence[_Place]) -> list[_Place]:
    """The first place in order of each story."""
    first: dict[str, _Place] = {}
    for place in sorted(places, key=_order):
        first.setdefault(place.version.article_id, place)
    return list(first.values())


def _changes(claim: Claim, place: _Place) -> tuple[Change, ...]:
    text = place.version.text
    return tuple(
        Change(
            one.claimed,
            claim.text[one.claimed.start : one.claimed.end],
            one.archive,
            text[one.archive.start : one.archive.end],
            one.mark,
        )
        for one in place.alignment.differences
    )
