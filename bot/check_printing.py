"""A check of a posted quotation as lines for a person in a terminal or a pipe."""

from __future__ import annotations

from collections.abc import Iterable

from rich.text import Text

from bot.check_wording import VERDICTS, change_words, notes_of
from bot.printing import BLANK, Line, Lines, nearest_lines, one_line, quote_lines
from bot.wording import index_words
from store.quotecheck.check import QuoteCheck

_REAL = ("exact", "edited")


def checks_lines(checks: Iterable[QuoteCheck]) -> Lines:
    """Each check, a blank line between two."""
    for number, check in enumerate(checks):
        if number:
            yield BLANK
        yield from check_lines(check)


def check_lines(check: QuoteCheck) -> Lines:
    """What was posted, the verdict with each difference in words, then the places where the words stand."""
    yield Line(Text(f"“{one_line(check.claim.text)}”", "bold"))
    yield Line(Text(VERDICTS[check.verdict], "bold green" if check.verdict in _REAL else "bold yellow"))
    yield Line(Text(one_line(check.reason)))
    for change in check.changes:
        yield Line(Text(one_line(change_words(change))), "  ")
    for note in notes_of(check):
        yield Line(Text(one_line(note)))
    for quote in check.quotes:
        yield BLANK
        yield from quote_lines(quote)
    yield from nearest_lines(check.nearest)
    yield BLANK
    yield Line(Text(f"{one_line(index_words(check.coverage))}.", "dim"))
