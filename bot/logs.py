"""Logging of a serving process: one line an event on stderr, `key=value` where there are values.

No name of a person and no token is ever logged, and what people ask only where the settings allow it. discord.py stays
at warnings, whatever the level: its finer levels print whole messages.
"""

from __future__ import annotations

import json
import logging

_FORMAT = "%(asctime)s %(levelname)s %(name)s %(message)s"
_asked = logging.getLogger("bot.asked")
_asked.setLevel(logging.CRITICAL)  # says nothing until it is configured to


class _OneLine(logging.Formatter):
    """Line breaks, which tracebacks and messages of others have, become `\\n`: an event never looks like two."""

    def format(self, record: logging.LogRecord) -> str:
        return super().format(record).replace("\r", "\\r").replace("\n", "\\n")


def configure(level: str, *, private: bool = False) -> None:
    """Set up this process's logging; `level` is for our own modules, `private` lets what people ask be told."""
    handler = logging.StreamHandler()
    handler.setFormatter(_OneLine(_FORMAT))
    logging.basicConfig(handlers=[handler], level=logging.WARNING)
    for name in ("bot", "store"):
        logging.getLogger(name).setLevel(level.upper())
    _asked.setLevel(logging.INFO if private else logging.CRITICAL)


def tells_private() -> bool:
    """Whether what people ask may be logged."""
    return _asked.isEnabledFor(logging.INFO)


def tell_asked(words: str) -> None:
    """Log what somebody asked, where that may be."""
    if words:
        _asked.info("asked words=%s", json.dumps(words, ensure_ascii=False))
