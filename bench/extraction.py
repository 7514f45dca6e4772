"""How much of the story is read from a web page: `python -m bench.extraction FOLDER` (a folder of the benchmark).

FOLDER holds `ground-truth.json` (page id: `articleBody`) and `html/ID.html.gz`, as the article-extraction benchmark of
Scrapinghub has them. The score is the one of its evaluator: 4-gram shingles of the words of a page with their counts;
precision and recall of each page; their means over the pages; F1 of the means. A page without any text counts for
recall only. Beside ours stands trafilatura as it comes, without comments.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

import trafilatura

from store.article import Draft
from store.readers.document import Document
from store.readers.formats import read_document

_WORD = re.compile(r"\w+")
_SHINGLE = 4  # words
_WORST = 10

Shingles = Counter[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Page:
    name: str
    data: bytes
    truth: str


@dataclass(frozen=True, slots=True)
class Score:
    """Precision is None for a page that gave no text."""

    precision: float | None
    recall: float

    @property
    def f1(self) -> float:
        return harmonic(self.precision or 0.0, self.recall)


def pages(folder: Path) -> Iterator[Page]:
    truths = json.loads((folder / "ground-truth.json").read_text(encoding="utf-8"))
    for name, truth in sorted(truths.items()):
        with gzip.open(folder / "html" / f"{name}.html.gz") as file:
            yield Page(name, file.read(), truth["articleBody"])


def shingles(text: str) -> Shingles:
    words = _WORD.findall(text)
    starts = range(max(1, len(words) - _SHINGLE + 1)) if words else ()
    return Counter(tuple(words[at : at + _SHINGLE]) for at in starts)


def score(text: str, truth: str) -> Score:
    ours, theirs = shingles(text), shingles(truth)
    common = (ours & theirs).total()
    return Score(common / ours.total() if ours else None, common / theirs.total())


def harmonic(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def ours(page: Page) -> str:
    (item,) = read_document(Document.of(page.data, page.name, f"{page.name}.html", named=True))
    return item.text if isinstance(item, Draft) else ""


def alone(page: Page) -> str:
    return trafilatura.extract(page.data, include_comments=False) or ""


def report(label: str, scores: list[Score]) -> None:
    precision = mean(found.precision for found in scores if found.precision is not None)
    recall = mean(found.recall for found in scores)
    f1 = harmonic(precision, recall)
    print(f"{label:12} precision {precision:.4f}  recall {recall:.4f}  F1 {f1:.4f}  pages {len(scores)}")


def main() -> None:
    parser = argparse.ArgumentParser(description="Text F1 over the pages of the article-extraction benchmark.")
    parser.add_argument("folder", type=Path)
    found = list(pages(parser.parse_args().folder))
    readers: dict[str, Callable[[Page], str]] = {"dateline": ours, "trafilatura": alone}
    scores = {label: [score(read(page), page.truth) for page in found] for label, read in readers.items()}
    for label, of_label in scores.items():
        report(label, of_label)
    print(f"dateline's worst {_WORST} pages:")
    for value, page in sorted(zip(scores["dateline"], found, strict=True), key=lambda pair: pair[0].f1)[:_WORST]:
        print(f"  {value.f1:.3f}  {page.name}")


if __name__ == "__main__":
    main()
