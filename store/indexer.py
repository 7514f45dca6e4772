"""The indexer: applies the log of the record to both indexes of a generation, window by window."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from store.archive import Archive
from store.article import Version
from store.encoder import Encoder, Vectors
from store.entry import Entry, entry_of
from store.errors import GenerationError
from store.generation import Generations, State
from store.heap import keep_one_heap
from store.ledger import Ledger
from store.lexicon import Lexicon
from store.passages import Passage, cut_passages, prefix
from store.report import Progress
from store.vectors import VectorIndex

WINDOW = 64
"""Changes applied at a time: about 1,000 passages of news, the most that a kill makes embed again."""


@dataclass(frozen=True, slots=True)
class _Indexed:
    """A passage with what the indexes need of it."""

    entry: Entry
    headline: str
    body: str
    embedded: str


class Indexer:
    """Writes one generation; open one only under the writer lock, and close it."""

    def __init__(
        self, archive: Archive, generations: Generations, state: State, encoder: Encoder, now: datetime
    ) -> None:
        self._now = now
        self._archive = archive
        self._generations = generations
        self._encoder = encoder
        self.state = state
        folder = generations.folder(state.generation)
        keep_one_heap()
        self.vectors = VectorIndex(dense_folder(folder))
        self.lexicon = Lexicon(lexical_folder(folder))
        self.ledger = Ledger(archive, state.generation)
        self.embedded = 0

    def close(self) -> None:
        self.vectors.close()

    def follow(self, progress: Progress) -> None:
        """Apply every change of the log that this generation does not hold yet, also those that come in meanwhile.

        After each window the position is on disk; a run cut short goes on from there, and applying a window
        twice gives the same as once.
        """
        first = self.state.applied
        while changes := self._archive.changes_after(self.state.applied, WINDOW):
            last = self._archive.last_change()
            self._mark(clean=False)
            # What was read anew after a removal may have other words in passages of the same ids.
            again = {change.article_id for change in changes if change.kind in ("mended", "removed")}
            self.apply([change.article_id for change in changes], embed_again=again)
            self._mark(applied=changes[-1].seq)
            progress("embedding", self.state.applied - first, last - first)
        self._mark(clean=True)

    def apply(self, article_ids: Iterable[str], *, embed_again: Iterable[str] = ()) -> None:
        """Bring the passages of these articles in both indexes to what the record says of them.

        Vectors that are already there are kept, but for the articles in `embed_again`.
        """
        histories = self._archive.histories(article_ids)
        gone = set(article_ids) - histories.keys()
        if gone - self._archive.ever_removed(gone):
            raise GenerationError("The log names an article that the record does not have; restore the archive.")
        # Not by asking the index for every id: that loads its graph, a second time in each window of new articles.
        held_before = self.ledger.held(article_ids)
        kept = self.vectors.fetch(held_before)
        there = bool(kept)
        # The encoder and the graph each take hundreds of megabytes; they are never there together.
        self.vectors.unload()
        cut = {key: [self._cut(version) for version in history] for key, history in histories.items()}
        wanted = [row for key in cut for row in _wanted(histories[key], cut[key], self._now)]
        every_id = {passage.id for versions in cut.values() for passages in versions for passage in passages}
        every_id.update(held_before)
        for key in embed_again:
            for passage in (passage for passages in cut.get(key, ()) for passage in passages):
                kept.pop(passage.id, None)
        vectors = self._vectors(wanted, kept)
        self._encoder.unload()
        if there:
            self.vectors.remove(sorted(every_id))
        if wanted:
            self.vectors.put([row.entry for row in wanted], vectors)
            self.vectors.unload()
        with self.lexicon.writer() as writer:
            writer.remove(sorted(every_id))
            for row in wanted:
                writer.put(row.entry, row.headline, row.body)
            writer.commit()
        self.lexicon.reload()
        held = {row.entry.passage_id for row in wanted}
        self.ledger.replace(
            {key: [passage for passages in cut[key] for passage in passages if passage.id in held] for key in histories}
            | {key: [] for key in gone}
        )

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Unit vectors of texts, as questions are encoded; shape (texts, dimensions)."""
        self.vectors.unload()
        vectors = self._encoder.encode(texts)
        self._encoder.unload()
        return vectors

    def distrust(self) -> None:
        """Have the next index run compare both indexes with the ledger passage by passage."""
        self._mark(clean=False)

    def erase(self) -> None:
        """Leave no word, in the files of either index, of what the record or the ledger has no more.

        The words are written anew: an index of words only marks what is dropped, until it merges its files.
        """
        held = self.ledger.passages()
        gone = set(held.values()) - set(self._archive.article_ids())
        self.vectors.remove([passage for passage, article_id in held.items() if article_id in gone])
        self.ledger.replace({article_id: [] for article_id in gone})
        of_version: dict[tuple[str, int], list[Passage]] = {}
        for passage in map(Passage.from_id, held):
            of_version.setdefault((passage.article_id, passage.number), []).append(passage)
        ids = sorted(set(held.values()) - gone)
        with self.lexicon.writer() as writer:
            writer.clear()
            for start in range(0, len(ids), WINDOW):
                for history in self._archive.histories(ids[start : start + WINDOW]).values():
                    cut = [of_version.get((version.article_id, version.number), []) for version in history]
                    for row in _wanted(history, cut, self._now):
                        writer.put(row.entry, row.headline, row.body)
            writer.commit()
        self.lexicon.reload()

    def forget(self, passage_ids: Sequence[str]) -> None:
        """Drop passages that the record knows nothing of."""
        self.vectors.remove(passage_ids)
        with self.lexicon.writer() as writer:
            writer.remove(passage_ids)
            writer.commit()
        self.lexicon.reload()

    def _cut(self, version: Version) -> list[Passage]:
        room = self._encoder.max_tokens - len(self._encoder.token_starts(prefix(version)))
        return cut_passages(version, self._encoder.token_starts(version.text), room)

    def _vectors(self, wanted: Sequence[_Indexed], kept: dict[str, Vectors]) -> Vectors:
        new = [row for row in wanted if row.entry.passage_id not in kept]
        # Like lengths in a batch: less padding, a fifth more passages a second.
        new.sort(key=lambda row: (len(row.embedded), row.entry.passage_id))
        if new:
            encoded = self._encoder.encode([row.embedded for row in new])
            kept = kept | {row.entry.passage_id: vector for row, vector in zip(new, encoded, strict=True)}
            self.embedded += len(new)
        return np.array([kept[row.entry.passage_id] for row in wanted], dtype=np.float32)

    def _mark(self, *, applied: int | None = None, clean: bool | None = None) -> None:
        state = self.state
        if applied is not None:
            built = datetime.now(UTC).isoformat(timespec="milliseconds")
            state = replace(state, applied=applied, built=built)
        if clean is not None:
            state = replace(state, clean=clean)
        if state != self.state:
            self.state = state
            self._generations.write(state)


def _wanted(history: Sequence[Version], cut: Sequence[Sequence[Passage]], now: datetime) -> list[_Indexed]:
    if history[-1].status == "withdrawn":
        return []
    return [
        _Indexed(
            entry_of(passage, version, successor),
            version.headline,
            version.text[passage.start : passage.end],
            prefix(version) + version.text[passage.start : passage.end],
        )
        for version, successor, passages in zip(history, _successors(history, now), cut, strict=True)
        for passage in passages
    ]


def _successors(history: Sequence[Version], now: datetime) -> list[Version | None]:
    """For each version the one that took its place; until its embargo lifts a version takes the place of nothing."""
    found: list[Version | None] = []
    successor: Version | None = None
    for version in reversed(history):
        found.insert(0, successor)
        if version.standing(now) != "embargoed":
            successor = version
    return found


def dense_folder(generation: Path) -> Path:
    """Where a generation keeps its vectors."""
    return generation / "vectors"


def lexical_folder(generation: Path) -> Path:
    """Where a generation keeps its words."""
    return generation / "words"
