"""What holds for all tests."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

WIRE = Path(__file__).parent / "wire"

# A shell's background job is born with SIGINT ignored, and so would be each process that a test interrupts.
signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A file is run by one process, and all over the wire are one group.

    Their server stands still while other tests run, and a bot whose heart beats unheard for that long hangs up.
    """
    for item in items:
        group = "wire" if item.path.is_relative_to(WIRE) else str(item.path)
        item.add_marker(pytest.mark.xdist_group(group))
