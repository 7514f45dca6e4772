"""Peak memory of an index run on few and on many articles, zipped as single HTML pages; the two should be alike.

    python -m bench.memory ../shared/corpora/newsquiz2022/articles.jsonl.gz

Reads and records each zip as a dry run in a process of its own; with `--index` the whole run, embedding included,
which takes minutes. `articles` in the table are those that were read; a run that reads none measures nothing.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from itertools import islice
from pathlib import Path

from bench.records import records

SIZES = (500, 4820)
KIB = 1024  # ru_maxrss counts in these on Linux


@dataclass(frozen=True, slots=True)
class Run:
    """What one process said of itself: bytes of memory after its imports and at its peak."""

    articles: int
    failed: int
    before: int
    peak: int
    seconds: float


def main() -> int:
    parser = argparse.ArgumentParser(description="Peak memory of an index run on a small and on a large zip.")
    parser.add_argument("articles", type=Path, help="JSON Lines, gzipped; with --child a zip.")
    parser.add_argument("--index", action="store_true", help="Embed and index too; slow.")
    parser.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    wanted = parser.parse_args()
    if wanted.child:
        return measure(wanted.articles, whole=wanted.index)
    runs = []
    print(f"{'pages':>7} {'zip MB':>8} {'articles':>9} {'failed':>7} {'imports MB':>11} {'peak MB':>8} {'seconds':>8}")
    for size in SIZES:
        with tempfile.TemporaryDirectory() as folder:
            packed = Path(folder) / "pages.zip"
            pack(islice(records(wanted.articles), size), packed)
            run = in_a_process(packed, whole=wanted.index)
            runs.append(run)
            print(
                f"{size:>7,} {packed.stat().st_size / 1e6:>8.1f} {run.articles:>9,} {run.failed:>7,} "
                f"{run.before / 1e6:>11.1f} {run.peak / 1e6:>8.1f} {run.seconds:>8.1f}",
                flush=True,
            )
    print(f"peak of the larger to that of the smaller: {runs[-1].peak / runs[0].peak:.3f}")
    return 0 if runs[0].articles else 1


def pack(articles: Iterable[dict[str, str]], packed: Path) -> None:
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, article in enumerate(articles):
            archive.writestr(f"pages/{number:05}.html", page(article))


def page(article: dict[str, str]) -> str:
    paragraphs = "\n".join(f"<p>{escape(text)}</p>" for text in article["text"].split("\n\n"))
    headline = escape(article["headline"])
    return f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{headline}</title>
<link rel="canonical" href="{escape(article["url"])}">
<meta property="og:title" content="{headline}">
<meta property="og:site_name" content="{escape(article["publisher"])}">
<meta property="article:published_time" content="{escape(article["published"])}">
</head><body><article><h1>{headline}</h1>
{paragraphs}
</article></body></html>
"""


def in_a_process(packed: Path, *, whole: bool) -> Run:
    command = [sys.executable, "-m", "bench.memory", "--child", str(packed), *(["--index"] if whole else [])]
    said = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    return Run(**json.loads(said.stdout))


def measure(packed: Path, *, whole: bool) -> int:
    """The child: index, and print a Run as JSON."""
    from store.core import Library

    with tempfile.TemporaryDirectory() as home, Library.open(Path(home)) as library:
        before = peak()
        report = library.index([packed], dry_run=not whole)
    found = {"articles": report.count("added") + report.count("unchanged"), "failed": report.failed}
    print(json.dumps({**found, "before": before, "peak": peak(), "seconds": report.seconds}))
    return 0


def peak() -> int:
    """The most memory that this process has held so far, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * KIB


if __name__ == "__main__":
    raise SystemExit(main())
