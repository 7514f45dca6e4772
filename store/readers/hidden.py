"""What a page marks as not shown: the attribute `hidden`, or a style that takes the element out of sight."""

from __future__ import annotations

import re
from collections.abc import Mapping

_WHOLE = frozenset(("html", "body"))
_STYLE = re.compile(r"display:none|visibility:hidden|clip:rect\((?:0|1px)", re.IGNORECASE)


def is_hidden(name: str, attributes: Mapping[str, str]) -> bool:
    """Whether an element is not shown; what opens when its words are searched for is.

    A whole page is never hidden: its scripts show it when they are done.
    """
    hidden, style = attributes.get("hidden"), attributes.get("style")
    if name in _WHOLE:
        return False
    if hidden is not None and hidden.strip().casefold() != "until-found":
        return True
    return style is not None and _STYLE.search("".join(style.split())) is not None
