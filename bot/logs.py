"""Logging of a serving process: one line an event on stderr, `key=value` where there are values.

No question, no name of a person and no token is ever logged. discord.py stays at warnings, whatever the level: its
finer levels print whole messages.
"""

from __future__ import annotations

import logging


def configure(level: str) -> None:
    """Set up this process's logging; `level` is for our own modules."""
    logging.basicConfig(format="%(asctime)s %(levelname)s %(name)s %(message)s", level=logging.WARNING)
    for name in ("bot", "store"):
        logging.getLogger(name).setLevel(level.upper())
