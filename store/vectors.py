"""The dense index: passage vectors in Chroma. The only module that knows Chroma."""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import wraps
from itertools import compress
from pathlib import Path
from typing import Any, Concatenate, Literal, ParamSpec, TypeVar, cast

import chromadb
import numpy as np
from chromadb.api.client import Client
from chromadb.config import Settings
from chromadb.errors import ChromaError, NotFoundError

from store.encoder import Vectors
from store.entry import Entry, Filter
from store.errors import GenerationError
from store.heap import give_memory_back
from store.unusable import unusable

_BATCH = 4000
"""Entries a call; SQLite under Chroma takes at most 5,461."""
_PAGE = 30_000
"""Ids a call: Chroma asks SQLite for each by a bound value, of which it takes at most 32,766."""
_SYNC = 1_000
"""Entries between two writes of the graph to disk; until then they stand in Chroma's own log, from which each process
that opens the index adds them anew: 10,000 took 1.8 s, and the graph of 90,000 is written in 0.3 s."""

WIDER = 4
"""Times as many passages are looked at without a filter before it is asked for. Over 90,451 passages 200 without one
took 13 ms, 50 of one publisher 10 ms, of a month 113 ms and of the first five months 293 ms: what most passages satisfy
is slowest to filter by, and soon found without."""
_COMPARISONS: dict[str, Callable[[Any, Any], Any]] = {"$gte": operator.ge, "$lte": operator.le, "$gt": operator.gt}

_FAILURES = (ChromaError, ValueError, RuntimeError, OSError)

P = ParamSpec("P")
T = TypeVar("T")


def _failed(folder: Path, error: Exception) -> GenerationError:
    return unusable("vector index", folder, error)


def _told(method: Callable[Concatenate[VectorIndex, P], T]) -> Callable[Concatenate[VectorIndex, P], T]:
    """A method whose failures inside Chroma are GenerationErrors."""

    @wraps(method)
    def told(index: VectorIndex, /, *args: P.args, **named: P.kwargs) -> T:
        try:
            return method(index, *args, **named)
        except _FAILURES as error:
            raise _failed(index.folder, error) from error

    return told


class VectorIndex:
    """One folder of Chroma: current passages and superseded ones in a collection each.

    They are apart because any metadata filter costs 280 ms over 70,000 passages and no filter 5 ms; most
    questions ask for what is current and filter nothing else. Raises GenerationError whenever Chroma fails.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._open()

    def _open(self) -> None:
        folder = str(self.folder)
        try:
            self._client = cast(
                Client, chromadb.PersistentClient(folder, settings=Settings(anonymized_telemetry=False))
            )
        except _FAILURES as error:
            # Chroma keeps what it could not start, and would hand it out to who opens the folder next.
            Client._identifier_to_system.pop(folder, None)
            raise _failed(self.folder, error) from error
        try:
            self._current = self._collection("passages")
            self._past = self._collection("superseded")
        except _FAILURES as error:
            self.close()
            raise _failed(self.folder, error) from error

    def _collection(self, name: str) -> chromadb.Collection:
        try:
            return self._client.get_collection(name, embedding_function=None)
        except NotFoundError:
            graph = {"space": "cosine", "sync_threshold": _SYNC}
            return self._client.create_collection(
                name, configuration=cast(Any, {"hnsw": graph}), embedding_function=None
            )

    def close(self) -> None:
        """Let go of the folder. What another process wrote is only seen by an index opened after that."""
        self._client.close()

    @_told
    def load(self) -> None:
        """Have the graph of the current passages in memory, which the first search otherwise waits for."""
        for vector in np.asarray(self._current.get(limit=1, include=["embeddings"])["embeddings"], dtype=np.float32):
            _queried(self._current, vector, 1, None)

    def unload(self) -> None:
        """Let go of the graph, which Chroma holds in memory whole, 2.1 KB a passage; what needs it next loads it."""
        self.close()
        self._open()
        give_memory_back()

    @_told
    def put(self, entries: Sequence[Entry], vectors: Vectors) -> None:
        """Add or replace passages; `vectors` has a row for each entry."""
        for collection, wanted in ((self._current, True), (self._past, False)):
            rows = [row for row, entry in enumerate(entries) if entry.current == wanted]
            for start in range(0, len(rows), _BATCH):
                batch = rows[start : start + _BATCH]
                collection.upsert(
                    ids=[entries[row].passage_id for row in batch],
                    embeddings=vectors[batch],
                    metadatas=[_metadata(entries[row]) for row in batch],
                )

    @_told
    def remove(self, passage_ids: Sequence[str]) -> None:
        """Forget these passages; ids that are not there are no error."""
        for collection in (self._current, self._past):
            for start in range(0, len(passage_ids), _BATCH):
                collection.delete(ids=list(passage_ids[start : start + _BATCH]))

    @_told
    def fetch(self, passage_ids: Sequence[str]) -> dict[str, Vectors]:
        """The vectors of those of these passages that are there, whichever collection holds them."""
        found: dict[str, Vectors] = {}
        for collection in (self._current, self._past):
            for start in range(0, len(passage_ids), _BATCH):
                batch = list(passage_ids[start : start + _BATCH])
                got = collection.get(ids=batch, include=["embeddings"])
                found.update(zip(got["ids"], np.asarray(got["embeddings"], dtype=np.float32), strict=True))
        return found

    @_told
    def count(self) -> int:
        """How many passages are there."""
        return self._current.count() + self._past.count()

    def ids(self) -> Iterator[str]:
        """The id of every passage that is there, in no order."""
        for collection in (self._current, self._past):
            start, page = 0, [""]
            while page:
                page = self._page(collection, start)
                yield from page
                start += len(page)

    @_told
    def _page(self, collection: chromadb.Collection, start: int) -> list[str]:
        return collection.get(limit=_PAGE, offset=start, include=[])["ids"]

    @_told
    def search(self, vector: Vectors, limit: int, wanted: Filter) -> list[tuple[str, float]]:
        """The nearest passages as (id, cosine), best first; `vector` is one unit vector, shape (dimensions,)."""
        found: list[tuple[str, float]] = []
        for collection in (self._current, self._past) if wanted.as_of or wanted.ever else (self._current,):
            found += _nearest(collection, vector, limit, _where(wanted))
        return sorted(found, key=lambda hit: (-hit[1], hit[0]))[:limit]


def _nearest(collection: chromadb.Collection, vector: Vectors, limit: int, where: Any) -> list[tuple[str, float]]:
    """The nearest that a filter lets through: looked for without it at first, and with it where too few of them are."""
    if where is not None:
        got = _queried(collection, vector, WIDER * limit, None, "metadatas")
        lets_through = [_lets_through(where, metadata) for metadata in (got["metadatas"] or [[]])[0]]
        if sum(lets_through) >= limit:
            return list(compress(_hits(got), lets_through))[:limit]
    return _hits(_queried(collection, vector, limit, where))


def _queried(
    collection: chromadb.Collection, vector: Vectors, limit: int, where: Any, *more: Literal["metadatas"]
) -> chromadb.QueryResult:
    return collection.query(
        query_embeddings=cast(Any, [vector]), n_results=limit, where=where, include=["distances", *more]
    )


def _hits(got: chromadb.QueryResult) -> list[tuple[str, float]]:
    distances = (got["distances"] or [[]])[0]
    return [(passage, 1.0 - distance) for passage, distance in zip(got["ids"][0], distances, strict=True)]


def _metadata(entry: Entry) -> dict[str, int | str]:
    return {"day": entry.day, "first": entry.first, "last": entry.last, "publisher": entry.publisher}


def _where(wanted: Filter) -> Any:
    clauses: list[dict[str, object]] = []
    if wanted.since is not None or wanted.until is not None:
        clauses.append({"day": {"$gte": max(wanted.since or 0, 1)}})
    if wanted.until is not None:
        clauses.append({"day": {"$lte": wanted.until}})
    if wanted.as_of is not None:
        clauses += [{"first": {"$gte": 1}}, {"first": {"$lte": wanted.as_of}}, {"last": {"$gt": wanted.as_of}}]
    if wanted.publisher is not None:
        clauses.append({"publisher": wanted.publisher})
    if not clauses:
        return None
    return clauses[0] if len(clauses) == 1 else {"$and": clauses}


def _lets_through(where: Any, metadata: Mapping[str, Any]) -> bool:
    """Whether a clause of `_where` holds, as Chroma reads it."""
    if "$and" in where:
        return all(_lets_through(clause, metadata) for clause in where["$and"])
    ((key, demanded),) = where.items()
    if not isinstance(demanded, dict):
        return bool(metadata[key] == demanded)
    ((comparison, bound),) = demanded.items()
    return bool(_COMPARISONS[comparison](metadata[key], bound))
