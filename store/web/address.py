"""Which servers may be asked: those of the public internet, and those that the settings name.

Dateline runs inside a newsroom's network, and the addresses it fetches come from others: from people, feeds and
redirects. A name is therefore resolved once, all that it stands for is judged, and the connection goes to what was
judged; a name that resolves differently a moment later gains nothing.
"""

from __future__ import annotations

import re
import socket
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from urllib.parse import urlsplit

from store.web.errors import BusyError, OutOfReachError
from store.web.login import Login

Allowed = frozenset[tuple[str, int]]
"""Servers that may be asked whatever their address: (host as in the URL, port)."""
Resolve = Callable[[str, int], Sequence[str]]
"""The addresses of a host, as text. Raises OSError."""

# Where websites are found; the ports of mail, databases and the like are no place to send requests to.
_PORTS = frozenset({80, 443, 8080, 8443})
# What some resolvers take for an IPv4 address (WHATWG URL, "ends in a number"): 0x7f.1, 0177.0.0.1, 2130706433.
_NUMBER = re.compile(r"(?:.*\.)?(?:\d+|0x[\da-f]*)\.?", re.IGNORECASE | re.DOTALL)
_SCHEME = re.compile(r"[a-z][a-z\d+.-]*://", re.IGNORECASE)
_UNICAST = IPv6Network("2000::/3")  # all that IANA has given out for the public internet
_TUNNELS = (IPv6Network("2002::/16"), IPv6Network("2001::/32"))  # 6to4 and Teredo: an IPv4 address in disguise
_NAT64 = IPv6Network("64:ff9b::/96")  # RFC 6052: the IPv4 internet as IPv6-only networks see it
_MAX_ADDRESSES = 4


@dataclass(frozen=True, slots=True)
class Location:
    """A URL that was understood: `url` is ASCII without fragment, `host` lower-case without brackets.

    `login` is that of whoever gave the address, for its server alone; it is no part of `url`.
    """

    url: str
    scheme: str
    host: str
    port: int
    login: Login | None = field(default=None, repr=False)

    @property
    def origin(self) -> str:
        return f"{self.scheme}://{_netloc(self.host, self.port)}"

    def named_by(self, other: Location) -> Location:
        """This location as a page of `other` names it: where both are of one server, with the same login."""
        return replace(self, login=other.login) if self.origin == other.origin else self


def _netloc(host: str, port: int) -> str:
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def is_url(text: str) -> bool:
    """Whether a source is meant as a URL, of whatever scheme, and not as a path."""
    return _SCHEME.match(text.strip()) is not None


def parse_allowed(text: str) -> Allowed:
    """`intranet.example:8080, 10.0.0.7:80` as pairs. Raises ValueError with a line for a person."""
    return frozenset(_pair(entry.strip()) for entry in text.split(",") if entry.strip())


def _pair(entry: str) -> tuple[str, int]:
    parts = urlsplit(f"//{entry}")
    if not entry.isascii() or parts.netloc != entry or "@" in entry or parts.hostname is None or parts.port is None:
        raise ValueError(f"{entry!r} is not host:port, such as intranet.example:8080")
    return parts.hostname, parts.port


def resolve(host: str, port: int) -> list[str]:
    """What the system's resolver says. Raises OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(address[0]) for *_, address in found))


@dataclass(frozen=True, slots=True)
class Reach:
    """The policy: public addresses at the ports of websites, and `allowed` servers wherever they are."""

    allowed: Allowed = frozenset()
    resolve: Resolve = resolve

    def addresses(self, host: str, port: int) -> list[str]:
        """The IP addresses to connect to for a host, at most four. Raises OutOfReachError, BusyError."""
        allowed = (host.lower(), port) in self.allowed
        if not allowed:
            _check_spelling(host)
            if port not in _PORTS:
                raise OutOfReachError(f"port {port} is none of a website; use another address of the page")
        found = self._resolved(host, port)
        refused = [] if allowed else [address for address in found if not is_public(address)]
        if refused:
            named = host if host == refused[0] else f"{host} is {refused[0]}, which"
            raise OutOfReachError(
                f"{named} is not on the public internet; "
                f"if you mean it, set DATELINE_FETCH_ALLOW={_netloc(host, port)} where Dateline runs"
            )
        return found[:_MAX_ADDRESSES]

    def _resolved(self, host: str, port: int) -> list[str]:
        try:
            found = list(self.resolve(host, port))
        except socket.gaierror as error:
            if error.errno == socket.EAI_AGAIN:
                raise BusyError(f"the name {host} cannot be looked up at present; try again later") from error
            raise OutOfReachError(f"there is no server named {host}; check the address") from error
        except (OSError, UnicodeError) as error:
            raise OutOfReachError(f"the name {host} cannot be looked up; check the address") from error
        if not found:
            raise OutOfReachError(f"there is no server named {host}; check the address")
        return found


def is_public(address: str) -> bool:
    """Whether an IP address belongs to one server of the public internet; an IPv4 address inside it counts."""
    try:
        found = ip_address(address)
    except ValueError:
        return False
    if isinstance(found, IPv6Address):
        inner = _inner(found)
        if inner is None:
            return found in _UNICAST and found.is_global and not any(found in tunnel for tunnel in _TUNNELS)
        found = inner
    return found.is_global and not (found.is_multicast or found.is_reserved or found.is_unspecified)


def _inner(address: IPv6Address) -> IPv4Address | None:
    if address in _NAT64:
        return IPv4Address(int(address) & 0xFFFF_FFFF)
    return address.ipv4_mapped


def _check_spelling(host: str) -> None:
    if ":" in host or not _NUMBER.fullmatch(host):
        return
    try:
        IPv4Address(host)
    except ValueError:
        raise OutOfReachError(f"{host} is an odd way to write an IP address; write it as four numbers") from None
