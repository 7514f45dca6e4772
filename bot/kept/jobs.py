"""Jobs: what admins have asked to be done to the archive, kept so that a restart loses none of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from pydantic import TypeAdapter
from sqlalchemy import ColumnElement, Connection, Engine, Row, func, insert, select, update

from bot.kept.tables import jobs, transact
from store.receipt import new_id
from store.report import IndexItem
from store.schema import stamp
from store.web.login import without_login

Kind = Literal["add", "changed", "all", "rollback", "withdraw", "restore", "remove", "export"]
State = Literal["proposed", "waiting", "running", "stopping", "done", "failed", "cancelled"]
MAX_FAILURES = 500
"""Of one job that are kept by name; how many there were is counted beyond them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What is to be done. `paths` are files of ours that are read once, `urls` pages and feeds to fetch.

    `refused` are files that were not even looked into, which the outcome names with the others that failed. `left` is
    the generation to roll back from, so that doing it again after a kill does nothing.
    """

    kind: Kind
    paths: tuple[str, ...] = ()
    urls: tuple[str, ...] = ()
    refused: tuple[IndexItem, ...] = ()
    article_id: str | None = None
    reason: str | None = None
    left: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """How a job ended: counts of an index run, what it failed on, and what there is to tell, in words for a person.

    `generation` is the index that answers afterwards; `trouble` why the job failed.
    """

    added: int = 0
    unchanged: int = 0
    new_versions: int = 0
    withdrawn: int = 0
    undated: int = 0
    skipped: int = 0
    no_text: int = 0
    failed: int = 0
    seconds: float = 0.0
    generation: str | None = None
    told: tuple[str, ...] = ()
    failures: tuple[IndexItem, ...] = ()
    trouble: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One job. `who` is how the audit trail names the person; `message` is the id of its card, once it is known."""

    id: str
    number: int
    at: str
    state: State
    task: Task
    person: int
    who: str
    guild: int | None
    channel: int
    message: int | None = None
    started: str | None = None
    ended: str | None = None
    outcome: Outcome | None = None


_TASK, _OUTCOME = TypeAdapter(Task), TypeAdapter(Outcome)
_NEWEST = jobs.c.number.desc()


class Jobs:
    """The kept jobs. Every call works in a thread; each raises KeptError where the tables cannot be used."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    async def add(
        self,
        task: Task,
        *,
        person: int,
        who: str,
        guild: int | None,
        channel: int,
        state: State,
        job_id: str | None = None,
    ) -> Job:
        """Keep a new job; it has the next number."""
        job = Job(
            id=job_id or new_id(),
            number=0,
            at=stamp(),
            state=state,
            task=task,
            person=person,
            who=who,
            guild=guild,
            channel=channel,
        )
        return await transact(self._engine, lambda connection: _insert(connection, job))

    async def find(self, job_id: str) -> Job | None:
        """The job with this id."""
        return await transact(self._engine, lambda connection: _one(connection, job_id))

    async def left(self) -> list[Job]:
        """The jobs that are waiting or were cut short, oldest first."""
        rows = select(jobs).where(jobs.c.state.in_(("waiting", "running", "stopping"))).order_by(jobs.c.number)
        return await transact(self._engine, lambda connection: [_job(row) for row in connection.execute(rows)])

    async def newest(self, limit: int) -> list[Job]:
        """The jobs that were done or are to be done, newest first."""
        rows = select(jobs).where(jobs.c.state != "proposed").order_by(_NEWEST).limit(limit)
        return await transact(self._engine, lambda connection: [_job(row) for row in connection.execute(rows)])

    async def take_up(self, job_id: str, waiting: State, state: State) -> Job | None:
        """The job in its new state; None where it is not in the state it should be in, as when two people press."""
        values = {"state": state, **({"started": stamp()} if state == "running" else {})}
        return await transact(
            self._engine, lambda connection: _changed(connection, job_id, values, jobs.c.state == waiting)
        )

    async def end(self, job_id: str, state: State, outcome: Outcome) -> Job | None:
        """Keep how a job ended, and no longer the passwords in the addresses that it fetched."""

        def ended(connection: Connection) -> Job | None:
            job = _one(connection, job_id)
            if job is None:
                return None
            task = replace(job.task, urls=tuple(map(without_login, job.task.urls)))
            values = {"state": state, "ended": stamp(), "outcome": _OUTCOME.dump_json(outcome).decode()}
            return _changed(connection, job_id, {**values, "task": _TASK.dump_json(task).decode()})

        return await transact(self._engine, ended)

    async def sent(self, job_id: str, message: int, channel: int) -> Job | None:
        """Note as which message, and in which channel, the card of a job stands."""
        values = {"message": message, "channel": channel}
        return await transact(self._engine, lambda connection: _changed(connection, job_id, values))


def _insert(connection: Connection, job: Job) -> Job:
    connection.execute(
        insert(jobs).values(
            id=job.id,
            number=select(func.coalesce(func.max(jobs.c.number), 0) + 1).scalar_subquery(),
            at=job.at,
            state=job.state,
            task=_TASK.dump_json(job.task).decode(),
            person=job.person,
            who=job.who,
            guild=job.guild,
            channel=job.channel,
        )
    )
    kept = _one(connection, job.id)
    assert kept is not None  # it was inserted above, in this transaction
    return kept


def _changed(
    connection: Connection, job_id: str, values: Mapping[str, object], *only: ColumnElement[bool]
) -> Job | None:
    """The job with new values; None, and nothing changed, where there is none or `only` does not hold of it."""
    found = connection.execute(update(jobs).where(jobs.c.id == job_id, *only).values(**values)).rowcount
    return _one(connection, job_id) if found else None


def _one(connection: Connection, job_id: str) -> Job | None:
    row = connection.execute(select(jobs).where(jobs.c.id == job_id)).one_or_none()
    return _job(row) if row else None


def _job(row: Row[tuple[object, ...]]) -> Job:
    held = dict(row._mapping)
    task, outcome = _TASK.validate_json(held.pop("task")), held.pop("outcome")
    return Job(task=task, outcome=_OUTCOME.validate_json(outcome) if outcome else None, **held)
