"""What holds for all tests."""

from __future__ import annotations

import signal

# A shell's background job is born with SIGINT ignored, and so would be each process that a test interrupts.
signal.signal(signal.SIGINT, signal.default_int_handler)
