"""What has files and addresses indexed: the end of everything that finds new stories by itself."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path

Enqueue = Callable[[Sequence[Path], Sequence[str], str], Awaitable[None]]
"""Takes files and URLs to be indexed, and who has them indexed; returns when that is kept, not when it is done."""
