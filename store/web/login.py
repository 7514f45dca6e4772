"""The name and password that an address may hold: they are sent to its server, and shown and recorded nowhere."""

from __future__ import annotations

import re
from base64 import b64encode
from urllib.parse import unquote, urlsplit

# `https://ida:a/b@host` and `ida:a@host` cannot be fetched; that is no reason to show them.
_LOGIN = re.compile(
    r"(?P<scheme>[a-z][a-z\d+.-]*://)(?:[^/?#]*@|[^/?#:@\[]*:(?!\d*(?:[/?#]|$))[^@]*@)|[^/?#:@\s]+:[^/?#@\s]*@",
    re.IGNORECASE,
)


def without_login(text: str) -> str:
    """An address as it may be shown, or any other text as it is."""
    found = _LOGIN.match(text.lstrip())
    return (found["scheme"] or "") + text.lstrip()[found.end() :] if found else text


def login_in(text: str) -> str | None:
    """What an address tells its server of who asks, as the value of an `Authorization`; None where it tells nothing."""
    try:
        parts = urlsplit(text.strip())
    except ValueError:  # it is no address, and will be refused as such
        return None
    if "@" not in parts.netloc:
        return None
    name, password = unquote(parts.username or ""), unquote(parts.password or "")
    return f"Basic {b64encode(f'{name}:{password}'.encode('utf-8', 'surrogatepass')).decode()}"
