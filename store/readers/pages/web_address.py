"""Addresses of web pages as the archive keeps them: whole, and without what only tracks their readers."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit, urlunsplit

from store.ids import tracks

MAX_ADDRESS = 2000  # characters; browsers and servers refuse longer ones


def web_address(address: str, base: str | None) -> str | None:
    """The http(s) address of a page below its site's front page, or None.

    Relative addresses are joined to `base`. Scheme and host are written in lower case; the fragment, the default
    port and the parameters of trackers are left out. A front page is no article's address, though sites claim it.
    """
    try:
        parts = urlsplit(urljoin(base or "", address.strip()))
        port = parts.port
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.hostname or len(address) > MAX_ADDRESS:
        return None
    if parts.path in ("", "/") and not parts.query:
        return None
    host = parts.hostname if port in (None, 80 if parts.scheme == "http" else 443) else f"{parts.hostname}:{port}"
    kept = [pair for pair in parts.query.split("&") if pair and not tracks(pair)]
    return urlunsplit((parts.scheme, host, parts.path, "&".join(kept), ""))


def host_of(address: str) -> str | None:
    """The host of an address without `www.`; None where it has none."""
    try:
        host = urlsplit(address.strip()).hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None
