"""The cards of those who run the archive, of made-up jobs, for `bench.cards`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from discord import ui

from bot.feed_address import feed_address, unresolved
from bot.feeds_card import feeds_card
from bot.job_card import decided_card, discarded_card, failures_card, job_card, jobs_card, proposal_card
from bot.kept.feeds import new_feed
from bot.kept.flags import FlagReport
from bot.kept.jobs import Job, Outcome, Task
from bot.notices import no_feed, refused_feed
from bot.status import BotStatus
from bot.status_card import status_card
from bot.writing import Step
from store.report import IndexItem, Status
from store.web.address import Reach
from store.web.errors import NotFetchedError
from store.withdrawal import Decision

_BEGUN = datetime.now(UTC) - timedelta(minutes=4)
_URL = "https://herald.example/rss"
_REASONS = ("its JSON ends too early", "no article is in it, only a menu", "it is empty", "an admin removed this story")
_FAILURES = tuple(
    IndexItem(f"upload/evening edition {number}.zip!pages/{number}.html", "failed", None, _REASONS[number % 4])
    for number in range(40)
)
JOB = Job(
    id="abcdefghijklm",
    number=41,
    at=_BEGUN.isoformat(),
    state="waiting",
    task=Task(kind="add", paths=("/a/upload/council-minutes.md", "/a/upload/wire.jsonl.gz"), urls=(_URL,)),
    person=1,
    who="carol (Discord 1)",
    guild=2,
    channel=3,
    started=_BEGUN.isoformat(),
)
REMOVAL = replace(JOB, task=Task(kind="remove", article_id="k3v9", reason="A court forbids that it is spread."))


def job_cards() -> Iterator[tuple[str, ui.LayoutView]]:
    """A job in each of its states, a proposal and what was decided, and what else `/coverage` shows."""
    running = replace(JOB, state="running", task=Task(kind="all"))
    counted = Outcome(added=212, new_versions=3, unchanged=40, undated=2, seconds=184, generation="7")
    troubled = replace(counted, failed=40, failures=_FAILURES)
    done = replace(JOB, state="done", ended=datetime.now(UTC).isoformat(), outcome=counted)
    failed = replace(done, state="failed", outcome=Outcome(trouble="Something went wrong on my side. Code E-4C21"))
    yield "job-waiting", job_card(JOB)
    yield "job-begins", job_card(running)
    yield "job-running", job_card(running, Step("embedding passages", 2_112, 12_408))
    yield "job-stopping", job_card(replace(running, state="stopping"), Step("embedding passages", 2_112, 12_408))
    yield "job-held-up", job_card(running, None, "Another process is writing to /data: process 12 (dateline index).")
    yield "job-done", job_card(done)
    yield "job-nothing-new", job_card(replace(done, outcome=Outcome(seconds=2, generation="7")))
    yield "job-done-failures", job_card(replace(done, outcome=troubled))
    yield "job-failed", job_card(failed)
    yield "job-cancelled", job_card(replace(done, state="cancelled", outcome=Outcome()))
    yield "job-export", job_card(replace(done, task=Task(kind="export", paths=("/data/exports/dateline.jsonl.gz",))))
    yield "failures-page", failures_card(replace(done, outcome=troubled), 2)
    yield "jobs", jobs_card([failed, replace(done, number=40, outcome=troubled)])
    yield "jobs-none", jobs_card([done])
    told = "Tram drivers to strike on Friday (Harbour Sample Herald, 4 June 2019)\nIts text will be deleted for good."
    yield "proposal", proposal_card(REMOVAL, told)
    decision = Decision(
        article_id="k3v9", headline="Port buys a crane", outcome="withdrawn", status="withdrawn", note=None
    )
    yield "decided", decided_card(decision)
    readmitted = replace(decision, headline=None, outcome="readmitted", status=None)
    yield "decided-readmitted", decided_card(readmitted)
    yield "decided-readmitted-before", decided_card(replace(readmitted, outcome="unchanged"))
    yield "decided-unchanged", decided_card(replace(decision, outcome="unchanged"))
    yield "discarded", discarded_card()
    yield from _feeds()
    yield "status", status_card(_status(running, done))


def _feeds() -> Iterator[tuple[str, ui.LayoutView]]:
    feed = new_feed(_URL, 15, "carol (Discord 1)", _BEGUN)
    bad = replace(feed, url="https://coast.example/feed", failures=3, trouble="it answered 404 three times running")
    yield "feeds", feeds_card([replace(feed, polled=_BEGUN, outcome="2 added"), bad])
    yield "feeds-none", feeds_card([])
    yield "feed-no-address", no_feed("herald.example/rss")
    for name, url in (("login", "https://ida:secret@herald.example/rss"), ("inside", "http://10.0.0.7:8080/rss")):
        try:
            feed_address(url, Reach(resolve=unresolved))
        except NotFetchedError as error:
            yield f"feed-{name}", refused_feed(str(error))


def _status(running: Job, last: Job) -> BotStatus:
    archive = Status(
        articles=4820,
        versions=5013,
        passages=61_277,
        publishers=31,
        first="2009-01-03",
        newest="2026-11-20",
        undated=12,
        withdrawn=3,
        generation="7",
        built=_BEGUN.isoformat(),
        encoder="all-MiniLM-L6-v2",
        reranker=None,
        reader=None,
        home="/data",
    )
    return BotStatus(
        archive=archive,
        queue=2,
        running=running,
        last=last,
        memory=812_000_000,
        used=1_480_000_000,
        free=52_000_000_000,
        latency=0.048,
        version="0.6.0",
        flags=FlagReport(edited=41, not_reached=6, gone=1, waiting=2),
    )
