"""Subjects: who is named before or behind a verb of saying.

Each form has its rule: `NAME said`, `NAME, a deputy of somebody, said`, `its director, NAME, said`,
`NAME (of somewhere) said`, `NAME welcomed it and said`, `said NAME`, `said the head teacher, NAME`, `quoted NAME as saying`.
"""

from __future__ import annotations

import re

from store.speech.names import Name
from store.speech.quotations import VEIL
from store.speech.sentence import BOUNDARY, Sentence
from store.speech.words import CALENDAR, PREPOSITIONS, SUBORDINATE, TITLES, Word, person_noun, words_in

_BETWEEN = frozenset(
    """also later then once has had have previously already recently earlier again further often repeatedly simply just
    still now first only both even instead himself herself since was is were""".split()
)
_NOT_INVERTED = frozenset("told tells called calls described describes shared quoted quotes".split())  # "told NAME"
_CAN_FOLLOW = frozenset(
    """of in at on to during after when while as before from with about by who late early earlier last this for
    yesterday today through via following over outside inside upon near under shortly later again recently ahead
    and""".split()
)
_ROLE_LED = re.compile(r"(?:the|an?|its|his|her|their|our|[\w.]+['’]s)\s[^,;:()]*$", re.IGNORECASE)
_SET_OFF = re.compile(r"[a-z0-9]|[DRI][-,]")  # how a description between commas begins: "a deputy", "66", "D-Ohio"
_SAYS_MORE = re.compile(rf"[;:{VEIL}]|, and\b|\bsa(?:id|ys)\b")
_QUOTED_ROLE = re.compile(r" (?:(?:the|its|his|her|their) )?(?:[a-z-]+ ){0,3}")
_KIND = re.compile(rf"(?:(?!(?:{'|'.join(PREPOSITIONS | SUBORDINATE)})\b)[a-z-]+ ){{1,4}}")  # "economics professor "
_OF = re.compile(r" (?:of|from|at|with)(?: the)?(?: [A-Z][\w.&’'-]*| of| for| and| the)+")
_DETERMINED = re.compile(r" (?:(?:the|an?|one|his|her|its|their) |(?:[A-Z][\w.’'-]* ){0,2}[A-Z][\w.-]*['’]s )")


def subject_of(sentence: Sentence, place: int, *, participle: bool) -> Name | Word | None:
    """Who is named as the subject of the verb at `place`; None where that is not plain."""
    words, text = sentence.words, sentence.text
    last = _before_verb(sentence, place)
    if last < 0:
        return _behind(sentence, place)
    verb, word = words[place], words[last]
    if last == place - 1 and not participle and BOUNDARY.search(text, word.end, verb.start):
        behind = _behind(sentence, place)
        if behind is not None:
            return behind
    between = text[word.end : words[last + 1].start]
    if participle:
        return _of_the_sentence(sentence, word)
    if not sentence.parted(word, words[last + 1]):
        return _of_the_sentence(sentence, word) if word.plain in ("and", "but") else _ending_at(sentence, word)
    if between == ") ":
        return _before_parenthesis(sentence, word)
    return (_of_role(sentence, word) or _before_apposition(sentence, word)) if between in (", ", "., ") else None


def quoted_in(sentence: Sentence, place: int) -> Name | Word | None:
    """Who is quoted by the verb at `place`: `NAME was quoted as saying`, `somebody quoted NAME as saying`."""
    verb = sentence.words[place]
    if place and sentence.words[place - 1].plain in ("was", "is", "were"):
        return subject_of(sentence, place, participle=False)
    return next((name for name in sentence.names if _is_quoted(sentence, verb, name)), None)


def _is_quoted(sentence: Sentence, verb: Word, name: Name) -> bool:
    lead = sentence.text[verb.end : name.begin]
    alone = name.begin > verb.end and (not lead.strip() or _QUOTED_ROLE.fullmatch(lead) is not None)
    return alone and not name.possessive and sentence.text.startswith(" as saying", name.end)


def _before_verb(sentence: Sentence, place: int) -> int:
    """The place of the last word of what stands before a verb: adverbs, auxiliaries and a weekday are passed."""
    words, last = sentence.words, place - 1
    while last >= 0 and not sentence.parted(words[last], words[last + 1]):
        word = words[last]
        if word.plain in CALENDAR and last and words[last - 1].plain == "on":
            last -= 2
        elif word.plain in CALENDAR or word.text in _BETWEEN or (word.text.islower() and word.text.endswith("ly")):
            last -= 1
        else:
            break
    return last


def _ending_at(sentence: Sentence, last: Word) -> Name | Word | None:
    """`NAME said`, `he said`."""
    if last.plain in ("he", "she"):
        return last if sentence.heads_pronoun(last) else None
    for name in sentence.names:
        if name.end == last.end and not name.possessive:
            return name if sentence.heads(name) else _belonging_to(sentence, last)
    return None


def _belonging_to(sentence: Sentence, last: Word) -> Name | None:
    """`NAME of the Institute for Something said`."""
    for name in sentence.names:
        if _OF.fullmatch(sentence.text, name.end, last.end) and not (name.possessive or name.organisation):
            return name if len(name.words) + name.titled > 1 and sentence.heads(name) else None
    return None


def _of_role(sentence: Sentence, last: Word) -> Name | None:
    """`its director, NAME, said`: a name between commas behind words that say who somebody is, and not where."""
    for name in sentence.names:
        if name.end != last.end or name.possessive or name.organisation:
            continue
        role, comma, kind = sentence.text[sentence.start : name.begin].rpartition(", ")
        if not comma or not _ROLE_LED.search(role) or (kind and not _KIND.fullmatch(kind)):
            return None
        lower = kind or role.rsplit(" ", 1)[-1][:1].islower()  # not "the mayor of Portland, Oregon, said"
        return name if name.titled or (lower and len(name.words) > 1) else None
    return None


def _before_apposition(sentence: Sentence, last: Word) -> Name | None:
    """`NAME, a deputy of somebody, said`."""
    text = sentence.text
    for name in reversed(sentence.names):
        if name.end >= last.end or name.possessive or text[name.end : name.end + 2] != ", ":
            continue
        if not sentence.heads(name):
            continue
        description = text[name.end + 2 : last.end]
        words = words_in(description, 0, len(description))
        described = _SET_OFF.match(description) or any(
            person_noun(word.text) if word.text.islower() else word.plain in TITLES for word in words
        )
        return name if described and not _SAYS_MORE.search(description) else None
    return None


def _before_parenthesis(sentence: Sentence, last: Word) -> Name | None:
    """`NAME (of somewhere) said`."""
    opened = sentence.text.rfind("(", sentence.start, last.end)
    for name in sentence.names:
        if name.end == opened - 1 and not name.possessive and sentence.heads(name):
            return name
    return None


def _of_the_sentence(sentence: Sentence, last: Word) -> Name | Word | None:
    """`NAME welcomed it and said`, `NAME left, saying`: what the sentence begins with."""
    words = sentence.words
    since = [word.plain for word in words if _first_clause(sentence) <= word.start < last.start]
    if any(word in SUBORDINATE for word in since) or VEIL in sentence.text[sentence.start : last.start]:
        return None
    if words[0].plain in ("he", "she"):
        return words[0]
    if not sentence.names:
        return None
    name = sentence.names[0]
    before = [word for word in words if word.start < name.begin]
    follows = next((word.text for word in words if word.start >= name.end), "and")
    led = len(before) <= 4 and all(word.text.islower() for word in before[1:])
    if not led or name.possessive or not sentence.heads(name):
        return None
    return None if follows in ("and", "or") or person_noun(follows) else name


def _first_clause(sentence: Sentence) -> int:
    """Where the sentence goes on behind its first name and what describes that between commas."""
    end = sentence.names[0].end if sentence.names else sentence.start
    if sentence.text.startswith(", ", end):
        closing = sentence.text.find(",", end + 2, sentence.end)
        return closing if closing >= 0 else end
    return end


def _behind(sentence: Sentence, place: int) -> Name | Word | None:
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
