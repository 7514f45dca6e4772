"""An archivist at work in a second process: `python -m tests.store.admin_process HOME FILE SECONDS`.

It adds FILE, withdraws its first story, rebuilds the index, rolls back, and exports, and prints a line as soon as each
is done. The encoder takes SECONDS longer a call.
"""

from __future__ import annotations

import sys
from pathlib import Path

from store.core import Library
from tests.store.encoder import WordEncoder


def main() -> None:
    home, file, seconds = sys.argv[1:]
    with Library(Path(home), WordEncoder(seconds=float(seconds))) as library:
        say("started")
        report = library.index([Path(file)])
        say("added")
        library.admin.withdraw(str(report.items[0].article_id), "No such sale.")
        say("withdrawn")
        library.index([], rebuild=True)
        say("rebuilt")
        library.admin.roll_back()
        say("rolled back")
        library.admin.export(Path(home) / "export")
        say("exported")


def say(done: str) -> None:
    sys.stdout.write(f"{done}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
