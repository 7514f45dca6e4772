"""A data folder and a folder of stories, for tests of the whole core."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from store.archive import FILE, Archive
from store.core import Library
from store.generation import Generations, State
from store.ledger import Ledger
from store.report import IndexReport
from tests.store.encoder import WordEncoder
from tests.store.stories import write_records


@dataclass
class Shelf:
    """`now` is the clock of every Library opened here; `encoder` is the one they share."""

    home: Path
    stories: Path
    encoder: WordEncoder = field(default_factory=WordEncoder)
    now: datetime = datetime(2024, 1, 1, tzinfo=UTC)

    def open(self, encoder: WordEncoder | None = None) -> Library:
        return Library(self.home, encoder or self.encoder, lambda: self.now)

    def index(self, *records: dict[str, str], rebuild: bool = False, dry_run: bool = False) -> IndexReport:
        """Index a file that holds these records and no others; without records only mend."""
        paths = [write_records(self.stories / "stories.jsonl", records)] if records else []
        with self.open() as library:
            return library.index(paths, rebuild=rebuild, dry_run=dry_run)

    def state(self) -> State:
        found = Generations(self.home / "index").current()
        assert found is not None
        return found

    @property
    def generation(self) -> Path:
        """The folder of the current generation."""
        return self.home / "index" / self.state().generation

    def passages(self) -> dict[str, str]:
        """The passages of the current generation, by the ledger, with their articles."""
        archive = Archive(self.home)
        try:
            return Ledger(archive, self.state().generation).passages()
        finally:
            archive.close()

    def faults(self) -> tuple[str, ...]:
        with self.open() as library:
            return library.verify().faults

    def change(self, statement: str, *values: object) -> None:
        """Change the record behind the program's back."""
        connection = sqlite3.connect(self.home / FILE)
        with connection:
            assert connection.execute(statement, values).rowcount > 0
        connection.close()


def ids(report: IndexReport) -> dict[str, str]:
    """The article ids of a report by the ids of the records."""
    return {item.source.rpartition("#")[2]: item.article_id for item in report.items if item.article_id}
