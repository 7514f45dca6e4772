"""Called: whether a name that somebody typed may be that of a speaker, whatever its case, accents and titles."""

from __future__ import annotations

import re
import unicodedata

from store.speech.words import SUFFIXES, TITLES

_WORD = re.compile(r"[^\s.]+")


def plain(text: str) -> str:
    """A text case-folded and without accents."""
    letters = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in letters if not unicodedata.combining(letter)).casefold()


def name_words(name: str) -> tuple[str, ...]:
    """The words of a name, case-folded, without accents, without "the", titles before it and suffixes behind it.

    Of a name that is a title and nothing else it is the last word.
    """
    words = [word.strip("“”\"',;:()") for word in _WORD.findall(plain(name))]
    words = [word.removesuffix("'s").removesuffix("’s") for word in words if word]
    while len(words) > 1 and words[-1] in SUFFIXES:
        words.pop()
    while len(words) > 1 and (words[0] in TITLES or words[0] == "the"):
        words.pop(0)
    return tuple(words)


def may_be_called(speaker: str, asked: str) -> bool:
    """Whether the last words are the same, and those before it in the shorter name are in the longer, or its initials.

    `Antonov` may be `Anatoly Antonov`, as may `A. Antonov`; `Sergei Antonov` may not.
    """
    shorter, longer = sorted((name_words(speaker), name_words(asked)), key=len)
    if not shorter or shorter[-1] != longer[-1]:
        return False
    return all(any(_given(one, other) for other in longer[:-1]) for one in shorter[:-1])


def surname_of(name: str) -> str:
    """The last word of a name as `name_words` has it, empty where there is none."""
    return (*name_words(name)[-1:], "")[0]


def same_surname(speaker: str, asked: str) -> bool:
    """Whether the last words of two names are the same."""
    return surname_of(speaker) == surname_of(asked)


def is_bare(speaker: str) -> bool:
    """Whether a name is of one word, so that it may be that of several people."""
    return len(name_words(speaker)) == 1


def _given(one: str, other: str) -> bool:
    return one == other or (min(len(one), len(other)) == 1 and one[0] == other[0])
