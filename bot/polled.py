"""What a poll of a feed gave, in words for who looks at the feeds."""

from __future__ import annotations

from collections.abc import Iterable

from bot.kept.jobs import Job
from store.report import IndexItem, IndexReport
from store.web.login import without_login


def poll_told(report: IndexReport, url: str) -> tuple[str, str | None]:
    """What an index run of a feed gave, for `Feeds.polled`: the outcome, and why the feed itself could not be had.

    An article that could not be had is no trouble of its feed.
    """
    return report.summary, _trouble(report.items, url)


def polled_told(job: Job, url: str) -> tuple[str, str | None]:
    """The same of an ended job that polled a feed."""
    outcome = job.outcome
    if job.state != "done" or outcome is None:
        return "", (outcome.trouble if outcome else None) or f"the poll was {job.state}"
    counts = ((outcome.added, "added"), (outcome.new_versions, "new version"), (outcome.unchanged, "unchanged"))
    told = ", ".join(f"{number} {name}" for number, name in counts if number)
    return told or "nothing new", _trouble(outcome.failures, url)


def _trouble(items: Iterable[IndexItem], url: str) -> str | None:
    source = without_login(url)
    failed = next((item for item in items if item.source == source and item.outcome in ("failed", "no_text")), None)
    return (failed.reason or "it could not be read") if failed else None
