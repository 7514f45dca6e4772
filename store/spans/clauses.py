"""Clauses: the reason after "because", the words that were said, what follows the preposition a question ends on."""

from __future__ import annotations

import re

from store.answer import Span
from store.spans.reading import Reading
from store.spans.stem import stem
from store.speech.quotations import VEIL, quotations_in, veiled
from store.speech.sayings import sayings_in
from store.speech.words import Word, words_in

_REASON = re.compile(
    r"\b(?:because|due to|owing to|in order to|so that|citing|thanks to|on (?:the )?grounds (?:that|of)|for fear|"
    r"in an effort to|in a bid to|in an attempt to|in the hope|to avoid|to prevent|"
    r"in response to|as a result of|over (?:\w+ )?(?:concerns?|fears?|claims?|allegations?|disputes?|worries))\b",
    re.IGNORECASE,
)
_SAYING = r"(?:said|says|told \w+|wrote|added|noted|warned|announced|stated|argued|insisted|claimed|explained)"
_ATTRIBUTION = re.compile(rf",[”\"]? (?:[\w.’'-]+ ){{1,8}}{_SAYING}\b[^,;{VEIL}]*$|, according to [^,]*$")
_THAT = re.compile(
    rf"\b{_SAYING}(?: (?:on|last|late|early) [\w ]{{3,20}}?)? that "
    r"|\b(?:concern|fear|worry|hope|complaint)s? (?:is|was|are|were) that "
    r"|\b(?:fear|worrie|worry|hope)(?:s|d|ed)? that ",
    re.IGNORECASE,
)
_BARE = re.compile(
    r"(?<=\w )(?<!to )(?:said|says) "
    r"(?=(?:the|he|she|it|they|we|there|its|his|her|their|this|these|those|an?|no|[A-Z][\w.’'-]*)\b"
    r"[^,;:]*\b(?:was|were|is|are|has|have|had|will|would|could|can|may|might|should|must|\w{2,}ed)\b)"
)
_ENDS_ON = re.compile(r"\b(?P<verb>\w+) (?P<preposition>against|about|for|from|into|with|on|to|in|of|at|by)\s*\??\s*$")
_ASKED_WHAT = re.compile(
    r"what (?:did|does|do|is|was|were|are|can|could|will|would|has|had|have)\b(?!.*\b(?:that|which|who|whom)\b)", re.I
)
_GOES_ON = re.compile(
    r"[;:(—–]|, (?:which|who|where|but|so|rather|while|and (?:he|she|it|they|the)|only)\b| (?:but|so that|in order)\b"
)
_FEWEST = 3
"""Words below which what stands between quotation marks is a term and not what somebody says."""
_NEAR = 3
"""Words between a verb and its preposition: "protect populations against"."""


def why(reading: Reading) -> Span | None:
    """The reason, from the word that gives it to the end of the sentence or to who says so; two if they begin alike."""
    found = list(reading.found(_REASON))
    alike = len({match[0].lower() for match in found}) == 1
    return Span(found[0].start(), _end(reading)) if alike else None


def said(reading: Reading) -> tuple[Span, ...]:
    """What stands between quotation marks, else what "said that" leads to, or what stands before ", she said"."""
    if of_another(reading):
        return ()
    own = reading.text[reading.span.start : reading.span.end]
    quotations = quotations_in(own)
    if quotations is None:
        return ()
    if quotations:
        spoken = [one for one in quotations if len(own[one.start : one.end].split()) >= _FEWEST]
        return tuple(Span(reading.span.start + one.start + 1, reading.span.start + one.end) for one in spoken)
    led = list(reading.found(_THAT)) or list(_BARE.finditer(reading.text, reading.span.start, reading.span.end))
    if len(led) == 1:
        return (Span(led[0].end(), _end(reading)),)
    return (Span(reading.span.start, _end(reading)),) if not led and _end(reading) < reading.span.end else ()


def at_the_end(reading: Reading) -> Span | None:
    """What "what does it protect against?" asks for: what follows "against", near the verb, in its clause."""
    asked = _ENDS_ON.search(reading.question)
    if asked is None:
        return None
    verb, preposition = stem(asked["verb"]), asked["preposition"]
    places = [place for place, word in enumerate(reading.words) if word.plain == preposition]
    behind = [place for place in places if _near_verb(reading.words, place, verb)]
    if len(behind) != 1:
        return None
    start = reading.words[behind[0]].end
    goes_on = _GOES_ON.search(reading.text, start, _end(reading))
    return Span(start, goes_on.start() if goes_on else _end(reading))


def ends_on_preposition(question: str) -> bool:
    """Whether a question is of the form "what does it protect against?"."""
    return _ASKED_WHAT.match(question) is not None and _ENDS_ON.search(question) is not None


def _near_verb(words: tuple[Word, ...], place: int, verb: str) -> bool:
    return any(stem(word.text) == verb for word in words[max(0, place - _NEAR) : place])


def of_another(reading: Reading) -> bool:
    """Whether the sentence names as speaker somebody whom the question, which names one, does not name."""
    own = reading.text[reading.span.start : reading.span.end]
    quotations = quotations_in(own)
    words = veiled(own, quotations) if quotations else own
    subjects = [saying.subject for saying in sayings_in(words, Span(0, len(words)))]
    names = [subject for subject in subjects if subject and not isinstance(subject, Word)]
    asks_of_one = any(word.capital for word in words_in(reading.question, 0, len(reading.question))[1:])
    return asks_of_one and any(not _named(reading, " ".join(name.words)) for name in names)


def _named(reading: Reading, name: str) -> bool:
    return any(stem(word.text) in reading.asked for word in words_in(name, 0, len(name)))


def _end(reading: Reading) -> int:
    """The end of the sentence without the attribution that closes it."""
    said_by = _ATTRIBUTION.search(reading.text[reading.span.start : reading.span.end].rstrip(' .”"'))
    return reading.span.start + said_by.start() if said_by else reading.span.end
