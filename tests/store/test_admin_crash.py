"""kill -9 at any moment of add, withdraw, rebuild, rollback, export and import: what was reported stands after it."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from store.errors import ExportError
from store.query import build_query
from store.transfer import check_export
from tests.store.killing import killed_after
from tests.store.shelf import Shelf
from tests.store.stories import record

ROOT = Path(__file__).parents[2]
PAUSE = 0.2  # seconds that each of the encoder's calls takes longer
SEEDED = random.Random(1886)
LONGEST = 2.5  # about how long all of it takes; what is over before it is killed was not cut short, and must hold too
MOMENTS = [round(SEEDED.uniform(0, LONGEST), 3) for _ in range(6)]
SOLD = record("sold", "A crane sold in Petrel", "The crane in Petrel was sold for 14 crowns.", published="2019-06-01")
KEPT = record("kept", "A tram kept in Amsel", "The tram in Amsel was kept for 9 years.", published="2019-06-02")
WITHDRAWN, STANDING = (build_query(f"How was the {one}?") for one in ("crane in Petrel sold", "tram in Amsel kept"))


@pytest.mark.parametrize("moment", MOMENTS)
def test_what_was_reported_stands_after_a_kill_and_the_next_run_mends_the_rest(shelf: Shelf, moment: float) -> None:
    _, reported = killed_after("tests.store.admin_process", shelf, [SOLD, KEPT], PAUSE, moment)
    with shelf.open() as library:  # before anything is mended
        if "withdrawn" in reported:
            assert [quote.text for quote in library.ask(WITHDRAWN).quotes if "crane" in quote.text] == []
        if "added" in reported:
            assert [quote.text for quote in library.ask(STANDING).quotes] == [KEPT["text"]]
        trail = [(one.action, one.outcome) for one in library.admin.trail(10)]
    shelf.index()
    assert shelf.faults() == ()
    if "added" in reported:
        assert shelf.index(SOLD, KEPT).count("unchanged") == 2
    with shelf.open() as library:
        if "withdrawn" in reported:
            assert [quote.text for quote in library.ask(WITHDRAWN).quotes if "crane" in quote.text] == []
            assert ("withdraw", "withdrawn") in trail
        if "rolled back" in reported:
            assert shelf.state().generation == "1"
    if (shelf.home / "export").exists():
        check_export(shelf.home / "export")


def test_an_import_killed_at_any_moment_is_completed_or_was_none(shelf: Shelf, tmp_path: Path) -> None:
    shelf.index(SOLD, KEPT)
    with shelf.open() as library:
        library.admin.export(tmp_path / "export")
        expected = library.ask(STANDING).quotes
    program = (
        "import sys; from pathlib import Path; from store.core import Library; "
        "from tests.store.encoder import WordEncoder; library = Library(Path(sys.argv[1]), WordEncoder(seconds=0.3)); "
        "print(flush=True); library.admin.import_(Path(sys.argv[2]))"
    )
    for number in range(3):
        other = Shelf(tmp_path / str(number), tmp_path / "news")
        with subprocess.Popen(
            [sys.executable, "-c", program, str(other.home), str(tmp_path / "export")],
            cwd=ROOT,
            stdout=subprocess.PIPE,
        ) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(SEEDED.uniform(0, 0.4))
            process.send_signal(signal.SIGKILL)
        with other.open() as library:
            assert library.status().versions in (0, 2)
            library.admin.import_(tmp_path / "export")
            assert library.ask(STANDING).quotes == expected
        assert other.faults() == ()


def test_an_export_that_was_being_written_leaves_the_one_before_it(shelf: Shelf, tmp_path: Path) -> None:
    shelf.index(SOLD, KEPT)
    file = tmp_path / "export"
    with shelf.open() as library:
        library.admin.export(file)
        before = file.read_bytes()
        shelf.change("UPDATE versions SET headline = 'Another' WHERE headline LIKE 'A crane%'")
        with pytest.raises(Exception, match="damaged"):
            library.admin.export(file)
    assert file.read_bytes() == before
    assert not (tmp_path / "export.partial").exists()


def test_what_a_killed_export_leaves_is_no_export(shelf: Shelf, tmp_path: Path) -> None:
    shelf.index(SOLD, KEPT)
    with shelf.open() as library:
        library.admin.export(tmp_path / "export")
    whole = (tmp_path / "export").read_bytes()
    for size in (0, len(whole) // 2, len(whole) - 1):
        (tmp_path / "export.partial").write_bytes(whole[:size])
        with pytest.raises(ExportError):
            check_export(tmp_path / "export.partial")
