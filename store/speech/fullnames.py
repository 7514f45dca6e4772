"""Full names: who in a text is named in full of those whom it elsewhere calls by a surname or a given name."""

from __future__ import annotations

import re
from functools import lru_cache

from store.answer import Span
from store.speech.names import Name, names_in
from store.speech.words import PARTICLES, SUFFIXES, words_in

REACH = 50
"""Characters around a surname in which the rest of a full name is looked for."""
_APOSTROPHE = re.compile("['’]")
_LED = tuple(f"{particle.capitalize()} " for particle in PARTICLES - {"al"})  # Al is a given name as well


@lru_cache(maxsize=512)
def full_names(text: str, name: str) -> tuple[Span, ...]:
    """The full names in `text` of whom it elsewhere calls `name`, each where it stands first; several if not plain.

    A name of several words is full. One of a single word is taken for a surname, else for a given name, if the full
    name comes first: that of a company (Twitter, then Twitter Blue) does not.
    """
    written = _APOSTROPHE.sub("['’]", re.escape(name))
    if name.startswith(_LED):
        written = f"(?i:{written[0]}){written[1:]}"  # "De Rue said", of Anne de Rue
    first = re.search(written, text)
    if first is None or (" " in name and not name.startswith(_LED)):
        return (Span(*first.span()),) if first else ()
    surnames: dict[str, Span] = {}
    given: dict[str, Span] = {}
    for found in re.finditer(rf"(?<![\w-]){written}(?![\w-])", text):
        full = _full_name(text, found.start(), found.end()) if _beside_name(text, found) else None
        if full is None or (full.start, full.end) == found.span():
            continue
        if _only_suffixes(text[found.end() : full.end]):
            as_one = _APOSTROPHE.sub("'", text[full.start : full.end])
            surnames.setdefault(as_one, Span(full.start, full.end))
        elif full.start == found.start() and (given or found.start() == first.start()):
            given.setdefault(full.words[-1], Span(full.start, full.end))
    return tuple((surnames or given).values())


def _only_suffixes(text: str) -> bool:
    return all(word.strip(",.").lower() in SUFFIXES for word in text.split())


def _beside_name(text: str, found: re.Match[str]) -> bool:
    """Whether a word that may be of the same name stands beside one; most mentions need no closer look."""
    start, end = found.span()
    if text[end : end + 1].isspace() and text[end + 1 : end + 2].isupper():
        return True
    before = text[max(0, start - REACH) : start]
    word = before.split()[-1].lstrip("“”\"‘’'([—–") if before[-1:].isspace() and before.strip() else ""
    return word[:1].isupper() or word in PARTICLES or "-" in word


def _full_name(text: str, start: int, end: int) -> Name | None:
    """The name of two words or more that has what stands at `start`..`end` in it."""
    begin = max(0, start - REACH)
    words = words_in(text, begin, min(len(text), end + REACH))
    if begin and words and words[0].start == begin:
        words = words[1:]  # it may be the end of one
    for name in names_in(text, words):
        if name.start <= start and end <= name.end:
            return name if len(name.words) > 1 and not name.organisation else None
    return None
