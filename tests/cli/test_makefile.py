"""The Makefile sets up by itself: which Python it takes, what it leaves behind, what reaches the chat."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

# Stands in for Python: makes a "virtual environment" of itself, and installs or fails as PIP says.
PYTHON = """#!/bin/sh
case "$*" in
  -c*) exit "${OLD:-0}" ;;
  "-m venv --clear "*) mkdir -p "$4/bin" && cp "$0" "$4/bin/python" ;;
  "-m pip --version") ;;
  "-m pip install"*) echo "installing $*"; exit "${PIP:-0}" ;;
  "-m bot.start") echo "started"; cat ;;
  *) echo "ran $*" ;;
esac
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of what the Makefile looks at, with a stand-in for Python beside it."""
    for name in ("Makefile", "pyproject.toml", "constraints.txt"):
        shutil.copy(ROOT / name, tmp_path / name)
    python = tmp_path / "python"
    python.write_text(PYTHON)
    python.chmod(0o755)
    return tmp_path


def make(project: Path, *arguments: str, stdin: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "VENV", "MFLAGS"))}
    return subprocess.run(
        ["make", f"PYTHON={project / 'python'}", *arguments],
        cwd=project, env=kept | environment, input=stdin, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip


def test_run_sets_up_once_and_hands_its_input_to_the_chat(project: Path) -> None:
    first = make(project, "run", stdin="a question\n")
    assert (first.returncode, first.stdout) == (0, "started\na question\n")
    assert "installing" in first.stderr
    assert "[dev]" not in first.stderr
    again = make(project, "run", stdin="a question\n")
    assert (again.stdout, again.stderr) == ("started\na question\n", "")


def test_the_tools_are_installed_for_the_tests_and_serve_run_too(project: Path) -> None:
    assert ".[dev]" in make(project, "test").stderr
    assert make(project, "run").stderr == ""
    assert "installing" in make(project, "-W", "constraints.txt", "check").stderr


def test_an_install_that_was_cut_off_is_done_again(project: Path) -> None:
    assert make(project, "run", PIP="1").returncode != 0
    assert not list((project / ".venv").glob(".installed*"))
    assert "installing" in make(project, "run").stderr


def test_a_python_that_is_too_old_is_refused_in_one_line(project: Path) -> None:
    old = make(project, "run", OLD="1")
    assert old.returncode != 0
    said = [line for line in old.stderr.splitlines() if not line.startswith("make")]
    assert said == [
        "Dateline needs Python 3.11 or newer: install it, or name yours with  make PYTHON=/path/to/python3.11"
    ]
    assert not (project / ".venv").exists()


def test_ci_runs_the_two_commands_of_the_readme_in_a_new_environment() -> None:
    script = ROOT / ".ci" / "run"
    assert os.access(script, os.X_OK)
    lines = script.read_text(encoding="utf-8").splitlines()
    assert "set -euo pipefail" in lines
    assert [line.split()[-1] for line in lines if line.startswith("make ")] == ["check", "test"]
    assert "mktemp -d" in script.read_text(encoding="utf-8")
