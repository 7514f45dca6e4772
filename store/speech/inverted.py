"""Inverted: who is named behind a verb of saying."""

from __future__ import annotations

import re

from store.speech.names import Name
from store.speech.sentence import BOUNDARY, Sentence
from store.speech.words import CALENDAR, PREPOSITIONS, SUBORDINATE, Word, person_noun

_NOT_INVERTED = frozenset("told tells called calls described describes shared quoted quotes".split())  # "told NAME"
_CAN_FOLLOW = frozenset(
    """of in at on to during after when while as before from with about by who late early earlier last this for
    yesterday today through via following over outside inside upon near under shortly later again recently ahead
    and""".split()
)
_DETERMINED = re.compile(r" (?:(?:the|an?|one|his|her|its|their) |(?:[A-Z][\w.’'-]* ){0,2}[A-Z][\w.-]*['’]s )")


def behind(sentence: Sentence, place: int) -> Name | Word | None:
    """`said NAME`, `said the fishmonger NAME`, `said the head teacher, NAME`."""
    words, text = sentence.words, sentence.text
    verb = words[place]
    if verb.text in _NOT_INVERTED:
        return None
    if place + 1 < len(words) and words[place + 1].text in ("he", "she"):
        return words[place + 1] if sentence.text[words[place + 1].end : words[place + 1].end + 1] != " " else None
    for name in sentence.names:
        if name.begin <= verb.end:
            continue
        if not _leads_to(sentence, name, verb.end):
            return None
        if not name.possessive and not _modifies(sentence, name):
            return None if re.match(r",? and ", text[name.end : name.end + 6]) else name
    return None


def _leads_to(sentence: Sentence, name: Name, since: int) -> bool:
    """Whether what stands between a verb that ends at `since` and a name can be a part of the name’s own phrase."""
    lead, comma, rest = sentence.text[since : name.begin].partition(", ")
    if BOUNDARY.search(lead) or (comma and (rest or not _DETERMINED.match(lead))):
        return False
    until = since + len(lead)
    offices = [one for one in sentence.names if one.organisation and since <= one.start < until]
    words = [word for word in sentence.words if since <= word.start < until and not word.capital]
    lower = [word.text for word in words if not any(one.start < word.start < one.end for one in offices)]
    if name.titled and len(lower) > 1 and lower[-1] == "and" and person_noun(lower[-2]):
        lower.pop()  # "its president and CEO NAME"
    return not any(word in PREPOSITIONS or word in SUBORDINATE or word == "and" for word in lower)


def _modifies(sentence: Sentence, name: Name) -> bool:
    """Whether a name only says where somebody named behind it belongs: `Harvard epidemiologist NAME`."""
    following = next((word for word in sentence.words if word.start >= name.end), None)
    if following is None or sentence.text[name.end : following.start] != " ":
        return False
    if name.organisation and following.text == "of":
        return True
    return following.text not in _CAN_FOLLOW and following.plain not in CALENDAR
