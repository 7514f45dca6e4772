"""Names: runs of capitalised words without the titles before them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from store.speech.gender import pronoun_of
from store.speech.words import (
    ABBREVIATIONS,
    CALENDAR,
    FUNCTION,
    HONOURS,
    ORGANISATION,
    PARTICLES,
    PLACES,
    SUFFIXES,
    TITLES,
    Word,
    person_noun,
)

_CHAINS = (" of ", " for ", " at ", " of the ", " for the ", " at the ", " and ", " & ")
_LINKED = (" of ", " for ", " of the ", " for the ")  # Center for Health Security
_ADDED = (" and ", " & ", ", and ")  # Center for Disease Control and Prevention, Fish and Wildlife Service
_WITHIN = (" ", "\n", "\xa0")
_INTO_MARKS, _OUT_OF_MARKS = (" “", ' "', ". “", '. "'), ("” ", '" ')  # Ida “Skip” Holt
_COMPOUND = re.compile(r"[a-z]-(?:elect|designate|of-[a-z]+|born|based|led|[a-z]+ed)$")
_STATES = frozenset("US UK EU UN".split())


@dataclass(frozen=True, slots=True)
class Name:
    """A name at `start`..`end` of a text, titles left out; with them it begins at `begin`.

    `titled` is set where a title or a word for a person stands before it. `organisation` marks what plainly is no
    person: an office, a company, a place.
    """

    begin: int
    start: int
    end: int
    words: tuple[str, ...]
    titled: bool
    possessive: bool
    organisation: bool


def names_in(text: str, words: Sequence[Word]) -> list[Name]:
    """The names among consecutive `words` of `text`, in order."""
    names: list[Name] = []
    for run, before in _runs(text, words):
        name = _name(text, run, before, names[-1] if names else None)
        if name is None:
            continue
        if names and _is_one(text, names[-1], name):
            name = _as_one(names.pop(), name)
        names.append(name)
    return names


def _is_one(text: str, one: Name, other: Name) -> bool:
    """Whether two names are those of one office: `Center for Health Security`, `the Fish and Wildlife Service`."""
    between = text[one.end : other.begin]
    office, belongs = _is_office(one), _is_office(other)
    if one.possessive or other.begin < other.start or pronoun_of(" ".join(other.words)):
        return False
    if between in _LINKED:
        return office
    if between not in _ADDED or text[other.start : other.end].isupper():
        return False
    linked = any(link in text[one.start : one.end] for link in _LINKED)
    return (linked and not belongs) or (
        belongs and not one.organisation and text[: one.begin].endswith(("the ", "The "))
    )


def _as_one(one: Name, other: Name) -> Name:
    words = (*one.words, *other.words)
    return Name(one.begin, one.start, other.end, words, titled=False, possessive=other.possessive, organisation=True)


def _is_office(name: Name) -> bool:
    return any(word.lower() in ORGANISATION for word in name.words)


def _runs(text: str, words: Sequence[Word]) -> Iterator[tuple[list[Word], Word | None]]:
    """Each run of words that may make one name, and the word before it."""
    run: list[Word] = []
    before: Word | None = None
    for place, word in enumerate(words):
        if run and not _goes_on(text, run[-1], word):
            yield run, before
            run = []
        if run:
            run.append(word)
        elif _may_name(word, inside=False):
            run, before = [word], words[place - 1] if place else None
    if run:
        yield run, before


def _goes_on(text: str, last: Word, word: Word) -> bool:
    """Whether a word goes on with a name whose `last` word stands before it."""
    may = _may_name(word, inside=True) or (word.text == "Said" and last.text in PARTICLES)
    return may and _joined(text, last, word)


def _may_name(word: Word, *, inside: bool) -> bool:
    if inside and word.text in PARTICLES:
        return True
    if word.text == "US":  # not "us"
        return True
    return word.capital and word.plain not in FUNCTION | CALENDAR and not word.plain.endswith("-old")


def _joined(text: str, one: Word, other: Word) -> bool:
    between = text[one.end : other.start]
    if one.possessive:
        return False
    if between in _WITHIN:
        return True
    if between in _INTO_MARKS:
        return text[other.end : other.end + 1] in ("”", '"')
    if between in _OUT_OF_MARKS:
        return text[one.start - 2 : one.start] in (" “", ' "') and (
            text[one.start - 3].isalnum() or text[one.start - 3] == "."
        )
    abbreviated = len(one.text) == 1 or one.plain in ABBREVIATIONS or "." in one.text
    return (between == ". " and abbreviated) or (between == ", " and other.plain in SUFFIXES)


def _name(text: str, run: Sequence[Word], before: Word | None, last: Name | None) -> Name | None:
    while run and run[-1].text in PARTICLES:
        run = run[:-1]
    while run and run[-1].text in HONOURS:
        run = run[:-1]
    core, titled = _without_titles(run)
    if not core:
        return None
    begin, end = run[0].start, core[-1].end
    possessive = core[-1].possessive or (text[end : end + 2] in ("' ", "’ ") and text[end - 1] == "s")
    end -= 2 if core[-1].possessive else 0
    if not titled and before is not None and text[before.end : begin] == " ":
        titled = before.text.islower() and person_noun(before.text)
    chained = last is not None and last.organisation and text[last.end : begin] in _CHAINS
    acronym = core[0].text.isupper() and (len(core[0].text) > 2 or core[0].text in _STATES)
    kind = any(word.plain in ORGANISATION for word in core) or text[core[0].start : end].lower() in PLACES
    words = tuple(word.text for word in core)
    return Name(begin, core[0].start, end, words, titled, possessive, kind or chained or acronym)


def _without_titles(run: Sequence[Word]) -> tuple[Sequence[Word], bool]:
    """The run behind its last title, or behind an office that leaves two words more; whether there was a title."""
    last = max((place for place, word in enumerate(run) if _is_title(word)), default=-1)
    if last + 1 < len(run) and run[last + 1].plain in ORGANISATION:
        last = -1  # Justice Department
    core = run[last + 1 :]
    offices = [place for place, word in enumerate(core) if word.plain in ORGANISATION]
    if offices and len(core) - offices[-1] > 2:
        core = core[offices[-1] + 1 :]
    return core, last >= 0


def _is_title(word: Word) -> bool:
    """Whether a word says who somebody is: `Mayor`, `Mayor-elect`, `Ex-mayor`, `Mother-of-two`, `Karren-born`."""
    if word.plain in TITLES or _COMPOUND.search(word.text):
        return True
    before, _, kind = word.plain.partition("-")
    return before in ("ex", "then") and person_noun(kind)
