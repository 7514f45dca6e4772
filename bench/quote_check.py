"""Post quotations that are real, altered, stitched, foreign and honestly edited; print what each was taken for.

    python -m bench.quote_check --home quiz --outside MULTIHOP/facts.jsonl TIME/articles.jsonl.gz --seed 2

Everything is drawn from the archive in `--home` by `--seed` (development used 1): 500 quotations as they stand, with
other quotation marks, white space, a small first letter or no full stop; 500 with one word inside them put in, left out
or replaced, a figure where there is one; 500 of two stretches of one story or two; 500 sentences of `--outside`, a
field `fact` or `text` of JSON Lines; 200 from which four words and more were left out for an ellipsis; 200 with
[brackets] around another word, in place of up to three, or around a first letter. Exits 1 when an altered, stitched or
foreign one was called real, or fewer than 99 % of the real and 95 % of the honestly edited ones were recognised.
"""

from __future__ import annotations

import argparse
import random
import re
import sqlite3
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from bench.records import records
from store.archive import FILE
from store.core import Library
from store.quotecheck.check import CheckVerdict
from store.quotecheck.claim import claims_in
from store.sentences import sentence_spans

REAL = frozenset({"exact", "edited", "elsewhere"})
WORDS = (6, 60)  # of a posted quotation
NEGATION = re.compile(r"\b(?:not|no|never|none|nobody|nothing|nor|neither|without|cannot|hardly)\b|n[’']t\b", re.I)
KINDS = {"real": 500, "altered": 500, "stitched": 500, "outside": 500, "ellipsis": 200, "brackets": 200}


@dataclass(frozen=True, slots=True)
class Posted:
    """A quotation, and what was done to it."""

    text: str
    how: str


class Poster:
    """Draws quotations from the stories of an archive; the same seed draws the same."""

    def __init__(self, home: Path, outside: list[Path], seed: int) -> None:
        self._draw = random.Random(seed)
        record = sqlite3.connect(f"file:{home / FILE}?mode=ro", uri=True)
        query = "SELECT text FROM versions WHERE status = 'usable' ORDER BY article_id, number"
        self._texts = [row[0] for row in record.execute(query)]
        self._foreign = [sentence for file in outside for sentence in _sentences_of(file)]

    def post(self, kind: str) -> Posted:
        """One quotation of a kind of KINDS."""
        make: Callable[[], Posted | None] = getattr(self, f"_{kind}")
        while True:
            posted = make()
            if posted is not None:
                return posted

    def _real(self) -> Posted | None:
        text, how = self._quotation(), self._draw.choice(["as it stands", "straight", "small", "unstopped", "spaced"])
        changed = {
            "straight": text.translate(str.maketrans("“”‘’—–", "\"\"''--")),
            "small": text[0].swapcase() + text[1:],
            "unstopped": text.rstrip(".,"),
            "spaced": text.replace(" ", "  ", 2),
        }
        return Posted(changed.get(how, text), how)

    def _altered(self) -> Posted | None:
        text = self._quotation()
        words = list(re.finditer(r"\w+(?:[’']\w+)*", text))
        inner = words[1:-1]
        figures = [word for word in inner if word[0].isdigit()]
        how = self._draw.choice(["replaced", "left out", "put in", *(["figure"] if figures else [])])
        at = self._draw.choice(figures if how == "figure" else inner)
        other = self._draw.choice(re.findall(r"[^\W\d_]+", self._draw.choice(self._texts)))
        if how == "figure":
            digits = str((int(at[0][-1]) + self._draw.randint(1, 9)) % 10) if at[0][-1].isdigit() else "7"
            new = at[0][:-1] + digits
        else:
            new = {"replaced": other, "left out": "", "put in": f"{at[0]} {other}"}[how]
        changed = " ".join((text[: at.start()] + new + text[at.end() :]).split())
        # What still stands there, or anywhere else, is not altered.
        return None if self._stands(changed) else Posted(changed, how)

    def _stitched(self) -> Posted | None:
        one = self._draw.choice(self._texts)
        how = self._draw.choice(["one story", "two stories"])
        first = self._stretch(one)
        second = self._stretch(one if how == "one story" else self._draw.choice(self._texts))
        if first is None or second is None:
            return None
        joined = f"{first} {second}"
        return None if self._stands(joined) else Posted(joined, how)

    def _outside(self) -> Posted | None:
        text = self._draw.choice(self._foreign)
        return None if self._stands(text) else Posted(text, "foreign")

    def _ellipsis(self) -> Posted | None:
        words = self._quotation().split()
        if len(words) < 12:
            return None
        start = self._draw.randint(3, len(words) - 8)
        end = self._draw.randint(start + 4, min(start + 25, len(words) - 4))
        mark = self._draw.choice(["…", "...", "[…]", "[...]", ". . ."])
        return Posted(" ".join([*words[:start], mark, *words[end:]]), mark)

    def _brackets(self) -> Posted | None:
        words = self._quotation().split()
        how = self._draw.choice(["replaced", "put in", "letter"])
        at = self._draw.randint(2, len(words) - 4)
        if how == "letter":
            first = words[0]
            return Posted(f"[{first[0].swapcase()}]{first[1:]} {' '.join(words[1:])}", how) if first.isalpha() else None
        count = self._draw.randint(1, 3) if how == "replaced" else 0
        replaced = " ".join(words[at : at + count])
        if NEGATION.search(replaced) or "[" in replaced:
            return None
        put_in = self._draw.choice(["the mayor", "sic", "she", "a minister", "in Marrowgate", "they"])
        return Posted(" ".join([*words[:at], f"[{put_in}]", *words[at + count :]]), how)

    def _quotation(self) -> str:
        """A run of one to three sentences of a story, or what stands between its quotation marks."""
        while True:
            text = self._draw.choice(self._texts)
            if self._draw.random() < 0.5:
                found = re.findall(r"“([^“”]{20,400})”", text)
                chosen = self._draw.choice(found) if found else ""
            else:
                spans = list(sentence_spans(text))
                first = self._draw.randrange(len(spans))
                last = min(first + self._draw.randint(0, 2), len(spans) - 1)
                chosen = text[spans[first].start : spans[last].end]
            if WORDS[0] <= len(chosen.split()) <= WORDS[1] and re.search(r"\w", chosen[0] + chosen[-2:]):
                return " ".join(chosen.split())

    def _stretch(self, text: str) -> str | None:
        """Five to twenty words in a row."""
        words = text.split()
        count = self._draw.randint(5, 20)
        start = self._draw.randint(0, max(0, len(words) - count))
        return " ".join(words[start : start + count]) if len(words) > count else None

    def _stands(self, posted: str) -> bool:
        wanted = _letters(posted)
        return any(wanted in letters for letters in self._letters())

    def _letters(self) -> list[str]:
        if not hasattr(self, "_all_letters"):
            self._all_letters = [_letters(text) for text in self._texts]
        return self._all_letters


def main() -> int:
    parser = argparse.ArgumentParser(description="What posted quotations are taken for.")
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--outside", type=Path, nargs="+", required=True)
    parser.add_argument("--seed", type=int, default=2)
    parser.add_argument("--share", type=float, default=1.0, help="of the numbers, for a quick look")
    parser.add_argument("--show", action="store_true", help="print each that was taken for something else")
    wanted = parser.parse_args()
    poster, table, took = Poster(wanted.home, wanted.outside, wanted.seed), dict[str, Counter[str]](), list[float]()
    verdicts = get_args(CheckVerdict)
    print("| posted | " + " | ".join(verdicts) + " |\n|---|" + "---|" * len(verdicts))
    with Library.open(wanted.home) as library:
        library.warm()
        for kind, count in KINDS.items():
            table[kind] = Counter()
            for _ in range(round(count * wanted.share)):
                posted = poster.post(kind)
                began = time.perf_counter()
                found = library.check_quote(claims_in(f">>> {posted.text}")[0])
                took.append((time.perf_counter() - began) * 1000)
                table[kind][found.verdict] += 1
                if wanted.show and not _right(kind, found.verdict):
                    print(f"{kind}, {posted.how}: {found.verdict}: {posted.text}\n  {found.reason}")
            counts = " | ".join(str(table[kind][verdict]) for verdict in verdicts)
            print(f"| {table[kind].total()} {kind} | {counts} |", flush=True)
    took.sort()
    print(f"one check: p50 {took[len(took) // 2]:.0f} ms, p95 {took[len(took) * 95 // 100]:.0f} ms")
    return 0 if _met(table) else 1


def _right(kind: str, verdict: str) -> bool:
    if kind == "real":
        return verdict == "exact"
    return verdict in ("exact", "edited") if kind in ("ellipsis", "brackets") else verdict not in REAL


def _met(table: dict[str, Counter[str]]) -> bool:
    def share(kind: str, *verdicts: str) -> float:
        return sum(table[kind][verdict] for verdict in verdicts) / table[kind].total()

    unreal = [share(kind, *REAL) for kind in ("altered", "stitched", "outside")]
    honest = [share(kind, "edited", "exact") for kind in ("ellipsis", "brackets")]
    return not any(unreal) and share("real", "exact") >= 0.99 and min(honest) >= 0.95


def _letters(text: str) -> str:
    """Only the letters and digits of a text, in lower case: what no style of writing changes."""
    return "".join(filter(str.isalnum, text.casefold()))


def _sentences_of(file: Path) -> Iterator[str]:
    for record in records(file):
        text = record.get("fact") or record["text"]
        for span in sentence_spans(text):
            sentence = " ".join(text[span.start : span.end].split())
            if WORDS[0] <= len(sentence.split()) <= WORDS[1]:
                yield sentence


if __name__ == "__main__":
    raise SystemExit(main())
