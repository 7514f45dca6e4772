"""Draw the judge's trade-off at every threshold, from what `dateline eval --each` wrote, and print some of it.

    dateline eval questions.jsonl --outside outside.jsonl --each each.jsonl
    python -m bench.curve each.jsonl --to bench/risk-coverage.svg

Left: the share of answerable questions that lose their quote, against the share of unanswerable ones that are
declined. Right: the risk, the share of questions with a quote of which the surest does not bear the answer, against the
coverage, the share of all questions that get a quote.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from store.judge import THRESHOLD

STEPS = tuple(sorted({THRESHOLD, *(step / 100 for step in range(5, 65, 5))}))
SIDE, GAP = 320, 80
"""Pixels of a chart's side and of the room around each."""

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Judged:
    """The surest quote of a question, whatever the threshold: its confidence, and whether it bears the answer."""

    answerable: bool
    score: float
    right: bool


@dataclass(frozen=True, slots=True)
class Cut:
    """What a threshold does, as shares: of answerable questions lost, of others declined, of all that get a quote
    (`coverage`), and of those whose surest quote does not bear the answer (`risk`)."""

    threshold: float
    lost: float
    declined: float
    coverage: float
    risk: float


@dataclass(frozen=True, slots=True)
class Chart:
    """A square of shares, 0 to 1 both ways. `points` make the line, `mark` is where the threshold in use lies."""

    title: str
    across: str
    up: str
    points: Sequence[Point]
    mark: Point


def main() -> int:
    parser = argparse.ArgumentParser(description="The risk-coverage curve of the judge.")
    parser.add_argument("each", type=Path, nargs="+", help="what `dateline eval --each` wrote")
    parser.add_argument("--to", type=Path, help="the SVG to write")
    wanted = parser.parse_args()
    judged = [one for file in wanted.each for one in read_each(file)]
    if not judged:
        parser.error("there is no question in what `dateline eval --each` wrote; let it end first")
    answerable = sum(one.answerable for one in judged)
    print(f"{answerable} answerable, {len(judged) - answerable} not\n  at   lost  declined  coverage  risk")
    for cut in (cut_at(judged, step) for step in STEPS):
        print(f"{cut.threshold:.2f}  {cut.lost:5.2f}  {cut.declined:8.2f}  {cut.coverage:8.2f}  {cut.risk:4.2f}")
    if wanted.to:
        wanted.to.write_text(drawn(charts(judged)), encoding="utf-8")
    return 0


def read_each(file: Path) -> list[Judged]:
    """The questions of a file; one for which nothing was read counts as one with a confidence of 0."""
    lines = (json.loads(line) for line in file.read_text(encoding="utf-8").splitlines())
    nothing = {"score": 0.0, "right": False}
    return [Judged(line["answerable"], **(line["best"] or nothing)) for line in lines]


def cut_at(judged: Sequence[Judged], threshold: float) -> Cut:
    """What happens to these questions when quotes below a threshold are not shown."""
    shown = [one for one in judged if one.score >= threshold]
    return Cut(
        threshold,
        _share(one.score < threshold for one in judged if one.answerable),
        _share(one.score < threshold for one in judged if not one.answerable),
        len(shown) / len(judged),
        _share(not one.right for one in shown),
    )


def charts(judged: Sequence[Judged]) -> tuple[Chart, Chart]:
    """Both charts, with a point for every threshold at which something changes."""
    cuts = [cut_at(judged, threshold) for threshold in sorted({0.0, *(one.score for one in judged)})]
    now = cut_at(judged, THRESHOLD)
    trade = Chart(
        "Saying no",
        "answerable questions declined",
        "unanswerable questions declined",
        [(cut.lost, cut.declined) for cut in cuts],
        (now.lost, now.declined),
    )
    risk = Chart(
        "Risk and coverage",
        "coverage: questions that get a quote",
        "risk: first quotes without the answer",
        [(cut.coverage, cut.risk) for cut in cuts],
        (now.coverage, now.risk),
    )
    return trade, risk


def drawn(both: Iterable[Chart]) -> str:
    """An SVG with the charts beside each other."""
    pictures = [_chart(chart, GAP + place * (SIDE + GAP)) for place, chart in enumerate(both)]
    width, height = GAP + len(pictures) * (SIDE + GAP), SIDE + 2 * GAP
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'font-family="sans-serif" font-size="13" fill="#222">\n<rect width="{width}" height="{height}" fill="#fff"/>\n'
        + "".join(pictures)
        + "</svg>\n"
    )


def _chart(chart: Chart, left: int) -> str:
    bottom = GAP + SIDE

    def at(point: Point) -> Point:
        return left + point[0] * SIDE, bottom - point[1] * SIDE

    lines = [f'<text x="{left}" y="{GAP - 20}" font-weight="bold">{chart.title}</text>']
    for tenth in range(0, 11, 2):
        share = tenth / 10
        (x, _), (_, y) = at((share, 0)), at((0, share))
        lines += [
            f'<path d="M{x:.0f} {bottom}V{GAP}M{left} {y:.0f}H{left + SIDE}" stroke="#ddd"/>',
            f'<text x="{x:.0f}" y="{bottom + 20}" text-anchor="middle">{tenth * 10}%</text>',
            f'<text x="{left - 8}" y="{y + 4:.0f}" text-anchor="end">{tenth * 10}%</text>',
        ]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in map(at, chart.points))
    x, y = at(chart.mark)
    middle = bottom - SIDE // 2
    lines += [
        f'<polyline points="{path}" fill="none" stroke="#1f5fa8" stroke-width="2"/>',
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="5" fill="#c0392b"/>',
        f'<text x="{x + 9:.1f}" y="{y + 18:.1f}" fill="#c0392b">threshold {THRESHOLD:.2f}</text>',
        f'<text x="{left + SIDE // 2}" y="{bottom + 44}" text-anchor="middle">{chart.across}</text>',
        f'<text transform="rotate(-90 {left - 48} {middle})" x="{left - 48}" y="{middle}" '
        f'text-anchor="middle">{chart.up}</text>',
    ]
    return "".join(f"{line}\n" for line in lines)


def _share(flags: Iterable[bool]) -> float:
    found = list(flags)
    return sum(found) / len(found) if found else 0.0


if __name__ == "__main__":
    raise SystemExit(main())
