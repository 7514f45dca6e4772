"""Subjects: who is named before or behind a verb of saying.

Each form has its rule: `NAME said`, `NAME, a deputy of somebody, said`, `its director, NAME, said`,
`NAME (of somewhere) said`, `NAME, who has said`, `NAME welcomed it and said`, `quoted NAME as saying`, and those of
`inverted`.
"""

from __future__ import annotations

import re

from store.speech.gender import pronoun_of
from store.speech.inverted import behind
from store.speech.names import Name
from store.speech.quotations import VEIL
from store.speech.sentence import BOUNDARY, Sentence
from store.speech.words import CALENDAR, HONOURS, PREPOSITIONS, SUBORDINATE, TITLES, Word, person_noun, words_in

_BETWEEN = frozenset(
    """also later then once has had have previously already recently earlier again further often repeatedly simply just
    still now first only both even instead himself herself since was is were""".split()
)
_ROLE_LED = re.compile(r"(?:the|an?|one|its|his|her|their|our|[\w.]+['’]s)\s[^,;:()]*$|^another$", re.IGNORECASE)
_AND_ROLE = re.compile(r"[A-Z][\w’'-]*,? and (?:the|an?|its|his|her|their)\s[^,;:()]*$")  # two of them
_LEAD = re.compile(
    r"(?:In|On|At|During|After|Before|For|Speaking)\b[^,;:]{2,60}, "
)  # "In her speech on Monday night, "
_DOING = re.compile(r"(?!King|Sterling|Downing)[A-Z][a-z]+ing$")  # "Citing Nils Brask, she …"
_DOES = re.compile(r"\w+(?:ed|s)$|(?:told|took|gave|made|left|met|went|spoke|has|had)$")
_BEHIND_APPOSITION = (", ", "., ", " – ", " — ", " - ")
_SETS_OFF = re.compile(rf"(?: (?:{'|'.join(HONOURS)}))?(?: \([^()]{{1,30}}\))?(?:, | [–—-] )")
_SET_OFF = re.compile(
    r"[a-z0-9]|[DRI][-,]|Ph\.?D|M\.?D\b|Esq"
)  # how a description between commas begins: "a deputy", "66", "D-Ohio"
_SAYS_MORE = re.compile(rf"^and\b|[;:{VEIL}]|, and\b|\bsa(?:id|ys)\b")
_QUOTED_ROLE = re.compile(r" (?:(?:the|its|his|her|their) )?(?:[a-z-]+ ){0,3}")
_KIND = re.compile(rf"(?:(?!(?:{'|'.join(PREPOSITIONS | SUBORDINATE)})\b)[a-z-]+ ){{1,4}}")  # "economics professor "
_OF = re.compile(r" (?:of|from|at|with)(?: the)?(?: [A-Z][\w.&’'-]*| of| for| in| and| the)+")


def subject_of(sentence: Sentence, place: int, *, participle: bool) -> Name | Word | None:
    """Who is named as the subject of the verb at `place`; None where that is not plain."""
    words, text = sentence.words, sentence.text
    last = _before_verb(sentence, place)
    if last < 0:
        return behind(sentence, place)
    verb, word = words[place], words[last]
    if last == place - 1 and not participle and BOUNDARY.search(text, word.end, verb.start):
        name = behind(sentence, place)
        if name is not None:
            return name
    between = text[word.end : words[last + 1].start]
    if participle:
        return _of_the_sentence(sentence, word)
    if word.text == "who":
        return _described_by(sentence, word)
    if not sentence.parted(word, words[last + 1]):
        return _of_the_sentence(sentence, word) if word.plain in ("and", "but") else _ending_at(sentence, word)
    if between == ") ":
        return _before_parenthesis(sentence, word)
    return (_of_role(sentence, word) or _before_apposition(sentence, word)) if between in _BEHIND_APPOSITION else None


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
        ends = name.end == last.end or (last.text in HONOURS and sentence.text[name.end : last.start] == " ")
        if ends and not name.possessive:
            return name if sentence.heads(name) else _belonging_to(sentence, last)
    return None


def _belonging_to(sentence: Sentence, last: Word) -> Name | None:
    """`NAME of the Institute for Something said`."""
    for name in sentence.names:
        if _OF.fullmatch(sentence.text, name.end, last.end) and not (name.possessive or name.organisation):
            return name if len(name.words) + name.titled > 1 and sentence.heads(name) else None
    return None


def _described_by(sentence: Sentence, who: Word) -> Name | None:
    """`NAME, who has said`."""
    for name in sentence.names:
        only = sentence.text.endswith((" was ", " is "), sentence.start, name.begin)
        if sentence.text[name.end : who.start] in ((", ", " ") if only else (", ",)) and not name.possessive:
            return name if only or sentence.heads(name) else None
    return None


def _of_role(sentence: Sentence, last: Word) -> Name | None:
    """`its director, NAME, said`: a name between commas behind words that say who somebody is, and not where."""
    for name in sentence.names:
        if name.end != last.end or name.possessive or name.organisation:
            continue
        role, comma, kind = sentence.text[sentence.start : name.begin].rpartition(", ")
        if not comma or not _ROLE_LED.search(role) or (kind and not _KIND.fullmatch(kind)):
            return None
        if _AND_ROLE.search(role):
            return None
        # A role may end with a place that is named: "the mayor of Portland, Oregon, said".
        ends_low = kind or role == "Another" or role.rsplit(" ", 1)[-1][:1].islower()
        plain = ends_low or pronoun_of(sentence.text[name.start : name.end])
        return name if name.titled or (plain and len(name.words) > 1) else None
    return None


def _before_apposition(sentence: Sentence, last: Word) -> Name | None:
    """`NAME, a deputy of somebody, said`."""
    text = sentence.text
    for name in reversed(sentence.names):
        set_off = _SETS_OFF.match(text, name.end)
        if name.end >= last.end or name.possessive or not set_off or not sentence.heads(name):
            continue
        description = text[set_off.end() : last.end]
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
    led = led or bool(_LEAD.fullmatch(sentence.text, sentence.start, name.begin) and _DOES.match(follows))
    doing = name.begin == sentence.start and _DOING.match(name.words[0])
    if not led or name.possessive or not sentence.heads(name) or doing:
        return None
    return None if follows in ("and", "or") or person_noun(follows) else name


def _first_clause(sentence: Sentence) -> int:
    """Where the sentence goes on behind its first name and what describes that between commas."""
    end = sentence.names[0].end if sentence.names else sentence.start
    if sentence.text.startswith(", ", end):
        closing = sentence.text.find(",", end + 2, sentence.end)
        return closing if closing >= 0 else end
    return end
