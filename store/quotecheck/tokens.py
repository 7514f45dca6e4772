"""The words and signs of a text, as a claim and a story are compared: everything else is style.

White space, quotation marks, soft hyphens and zero-width characters are no tokens; every dash is one sign, and so is
every way to write an ellipsis. Letters keep their case: whether it may differ is for who compares to say.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

ELLIPSIS, DASH = "…", "-"
DASHES = "‐‑‒–—―−﹘﹣－-"
QUOTE_MARKS = "\"“”„‟«»‹›「」『』＂″'‘’‚‛`´"
_JOINED = r"\u0300-\u036f\u00ad\u200b-\u200d\u2060\ufeff"  # accents of their own, and what is not seen in a word
_OF_ITS_OWN = r"\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"  # scripts without spaces: each letter is a word
_LETTER = rf"(?:(?![{_OF_ITS_OWN}])[^\W_][{_JOINED}]*)"
_TOKEN = re.compile(
    rf"""
    (?P<dots>…|\.{{3,}}|\.(?:\s\.){{2,}})
    | (?P<word>[{_OF_ITS_OWN}]|{_LETTER}+(?:['’ʼ‘]{_LETTER}+)*)
    | (?P<dash>--+|[{re.escape(DASHES)}])
    | (?P<sign>[^\s{re.escape(QUOTE_MARKS)}{_JOINED}])
    """,
    re.VERBOSE,
)
_UNSEEN = re.compile(r"[\u00ad\u200b-\u200d\u2060\ufeff]")
_APOSTROPHES = str.maketrans("’ʼ‘", "'''")


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a sign at `start`..`end` of a text; two are the same when their `key` is."""

    key: str
    start: int
    end: int
    word: bool


def tokens_of(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The tokens of `text[start:end]`; offsets count in the whole text."""
    return [_token(found) for found in _TOKEN.finditer(text, start, len(text) if end is None else end)]


def _token(found: re.Match[str]) -> Token:
    key = found[0]
    if found["dots"]:
        key = ELLIPSIS
    elif found["dash"]:
        key = DASH
    elif not key.isascii():
        key = unicodedata.normalize("NFC", _UNSEEN.sub("", key)).translate(_APOSTROPHES)
    return Token(key, found.start(), found.end(), found["word"] is not None)
