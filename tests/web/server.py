"""A web server that does whatever a test wants, and remembers what it was asked: raw bytes over real sockets."""

from __future__ import annotations

import contextlib
import socketserver
import ssl
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from io import BufferedIOBase
from types import TracebackType
from typing import Any


@dataclass(frozen=True, slots=True)
class Request:
    """`headers` have lower-case names."""

    path: str
    headers: dict[str, str]


Handler = Callable[[Request], Iterable[bytes]]
Route = bytes | Handler | list[bytes]
"""A reply, one after another of several replies (the last again and again), or what makes the pieces of one."""


def reply(body: bytes | str = b"", *, status: str = "200 OK", **headers: str) -> bytes:
    """A whole HTTP reply; `Content_Type` is written as `Content-Type`."""
    data = body.encode() if isinstance(body, str) else body
    lines = {"Content_Length": str(len(data)), **headers}
    head = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in lines.items())
    return f"HTTP/1.1 {status}\r\n{head}\r\n".encode("latin-1") + data


def redirect(to: str) -> bytes:
    return reply(status="302 Found", Location=to)


NOT_FOUND = reply(status="404 Not Found")


@dataclass
class Site:
    """A running server on 127.0.0.1. What has no route is not found, robots.txt too."""

    tls: ssl.SSLContext | None = None
    routes: dict[str, Route] = field(default_factory=dict)
    requests: list[Request] = field(default_factory=list)
    closing: threading.Event = field(default_factory=threading.Event)

    def __enter__(self) -> Site:
        site = self

        class Connection(socketserver.StreamRequestHandler):
            def handle(self) -> None:
                request = _read(self.rfile)
                if request is None:
                    return
                site.requests.append(request)
                try:
                    for piece in site._pieces(request):
                        self.wfile.write(piece)
                except (BrokenPipeError, ConnectionResetError):
                    pass  # the client has heard enough

        self._server = _Server(("127.0.0.1", 0), Connection)
        self._server.tls = self.tls
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.closing.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    @property
    def port(self) -> int:
        return int(self._server.server_address[1])

    def url(self, path: str = "/") -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def asked(self, path: str) -> list[Request]:
        """The requests for a path, in their order."""
        return [request for request in self.requests if request.path == path]

    def drip(self, start: bytes) -> Handler:
        """Sends the start, and then a dot every few milliseconds for ever."""

        def pieces(request: Request) -> Iterator[bytes]:
            yield start
            while not self.closing.wait(0.02):
                yield b"."

        return pieces

    def fall_silent(self, data: bytes) -> Handler:
        """Sends this and then nothing, with the connection open."""

        def pieces(request: Request) -> Iterator[bytes]:
            yield data
            self.closing.wait(10)

        return pieces

    def _pieces(self, request: Request) -> Iterable[bytes]:
        route = self.routes.get(request.path, NOT_FOUND)
        if isinstance(route, list):
            route = route.pop(0) if len(route) > 1 else route[0]
        return [route] if isinstance(route, bytes) else route(request)


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = False  # joined when it closes, so that no socket outlives its test
    tls: ssl.SSLContext | None = None

    def finish_request(self, request: Any, client_address: Any) -> None:
        if self.tls is None:
            super().finish_request(request, client_address)
            return
        with contextlib.suppress(ssl.SSLError), self.tls.wrap_socket(request, server_side=True) as secure:
            super().finish_request(secure, client_address)


def _read(stream: BufferedIOBase) -> Request | None:
    lines: list[str] = []
    while (line := stream.readline()) not in (b"\r\n", b""):
        lines.append(line.decode("latin-1").strip())
    if not lines:
        return None
    pairs = (line.partition(":") for line in lines[1:])
    return Request(lines[0].split()[1], {name.lower(): value.strip() for name, _, value in pairs})
