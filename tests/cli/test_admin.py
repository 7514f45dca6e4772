"""The archivist's commands as processes: what they print for people and as JSON, and their exit codes."""

from __future__ import annotations

import os
import pty
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.test_commands import FERRY, LIGHTHOUSE, Ran, dateline, environment

QUESTION = "How far away can the new lamp be seen?"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return indexed(tmp_path_factory.mktemp("admin"))


def indexed(folder: Path) -> Path:
    """A data folder with two stories in it, which lie beside it."""
    (folder / "stories").mkdir()
    (folder / "stories" / "lighthouse.md").write_text(LIGHTHOUSE, encoding="utf-8")
    (folder / "stories" / "ferry.txt").write_text(FERRY, encoding="utf-8")
    ran = dateline(folder / "home", "index", "stories")
    assert ran.code == 0, ran.err
    return folder / "home"


def lighthouse(home: Path) -> str:
    [found] = dateline(home, "search", "lighthouse lamp", "--limit", "1", "--json").objects
    return str(found["article_id"])


def said(ran: Ran) -> str:
    assert ran.code == 0, ran.err
    return ran.out


def test_a_story_is_withdrawn_restored_carried_and_all_of_it_is_in_the_trail(home: Path, tmp_path: Path) -> None:
    story = lighthouse(home)
    withdrawn = said(dateline(home, "withdraw", story, "--reason", "Its keeper was invented."))
    assert withdrawn.splitlines() == [
        f"Lighthouse on Gull Skerry gets a new lamp  [{story}]",
        "Withdrawn: it is quoted no more.",
        "Reason: Its keeper was invented.",
    ]
    [answer] = dateline(home, "ask", QUESTION, "--json").objects
    assert story not in {quote["article_id"] for quote in answer["quotes"]}

    file = tmp_path / "news.dateline"
    assert said(dateline(home, "export", str(file))) == f"Exported 2 articles in 2 versions to {file}.\n"
    other = tmp_path / "other"
    [imported] = dateline(other, "import", str(file), "--json").objects
    assert (imported["outcome"], imported["articles"], imported["versions"]) == ("imported", 2, 2)
    [again] = dateline(other, "ask", QUESTION, "--json").objects
    for one in (answer, again):
        del one["took_ms"], one["coverage"]["built"]
    assert again == answer
    assert dateline(other, "verify").code == 0

    [restored] = dateline(home, "restore", story, "--reason", "She was not.", "--json").objects
    assert (restored["outcome"], restored["status"], restored["note"]) == ("restored", "usable", None)
    refused = dateline(home, "import", str(file))
    assert (refused.code, refused.out) == (1, "")
    assert refused.err.splitlines()[-1].startswith("dateline: There is another record here already")

    trail = said(dateline(home, "audit")).splitlines()
    assert [line.split()[2] for line in trail] == ["index", "withdraw", "restore"]
    assert trail[1].endswith(f"withdraw {story} (“Its keeper was invented.”): withdrawn")


def test_rollback_says_which_index_answers_now_or_why_none_can(home: Path) -> None:
    refused = dateline(home, "rollback")
    assert (refused.code, refused.out) == (1, "")
    assert "no index before 1" in refused.err
    assert dateline(home, "index", "--rebuild").code == 0
    assert said(dateline(home, "rollback")) == "Index 1 answers again, index 2 does not.\n"
    assert dateline(home, "status", "--json").objects[0]["generation"] == "1"


def test_a_story_is_removed_when_it_is_confirmed(home: Path, tmp_path: Path) -> None:
    other = tmp_path / "home"
    shutil.copytree(home, other)
    story = lighthouse(other)
    refused = dateline(other, "remove", story, "--reason", "A court wants it gone.")
    assert (refused.code, refused.out) == (2, "")
    assert refused.err.startswith("dateline: This deletes the text of the story for good; say --yes")
    assert said(dateline(other, "remove", story, "--reason", "A court wants it gone.", "--yes")).splitlines() == [
        f"Lighthouse on Gull Skerry gets a new lamp  [{story}]",
        "Removed for good, with 1 version: what is read of it is passed over.",
        "Exports, backups and answers given earlier are not changed by this.",
    ]
    shutil.copytree(home.parent / "stories", tmp_path / "stories")
    again = said(dateline(other, "index", "stories")).replace("\n", " ")
    assert "skipped: stories/lighthouse.md: an admin removed it (A court wants it gone.)" in again
    restored = said(dateline(other, "restore", story, "--reason", "It does not."))
    assert restored.splitlines()[0] == f"A removed story  [{story}]"
    assert "Its text does not come back by itself." in restored
    again = said(dateline(other, "restore", story, "--reason", "It does not."))
    assert "Nothing changed: it may be read again already. Index its file or page anew." in again
    assert dateline(other, "verify").code == 0


@pytest.mark.parametrize(("typed", "code"), [(b"n\n", 1), (b"y\n", 0)])
def test_on_a_terminal_it_asks_first(home: Path, tmp_path: Path, typed: bytes, code: int) -> None:
    other = tmp_path / "home"
    shutil.copytree(home, other)
    master, slave = pty.openpty()
    os.write(master, typed)
    ran = subprocess.run(
        [sys.executable, "-m", "bot", "remove", lighthouse(other), "--reason", "Wrong."],
        cwd=tmp_path, env=environment(other), stdin=slave, capture_output=True, timeout=120, check=False,
    )  # fmt: skip
    os.close(slave)
    os.close(master)
    assert ran.returncode == code, ran.stderr
    assert b"Delete the text of" in ran.stderr
    assert (b"Removed for good" in ran.stdout) is (code == 0)


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["withdraw", "no-such-id", "--reason", "Why."], 1, "no-such-id"),
        (["withdraw", "no-such-id"], 2, "--reason"),
        (["withdraw", "no-such-id", "--reason", " "], 2, "Give a reason"),
        (["import", "no-such-file"], 2, "no-such-file"),
        (["import", "stories/ferry.txt"], 1, "damaged"),
        (["export", "no-such-folder/file"], 1, "no-such-folder"),
    ],
)
def test_what_cannot_be_done_is_one_clear_line(home: Path, arguments: list[str], code: int, words: str) -> None:
    ran = dateline(home, *arguments)
    assert (ran.code, ran.out) == (code, "")
    assert words in ran.err
    assert "Traceback" not in ran.err
