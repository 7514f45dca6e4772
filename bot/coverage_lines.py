"""What coverage is missing, as lines for a person in a terminal or a pipe."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from bot.gaps import Gap
from bot.gaps_wording import about_words, asked_words, why_words
from bot.printing import Line, Lines, one_line


def gaps_lines(gaps: Sequence[Gap], limit: int) -> Lines:
    """Three lines for each of the first `limit` gaps: the topic, the last question, how often it was asked."""
    if not gaps:
        yield Line(Text("Nothing that was asked has been declined."))
    for gap in gaps[:limit]:
        about = f" · {about}" if (about := about_words(gap)) else ""
        yield Line(Text.assemble((one_line(gap.topic), "bold"), about))
        yield Line(Text(f"“{one_line(gap.example)}”"), "  ")
        yield Line(Text(f"{asked_words(gap)}{f' · {why}' if (why := why_words(gap)) else ''}", "dim"), "  ")
    if len(gaps) > limit:
        yield Line(Text(f"And {len(gaps) - limit:,} more; --limit shows them."))
