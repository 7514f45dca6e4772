"""Tracing: every request that discord.py makes, seen for whether Discord refused it, also those that it makes again."""

from __future__ import annotations

import json
from types import SimpleNamespace

import aiohttp

from bot.metrics import Metrics


def trace_of(metrics: Metrics) -> aiohttp.TraceConfig:
    """Counts the requests that are refused, or find nobody, in the metrics."""

    async def ended(_: aiohttp.ClientSession, __: SimpleNamespace, params: aiohttp.TraceRequestEndParams) -> None:
        if params.response.status >= 400:
            # Read once: aiohttp keeps the body for discord.py, which reads it next.
            metrics.discord_refused(params.response.status, _code(await params.response.text()))

    async def failed(_: aiohttp.ClientSession, __: SimpleNamespace, ___: aiohttp.TraceRequestExceptionParams) -> None:
        metrics.discord_refused(0, 0)

    trace = aiohttp.TraceConfig()
    trace.on_request_end.append(ended)
    trace.on_request_exception.append(failed)
    return trace


def _code(body: str) -> int:
    """Discord's own number for what is wrong; 0 where it gives none, as the servers before it do."""
    try:
        told = json.loads(body)
    except ValueError:
        return 0
    code = told.get("code") if isinstance(told, dict) else None
    return code if isinstance(code, int) else 0
