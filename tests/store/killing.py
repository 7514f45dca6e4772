"""Killing a process of `tests.store` in the middle of what it does to a data folder."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from tests.store.shelf import Shelf
from tests.store.stories import write_records

ROOT = Path(__file__).parents[2]


def killed_after(
    module: str, shelf: Shelf, records: Sequence[dict[str, str]], pause: float, seconds: float
) -> tuple[int, list[str]]:
    """The exit code of `python -m MODULE HOME FILE PAUSE`, killed `seconds` after it began, and what it reported."""
    file = write_records(shelf.stories / "stories.jsonl", records)
    with subprocess.Popen(
        [sys.executable, "-m", module, str(shelf.home), str(file), str(pause)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "started\n"
        time.sleep(seconds)
        process.send_signal(signal.SIGKILL)
        reported = process.stdout.read().splitlines()
        return process.wait(), reported
