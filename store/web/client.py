"""One request and its whole reply, by httpx. The only module that knows httpx and httpcore beneath it.

Each request has a connection of its own, without cookies, proxies or credentials of the environment: a proxy would
look names up by itself, past the check of addresses. Certificates are checked; `SSL_CERT_FILE` names
those to trust in place of certifi's.
"""

from __future__ import annotations

import re
import ssl
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import httpcore
import httpx

from store.web.address import Location, Reach
from store.web.errors import BusyError, NotFetchedError
from store.web.inflate import inflate
from store.web.limits import Deadline, Limits
from store.web.login import login_in, without_login

_REDIRECTS = (301, 302, 303, 307, 308)
_ACCEPT = "text/html, application/atom+xml, application/rss+xml, application/json;q=0.9, */*;q=0.8"
_HOST = re.compile(r"[a-z\d._-]+|[\da-f:.]+")
_PORT_OF = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What a server said. `redirect` is where it sends us; `body` is empty but for status 200."""

    location: Location
    status: int
    redirect: str | None
    media_type: str | None
    charset: str | None
    etag: str | None
    last_modified: str | None
    retry_after: str | None
    body: bytes


def locate(text: str, base: Location | None = None) -> Location:
    """A URL understood, relative to `base` where one is given, without a login in it. Raises NotFetchedError."""
    try:
        url = httpx.URL(text.strip()) if base is None else httpx.URL(base.url).join(text.strip())
        host = url.raw_host.decode("ascii")
    except (httpx.InvalidURL, ValueError):
        raise NotFetchedError("this is no address of a page; check its spelling") from None
    if url.scheme not in _PORT_OF:
        raise NotFetchedError(f"only http and https are fetched, not {url.scheme or 'an address without either'}")
    if not _HOST.fullmatch(host):
        raise NotFetchedError("the address names no server; check its spelling")
    if url.userinfo:
        raise NotFetchedError("the address holds a name or password; leave them out")
    found = Location(str(url.copy_with(fragment=None)), url.scheme, host, url.port or _PORT_OF[url.scheme])
    return found.named_by(base) if base else found


def locate_given(text: str) -> Location:
    """A URL from a person, who may have put a name and password into it, understood. Raises NotFetchedError."""
    return replace(locate(without_login(text)), login=login_in(text))


class Client:
    """Asks servers that `reach` allows, within `limits`, under the name `agent`."""

    def __init__(self, reach: Reach, limits: Limits, agent: str) -> None:
        self._reach = reach
        self._limits = limits
        self._headers = {"User-Agent": agent, "Accept": _ACCEPT, "Accept-Encoding": "gzip", "Connection": "close"}
        self._timeout = httpx.Timeout(limits.silence, connect=limits.connect)

    def get(self, location: Location, deadline: Deadline, size: int, headers: Mapping[str, str]) -> Reply:
        """The reply to one GET, no redirect followed. Raises NotFetchedError; BusyError where no reply came whole."""
        headers = {**self._headers, **headers}
        transport = _Transport(self._tls if location.scheme == "https" else None, _Backend(self._reach, deadline))
        try:
            with (
                httpx.Client(transport=transport, timeout=self._timeout, trust_env=False) as client,
                client.stream("GET", location.url, headers=headers, auth=location.login) as response,
            ):
                return _reply(location, response, size)
        except httpx.HTTPError:  # the only one that the transport does not raise itself
            raise NotFetchedError("the server redirects to what is no address; tell its owner") from None
        except httpcore.TimeoutException as error:
            raise self._late(error, deadline) from error
        except (httpcore.NetworkError, httpcore.ProtocolError) as error:
            raise _broken(error) from error

    @cached_property
    def _tls(self) -> ssl.SSLContext:
        return httpx.create_ssl_context()

    def _late(self, error: Exception, deadline: Deadline) -> NotFetchedError:
        if not deadline.left:
            return NotFetchedError(f"the page was not there whole after {deadline.seconds:g} s; try again later")
        if isinstance(error, httpcore.ConnectTimeout):
            return BusyError(f"the server could not be reached within {self._limits.connect:g} s; try again later")
        return NotFetchedError(f"the server did not answer within {self._limits.silence:g} s; try again later")


def _reply(location: Location, response: httpx.Response, size: int) -> Reply:
    headers, status = response.headers, response.status_code
    body = inflate(response.iter_raw(), headers.get("Content-Encoding", ""), size) if status == 200 else b""
    return Reply(
        location=location,
        status=status,
        redirect=headers.get("Location") if status in _REDIRECTS else None,
        media_type=headers.get("Content-Type", "").partition(";")[0].strip().lower() or None,
        charset=response.charset_encoding,
        etag=headers.get("ETag"),
        last_modified=headers.get("Last-Modified"),
        retry_after=headers.get("Retry-After"),
        body=body,
    )


def _broken(error: Exception) -> NotFetchedError:
    cause = error.__context__
    if isinstance(cause, ssl.SSLError):
        why = getattr(cause, "verify_message", "") or (cause.reason or "unknown").lower().replace("_", " ")
        return NotFetchedError(f"the server's secure connection cannot be trusted ({why}); check the address")
    if isinstance(error, httpcore.ConnectError):
        return BusyError(f"the server could not be reached ({_reason(cause)}); try again later")
    if isinstance(error, httpcore.NetworkError):
        return BusyError(f"the connection broke ({_reason(cause)}); try again later")
    return BusyError("the server's reply broke off or is no HTTP; try again later")


def _reason(error: BaseException | None) -> str:
    return error.strerror.lower() if isinstance(error, OSError) and error.strerror else "no reason given"


class _Transport(httpx.BaseTransport):
    """httpx over a connection pool whose sockets are opened by our backend."""

    def __init__(self, tls: ssl.SSLContext | None, backend: _Backend) -> None:
        self._pool = httpcore.ConnectionPool(tls, max_keepalive_connections=0, network_backend=backend)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        url = httpcore.URL(
            scheme=request.url.raw_scheme,
            host=request.url.raw_host,
            port=request.url.port,
            target=request.url.raw_path,
        )
        reply = self._pool.handle_request(
            httpcore.Request(request.method, url, headers=request.headers.raw, extensions=request.extensions)
        )
        return httpx.Response(reply.status, headers=reply.headers, stream=_Body(reply), extensions=reply.extensions)

    def close(self) -> None:
        self._pool.close()


class _Body(httpx.SyncByteStream):
    def __init__(self, reply: httpcore.Response) -> None:
        self._reply = reply

    def __iter__(self) -> Iterator[bytes]:
        return self._reply.iter_stream()

    def close(self) -> None:
        self._reply.close()


class _Backend(httpcore.NetworkBackend):
    """Opens sockets only to addresses that were judged, and ends every wait at the deadline."""

    def __init__(self, reach: Reach, deadline: Deadline) -> None:
        self._reach = reach
        self._deadline = deadline
        self._system = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        def connect(address: str) -> httpcore.NetworkStream:
            within = _within(self._deadline, timeout, httpcore.ConnectTimeout)
            opened = self._system.connect_tcp(address, port, within, local_address, socket_options)
            return _Stream(opened, self._deadline)

        *others, last = self._reach.addresses(host, port)
        for address in others:
            try:
                return connect(address)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                continue  # a host of several addresses is there as long as one of them answers
        return connect(last)


class _Stream(httpcore.NetworkStream):
    """A connection of which no single wait outlasts the deadline, however slowly the bytes drip."""

    def __init__(self, inner: httpcore.NetworkStream, deadline: Deadline) -> None:
        self._inner = inner
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, _within(self._deadline, timeout, httpcore.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._inner.write(buffer, _within(self._deadline, timeout, httpcore.WriteTimeout))

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        within = _within(self._deadline, timeout, httpcore.ConnectTimeout)
        return _Stream(self._inner.start_tls(ssl_context, server_hostname, within), self._deadline)

    def get_extra_info(self, info: str) -> object:
        return self._inner.get_extra_info(info)


def _within(deadline: Deadline, timeout: float | None, late: type[httpcore.TimeoutException]) -> float:
    left = deadline.left
    if not left:
        raise late
    return left if timeout is None else min(timeout, left)
