"""Possessive: the tense of what a day has, as Friday has the vote in "Friday’s vote will be close"."""

from __future__ import annotations

import re

from store.dating.owner import looks_ahead, looks_back, owns_what_befell
from store.dating.tense import first_tense, tense_at
from store.dating.verbs import Tense, says, timetabled, verbs

_AFTER = re.compile(r"\b(?:after|following|since|despite|during)\s+(?:\w+\s+)?$", re.IGNORECASE)
_SUFFERED = re.compile(
    r"\b(?:arrested|damaged|destroyed|died|hurt|injured|killed|wounded)\s+(?:at|by|in)\s+$"
    r"|(?<!have )\b(?:attended|boycotted|lost|missed|skipped|survived|watched|won)\s+$"
)
_BEFORE = re.compile(
    r"\b(?:before|ahead of|in advance of|prior to|the eve of|(?:run|build)-?up to|until|for|by)\s+(?:\w+\s+)?$",
    re.IGNORECASE,
)
_CHANGED = re.compile(
    r"\b(?:postpon|cancel|call(?:ed|ing) off|reschedul|delay|mov(?:ed|ing)\b|sold out|announced|confirmed|named)"
)
# Behind a comma or another clause's opener the verb is another's: "since nobody won Tuesday’s draw, the next will be".
_CLAUSE = re.compile(r"[,;:–—]|\b(?:and|but|after|when|as|before|because|while|where|since|so|if|who|with|to)\b")


def tense_of_owned(sentence: str, start: int, end: int) -> Tense:
    """The tense of what `sentence[start:end]`, a day with `’s`, has: of its own verb, or past behind `after`."""
    if owns_what_befell(sentence, end) or _SUFFERED.search(sentence, 0, start):
        return "past"
    if _CHANGED.search(sentence) or _BEFORE.search(sentence, 0, start):
        return "unknown"
    if _AFTER.search(sentence, 0, start):
        return "past" if tense_at(sentence, start, end) == "past" else "unknown"
    clause = _CLAUSE.search(sentence, end)
    own = verbs(sentence, end, clause.start() if clause else len(sentence))
    if not own:
        return "unknown"
    verb, tense = own[0]
    if timetabled(verb):
        return "unknown"  # "Monday’s ruling opens the way"
    if any(other != tense and not says(marker) for marker, other in verbs(sentence, 0, start)):
        return "unknown"  # "the team that lost Friday’s match will"
    # As if it were a noun like another: "the victims of Friday’s fire will".
    plain = f"{sentence[:start]}the{sentence[end : verb.start()]}"
    looks = {"past": looks_ahead, "future": looks_back}.get(tense)
    return "unknown" if looks and looks(plain, 0, len(plain)) else first_tense(sentence, end)
