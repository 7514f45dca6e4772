"""The card of a job: what is to be done, how far it is, what came of it; and the list of what it failed on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import PurePath
from typing import Any

import discord
from discord import ui

from bot.kept.jobs import Job, Outcome, Task
from bot.layout import clip, layout
from bot.listing_buttons import page_rows
from bot.press import Press, row
from bot.writing import Step
from store.web.login import without_login
from store.withdrawal import Decision
from store.wording import counted

_COLOUR, _BAD = discord.Colour(0x3B6EA8), discord.Colour(0xB7791F)
_BAR = 20
_SHOWN = 5  # failures on the card itself
A_PAGE = 12
"""Failures a page: each has at most 300 units, of the 4,000 of a message."""
_KINDS = {
    "add": "Add to coverage",
    "changed": "Bring the index up to date",
    "all": "Build the index anew",
    "rollback": "Go back to the index before",
    "withdraw": "Withdraw a story",
    "restore": "Restore a story",
    "remove": "Remove a story",
    "export": "Export the record",
}


def job_card(job: Job, step: Step | None = None, held_up: str | None = None) -> ui.LayoutView:
    """A job as it is now, with what can be done about it."""
    head = f"### {_KINDS[job.task.kind]} — {job.state}\n-# Job {job.number}{_of(job.task)}"
    blocks: list[list[str]] = [[head]]
    if job.state == "waiting":
        blocks.append(["It is done when the jobs before it are. Questions are answered as always."])
    elif job.state in ("running", "stopping"):
        blocks.append([_progress(job, step, held_up)])
    elif job.outcome is not None:
        blocks.append([_told(job, job.outcome)])
    bad = job.state == "failed" or (job.outcome is not None and bool(job.outcome.failed))
    return layout(_BAD if bad else _COLOUR, *blocks, rows=_rows(job))


def proposal_card(job: Job, told: str) -> ui.LayoutView:
    """Asks whether a job is to be done; `told` says in plain words what it does, a line each."""
    reason = [f"Reason: {clip(job.task.reason, 500)}"] if job.task.reason else []
    lines = [line for line in (clip(line, 600) for line in told.splitlines()) if line]
    act = "decide" if job.task.kind in ("withdraw", "restore") else "confirm"
    buttons = row(
        Press(act, job.id, label="Do it", style=discord.ButtonStyle.danger),
        Press("discard", job.id, label="Leave it"),
    )
    return layout(_BAD, [f"### {_KINDS[job.task.kind]}?", *lines, *reason], rows=[buttons])


def decided_card(decision: Decision) -> ui.LayoutView:
    """What became of a story that an admin withdrew or restored."""
    story = clip(decision.headline or decision.article_id, 200) or "untitled"
    if decision.outcome == "unchanged" and decision.status is None:
        return layout(
            _BAD, [f"**Nothing was changed.** {story} may be added again already. Its text was deleted: add it anew."]
        )
    if decision.outcome == "unchanged":
        return layout(_BAD, [f"**Nothing was changed.** {story} is {decision.status}."])
    if decision.outcome == "readmitted":
        return layout(
            _COLOUR, [f"**{story}** may be added again. Its text was deleted and does not come back by itself."]
        )
    told = "It is quoted no more." if decision.outcome == "withdrawn" else "It may be quoted again."
    cards = f"Earlier answers that quoted it are being edited to say so. Its id is {decision.article_id}"
    return layout(_COLOUR, [f"**{story}** is {decision.outcome}. {told}", f"-# {cards}"])


def discarded_card() -> ui.LayoutView:
    """A proposal that was left."""
    return layout(_COLOUR, ["**Left as it is.** Nothing was changed."])


def exported_card(name: str) -> ui.LayoutView:
    """The file of an export, attached."""
    told = "**The whole record**, which `dateline import` takes over into an empty data folder."
    return layout(_COLOUR, [told, ui.File(f"attachment://{name}")])


def failures_card(job: Job, page: int) -> ui.LayoutView:
    """One page of what a job failed on or passed over, each with the reason."""
    items = job.outcome.failures if job.outcome else ()
    if not items:
        return layout(_COLOUR, [f"**Job {job.number} failed on nothing.**"])
    pages = failure_pages(job)
    page = max(1, min(page, pages))
    lines = [
        f"**{clip(_name(item.source), 120)}**\n{clip(item.reason or item.outcome.replace('_', ' '), 170)}"
        for item in items[(page - 1) * A_PAGE : page * A_PAGE]
    ]
    head = f"### Not added by job {job.number}\n-# {counted(len(items), 'item')}, page {page} of {pages}"
    return layout(_BAD, [head], lines, rows=page_rows("failures", job.id, page, pages))


def failure_pages(job: Job) -> int:
    """How many pages `failures_card` has, at least 1."""
    return max(1, -(-len(job.outcome.failures if job.outcome else ()) // A_PAGE))


def jobs_card(jobs: Sequence[Job]) -> ui.LayoutView:
    """The newest jobs that failed, or failed on something."""
    troubled = [job for job in jobs if job.state == "failed" or (job.outcome and job.outcome.failures)]
    if not troubled:
        return layout(_COLOUR, ["**Nothing has failed lately.**"])
    lines = []
    for job in troubled[:8]:
        outcome = job.outcome or Outcome()
        why = clip(outcome.trouble, 200) if outcome.trouble else counted(len(outcome.failures), "item") + " not added"
        lines.append(f"**Job {job.number}** · {_KINDS[job.task.kind]} · {_when(job.ended)}\n{why}")
    newest = next((job for job in troubled if job.outcome and job.outcome.failures), None)
    rows = [row(Press("failures", newest.id, "1", label=f"What job {newest.number} failed on"))] if newest else []
    return layout(_BAD, ["### Failures"], lines, rows=rows)


def job_line(job: Job) -> str:
    """A job in one line."""
    return f"job {job.number}, {_KINDS[job.task.kind].lower()}, {job.state} {_when(job.ended or job.started)}"


def _rows(job: Job) -> list[ui.ActionRow[Any]]:
    if job.state == "stopping":
        return [row(Press("job", job.id, label="Refresh"))]
    if job.state in ("waiting", "running"):
        return [row(Press("stop", job.id, label="Cancel"), Press("job", job.id, label="Refresh"))]
    if job.outcome and job.outcome.failures:
        return [row(Press("failures", job.id, "1", label="Show what was not added"))]
    if job.task.kind == "export" and job.state == "done":
        return [row(Press("fetch", job.id, label="Download"))]
    return []


def _progress(job: Job, step: Step | None, held_up: str | None) -> str:
    if job.state == "stopping":
        return "It ends after the step that it is at, or is done. What was recorded before is kept."
    if held_up:
        return f"It waits. {clip(held_up, 400)}"
    begun = f"-# Begun {_when(job.started)}. Questions are answered from the index as it was until then."
    if step is None:
        return f"It begins.\n{begun}"
    if not step.total:
        done = f"**{step.done:,}** {step.stage}" if step.done else step.stage.capitalize()
        return f"{done}\n{begun}"
    part = min(1.0, step.done / step.total)
    bar = "█" * int(part * _BAR) + "░" * (_BAR - int(part * _BAR))
    done = f"{step.stage.capitalize()} · {step.done:,} of {step.total:,}{_pace(job, step)}"
    return f"**{part:.0%}** `{bar}`\n{done}\n{begun}"


def _pace(job: Job, step: Step) -> str:
    """` · 31 a second · about 25 s left`, once there is something to reckon with."""
    seconds = (datetime.now(UTC) - datetime.fromisoformat(job.started)).total_seconds() if job.started else 0.0
    if step.done < 1 or seconds < 5:
        return ""
    rate = step.done / seconds
    left = (step.total - step.done) / rate
    return f" · {rate:.1f} a second · about {_duration(left)} left"


def _told(job: Job, outcome: Outcome) -> str:
    lines = []
    if job.state == "cancelled":
        lines.append("Cancelled. What was recorded before is kept, and is indexed with the next job.")
    if outcome.trouble:
        lines.append(f"{clip(outcome.trouble, 600)}")
    if job.state == "done" and job.task.kind in ("add", "changed", "all"):
        lines.append(_counts(outcome))
    lines += [clip(one, 200) for one in outcome.told[:3]]
    lines += [
        f"**{clip(_name(item.source), 100)}**: {clip(item.reason or item.outcome, 160)}"
        for item in outcome.failures[:_SHOWN]
    ]
    if len(outcome.failures) > _SHOWN:
        lines.append(f"… and {len(outcome.failures) - _SHOWN:,} more")
    took = f" in {_duration(outcome.seconds)}" if outcome.seconds else ""
    index = f" · index {clip(outcome.generation, 20)} answers" if outcome.generation else ""
    lines.append(f"-# Ended {_when(job.ended)}{took}{index}")
    return "\n".join(lines)


def _counts(outcome: Outcome) -> str:
    named = (
        ("added", outcome.added),
        ("new versions", outcome.new_versions),
        ("unchanged", outcome.unchanged),
        ("withdrawn", outcome.withdrawn),
        ("failed", outcome.failed),
        ("without text", outcome.no_text),
        ("passed over", outcome.skipped),
        ("undated", outcome.undated),
    )
    counts = " · ".join(f"**{number:,}** {name}" for name, number in named if number)
    return counts or "Nothing was new."


def _of(task: Task) -> str:
    if task.kind != "add":
        return f" · {clip(task.reason, 200)}" if task.reason else ""
    names = [clip(PurePath(path).name, 80) for path in task.paths] + [
        clip(without_login(url), 120) for url in task.urls
    ]
    more = f" and {len(names) - 3:,} more" if len(names) > 3 else ""
    return f" · {', '.join(names[:3])}{more}"


def _name(source: str) -> str:
    """What was uploaded under the name that its sender knows."""
    return source.removeprefix("upload/")


def _when(at: str | None) -> str:
    return f"<t:{int(datetime.fromisoformat(at).timestamp())}:R>" if at else "just now"


def _duration(seconds: float) -> str:
    if seconds < 90:
        return f"{max(1, round(seconds))} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 90 else f"{minutes // 60} h {minutes % 60} min"
