"""The command line as a process: what goes to stdout, what to stderr, and the exit code.

One data folder serves the whole file, since each process that encodes takes seconds to load the model.
"""

from __future__ import annotations

import json
import os
import pty
import re
import select
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.cli import app, guarded
from store.archive import FILE

ROOT = Path(__file__).parents[2]

PROMPT = "\x1b[?2004h"  # bracketed paste goes on when the prompt stands

LIGHTHOUSE = """---
headline: Lighthouse on Gull Skerry gets a new lamp
publisher: The Skerry Gazette
published: 2014-05-06T09:30
---

The lighthouse on Gull Skerry was given a new lamp on Tuesday, the first in 61 years. It can be seen from 19 miles away.

“My grandmother could read by the old one,” said Ada Holm, who keeps the light. “This one wakes the sheep.”
"""

FERRY = """Headline: Ferry to Brannock to sail twice a day
Publisher: Coast Daily
Published: 3 June 2014

The ferry to Brannock will sail twice a day from July, the harbour board decided after a long meeting about timetables.

Fares stay at 4 crowns, and children under six go free.
"""

UNDATED = """Headline: Bakery on Quay Street reopens
Publisher: Coast Daily

The bakery on Quay Street has reopened under its old name, with the old oven and a new roof over it.
"""


@dataclass(frozen=True, slots=True)
class Ran:
    code: int
    out: str
    err: str

    @property
    def objects(self) -> list[dict[str, Any]]:
        """Every line of stdout, each of which must be a JSON object."""
        return [json.loads(line) for line in self.out.splitlines()]


def environment(home: Path, **changes: str) -> dict[str, str]:
    # MAKE…: under `make test` a make that a test starts would take itself for a part of that run.
    foreign = ("DATELINE_", "DISCORD_", "MAKE", "MFLAGS")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(foreign)}
    return kept | {"DATELINE_HOME": str(home), "PYTHONPATH": str(ROOT), "HF_HUB_OFFLINE": "1", **changes}


def dateline(home: Path, *arguments: str, stdin: bytes = b"", **changes: str) -> Ran:
    ran = subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        cwd=home.parent, env=environment(home, **changes), input=stdin, capture_output=True, timeout=120, check=False,
    )  # fmt: skip
    return Ran(ran.returncode, ran.stdout.decode("utf-8"), ran.stderr.decode("utf-8"))


@pytest.fixture(scope="module")
def stories(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("cli") / "stories"
    folder.mkdir()
    (folder / "lighthouse.md").write_text(LIGHTHOUSE, encoding="utf-8")
    (folder / "ferry.txt").write_text(FERRY, encoding="utf-8")
    (folder / "bakery.txt").write_text(UNDATED, encoding="utf-8")
    (folder / "latin.md").write_bytes(LIGHTHOUSE.replace("new lamp", "n\u00e9w lamp").encode("cp1252"))
    return folder


@pytest.fixture(scope="module")
def first(stories: Path) -> Ran:
    return dateline(stories.parent / "home", "index", "stories", "--json")


@pytest.fixture(scope="module")
def home(stories: Path, first: Ran) -> Path:
    """The data folder after the first index run."""
    assert first.code == 1, first.err
    return stories.parent / "home"


def ran_inside(capfd: pytest.CaptureFixture[str], *arguments: str) -> Ran:
    """A command run in this process, which loads the libraries once."""
    with pytest.raises(SystemExit) as ended:
        guarded(lambda: app(list(arguments)))
    out, err = capfd.readouterr()
    return Ran(int(ended.value.code or 0), out, err)


@pytest.fixture
def inside(home: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """Runs a command in this process, which loads the libraries once."""
    monkeypatch.setenv("DATELINE_HOME", str(home))
    monkeypatch.chdir(home.parent)

    def run(*arguments: str) -> Ran:
        return ran_inside(capfd, *arguments)

    return run


def test_a_file_that_cannot_be_read_fails_the_run_and_the_rest_is_indexed(first: Ran) -> None:
    [report] = first.objects
    assert first.code == 1
    assert (report["added"], report["failed"], report["undated"]) == (3, 1, 1)
    [failed] = [item for item in report["items"] if item["outcome"] == "failed"]
    assert failed["source"] == "stories/latin.md"
    assert "UTF-8" in failed["reason"]
    assert first.err.splitlines()[-1] == "dateline: 1 item could not be indexed; the rest is."


def test_an_item_without_text_is_reported_and_is_no_failure_of_the_run(tmp_path: Path) -> None:
    (tmp_path / "pier.md").write_text("---\nheadline: The pier in fog\n---\n", encoding="utf-8")
    people = dateline(tmp_path / "home", "index", str(tmp_path / "pier.md"), "--dry-run")
    assert people.code == 0, people.err
    assert "no text: " in people.out
    assert "pier.md: there is a headline but no text" in people.out
    [report] = dateline(tmp_path / "home", "index", str(tmp_path / "pier.md"), "--json").objects
    assert (report["no_text"], report["failed"], report["skipped"]) == (1, 0, 0)
    assert [item["outcome"] for item in report["items"]] == ["no_text"]


def test_a_dry_run_with_a_failure_does_not_say_that_the_rest_was_indexed(tmp_path: Path) -> None:
    (tmp_path / "empty.md").touch()
    ran = dateline(tmp_path / "home", "index", str(tmp_path / "empty.md"), "--dry-run")
    assert ran.code == 1
    assert ran.err.splitlines()[-1] == "dateline: 1 item could not be read; nothing was written."


def test_indexing_the_same_again_adds_and_embeds_nothing(home: Path, stories: Path) -> None:
    again = dateline(home, "index", str(stories / "lighthouse.md"), str(stories / "ferry.txt"))
    assert again.code == 0, again.err
    rows = dict(line.rsplit(maxsplit=1) for line in again.out.splitlines())
    assert (rows["added"], rows["failed"], rows["passages embedded"]) == ("0", "0", "0")


def test_ask_prints_only_json_on_stdout(home: Path) -> None:
    asked = dateline(home, "ask", "How far away can the new lamp be seen?", "--json")
    assert asked.code == 0, asked.err
    [answer] = asked.objects
    assert answer["verdict"] == "answered"
    best = answer["quotes"][0]
    assert "19 miles" in best["text"]
    assert best["text"] in LIGHTHOUSE
    assert (best["published"], best["precision"]) == ("2014-05-06T09:30", "minute")


def test_piped_questions_are_answered_plainly_one_by_one(home: Path) -> None:
    asked = dateline(
        home, "chat", stdin=b"How many crowns are the fares?\n\n!?\nWho won the chess title?\n", TERM="xterm-256color"
    )  # fmt: skip
    assert asked.code == 0, asked.err
    assert "\x1b" not in asked.out
    first, _, second = asked.out.partition("Please ask a question")
    assert "4 crowns" in first
    assert "Coast Daily · 3 June 2014\n" in first
    assert "Who won the chess title?\nNo answer in the coverage.\n" in second


def test_a_no_is_no_failure(home: Path, inside: Callable[..., Ran]) -> None:
    asked = inside("ask", "How far away can the new lamp be seen?", "--until", "2001-01-01", "--json")
    assert asked.code == 0, asked.err
    assert asked.objects[0]["verdict"] == "outside_dates"


def test_search_and_timeline_print_a_json_object_a_quote(inside: Callable[..., Ran]) -> None:
    found = inside("search", "lighthouse lamp", "--json", "--limit", "2")
    assert found.objects[0]["headline"] == "Lighthouse on Gull Skerry gets a new lamp"
    stories = inside("timeline", "lighthouse lamp", "--json")
    days = [str(one["published"]) for one in stories.objects]
    assert days
    assert days == sorted(days)


def test_lookups_by_day_and_by_speaker_print_what_they_found(inside: Callable[..., Ran], tmp_path: Path) -> None:
    latest = inside("latest", "lighthouse lamp", "--limit", "1", "--json")
    assert [one["published"] for one in latest.objects] == ["2014-05-06T09:30"]
    said = inside("said", "holm", "--about", "grandmother")
    assert said.out.endswith("1 quote by a speaker called “holm” about “grandmother”, newest first.\n")
    exported = tmp_path / "lamp.csv"
    assert inside("timeline", "lighthouse lamp", "--export", str(exported)).code == 0
    assert b"\r\n2014-05-06T09:30,minute,Lighthouse on Gull Skerry gets a new lamp," in exported.read_bytes()
    assert inside("timeline", "lamp", "--export", "lamp.xls").code == 2
    assert inside("search", "lamp", "--order", "up").code == 2


def test_eval_prints_a_table_or_one_json_object(inside: Callable[..., Ran], tmp_path: Path) -> None:
    questions, outside = tmp_path / "questions.jsonl", tmp_path / "outside.jsonl"
    asked = {"id": "q1", "question": "How far away can the new lamp be seen?", "answers": ["19 miles"]}
    questions.write_text(json.dumps(asked | {"articles": ["stories/lighthouse.md"], "as_of": None}) + "\n")
    outside.write_text(json.dumps({"id": "o1", "question": "Who won the chess title?", "answers": [], "articles": []}))
    measured = inside("eval", str(questions), "--outside", str(outside), "--json")
    assert measured.code == 0, measured.err
    assert len(measured.objects) == 1
    table = inside("eval", str(questions))
    assert re.search(r"^altered quotes +0$", table.out, re.MULTILINE)
    assert re.search(r"^hit@1 +1.000$", table.out, re.MULTILINE)


def test_eval_writes_what_each_question_gave(inside: Callable[..., Ran], tmp_path: Path) -> None:
    questions, each = tmp_path / "questions.jsonl", tmp_path / "each.jsonl"
    asked = ("How far away can the new lamp be seen?", "Who won the chess title?")
    questions.write_text("".join(json.dumps({"question": one, "answers": []}) + "\n" for one in asked))
    assert inside("eval", str(questions), "--each", str(each)).code == 0
    assert [json.loads(line)["question"] for line in each.read_text(encoding="utf-8").splitlines()] == list(asked)
    refused = inside("eval", str(questions), "--each", str(tmp_path / "no folder" / "each.jsonl"))
    assert (refused.code, refused.out, len(refused.err.splitlines())) == (1, "", 1)


def test_a_questions_file_that_is_none_is_refused_in_one_line(inside: Callable[..., Ran], tmp_path: Path) -> None:
    questions = tmp_path / "questions.jsonl"
    questions.write_text("no json\n")
    refused = inside("eval", str(questions))
    assert (refused.code, refused.out, len(refused.err.splitlines())) == (2, "", 1)
    assert "questions.jsonl" in refused.err


def test_sources_status_and_article_are_json_too(home: Path, first: Ran) -> None:
    publishers = dateline(home, "sources", "--json")
    assert {one["publisher"]: one["articles"] for one in publishers.objects} == {
        "The Skerry Gazette": 1,
        "Coast Daily": 2,
    }
    status = dateline(home, "status", "--json")
    assert status.objects[0]["articles"] == 3
    items = first.objects[0]["items"]
    [article_id] = [item["article_id"] for item in items if item["source"] == "stories/lighthouse.md"]
    article = dateline(home, "article", article_id, "--json")
    [whole] = article.objects
    assert whole["headline"] == "Lighthouse on Gull Skerry gets a new lamp"
    text = "\n\n".join(whole["paragraphs"]) + "\n"
    assert text == LIGHTHOUSE.split("---\n\n")[1]
    plain = dateline(home, "article", article_id).out
    assert plain.startswith("Lighthouse on Gull Skerry gets a new lamp\nThe Skerry Gazette · 6 May 2014, 09:30\n")
    assert f"\n{article_id}, version 1 of 1\n" in plain
    assert plain.endswith(f"\n\n{text}")


def test_verify_passes_a_clean_archive_and_names_the_article_whose_byte_was_changed(home: Path, tmp_path: Path) -> None:
    clean = dateline(home, "verify", "--json")
    assert clean.code == 0, clean.err
    assert clean.objects[0]["clean"] is True

    damaged = tmp_path / "home"
    shutil.copytree(home, damaged)
    with closing(sqlite3.connect(damaged / FILE)) as record, record:
        [(article_id,)] = record.execute("SELECT article_id FROM versions WHERE headline LIKE 'Ferry%'")
        record.execute("UPDATE versions SET text = replace(text, '4 crowns', '5 crowns')")
    found = dateline(damaged, "verify")
    assert found.code == 1
    assert article_id in found.out
    assert len([line for line in found.err.splitlines() if line.startswith("dateline: ")]) == 1

    assert dateline(damaged, "index").code == 0
    assert dateline(damaged, "verify").code == 0


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["ask"], 2, "QUESTION"),
        (["ask", "why?", "--since", "03/04/2013"], 2, "“since” must be a date"),
        (["ask", "why?", "--since", "2014-02-01", "--until", "2014-01-01"], 2, "swap them"),
        (["ask", "why?", "--limit", "99"], 2, "between 1 and 25"),
        (["ask", "?"], 2, "Please ask a question"),
        (["index", "no-such-folder"], 2, "no-such-folder"),
        (["eval", "no-such-file"], 2, "no-such-file"),
        (["fly"], 2, "fly"),
        (["article", "no-such-id"], 1, "no-such-id"),
    ],
)
def test_what_cannot_be_done_is_said_without_a_traceback(
    home: Path, arguments: list[str], code: int, words: str
) -> None:
    ran = dateline(home, *arguments)
    assert (ran.code, ran.out) == (code, "")
    assert words in ran.err
    assert "Traceback" not in ran.err
    if "Usage:" not in ran.err:
        assert len(ran.err.splitlines()) == 1


def test_status_names_the_models_that_the_settings_name(home: Path, first: Ran) -> None:
    unnamed = [line.split() for line in dateline(home, "status").out.splitlines()]
    assert ["reader", "bundled"] in unnamed
    assert not [line for line in unnamed if line[0] == "reranker"]
    ran = dateline(home, "status", DATELINE_RERANKER_MODEL="some/cross-encoder", DATELINE_READER_MODEL="some/reader")
    lines = [line.split() for line in ran.out.splitlines()]
    assert ["reranker", "some/cross-encoder"] in lines
    assert ["reader", "some/reader"] in lines


def test_a_named_model_that_is_not_there_is_one_line_that_names_its_setting(home: Path, first: Ran) -> None:
    missing = str(home / "nowhere")
    ran = dateline(home, "ask", "Who keeps the lighthouse?", DATELINE_RERANKER_MODEL=missing)
    assert (ran.code, ran.out, len(ran.err.splitlines())) == (1, "", 1)
    assert ran.err.startswith(f"dateline: The reranker {missing!r} cannot be loaded")
    assert "Check DATELINE_RERANKER_MODEL" in ran.err


def test_an_unknown_setting_is_named(home: Path) -> None:
    ran = dateline(home, "status", DATELINE_HOMES="x")
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == "dateline: Unknown setting DATELINE_HOMES; the settings are listed in .env.example.\n"


def test_help_does_not_load_the_model() -> None:
    program = "import sys; from bot import cli; print({'torch', 'chromadb', 'discord'} & set(sys.modules))"
    ran = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert ran.stdout == "set()\n"


def test_a_reader_that_leaves_early_is_no_error(home: Path) -> None:
    pipe = f"'{sys.executable}' -m bot status | true"
    ran = subprocess.run(
        pipe, shell=True, cwd=home.parent, env=environment(home), text=True, capture_output=True, timeout=60, check=True
    )  # fmt: skip
    assert (ran.stdout, ran.stderr) == ("", "")


def test_ctrl_c_ends_a_piped_chat_quietly(home: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "chat"],
        cwd=home.parent, env=environment(home), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as process:  # fmt: skip
        assert process.stdin
        assert process.stdout
        process.stdin.write(b"?\n")  # its reply shows that the chat has begun
        process.stdin.flush()
        assert process.stdout.readline().startswith(b"Please ask a question")
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=30) == 130
        assert process.stderr
        assert process.stderr.read() == b""


def test_a_terminal_gets_line_editing_and_history(home: Path) -> None:
    controller, terminal = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "chat"],
        cwd=home.parent, env=environment(home, TERM="xterm-256color"), stdin=terminal, stdout=terminal, stderr=terminal,
    ) as process:  # fmt: skip
        os.close(terminal)
        try:
            read_until(controller, PROMPT)
            os.write(controller, b"!?x?\x1b[D\x7f\r")  # a step to the left, a step back: the x goes
            read_until(controller, "Please ask a question", PROMPT)
            os.write(controller, b"\x04")
            assert process.wait(timeout=30) == 0
        finally:
            process.kill()
            os.close(controller)
    assert (home / "chat-history").read_text(encoding="utf-8").endswith("+!??\n")


def read_until(controller: int, *words: str) -> None:
    """Reads what the terminal shows until it has shown all the words in this order."""
    shown = ""
    deadline = time.monotonic() + 60
    wanted = re.compile(".*".join(re.escape(word) for word in words), re.DOTALL)
    while not wanted.search(shown):
        assert time.monotonic() < deadline, shown
        if select.select([controller], [], [], 0.5)[0]:
            shown += os.read(controller, 65536).decode("utf-8", errors="replace")


def make_run(home: Path, token: str) -> Ran:
    """`make run` as if all was installed, away from the `.env` that a developer may have."""
    venv = Path(sys.prefix)
    ran = subprocess.run(
        ["make", "-f", str(ROOT / "Makefile"), "-o", f"{venv}/.installed", f"VENV={venv}", "run"],
        cwd=home.parent, env=environment(home, DISCORD_TOKEN=token), capture_output=True, timeout=180, check=False,
        input=b"How many interceptors will be added in Alaska?\n",
    )  # fmt: skip
    return Ran(ran.returncode, ran.stdout.decode("utf-8"), ran.stderr.decode("utf-8"))


def test_make_run_answers_from_the_sample_archive_or_starts_the_bot(tmp_path: Path) -> None:
    chat = make_run(tmp_path / "home", token="")
    assert chat.code == 0, chat.err
    assert "> The United States will add 14 interceptors" in chat.out
    assert "Dateline Sample Wire · 15 March 2013, 20:10 UTC" in chat.out
    assert [line for line in chat.err.splitlines() if "DISCORD_TOKEN" in line] == chat.err.splitlines()[-1:]

    bot = make_run(tmp_path / "home", token=" ")  # a blank token is the bot's to refuse, before it calls anyone
    assert bot.out == ""
    refusal, ended = bot.err.splitlines()
    assert refusal.startswith("dateline: DISCORD_TOKEN is not set")
    assert ended.startswith("make: ***")


def test_make_run_leaves_an_archive_of_your_own_alone(home: Path) -> None:
    assert make_run(home, token=" ").out == ""
    assert dateline(home, "status", "--json").objects[0]["articles"] == 3


def test_check_says_whether_a_quotation_is_real_and_exits_0_whatever_it_is(home: Path) -> None:
    real = dateline(home, "check", "“My grandmother could read by the old one” https://x.example/a", "--json")
    assert (real.code, [one["verdict"] for one in real.objects]) == (0, ["exact"])
    assert real.objects[0]["quotes"][0]["speaker"] == "Ada Holm"
    posted = "“It can be seen from 91 miles away.” “This one wakes the goats”".encode()
    altered = dateline(home, "check", "-", stdin=posted)
    assert (altered.code, altered.err) == (0, "")
    assert "  Posted “91”, the story has “19”." in altered.out.splitlines()
    assert "  Posted “goats”, the story has “sheep”." in altered.out.splitlines()


@pytest.mark.parametrize(("stdin", "words"), [(b"", "no words"), (b"\xff\xfe", "not UTF-8")])
def test_check_refuses_what_has_no_words(home: Path, stdin: bytes, words: str) -> None:
    ran = dateline(home, "check", "-", stdin=stdin)
    assert (ran.code, ran.out) == (2, "")
    assert words in ran.err
