"""A second process at work on a data folder: `python -m tests.store.process HOME FILE SECONDS`.

It indexes FILE with an encoder that takes SECONDS longer a call, and prints `started` when it begins.
"""

from __future__ import annotations

import sys
from pathlib import Path

from store.core import Library
from tests.store.encoder import WordEncoder


def main() -> None:
    home, file, seconds = sys.argv[1:]
    with Library(Path(home), WordEncoder(seconds=float(seconds))) as library:
        sys.stdout.write("started\n")
        sys.stdout.flush()
        library.index([Path(file)])


if __name__ == "__main__":
    main()
