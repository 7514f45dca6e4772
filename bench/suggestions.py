"""How long a suggestion takes: over 20,000 made-up headlines, the slowest of what is typed.

python -m bench.suggestions
"""

from __future__ import annotations

import random
import time

from bot.suggest import Suggester
from store.catalogue import Catalogue, Headline
from store.cataloguing import HEADLINES

TYPED = ("", "t", "th", "the", "the o", "the of to in", "w a", "zz", "the of to in zz")


def main() -> int:
    chance = random.Random(7)
    words = ["".join(chance.choices("abcdefghijklmnoprstuvw", k=chance.randint(3, 9))) for _ in range(8_000)]
    often = ["the", "of", "to", "in"]
    texts = (" ".join(chance.choice(chance.choice((words, words, often))) for _ in range(10)) for _ in range(HEADLINES))
    catalogue = Catalogue(tuple(Headline(text, f"a{at}", "2013-03-25") for at, text in enumerate(texts)), (), ())
    began = time.perf_counter()
    suggester = Suggester(catalogue)
    print(f"{HEADLINES:,} headlines folded in {time.perf_counter() - began:.2f} s")
    for typed in TYPED:
        began = time.perf_counter()
        offered = suggester.headlines(typed)
        print(f"{(time.perf_counter() - began) * 1000:6.2f} ms for {len(offered):2} of {typed!r}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
