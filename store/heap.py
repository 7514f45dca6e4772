"""The C library's heap: what it keeps of memory that is free. The only module that knows malloc.

Only glibc has these calls; under another C library they do nothing.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Callable
from typing import cast

_ARENA_MAX = -8  # M_ARENA_MAX of glibc's malloc.h


def give_memory_back() -> None:
    """Hand what is free back to the system, where the C library otherwise keeps it."""
    trim = _call("malloc_trim")
    if trim:
        trim(0)


def keep_one_heap() -> None:
    """From now on no thread gets a heap of its own.

    glibc gives each thread one, and what Chroma's threads leave in theirs, a byte here and there, keeps the rest from
    being handed back: after 15,000 passages 116 MB, with one heap nothing.
    """
    option = _call("mallopt")
    if option:
        option(_ARENA_MAX, 1)


def _call(name: str) -> Callable[..., int] | None:
    return cast(Callable[..., int] | None, getattr(ctypes.CDLL(None), name, None)) if sys.platform == "linux" else None
