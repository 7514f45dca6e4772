"""The name and password that an address may hold: they are sent to its server, and shown and recorded nowhere."""

from __future__ import annotations

import re
from urllib.parse import unquote, urlsplit

Login = tuple[bytes, bytes]
"""A name and a password, as they are sent."""

# `https://ida:a/b@host` and `ida:a@host` cannot be fetched; that is no reason to show them.
_LOGIN = re.compile(
    r"(?P<scheme>[a-z][a-z\d+.-]*://)(?:[^/?#]*@|[^/?#:@\[]*:(?!\d*(?:[/?#]|$))[^@]*@)|[^/?#:@\s]+:[^/?#@\s]*@",
    re.IGNORECASE,
)


def without_login(text: str) -> str:
    """An address as it may be shown, or any other text as it is."""
    found = _LOGIN.match(text.lstrip())
    return (found["scheme"] or "") + text.lstrip()[found.end() :] if found else text


def login_in(text: str) -> Login | None:
    """What an address tells its server of who asks; None where it tells nothing."""
    try:
        parts = urlsplit(text.strip())
    except ValueError:  # it is no address, and will be refused as such
        return None
    if "@" not in parts.netloc:
        return None
    return _decoded(parts.username), _decoded(parts.password)


def _decoded(part: str | None) -> bytes:
    # A command line with bytes that are no UTF-8 gives halves of characters, which httpx would refuse to encode.
    return unquote(part or "").encode("utf-8", "surrogatepass")
