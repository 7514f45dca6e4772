"""Stories of a town that does not exist, as drafts and as files of JSON Lines."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from store.article import Draft, Version, text_sha256
from store.dates import SourceDate

TRAM = Draft(
    source="news/tram.md",
    headline="Tram drivers to strike",
    paragraphs=(
        "Tram drivers in Marrowgate will strike on Friday over night shifts, their union said.",
        "“We will not drive after midnight for nothing,” said the secretary, Ida Holt.",
    ),
    publisher="Harbour Sample Herald",
    published=SourceDate("2019-06-04"),
    url="https://herald.example/tram",
)
CRANE = Draft(
    source="news/crane.md",
    headline="Port buys a crane",
    paragraphs=("The port has bought a floating crane for 3.2 million crowns from a yard in Ostholm.",),
    publisher="Coast Sample Daily",
    published=SourceDate("2020-02-11T09:30"),
    url="https://coast.example/crane",
)
UNDATED = Draft(
    source="news/ferry.md",
    headline="Ferry renamed",
    paragraphs=("The ferry Petrel was renamed Kittiwake by the council after a vote among schoolchildren.",),
    publisher="Coast Sample Daily",
)


def version_of_text(text: str, **changed: Any) -> Version:
    """A first version with this text; anything else as given."""
    plain = Version(
        article_id="abcdefghijkl",
        number=1,
        text=text,
        sha256=text_sha256(text),
        headline="Port buys a crane",
        publisher="Coast Sample Daily",
        byline=(),
        dateline=None,
        section=None,
        language=None,
        published=SourceDate("2020-02-11"),
        updated=SourceDate(),
        date_source=None,
        status="usable",
        embargo=None,
        note=None,
        url=None,
        source="news/crane.md",
        captions=(),
        tag=None,
    )
    return replace(plain, **changed)


def record(name: str, headline: str, text: str, **fields: str) -> dict[str, str]:
    """A record of JSON Lines with an id of its own."""
    return {"id": name, "headline": headline, "text": text, "publisher": "Harbour Sample Herald", **fields}


def write_records(file: Path, records: Iterable[dict[str, str]]) -> Path:
    """The file, holding these records and no others."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in records), encoding="utf-8")
    return file
