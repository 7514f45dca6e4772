"""The ledger: which passages each generation holds, kept beside the record so that the indexes can be checked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import delete, func, insert, select

from store.archive import BATCH, Archive
from store.passages import Passage
from store.schema import passages as table


class Ledger:
    """The passages of one generation."""

    def __init__(self, archive: Archive, generation: str) -> None:
        self._engine = archive.engine
        self._generation = generation

    def replace(self, passages: Mapping[str, Sequence[Passage]]) -> None:
        """From now on each of these articles has exactly these passages."""
        ids = sorted(passages)
        rows = [
            {"generation": self._generation, "passage_id": passage.id, "article_id": article_id}
            for article_id in ids
            for passage in passages[article_id]
        ]
        with self._engine.begin() as connection:
            for start in range(0, len(ids), BATCH):
                of_these = table.c.article_id.in_(ids[start : start + BATCH])
                connection.execute(delete(table).where(table.c.generation == self._generation, of_these))
            if rows:
                connection.execute(insert(table), rows)

    def passages(self) -> dict[str, str]:
        """Every passage id with its article's id."""
        rows = select(table.c.passage_id, table.c.article_id).where(table.c.generation == self._generation)
        with self._engine.connect() as connection:
            return {row.passage_id: row.article_id for row in connection.execute(rows)}

    def held(self, article_ids: Iterable[str]) -> list[str]:
        """The ids of the passages of these articles."""
        ids, found = sorted(set(article_ids)), list[str]()
        with self._engine.connect() as connection:
            for start in range(0, len(ids), BATCH):
                of_these = table.c.article_id.in_(ids[start : start + BATCH])
                rows = select(table.c.passage_id).where(table.c.generation == self._generation, of_these)
                found += connection.scalars(rows)
        return found

    def count(self) -> int:
        """How many passages there are."""
        rows = select(func.count()).select_from(table).where(table.c.generation == self._generation)
        with self._engine.connect() as connection:
            return connection.scalar(rows) or 0

    def forget(self) -> None:
        """Forget all passages of this generation."""
        with self._engine.begin() as connection:
            connection.execute(delete(table).where(table.c.generation == self._generation))

    def keep_only(self, generations: Sequence[str]) -> None:
        """Forget the passages of all generations but these."""
        with self._engine.begin() as connection:
            connection.execute(delete(table).where(table.c.generation.not_in(generations)))
