"""Suggestions while somebody types: headlines, publishers and speakers, from memory, in the bot's own process.

Every word typed must begin a word of what is offered, whatever its case and accents.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, chain, islice

from bot.escape import displayable, units
from bot.excerpt import grapheme_start
from store.catalogue import Catalogue, Counted, Headline
from store.speech.called import plain

MOST = 25  # choices that Discord shows
LONGEST = 100  # units of a choice's name, and of its value; the same for an option of a select

_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What is shown, and what is sent where it is chosen: an article's id, or a name whole."""

    label: str
    value: str


class Suggester:
    """The words of a catalogue, folded once; a look-up costs no await."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._headlines = _Words([one.text for one in catalogue.headlines], [*map(_story, catalogue.headlines)])
        self._publishers = _names(catalogue.publishers)
        self._speakers = _names(catalogue.speakers)

    def headlines(self, typed: str) -> list[Suggestion]:
        """Stories, newest first, those whose headline begins with what is typed ahead; the value is an article's id."""
        return self._headlines.find(typed)

    def publishers(self, typed: str) -> list[Suggestion]:
        """Publishers, those with the most stories first."""
        return self._publishers.find(typed)

    def speakers(self, typed: str) -> list[Suggestion]:
        """Speakers, those who speak in the most stories first."""
        return self._speakers.find(typed)


class _Words:
    """Suggestions in their order, found by the beginnings of words in their texts.

    All texts stand in one string, a line each and a space before each word: searching that takes less time than asking
    20,000 texts one by one.
    """

    def __init__(self, texts: Sequence[str], suggestions: Sequence[Suggestion]) -> None:
        self._suggestions = suggestions
        lines = [f"\n {_folded(text)}" for text in texts]
        self._starts = [0, *accumulate(map(len, lines))]
        self._text = "".join(lines)

    def find(self, typed: str) -> list[Suggestion]:
        """At most 25, in their order, ahead those whose text begins with what is typed. Nothing typed: the first."""
        folded = _folded(typed)
        if not folded:
            return list(self._suggestions[:MOST])
        words = sorted(set(folded.split()), key=lambda word: self._text.count(f" {word}"))  # the rarest first
        found = chain(self._lines_with(f"\n {folded}", ()), self._lines_with(f" {words[0]}", words[1:]))
        return [self._suggestions[line] for line in islice(_once(found), MOST)]

    def _lines_with(self, wanted: str, others: Sequence[str]) -> Iterator[int]:
        """The numbers of the lines that have `wanted` and, at the beginning of a word, each of the `others`."""
        at = self._text.find(wanted)
        while at >= 0:
            line = bisect_right(self._starts, at) - 1
            end = self._starts[line + 1]
            if all(self._text.find(f" {word}", self._starts[line], end) >= 0 for word in others):
                yield line
            at = self._text.find(wanted, end)


def _once(lines: Iterable[int]) -> Iterator[int]:
    seen: set[int] = set()
    for line in lines:
        if line not in seen:
            seen.add(line)
            yield line


def _names(counted: Iterable[Counted]) -> _Words:
    # The value is the name whole and cannot be cut.
    fitting = [one for one in counted if units(one.name) <= LONGEST and one_line(one.name)]
    return _Words([one.name for one in fitting], [Suggestion(one_line(one.name), one.name) for one in fitting])


def _story(headline: Headline) -> Suggestion:
    day = f" · {headline.day}" if headline.day else ""
    return Suggestion(cut(one_line(headline.text) or "untitled", LONGEST - len(day)) + day, headline.article_id)


def cut(text: str, room: int) -> str:
    """At most `room` UTF-16 units of a text, with `…` where it is longer."""
    if units(text) <= room:
        return text
    end = min(len(text), room - 1)
    while units(text[:end]) > room - 1:
        end -= 1
    return text[: grapheme_start(text, end)].rstrip() + "…"


def one_line(text: str) -> str:
    """What can be shown of a text, on one line."""
    return " ".join(displayable(text).split())


def _folded(text: str) -> str:
    """Its words, case-folded and without accents, a space between each two."""
    return " ".join(_WORD.findall(plain(text)))
