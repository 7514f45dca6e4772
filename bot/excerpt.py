"""Which part of a quote is shown where the whole does not fit: a slice of it, never a rewording.

Offsets here count in the quote's own text. A cut falls at the end of a sentence, else between words; inside a word
only where a text has no spaces for as long as the room is.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from bot.escape import Marker, block_quote, marked, units
from store.answer import Quote, Span

CUT = r"\[…\]"
_SENTENCE_END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s)|[。！？]+[」』”]*|(?=\n)")
_WORD_END = re.compile(r"(?<=\S)(?=\s)")
_WORD_START = re.compile(r"(?<=\s)(?=\S)")
_SENTENCE_START = re.compile(r"(?<=[.!?…\"'”’»)\]]\s)(?=\S)|(?<=[。！？」』\n])(?=\S)")


@dataclass(frozen=True, slots=True)
class Excerpt:
    """The shown slice `quote.text[start:end]`: `markdown` behind quote bars, and whether the quote goes on after it."""

    start: int
    end: int
    markdown: str
    cut: bool


def excerpt(quote: Quote, room: int, marked: Sequence[Span] | None = None) -> Excerpt:
    """As much of the quote as `room` UTF-16 units hold, the first underlined span in sight; at least one character.

    `marked` are the spans of the version's text to underline; those that answer where none are given.

    A `room` of 60 or more is kept to whatever the text. Where the quote begins earlier, `[…]` stands before the bars.
    """
    spans = tuple(
        Span(span.start - quote.start, span.end - quote.start)
        for span in (quote.answer_spans if marked is None else marked)
    )
    return excerpt_of(quote.text, spans, room, "__")


def excerpt_of(text: str, spans: tuple[Span, ...], room: int, marker: Marker) -> Excerpt:
    """The same for any text, of which `spans` are marked and the first is kept in sight."""
    whole = _shown(text, spans, 0, len(text), marker)
    if units(whole.markdown) <= room:
        return whole
    start = _start(text, spans, room)
    end = _end(text, spans, start, room)
    return _shown(text, spans, start, end, marker)


def grapheme_start(text: str, at: int) -> int:
    """The nearest place at or before `at` that does not part a letter from its accents or an emoji from its joiner."""
    while 0 < at < len(text) and (_joins(text[at]) or text[at - 1] == "\u200d"):
        at -= 1
    return at


def _joins(letter: str) -> bool:
    return (
        letter in "\u200d\ufe0e\ufe0f" or unicodedata.combining(letter) != 0 or "\U0001f3fb" <= letter <= "\U0001f3ff"
    )


def _shown(text: str, spans: tuple[Span, ...], start: int, end: int, marker: Marker = "__") -> Excerpt:
    moved = [(span.start - start, min(span.end, end) - start) for span in spans]
    quoted = block_quote(marked(text[start:end], moved, marker))
    before = f"{CUT}\n" if start > 0 else ""
    return Excerpt(start, end, before + quoted, end < len(text))


def _fits(text: str, spans: tuple[Span, ...], start: int, end: int, room: int) -> bool:
    return units(_shown(text, spans, start, end).markdown) <= room  # any marker: they are all of one length


def _start(text: str, spans: tuple[Span, ...], room: int) -> int:
    """The head of the text, or where the answer would be out of sight, the head of its sentence or word."""
    if not spans or _fits(text, spans, 0, min(spans[0].end, len(text)), room):
        return 0
    answer = spans[0]
    for starts in (_SENTENCE_START, _WORD_START):
        found = [match.start() for match in starts.finditer(text, max(0, answer.start - room), answer.start + 1)]
        if found and _fits(text, spans, found[-1], min(answer.end, len(text)), room):
            return found[-1]
    return grapheme_start(text, answer.start)


def _end(text: str, spans: tuple[Span, ...], start: int, room: int) -> int:
    """The last sentence end that fits behind the answer, else the last word end, else the last whole letter."""
    if _fits(text, spans, start, len(text), room):
        return len(text)
    window = min(len(text), start + room)
    answered = min(spans[0].end, window) if spans and spans[0].start >= start else start
    for ends in (_SENTENCE_END, _WORD_END):
        found = [match.end() for match in ends.finditer(text, start, window) if match.end() > max(start, answered - 1)]
        fitting = _last_fitting(text, spans, start, found, room)
        if fitting is not None:
            return fitting
    every = list(range(start + 1, window + 1))
    last = _last_fitting(text, spans, start, every, room) or start + 1
    return max(grapheme_start(text, last), start + 1)


def _last_fitting(text: str, spans: tuple[Span, ...], start: int, ends: list[int], room: int) -> int | None:
    """The largest of the ascending `ends` that fits: what is shown only grows with its end, so halving finds it."""
    low, high = 0, len(ends)
    while low < high:
        middle = (low + high) // 2
        if _fits(text, spans, start, ends[middle], room):
            low = middle + 1
        else:
            high = middle
    return ends[low - 1] if low else None
