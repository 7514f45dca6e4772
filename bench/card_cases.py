"""Cards of random answers, listings, articles and checks, each held to every limit of Discord's and un-escaped again.

    python -m bench.card_cases --cases 10000

The properties are those of the tests, which try fewer: long headlines, paragraphs of 4,000 characters, every script,
emoji, markdown. Prints how many cases of each kind held; a case that does not is shrunk and shown, and ends the run.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from tests.discord import test_cards, test_check_card, test_lookup_cards

KINDS: dict[str, tuple[Callable[..., None], tuple[SearchStrategy[Any], ...]]] = {
    "answers": (
        test_cards.test_every_card_keeps_every_limit_and_shows_only_slices_of_its_quotes,
        (test_cards.ANSWERS, test_cards.LOOKS),
    ),
    "listings": (
        test_lookup_cards.test_every_page_keeps_every_limit_and_shows_only_slices_of_its_quotes,
        (test_lookup_cards.LISTINGS, st.integers(-1, 4)),
    ),
    "articles": (
        test_lookup_cards.test_the_pages_of_an_article_are_all_of_its_text_within_the_limits,
        (test_cards.QUOTABLE, test_cards.TEXTS, st.integers(0, 4000), st.integers(1, 500)),
    ),
    "checks": (
        test_check_card.test_every_card_keeps_every_limit_and_shows_only_slices_of_the_post_and_of_its_quotes,
        (test_check_card.checks(),),
    ),
}


def main() -> int:
    parser = argparse.ArgumentParser(description="Random cards within every limit.")
    parser.add_argument("--cases", type=int, default=10_000)
    parser.add_argument("kinds", nargs="*", metavar="KIND", default=list(KINDS), help=f"of {', '.join(KINDS)}")
    wanted = parser.parse_args()
    for name in wanted.kinds:
        began = time.monotonic()
        print(
            f"{name:9} {tried(*KINDS[name], wanted.cases):>7,} cases held, {time.monotonic() - began:.0f} s", flush=True
        )
    return 0


def tried(test: Any, strategies: tuple[SearchStrategy[Any], ...], cases: int) -> int:
    """How many cases of a property were tried; raises what the smallest one that breaks it raises."""
    count = 0
    inner = test.hypothesis.inner_test

    def counted(drawn: tuple[Any, ...]) -> None:
        nonlocal count
        inner(*drawn)
        count += 1

    phases = (Phase.generate, Phase.shrink)
    often = settings(
        max_examples=cases, deadline=None, database=None, phases=phases, suppress_health_check=list(HealthCheck)
    )
    often(given(st.tuples(*strategies))(counted))()
    return count


if __name__ == "__main__":
    raise SystemExit(main())
