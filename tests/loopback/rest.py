"""REST v10: the door. Checks the token, applies faults, logs requests, turns refusals into Discord's bodies."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from aiohttp import BodyPartReader, web

from tests.loopback.attachments import Upload
from tests.loopback.errors import ApiError, Json
from tests.loopback.faults import Faults, RateLimitedError
from tests.loopback.state import State

BASE = "/api/v10"
Payload = Json | list[Json] | None
"""What a handler answers: a JSON body, or None for 204."""
Handler = Callable[[web.Request], Awaitable[Payload]]
"""A handler may leave rate limit headers for its answer under LIMITS in the request."""
LIMITS = web.RequestKey("LIMITS", dict[str, str])


@dataclass(frozen=True, slots=True)
class Call:
    """One REST request as it was answered. `at` is `time.monotonic()`.

    `error` says why it was refused, if it was; `expected`, that a test asked for that or that it is a rate limit.
    """

    at: float
    method: str
    path: str
    status: int
    error: str | None = None
    expected: bool = False


@dataclass(frozen=True, slots=True)
class Body:
    """A request's payload and the files that came beside it."""

    payload: Json
    files: tuple[Upload, ...] = ()


class Rest:
    """The routes of the application, in `app`. `calls` is the log of all requests."""

    def __init__(self, state: State, faults: Faults, token: str) -> None:
        self.state = state
        self.faults = faults
        self.token = token
        self.calls: list[Call] = []
        self.app = web.Application(client_max_size=25 * 1024 * 1024)

    def add(self, method: str, path: str, handler: Handler, *, bot: bool = True) -> None:
        """Serve `handler` at `path`; `bot` demands the bot's token (webhook routes carry their own in the path)."""

        async def serve(request: web.Request) -> web.Response:
            return await self._serve(request, handler, bot)

        self.app.router.add_route(method, BASE + path, serve)

    def close(self) -> None:
        """Answer everything else as an unknown route; call it after the last `add`."""

        async def unknown(request: web.Request) -> Payload:
            raise ApiError(404, 0, f"No route here for {request.method} {request.path}")

        self.add("*", "/{rest:.*}", unknown, bot=False)

    async def _serve(self, request: web.Request, handler: Handler, bot: bool) -> web.Response:
        arrived = time.monotonic()
        error, expected = None, False
        try:
            await self._admit(request, bot)
            response = _response(await handler(request))
            response.headers.update(request.get(LIMITS, {}))
        except ApiError as refusal:
            response = _refusal(refusal)
            error, expected = str(refusal), self.faults.made(refusal)
        self.calls.append(Call(arrived, request.method, request.path, response.status, error, expected))
        self.state.changed()
        return response

    async def _admit(self, request: web.Request, bot: bool) -> None:
        if bot and request.headers.get("Authorization") != f"Bot {self.token}":
            raise ApiError(401, 0, "401: Unauthorized")
        for gate in self.faults.gates:
            if gate.matches(request.method, request.path):
                if request.content_type == "application/json":
                    await request.read()  # what was sent whole arrives, though its sender may die while it waits
                gate.waiting += 1
                self.state.changed()
                await gate.opened()
        self.faults.check(request.method, request.path)


async def read_body(request: web.Request) -> Body:
    """The payload of a JSON or multipart request. Raises ApiError 50109 when it is not a JSON object."""
    if request.content_type != "multipart/form-data":
        return Body(_object(await request.text()))
    payload = "{}"
    files: list[Upload] = []
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader):
            raise ApiError(400, 50109, "The request body contains invalid JSON.")
        data = await part.read()
        if part.name == "payload_json":
            payload = data.decode()
        else:
            files.append(_upload(part, bytes(data)))
    return Body(_object(payload), tuple(files))


def _upload(part: BodyPartReader, data: bytes) -> Upload:
    number = re.fullmatch(r"files\[(\d+)\]", part.name or "")
    if number is None or not part.filename:
        raise ApiError(400, 50035, f"A file comes as files[n] with a name; this is {part.name!r}.")
    return Upload(int(number[1]), part.filename, part.headers.get("Content-Type", "application/octet-stream"), data)


def _object(text: str) -> Json:
    try:
        payload = json.loads(text)
    except ValueError:
        payload = None
    if not isinstance(payload, dict):
        raise ApiError(400, 50109, "The request body contains invalid JSON.")
    return payload


def _response(payload: Payload) -> web.Response:
    if payload is None:
        return web.Response(status=204)
    # Without a charset: discord.py reads a body as JSON only under exactly this content type.
    return web.Response(body=json.dumps(payload).encode(), content_type="application/json")


def _refusal(error: ApiError) -> web.Response:
    body = error.as_json()
    headers = {}
    if isinstance(error, RateLimitedError):
        body = {"message": error.message, "retry_after": error.retry_after, "global": error.scope == "global"}
        headers = {"Retry-After": f"{error.retry_after:.3f}", "X-RateLimit-Scope": error.scope}
        if error.via:
            headers["Via"] = "1.1 loopback"
        if error.scope == "global":
            headers["X-RateLimit-Global"] = "true"
    content = json.dumps(body).encode()
    return web.Response(status=error.status, headers=headers, body=content, content_type="application/json")
