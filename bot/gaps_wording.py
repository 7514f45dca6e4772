"""A gap in words, the same on its card and in the terminal."""

from __future__ import annotations

from bot.gaps import Gap
from store.wording import counted, day_words, period_words, range_words


def about_words(gap: Gap) -> str:
    """`March 2013`: the days that were asked about; empty where any day was."""
    return range_words(gap.since, gap.until)


def asked_words(gap: Gap) -> str:
    """`asked 4 times, 3 to 24 November 2026, in 3 weeks`."""
    if gap.asked == 1:
        return f"asked on {day_words(gap.last)}"
    weeks = f", in {len(gap.weeks)} weeks" if len(gap.weeks) > 1 else ""
    return f"asked {counted(gap.asked, 'time')}, {period_words(gap.first, gap.last)}{weeks}"


def why_words(gap: Gap) -> str:
    """That there is coverage of other days, for how many of the questions; empty where there is none for any."""
    if not gap.outside_dates:
        return ""
    whose = "" if gap.outside_dates == gap.asked else f" for {gap.outside_dates:,} of them"
    return f"only coverage of other days{whose}"
