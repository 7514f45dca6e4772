"""What the bot counts of its own doing, as Prometheus reads it. The only module that knows prometheus-client.

Nothing here names a person, a server or a question: every label has a small set of values.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram
from prometheus_client.exposition import CONTENT_TYPE_PLAIN_0_0_4, generate_latest

from store.answer import Coverage

CONTENT_TYPE = CONTENT_TYPE_PLAIN_0_0_4

_REPLY_SECONDS = (0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 3.0, 5.0, 10.0, 20.0, 30.0, 60.0)
_LAG_SECONDS = (0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 3.0)  # past three Discord gives a command up


@dataclass(frozen=True, slots=True)
class Standing:
    """How things are at the moment of a scrape: `latency` is the gateway's in seconds, None while there is none.

    `jobs` are those of the queue that are not done, None where that cannot be told.
    """

    waiting: int
    jobs: int | None
    connected: bool
    latency: float | None


class Metrics:
    """One a process, in a registry of its own, so that two of them share nothing."""

    def __init__(self) -> None:
        registry = self._registry = CollectorRegistry()
        self._questions = Counter(
            "dateline_questions",
            "What was asked or looked up, by what it gave.",
            ["kind", "verdict"],
            registry=registry,
        )
        self._replies = Histogram(
            "dateline_reply_seconds",
            "From the start of the work on a reply to its card, by how it ended.",
            ["outcome"],
            registry=registry,
            buckets=_REPLY_SECONDS,
        )
        self._presses = Counter("dateline_presses", "Buttons and selects used.", ["action"], registry=registry)
        self._turned_away = Counter(
            "dateline_turned_away", "Questions that were not taken at all.", ["reason"], registry=registry
        )
        self._discord_errors = Counter(
            "dateline_discord_errors",
            "Requests that Discord refused, by HTTP status and Discord's own code; 0 where there is none.",
            ["status", "code"],
            registry=registry,
        )
        self._looks = Counter(
            "dateline_looks",
            "Looks in the background at what has changed, for names, watches and flags.",
            ["of", "outcome"],
            registry=registry,
        )
        self._lag = Histogram(
            "dateline_loop_lag_seconds",
            "How late a timer of the event loop fired, sampled twice a second.",
            registry=registry,
            buckets=_LAG_SECONDS,
        )
        self._waiting = Gauge("dateline_waiting", "Questions that wait for their reply now.", registry=registry)
        self._jobs = Gauge(
            "dateline_jobs", "Jobs to the archive that are not done; NaN where it cannot be told.", registry=registry
        )
        self._connected = Gauge(
            "dateline_gateway_connected", "1 while Discord's gateway is connected, else 0.", registry=registry
        )
        self._latency = Gauge(
            "dateline_gateway_latency_seconds", "Of the last heartbeat; NaN while there is none.", registry=registry
        )
        self._articles = Gauge("dateline_articles", "Articles that may be quoted.", registry=registry)
        self._age = Gauge(
            "dateline_index_age_seconds",
            "Since the index last changed; NaN where nothing is indexed.",
            registry=registry,
        )
        self._generation = Gauge(
            "dateline_index_generation", "1 for the generation that answers.", ["generation"], registry=registry
        )
        self._built: datetime | None = None

    def answered(self, kind: str, verdict: str) -> None:
        """Something was asked of the core, and it gave this."""
        self._questions.labels(kind, verdict).inc()

    def replied(self, outcome: str, seconds: float) -> None:
        """The work on a reply ended."""
        self._replies.labels(outcome).observe(seconds)

    def pressed(self, action: str) -> None:
        """A button or a select was used."""
        self._presses.labels(action).inc()

    def turned_away(self, reason: str) -> None:
        """A question was not taken: `rate_limited`, `busy` or `restarting`."""
        self._turned_away.labels(reason).inc()

    def discord_refused(self, status: int, code: int) -> None:
        """Discord refused a request, or, where the status is 0, could not be reached."""
        self._discord_errors.labels(str(status), str(code)).inc()

    def looked(self, of: str, *, done: bool) -> None:
        """A look at the index in the background came to its end, or did not."""
        self._looks.labels(of, "done" if done else "failed").inc()

    def lagged(self, seconds: float) -> None:
        """A timer of the event loop fired this late."""
        self._lag.observe(seconds)

    def indexed(self, coverage: Coverage) -> None:
        """This is what answers now."""
        self._articles.set(coverage.articles)
        self._generation.clear()
        self._generation.labels(coverage.generation).set(1)
        self._built = datetime.fromisoformat(coverage.built) if coverage.built else None

    def page(self, standing: Standing) -> bytes:
        """All of it in Prometheus's text format, which CONTENT_TYPE names."""
        self._waiting.set(standing.waiting)
        self._jobs.set(_or_nan(standing.jobs))
        self._connected.set(standing.connected)
        self._latency.set(_or_nan(standing.latency))
        self._age.set(_or_nan((datetime.now(UTC) - self._built).total_seconds() if self._built else None))
        return generate_latest(self._registry)


def _or_nan(value: float | None) -> float:
    return float("nan") if value is None else value
