"""Peak memory of an index run on few and on many articles, zipped as single HTML pages; the two should be alike.

    python -m bench.memory ../shared/corpora/newsquiz2022/articles.jsonl.gz

Reads and records each zip as a dry run in a process of its own; with `--index` the whole run, embedding included,
which takes an hour. `articles` in the table are those that were read; a run that reads none measures nothing.

`peak` is what the kernel held for the process at most, `anonymous` the most of it that was the process's own, and
`mapped` the most that was pages of files (libraries, and the lexical index), which the kernel drops when others need
the memory. The last two are looked at 100 times a second, so each may have been a little more for an instant, and
they need not have been at their most together.
"""

from __future__ import annotations

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import threading
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape
from itertools import islice
from pathlib import Path

from bench.records import records

SIZES = (500, 4820)
KIB = 1024  # ru_maxrss and /proc count in these on Linux
LOOK = 0.01  # seconds


@dataclass(frozen=True, slots=True)
class Run:
    """What one process said of itself: bytes of memory after its imports and at its peak, and of either kind at its."""

    articles: int
    failed: int
    before: int
    peak: int
    anonymous: int
    mapped: int
    seconds: float


class Watch(threading.Thread):
    """Looks at what this process holds until it is stopped; `anonymous` and `mapped` are the most of each, bytes."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.anonymous = self.mapped = 0
        self._stopped = threading.Event()

    def run(self) -> None:
        while not self._stopped.wait(LOOK):
            lines = (line.partition(":") for line in Path("/proc/self/status").read_text().splitlines())
            held = {name: int(value.split()[0]) * KIB for name, _, value in lines if name.startswith("Rss")}
            self.anonymous = max(self.anonymous, held["RssAnon"])
            self.mapped = max(self.mapped, held["RssFile"])

    def stop(self) -> None:
        self._stopped.set()
        self.join()


def main() -> int:
    parser = argparse.ArgumentParser(description="Peak memory of an index run on a small and on a large zip.")
    parser.add_argument("articles", type=Path, help="JSON Lines, gzipped; with --child a zip.")
    parser.add_argument("--index", action="store_true", help="Embed and index too; slow.")
    parser.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    wanted = parser.parse_args()
    if wanted.child:
        return measure(wanted.articles, whole=wanted.index)
    print(
        f"{'pages':>7} {'zip MB':>8} {'articles':>9} {'failed':>7} {'imports MB':>11} {'peak MB':>8} "
        f"{'anonymous MB':>13} {'mapped MB':>10} {'seconds':>8}"
    )
    few, many = (run_of(wanted.articles, size, whole=wanted.index) for size in SIZES)
    print(
        f"the larger to the smaller: peak {many.peak / few.peak:.3f}, anonymous {many.anonymous / few.anonymous:.3f}, "
        f"mapped {many.mapped / few.mapped:.3f}"
    )
    return 0 if few.articles else 1


def run_of(articles: Path, size: int, *, whole: bool) -> Run:
    """Pack that many articles, index them in a process of its own, and print its line of the table."""
    with tempfile.TemporaryDirectory() as folder:
        packed = Path(folder) / "pages.zip"
        pack(islice(records(articles), size), packed)
        run = in_a_process(packed, whole=whole)
        print(
            f"{size:>7,} {packed.stat().st_size / 1e6:>8.1f} {run.articles:>9,} {run.failed:>7,} "
            f"{run.before / 1e6:>11.1f} {run.peak / 1e6:>8.1f} {run.anonymous / 1e6:>13.1f} {run.mapped / 1e6:>10.1f} "
            f"{run.seconds:>8.1f}",
            flush=True,
        )
        return run


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
        before, watch = peak(), Watch()
        watch.start()
        report = library.index([packed], dry_run=not whole)
        watch.stop()
    found = {"articles": report.count("added") + report.count("unchanged"), "failed": report.failed}
    held = {"before": before, "peak": peak(), "anonymous": watch.anonymous, "mapped": watch.mapped}
    print(json.dumps({**found, **held, "seconds": report.seconds}))
    return 0


def peak() -> int:
    """The most memory that this process has held so far, in bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * KIB


if __name__ == "__main__":
    raise SystemExit(main())
