"""The archivist's commands as processes: what they print for people and as JSON, and their exit codes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.test_commands import FERRY, LIGHTHOUSE, Ran, dateline

QUESTION = "How far away can the new lamp be seen?"


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("admin")
    (folder / "stories").mkdir()
    (folder / "stories" / "lighthouse.md").write_text(LIGHTHOUSE, encoding="utf-8")
    (folder / "stories" / "ferry.txt").write_text(FERRY, encoding="utf-8")
    assert dateline(folder / "home", "index", "stories").code == 0
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
