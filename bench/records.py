"""Records of a corpus: JSON Lines, gzipped or not."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any


def records(file: Path) -> Iterator[dict[str, Any]]:
    """Each line of a file as an object; a name that ends in `.gz` is inflated on the way."""
    open_text = gzip.open if file.suffix == ".gz" else open
    with open_text(file, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)
