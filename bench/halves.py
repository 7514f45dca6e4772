"""Split a questions file in two: even-numbered lines to tune on, odd-numbered ones to report.

    python -m bench.halves questions.jsonl --into folder

Writes `questions.dev.jsonl` and `questions.test.jsonl` into the folder. Lines count from 1.
"""

from __future__ import annotations

import argparse
from pathlib import Path


def halves(lines: list[str]) -> tuple[list[str], list[str]]:
    """The even-numbered lines, for development, and the odd-numbered ones, for the report."""
    return lines[1::2], lines[::2]


def main() -> int:
    parser = argparse.ArgumentParser(description="Even-numbered lines for development, odd-numbered ones for tests.")
    parser.add_argument("questions", type=Path, nargs="+")
    parser.add_argument("--into", type=Path, required=True)
    wanted = parser.parse_args()
    wanted.into.mkdir(parents=True, exist_ok=True)
    for file in wanted.questions:
        lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
        for name, half in zip(("dev", "test"), halves(lines), strict=True):
            written = wanted.into / f"{file.stem}.{name}.jsonl"
            written.write_text("".join(half), encoding="utf-8")
            print(f"{written}: {len(half)}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
