"""A disk that is full, read-only or has lost a part of the data: one line that says what to do, and nothing is lost."""

from __future__ import annotations

import os
import resource
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from bot.kept.tables import FILE as BOT_FILE
from bot.kept.tables import KeptError, open_tables
from store.archive import FILE
from tests.cli.test_admin import indexed
from tests.cli.test_commands import LIGHTHOUSE, ROOT, Ran, environment, ran_inside

ASKED = ("ask", "How far away can the new lamp be seen?")
LONG = LIGHTHOUSE + "\n" + "\n\n".join(f"Line {n} of the log of the light: {'calm sea, ' * 40}" for n in range(400))

Command = Callable[..., Ran]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder as it should be, and beside it the stories in it."""
    return indexed(tmp_path_factory.mktemp("disk"))


@pytest.fixture
def home(whole: Path, tmp_path: Path) -> Path:
    shutil.copytree(whole.parent, tmp_path / "disk")
    return tmp_path / "disk" / "home"


@pytest.fixture
def command(home: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Command:
    """Runs a command in this process, which loads the libraries once."""
    monkeypatch.setenv("DATELINE_HOME", str(home))
    monkeypatch.chdir(home.parent)

    def run(*arguments: str) -> Ran:
        return ran_inside(capfd, *arguments)

    return run


def complaint(ran: Ran) -> str:
    """The one line that a command which failed ends with."""
    assert ran.code == 1, ran
    *progress, line = ran.err.splitlines()
    assert line.startswith("dateline: "), ran.err
    assert not [one for one in progress if "Error" in one or "Traceback" in one], ran.err
    return line


def assert_whole(command: Command) -> None:
    verified = command("verify")
    assert verified.code == 0, verified
    [status] = command("status", "--json").objects
    assert (status["articles"], status["versions"]) == (2, 2)
    [answer] = command(*ASKED, "--json").objects
    assert "19 miles" in answer["quotes"][0]["text"]


def generation(home: Path) -> Path:
    return home / "index" / (home / "index" / "current").read_text(encoding="ascii")


def cut(folder: Path, pattern: str) -> None:
    for file in folder.glob(pattern):
        os.truncate(file, file.stat().st_size // 2)


LOST: dict[str, Callable[[Path], object]] = {
    "the Chroma folder is gone": lambda home: shutil.rmtree(generation(home) / "vectors"),
    "the Chroma database is cut short": lambda home: cut(generation(home) / "vectors", "chroma.sqlite3"),
    "the Chroma database is no database": lambda home: (generation(home) / "vectors/chroma.sqlite3").write_bytes(
        b"x" * 9999
    ),
    "the tantivy folder is gone": lambda home: shutil.rmtree(generation(home) / "words"),
    "the tantivy files are cut short": lambda home: cut(generation(home) / "words", "*.*"),
    "one tantivy file is cut short": lambda home: cut(generation(home) / "words", "*.term"),
    "the state is no JSON": lambda home: (generation(home) / "state.json").write_text("{", encoding="ascii"),
    "the state is gone": lambda home: (generation(home) / "state.json").unlink(),
    "the whole generation is gone": lambda home: shutil.rmtree(generation(home)),
    "the name of the current one is empty": lambda home: (home / "index" / "current").write_bytes(b""),
    "the name of the current one is none": lambda home: (home / "index" / "current").write_bytes(b"\xff\x00/.."),
}


@pytest.mark.parametrize("lost", LOST)
def test_a_lost_part_of_the_index_is_said_and_the_next_run_repairs_it(home: Path, command: Command, lost: str) -> None:
    LOST[lost](home)
    for _ in range(2):  # whatever a library keeps in memory of what it could not open
        ran = command(*ASKED)
        assert ran.out == ""
        assert complaint(ran).endswith("run: dateline index")
    assert complaint(command("status")).endswith("run: dateline index")
    assert "dateline index" in complaint(command("verify"))
    repaired = command("index", "--json")
    assert repaired.code == 0, repaired
    assert repaired.objects[0]["repaired"]
    assert_whole(command)


def test_where_an_earlier_index_can_be_read_it_answers_again_and_nothing_is_embedded(
    home: Path, command: Command
) -> None:
    assert command("index", "--rebuild").code == 0
    (home / "index" / "2" / "state.json").unlink()
    [report] = command("index", "--json").objects
    assert report["passages_embedded"] == 0
    assert report["repaired"][0].startswith("Index 1 answers: Index 2 cannot be read")
    assert_whole(command)


@contextmanager
def held(home: Path, *statements: str) -> Iterator[None]:
    with closing(sqlite3.connect(home / FILE, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)
        yield


def test_while_another_program_writes_the_database_questions_are_answered_and_an_index_run_says_why_not(
    home: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("store.database.BUSY_MS", 50)
    with held(home, "BEGIN EXCLUSIVE"):
        assert "19 miles" in command(*ASKED).out
        assert "Another program holds the archive" in complaint(command("index", "stories"))
    assert command("index", "stories").code == 0
    assert_whole(command)


def test_while_another_program_has_the_database_for_itself_that_is_said(
    home: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("store.database.BUSY_MS", 50)
    with held(home, "PRAGMA locking_mode=EXCLUSIVE", "BEGIN EXCLUSIVE"):
        for arguments in (ASKED, ("index", "stories"), ("status",), ("verify",)):
            line = complaint(command(*arguments))
            assert "Another program holds the archive" in line
            assert "try again" in line
    assert_whole(command)


def test_a_corrupt_row_is_not_quoted_and_is_mended(home: Path, command: Command) -> None:
    with closing(sqlite3.connect(home / FILE)) as connection, connection:
        connection.execute("UPDATE versions SET text = replace(text, '19 miles', '91 miles')")
    [answer] = command(*ASKED, "--json").objects
    assert [quote for quote in answer["quotes"] if "miles" in quote["text"]] == []
    assert "1 fault found; `dateline index` repairs" in complaint(command("verify"))
    assert command("index").code == 0
    assert_whole(command)


def test_a_database_with_a_page_of_rubbish_says_to_restore_a_backup(home: Path, command: Command) -> None:
    backup = (home / FILE).read_bytes()
    (home / FILE).write_bytes(backup[:4096] + b"\x07" * (len(backup) - 4096))
    for arguments in (ASKED, ("index", "stories"), ("status",), ("verify",)):
        line = complaint(command(*arguments))
        assert "is damaged" in line
        assert "Restore a backup" in line
    (home / FILE).write_bytes(backup)
    assert_whole(command)


def test_a_file_in_the_place_of_the_data_folder_is_named(
    home: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DATELINE_HOME", str(home / FILE))
    for arguments in (ASKED, ("index", "stories"), ("status",), ("verify",)):
        assert "cannot be made (File exists). Check DATELINE_HOME" in complaint(command(*arguments))


def test_the_bots_own_tables_that_are_no_database_are_named(home: Path) -> None:
    (home / BOT_FILE).write_bytes(b"rubbish" * 1000)
    with pytest.raises(KeptError, match=rf"{BOT_FILE} cannot be opened .*mend it or move it away"):
        open_tables(home)


def in_process_of_its_own(home: Path, *arguments: str, before: tuple[str, ...] = (), limit: int | None = None) -> Ran:
    def limited() -> None:
        if limit is not None:
            resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    ran = subprocess.run(
        [*before, sys.executable, "-m", "bot", *arguments],
        cwd=home.parent, env=environment(home) | {"PYTHONPATH": str(ROOT)},
        capture_output=True, timeout=240, check=False, preexec_fn=limited,
    )  # fmt: skip
    return Ran(ran.returncode, ran.stdout.decode(), ran.stderr.decode())


@pytest.mark.parametrize("kilobytes", [60, 200, 400])
def test_a_disk_on_which_no_file_can_grow_loses_nothing(home: Path, command: Command, kilobytes: int) -> None:
    (home.parent / "long").mkdir()
    (home.parent / "long" / "log.md").write_text(LONG, encoding="utf-8")
    line = complaint(in_process_of_its_own(home, "index", "long", limit=kilobytes * 1024))
    assert str(home) in line
    assert "try again" in line or "dateline index" in line
    assert "19 miles" in command(*ASKED).out
    assert command("index", "long").code == 0
    assert command("verify").code == 0


SMALL = """
mount -t tmpfs -o size=24m tmpfs small && cp -r home small/home && export DATELINE_HOME="$PWD/small/home" || exit 9
cat /dev/zero > small/ballast 2> /dev/null
dateline() { "$PYTHON" -m bot "$@"; }
dateline index long; echo "full: $?"
rm small/ballast
dateline index long > /dev/null && dateline verify > /dev/null; echo "with room again: $?"
"""


READ_ONLY = """
mount -t tmpfs -o size=24m tmpfs small && cp -r home small/home && export DATELINE_HOME="$PWD/small/home" || exit 9
mount -o remount,ro small || exit 9
dateline() { "$PYTHON" -m bot "$@"; echo "read-only: $?"; }
dateline ask "How far away can the new lamp be seen?"; dateline index long; dateline status
"""


def on_a_disk_of_its_own(home: Path, script: str) -> tuple[list[str], list[str]]:
    """What a script writes, and the lines in which commands complain; `small` is the disk, which it mounts."""
    may = subprocess.run(["unshare", "-rm", "true"], capture_output=True, check=False)
    if may.returncode:
        pytest.skip("this user may not have a disk of its own")
    for folder in ("long", "small"):
        (home.parent / folder).mkdir()
    (home.parent / "long" / "log.md").write_text(LONG, encoding="utf-8")
    ran = subprocess.run(
        ["unshare", "-rm", "sh", "-c", script],
        cwd=home.parent, env=environment(home) | {"PYTHON": sys.executable},
        capture_output=True, timeout=240, check=False,
    )  # fmt: skip
    assert b"Traceback" not in ran.stderr
    said = [line for line in ran.stderr.decode().splitlines() if line.startswith("dateline: ")]
    return ran.stdout.decode().splitlines(), said


@pytest.mark.skipif(shutil.which("unshare") is None, reason="a disk of one's own is Linux's")
def test_a_full_disk_is_said_and_with_room_again_all_is_well(home: Path) -> None:
    written, said = on_a_disk_of_its_own(home, SMALL)
    assert written[-2:] == ["full: 1", "with room again: 0"], said
    assert len(said) == 1, said
    assert "make room" in said[0].lower(), said


@pytest.mark.skipif(shutil.which("unshare") is None, reason="a disk of one's own is Linux's")
def test_a_disk_that_is_read_only_is_called_that(home: Path) -> None:
    written, said = on_a_disk_of_its_own(home, READ_ONLY)
    assert written == ["read-only: 1"] * 3
    assert len(said) == 3
    assert all("read-only" in line and "small/home" in line for line in said), said


@pytest.mark.skipif(sys.platform != "linux", reason="capabilities are Linux's")
def test_a_read_only_folder_says_so_and_is_not_changed(home: Path, command: Command) -> None:
    plain: tuple[str, ...] = ()
    if os.geteuid() == 0:  # whom no permission keeps out, unless that power is given up
        if shutil.which("setpriv") is None:
            pytest.skip("runs as root, and cannot give that up")
        plain = ("setpriv", "--bounding-set=-dac_override,-dac_read_search")
    folders = [home, *(path for path in home.rglob("*") if path.is_dir())]
    for folder in folders:
        folder.chmod(0o555)
    try:
        for arguments in (ASKED, ("index", "stories"), ("status",), ("verify",)):
            line = complaint(in_process_of_its_own(home, *arguments, before=plain))
            assert str(home) in line
            assert "the right to write" in line
    finally:
        for folder in folders:
            folder.chmod(0o755)
    assert_whole(command)
