"""The ids of articles: short, and the same on every machine."""

from __future__ import annotations

import hashlib
import re
from base64 import b32encode
from urllib.parse import urlsplit, urlunsplit

ARTICLE_ID = re.compile(r"[a-z2-7]{12}")
_TRACKERS = frozenset(("fbclid", "gclid", "dclid", "msclkid", "mc_cid", "mc_eid", "igshid", "cmpid", "ocid"))


def article_id(url: str | None, source: str) -> str:
    """The short stable id of an article: 12 base-32 letters of a hash of its canonical URL, or of its source.

    60 bits: two of a million articles share one with a chance of 1 in 2 million.
    """
    name = canonical_url(url) if url else source
    return b32encode(hashlib.sha256(name.encode("utf-8", "surrogatepass")).digest())[:12].decode().lower()


def canonical_url(url: str) -> str:
    """The URL without fragment, trackers' parameters, default port or trailing slash, scheme and host in lower case.

    What is no URL (`https://[draft]`) stays as it is, stripped.
    """
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return url.strip()
    kept = [pair for pair in parts.query.split("&") if pair and not tracks(pair)]
    host = parts.netloc.lower().removesuffix(":80" if parts.scheme == "http" else ":443")
    return urlunsplit((parts.scheme.lower(), host, parts.path.rstrip("/"), "&".join(kept), ""))


def tracks(parameter: str) -> bool:
    """Whether a `key=value` of a URL only follows readers, and tells nothing of the page."""
    key = parameter.partition("=")[0].casefold()
    return key.startswith("utm_") or key in _TRACKERS
