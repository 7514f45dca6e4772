"""Going on: whose a quotation is that nobody is said to say, and what turns from one speaker to another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from store.answer import Span
from store.speech.antecedent import Heard, antecedent
from store.speech.people import Paragraph, slice_of
from store.speech.quotations import VEIL
from store.speech.sayings import Saying
from store.speech.sentence import Sentence
from store.speech.unnamed import unnamed_in
from store.speech.words import words_in

Question = Literal["", "asked", "put"]
"""Whether a sentence asks, or puts its question to somebody: what follows may be the answer."""

_LETTER = re.compile(r"[^\W\d_]")
_PRONOUN_DOES = re.compile(rf"[,.?!…—–-]{VEIL} (he|she) (?:went on|goes on|\w+(?:ed|s))\b")
_GOES_ON = re.compile(
    rf"[^,.?!…—–-]{VEIL} (?:in|than|whether|as|to|when|if|while|for|against|because|under|over|on top of)\b"
    rf"|{VEIL},? (?:with|such as|a reference to|referring to)\b"
)
_ASKS = re.compile(r"ask(?:ed|s)\b")
_ASKS_SOMEBODY = re.compile(r"ask(?:ed|s) (?:him|her|them|me|us|the|an?|his|their|[A-Z])")


def inherited(paragraph: Paragraph, span: Span, heard: Heard) -> Span | None:
    """The speaker of a quotation that nobody is said to say: whoever spoke right before it.

    Nobody where the reporter’s own words beside it may tell of somebody else: `“Go home,” read a banner`.
    """
    own = paragraph.words[span.start : span.end]
    does = _PRONOUN_DOES.search(own)
    if does:
        [pronoun] = words_in(paragraph.words, span.start + does.start(1), span.start + does.end(1))
        return antecedent(paragraph, pronoun, span.start, heard)
    if _LETTER.search(own) and not _GOES_ON.search(own):
        return None
    return None if paragraph.people(0, span.end) and not heard.until else heard.speaker


def question_in(paragraph: Paragraph, sayings: Sequence[Saying]) -> Question:
    """What a sentence with these sayings asks, beside direct speech."""
    asking = [saying for saying in sayings if _ASKS.match(paragraph.words, saying.start)]
    put = any(
        saying.subject and saying.subject.start < saying.start and _ASKS_SOMEBODY.match(paragraph.words, saying.start)
        for saying in asking
    )
    return "put" if put else "asked" if asking else ""


def turns_to_another(paragraph: Paragraph, last: Span, speaker: Span | None) -> bool:
    """Whether the `last` sentence of a paragraph ends with a colon, its last clause telling of another person."""
    own = paragraph.words[last.start : last.end].rstrip()
    clause = Span(last.start + own.rfind(", ") + 1, last.end)
    named = list(paragraph.people(clause.start, clause.end))[-1:]
    unnamed = any(one.does for one in unnamed_in(Sentence.of(paragraph.words, clause)))
    return own.endswith(":") and (unnamed or named not in ([], [slice_of(paragraph.text, speaker)]))
