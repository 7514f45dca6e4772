"""The cards of jobs, within Discord's limits whatever a job was sent, was told and failed on."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator

from discord import ui
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.job_card import decided_card, failure_pages, failures_card, job_card, jobs_card, proposal_card
from bot.kept.jobs import Job, Kind, Outcome, State, Task
from bot.writing import Step
from store.report import IndexItem
from store.withdrawal import Decision
from tests.loopback.components import check_layout

TEXTS = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        ["字" * 400, "@everyone **x** ||y|| `z`", "\u202egnp", "a\nb\r\u2028c\x85d", "*" * 900, "\ud800", ""]
    ),
).map(lambda text: text.encode("utf-8", "ignore").decode())
ITEMS = st.builds(
    lambda source, reason: IndexItem(f"upload/{source}", "failed", None, reason), TEXTS, st.none() | TEXTS
)
KINDS: tuple[Kind, ...] = ("add", "changed", "all", "rollback", "withdraw", "restore", "remove", "export")
STATES: tuple[State, ...] = ("waiting", "running", "done", "failed", "cancelled")


@st.composite
def jobs(draw: st.DrawFn) -> Job:
    """A job with up to 500 failures, and texts of every script wherever one can stand."""
    failures = tuple(draw(st.lists(ITEMS, max_size=3))) * draw(st.sampled_from([1, 166]))
    outcome = Outcome(
        added=draw(st.integers(0, 10**9)),
        failed=len(failures),
        told=tuple(draw(st.lists(TEXTS, max_size=20))),
        failures=failures,
        trouble=draw(st.none() | TEXTS),
        generation=draw(st.none() | TEXTS),
        seconds=draw(st.floats(0, 1e6)),
    )
    names = st.lists(TEXTS, max_size=10).map(tuple)
    task = Task(kind=draw(st.sampled_from(KINDS)), paths=draw(names), urls=draw(names), reason=draw(st.none() | TEXTS))
    state = draw(st.sampled_from(STATES))
    return Job(
        id="abcdefghijklm",
        number=draw(st.integers(1, 10**9)),
        at="2026-11-24T12:00:00+00:00",
        state=state,
        task=task,
        person=1,
        who=draw(TEXTS),
        guild=2,
        channel=3,
        started="2026-11-24T12:00:00+00:00",
        ended=None if state in ("waiting", "running") else "2026-11-24T12:30:00+00:00",
        outcome=None if state in ("waiting", "running") else outcome,
    )


def cards(job: Job, text: str, step: Step | None, page: int) -> Iterator[ui.LayoutView]:
    """Every card that a job has."""
    yield job_card(job, step)
    yield job_card(job, None, text)
    yield failures_card(job, page)
    yield jobs_card([job] * 50)
    yield proposal_card(job, f"{text}\nIt is done for good.")
    decision = Decision(article_id="k3v9", headline=text, outcome="withdrawn", status="withdrawn", note=text)
    yield decided_card(decision)
    yield decided_card(dataclasses.replace(decision, outcome="unchanged"))


@settings(max_examples=60, deadline=None)
@given(
    jobs(),
    TEXTS,
    st.none() | st.builds(Step, TEXTS.filter(bool), st.integers(0, 10**7), st.integers(0, 10**6)),
    st.integers(-2, 60),
)
def test_every_card_of_any_job_keeps_every_limit(job: Job, text: str, step: Step | None, page: int) -> None:
    for view in cards(job, text, step, page):
        check_layout(view.to_components())  # type: ignore[no-untyped-call]


def test_every_failure_stands_on_one_page() -> None:
    items = tuple(IndexItem(f"upload/lamp{number}.md", "failed", None, "it is empty") for number in range(500))
    job = Job(
        id="abcdefghijklm",
        number=1,
        at="2026-11-24T12:00:00+00:00",
        state="done",
        task=Task(kind="add"),
        person=1,
        who="carol",
        guild=2,
        channel=3,
        outcome=Outcome(failed=500, failures=items),
    )
    pages = [failures_card(job, page) for page in range(1, failure_pages(job) + 1)]
    shown = "".join(str(page.to_components()) for page in pages)  # type: ignore[no-untyped-call]
    assert all(shown.count(f"**lamp{number}.md**") == 1 for number in range(500))
