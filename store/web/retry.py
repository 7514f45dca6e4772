"""Asking again, by tenacity: exponential waits with jitter, longer where the server wants to be left alone longer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TypeVar

from tenacity import (
    RetryCallState,
    Retrying,
    retry_if_exception_type,
    stop_after_attempt,
    stop_before_delay,
    wait_exponential_jitter,
)

from store.web.errors import BusyError, NotFetchedError

T = TypeVar("T")
Sleep = Callable[[float], None]

# 1, 2, 4 … seconds and up to one more, so that many clients do not come back at the same instant.
_BACKOFF = wait_exponential_jitter(multiplier=1, jitter=1, max=30)


def retried(ask: Callable[[], T], *, attempts: int, within: float, sleep: Sleep) -> T:
    """What `ask` returns, after at most `attempts` of it that end in BusyError, none begun after `within` seconds.

    Raises NotFetchedError: the last one.
    """
    retrying = Retrying(
        retry=retry_if_exception_type(BusyError),
        stop=stop_after_attempt(attempts) | stop_before_delay(within),
        wait=_wait,
        sleep=sleep,
        reraise=True,
    )
    return retrying(ask)


def _wait(state: RetryCallState) -> float:
    error = state.outcome.exception() if state.outcome else None
    asked = error.after if isinstance(error, BusyError) else None
    return max(_BACKOFF(state), asked or 0.0)


def busy(status: int, retry_after: str | None, longest: float) -> NotFetchedError:
    """The error for a server that cannot answer at present: worth a retry unless it asks for more than `longest`."""
    after = _seconds(retry_after)
    if after is not None and after > longest:
        return NotFetchedError(f"the server is busy (status {status}); it asks to come back in {after:.0f} s")
    return BusyError(f"the server is busy (status {status}); try again later", after)


def _seconds(retry_after: str | None) -> float | None:
    """A Retry-After as seconds from now: RFC 9110 has a number of them or a date. None for anything else."""
    text = (retry_after or "").strip()
    if text.isascii() and text.isdigit():
        return float(text)
    try:
        moment = parsedate_to_datetime(text)
    except ValueError:
        return None
    return max(0.0, (moment.replace(tzinfo=moment.tzinfo or UTC) - datetime.now(UTC)).total_seconds())
