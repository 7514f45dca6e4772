"""Passages: the retrieved unit, a run of whole paragraphs cut out of a version by offset."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from store.answer import Span
from store.article import Version
from store.sentences import paragraph_spans, sentence_spans

MIN_WORDS, MAX_WORDS = 60, 120
MAX_HEADLINE = 160
"""Characters of the headline that are embedded in front of a passage; longer ones are cut for the encoder only."""
SCHEME = "paragraphs-60-120/headline-date/1"
"""Names the cutting and the prefix; an index made by another scheme is rebuilt."""

_WORD = re.compile(r"\S+")
_ID = re.compile(r"([a-z2-7]+):(\d+):(\d+):(\d+)")


@dataclass(frozen=True, slots=True)
class Passage:
    """`version.text[start:end]` of version `number` of an article."""

    article_id: str
    number: int
    start: int
    end: int

    @property
    def id(self) -> str:
        """Unique and stable: the same text cut by the same scheme has the same ids on every machine."""
        return f"{self.article_id}:{self.number}:{self.start}:{self.end}"

    @classmethod
    def from_id(cls, passage_id: str) -> Passage:
        """The passage that an index names. Raises ValueError for an id that no Passage has."""
        parts = _ID.fullmatch(passage_id)
        if parts is None:
            raise ValueError(f"not a passage id: {passage_id!r}")
        return cls(parts[1], int(parts[2]), int(parts[3]), int(parts[4]))


def prefix(version: Version) -> str:
    """What is embedded before each passage of a version: headline and day. It is never quoted."""
    day = f" ({version.published.text[:10]})" if version.published.text else ""
    return f"{version.headline[:MAX_HEADLINE]}{day}\n"


def cut_passages(version: Version, token_starts: Sequence[int], budget: int) -> list[Passage]:
    """The passages of a version, in order; every word of the text stands in exactly one.

    `token_starts` are the offsets at which the encoder's tokens of the text begin, ascending; a passage has at
    most `budget` of them (what the encoder's limit leaves beside the prefix), 60 to 120 words where the
    paragraphs allow it, and is cut inside a sentence only where one sentence alone exceeds the budget.
    """
    text = version.text

    def tokens(span: Span) -> int:
        return bisect_left(token_starts, span.end) - bisect_left(token_starts, span.start)

    def fits(span: Span) -> bool:
        return tokens(span) <= budget and _words(text, span) <= MAX_WORDS

    units: list[Span] = []
    for paragraph in paragraph_spans(text):
        if fits(paragraph):
            units.append(paragraph)
            continue
        for sentence in sentence_spans(text, paragraph):
            whole = tokens(sentence) <= budget
            units.extend([sentence] if whole else _cut_by_tokens(text, sentence, token_starts, budget))
    return [Passage(version.article_id, version.number, run.start, run.end) for run in _runs(text, units, fits)]


def _runs(text: str, units: list[Span], fits: Callable[[Span], bool]) -> Iterator[Span]:
    run: Span | None = None
    for unit in units:
        joined = Span(run.start, unit.end) if run else unit
        if run is not None and not fits(joined):
            yield run
            joined = unit
        run = joined
        if _words(text, run) >= MIN_WORDS and _ends_paragraph(text, run.end):
            yield run
            run = None
    if run is not None:
        yield run


def _ends_paragraph(text: str, end: int) -> bool:
    return end == len(text) or text.startswith("\n\n", end)


def _words(text: str, span: Span) -> int:
    return sum(1 for _ in _WORD.finditer(text, span.start, span.end))


def _cut_by_tokens(text: str, sentence: Span, token_starts: Sequence[int], budget: int) -> Iterator[Span]:
    start = sentence.start
    while start < sentence.end:
        last = bisect_left(token_starts, start) + budget
        end = min(sentence.end, token_starts[last] if last < len(token_starts) else sentence.end)
        if end < sentence.end:
            space = text.rfind(" ", start + 1, end)
            end = space + 1 if space > start else end
        yield Span(start, end)
        start = end
