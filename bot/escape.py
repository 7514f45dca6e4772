"""Text that is not ours, made safe to stand in a Discord message, reversibly.

Every character that Discord's renderer would act on gets a backslash before it, which the renderer removes again:
what a person reads is the text itself, without only the characters that are never shown.
discord.utils.escape_markdown is not used: it leaves lists, mentions, timestamps, shortcodes and everything inside
an address live.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Literal

Marker = Literal["__", "**", "~~"]
"""Underlined, bold, struck through: all of them two signs."""

# C0 controls but tab and newline, the bidirectional overrides and isolates that could re-order a whole card, and
# lone surrogates, which no JSON encoder sends. They are dropped at display only; the record keeps them.
_NOT_DISPLAYED = re.compile("[\x00-\x08\x0b-\x1f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")

_LINE_HEAD = r"(?:^|(?<=[\n\u0085\u2028\u2029]))[ \t]*"
_SPECIAL = re.compile(
    rf"""
    [\\*_~`|<>\[\]()@\#]         # emphasis, code, spoilers, quotes, links, mentions, headings
    | {_LINE_HEAD}[-+]           # a bullet or small print
    | {_LINE_HEAD}[0-9]+\.       # a numbered list
    | :(?=[\w+-]+:)              # an emoji shortcode
    | :(?=//)                    # an address: left live it would show its backslashes
    """,
    re.VERBOSE,
)


def displayable(text: str) -> str:
    """The text without the characters that are never shown: C0 controls, bidi overrides, lone surrogates."""
    return _NOT_DISPLAYED.sub("", text)


def escape(text: str) -> str:
    """Markdown that Discord renders as `displayable(text)`, character for character, pinging and linking nothing."""
    return _SPECIAL.sub(_with_backslash, displayable(text))


def underline(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Escaped text with the half-open spans `(start, end)` of it underlined."""
    return marked(text, spans, "__")


def marked(text: str, spans: Iterable[tuple[int, int]], marker: Marker) -> str:
    """Escaped text with the half-open spans `(start, end)` of it underlined, bold or struck through.

    Spans may touch, overlap or reach past the text. Markers are closed and opened again at each line break and stand
    inside a span's outer whitespace, where Discord would not take them for markers.
    """
    shown = displayable(text)
    # Offsets are moved to the shown text first: two spans with only a dropped character between them would
    # otherwise end and begin in one run of signs, which marks neither.
    moved = [(len(displayable(text[: max(0, start)])), len(displayable(text[: max(0, end)]))) for start, end in spans]
    pieces = []
    at = 0
    for start, end in _merged(moved):
        pieces.append(escape(shown[at:start]))
        pieces.append("\n".join(_marked_line(line, marker) for line in shown[start:end].split("\n")))
        at = end
    pieces.append(escape(shown[at:]))
    return "".join(pieces)


def block_quote(markdown: str) -> str:
    """Each line of it behind Discord's quote bar; an empty line keeps the bar unbroken."""
    return "\n".join(f"> {line}" for line in markdown.split("\n"))


def units(text: str) -> int:
    """The length of the text in UTF-16 code units, the larger of the two ways in which Discord may count."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _with_backslash(match: re.Match[str]) -> str:
    return f"{match[0][:-1]}\\{match[0][-1]}"


def _marked_line(line: str, marker: Marker) -> str:
    core = line.strip()
    if not core:
        return line
    start = line.index(core)
    return f"{line[:start]}{marker}{escape(core)}{marker}{line[start + len(core) :]}"


def _merged(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Sorted, non-empty, none touching the next."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(span for span in spans if span[0] < span[1]):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return merged
