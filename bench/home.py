"""A data folder that a bench makes for itself, indexes a corpus into and throws away."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from store.core import Library


@contextmanager
def indexed(records: Iterable[Mapping[str, object]]) -> Iterator[Library]:
    """A library over these records, JSON Lines as `dateline index` reads them, until the block ends.

    Raises SystemExit when one of them gives no article.
    """
    with tempfile.TemporaryDirectory() as folder:
        stories = Path(folder) / "stories.jsonl"
        stories.write_text("".join(f"{json.dumps(record)}\n" for record in records), encoding="utf-8")
        with Library.open(Path(folder) / "home") as library:
            report = library.index([stories])
            if report.count("added") != len(report.items):
                raise SystemExit("some records gave no article of their own")
            yield library
