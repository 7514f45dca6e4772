"""Produce quotes over an indexed archive and re-verify each one with nothing but SQL, hashlib and slicing.

    python -m bench.quotes --home data --quotes 10000

Asks with headlines of the archive. Prints how many quotes it took and how many failed slice, hash or date; exits 1
if any did.
"""

from __future__ import annotations

import argparse
import hashlib
import sqlite3
from pathlib import Path

from store.answer import Quote
from store.archive import FILE
from store.core import Library
from store.query import MAX_QUESTION, build_query


def main() -> int:
    parser = argparse.ArgumentParser(description="Re-verify quotes independently of the code that made them.")
    parser.add_argument("--home", type=Path, default=Path("data"))
    parser.add_argument("--quotes", type=int, default=10_000)
    wanted = parser.parse_args()
    record = sqlite3.connect(f"file:{wanted.home / FILE}?mode=ro", uri=True)
    headlines = [row[0] for row in record.execute("SELECT DISTINCT headline FROM versions ORDER BY seal")]
    made, faults = 0, 0
    with Library.open(wanted.home) as library:
        for headline in headlines:
            if made >= wanted.quotes:
                break
            for quote in library.search(build_query(headline[:MAX_QUESTION], limit=8)).quotes:
                made += 1
                faults += not _holds(record, quote)
    print(f"{made:,} quotes re-verified, {faults} failed")
    return 1 if faults or made < wanted.quotes else 0


def _holds(record: sqlite3.Connection, quote: Quote) -> bool:
    text, published = record.execute(
        "SELECT text, published FROM versions WHERE article_id = ? AND number = ?", (quote.article_id, quote.version)
    ).fetchone()
    return (
        text[quote.start : quote.end] == quote.text != ""
        and hashlib.sha256(text.encode()).hexdigest() == quote.sha256
        and published == quote.published.text
    )


if __name__ == "__main__":
    raise SystemExit(main())
