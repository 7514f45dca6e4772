"""What coverage is missing, and the feeds that bring more, as lines for a person in a terminal or a pipe."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from bot.gaps import Gap
from bot.gaps_wording import about_words, asked_words, why_words
from bot.kept.feeds import Feed
from bot.languages import moment_words
from bot.printing import Line, Lines, one_line
from store.wording import counted, iso_day_words


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


def feeds_lines(feeds: Sequence[Feed]) -> Lines:
    """Two or three lines for each feed: how often it is asked, and how that went last."""
    if not feeds:
        yield Line(Text("There are no feeds; `dateline feeds add URL` adds one."))
    for feed in feeds:
        yield Line(Text.assemble((one_line(feed.shown), "bold"), f"  every {counted(feed.minutes, 'minute')}"))
        yield Line(Text(f"Added by {one_line(feed.by)} on {iso_day_words(feed.added.isoformat())}.", "dim"), "  ")
        yield from _polled(feed)


def feed_removed_lines(feed: Feed) -> Lines:
    """That a feed is asked no more."""
    yield Line(Text(f"{one_line(feed.shown)} is asked no more; its stories stay."))


def _polled(feed: Feed) -> Lines:
    if feed.polled is None:
        yield Line(Text("Not asked yet."), "  ")
        return
    at = moment_words(feed.polled)
    if not feed.trouble:
        yield Line(Text(f"Asked on {at} UTC: {one_line(feed.outcome or 'nothing new')}."), "  ")
        return
    often = f" Failing: {feed.failures} times in a row." if feed.failing else ""
    yield Line(Text(f"Asked on {at} UTC: {one_line(feed.trouble)}.{often}", "yellow"), "  ")
