"""The look of a card: what a server may choose of it."""

from __future__ import annotations

from dataclasses import dataclass

from bot.languages import ENGLISH

MAX_QUOTES = 3  # about one screen of a phone


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """`language` is that of the dates, a code of LANGUAGES; `quotes` a card shows at most, 1 to MAX_QUOTES."""

    language: str = ENGLISH
    quotes: int = MAX_QUOTES


PLAIN = Look()
"""As cards look where nobody chose: in direct messages and in the servers that we are no member of."""
