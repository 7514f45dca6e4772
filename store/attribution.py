"""Attributions: the saying verbs of one sentence and who is named as their subject."""

from __future__ import annotations

import re
from dataclasses import dataclass

from store.answer import Span
from store.names import CALENDAR, Name, Word, names_in, person_noun, words_in
from store.quotations import VEIL

_PLAIN = frozenset("said says told tells added adds wrote writes".split())
# These report what somebody says only with a quotation or a clause beside them.
_WITH_CLAUSE = frozenset(
    """argued argues warned warns insisted insists claimed claims stated states explained explains replied replies
    answered answers suggested suggests announced announces declared declares acknowledged acknowledges admitted admits
    noted notes tweeted tweets predicted predicts stressed stresses conceded concedes maintained maintains confirmed
    confirms testified testifies responded responds recalled recalls recounted recounts pointed remarked remarks
    continued continues denied""".split()
)
_WITH_QUOTATION = frozenset(
    """asked asks called calls described describes joked jokes quipped posted posts shared commented comments laughed
    observed observes captioned shouted yelled cried urged advised concluded concludes reflected reflects lamented
    boasted complained exclaimed recalling offered offers believes thinks feels believed felt began""".split()
)
_SAYING = frozenset("saying adding writing noting arguing explaining recalling telling".split())
_INVERTED = (_PLAIN | _WITH_CLAUSE | _WITH_QUOTATION) - frozenset("told tells called calls described shared".split())
_BETWEEN = frozenset(
    """also later then once has had have previously already recently earlier again further often repeatedly simply just
    still now once first only both even instead himself herself since himself still further quickly""".split()
)
_DENIALS = frozenset("not never nor didn't didn’t hasn't hasn’t hadn't hadn’t being".split())
_PASSIVE = frozenset("is was were are be been being having as that".split())
_SUBORDINATE = frozenset(
    "that which who whom whose what when where whether if after before because until since how why".split()
)
_OPENING = frozenset("and but while as so yet though although however meanwhile still also when after then".split())
_PREPOSITIONS = frozenset(
    """of to for with from by in at on about into over under against between among than like via per against toward
    through during without within including called named or nor""".split()
)
_AFTER_NAME = frozenset(
    """of in at on to during after when while as before from with about by who late early earlier last this for
    yesterday today through via following over outside inside upon near under shortly later again recently
    ahead""".split()
)
_BOUNDARY = re.compile(r"[,;:()\[\]–—…" + VEIL + r"]| - |\.\.\.")
_CLAUSE = re.compile(rf"\s*(?:,|:|{VEIL}|that\b)")
_AFTER_TOLD = re.compile(rf"[^{VEIL},;:]{{2,60}}?(?:[,:]?\s*{VEIL}|\s+that\b|,? \w+ing\b)")
_ROLE_LED = re.compile(r"(?:The|An?|Its|His|Her|Their|Our|the|an?|its|his|her|their|our|[\w.]+['’]s)\s[^,;:()]*$")
_FREELY = re.compile(r"[a-z0-9]|[DRI]-|[DRI],")


@dataclass(frozen=True, slots=True)
class Saying:
    """A verb of saying at `start`..`end` and its subject: a name, a pronoun, or None where neither is plain."""

    start: int
    end: int
    subject: Name | Word | None


@dataclass(frozen=True, slots=True)
class _Sentence:
    """A sentence at `start`..`end` of a paragraph whose quotations are veiled, with its words and names."""

    text: str
    start: int
    end: int
    words: tuple[Word, ...]
    names: tuple[Name, ...]

    @property
    def quotes(self) -> bool:
        return VEIL in self.text[self.start : self.end]


def sayings_in(text: str, sentence: Span) -> list[Saying]:
    """The attributions of a sentence of a paragraph whose quotations are veiled, in order."""
    words = words_in(text, sentence.start, sentence.end)
    one = _Sentence(text, sentence.start, sentence.end, tuple(words), tuple(names_in(text, words)))
    found: list[Saying] = []
    for place, word in enumerate(words):
        if word.text == "according" or word.text == "According":
            said = _according(one, place)
        elif _says(one, place):
            said = Saying(word.start, word.end, _subject(one, place))
        else:
            continue
        if said is not None:
            found.append(said)
    return found


def _says(sentence: _Sentence, place: int) -> bool:
    """Whether the word at `place` is a verb that attributes something here."""
    word, text = sentence.words[place], sentence.text
    before = sentence.words[place - 1].plain if place else ""
    if word.text == "quoted":
        return before in ("was", "is", "were") and text.startswith(" as saying", word.end)
    if before in _PASSIVE or before in _DENIALS or before in ("to", "be"):
        return False
    if word.text in ("said", "says", "added", "adds", "wrote", "writes"):
        return True
    after = text[word.end : sentence.end]
    if word.text in ("told", "tells", "telling"):
        return sentence.quotes or _AFTER_TOLD.match(after) is not None
    if word.text in _SAYING:
        return text[word.start - 2 : word.start] in (", ", "— ", "– ") and (
            sentence.quotes or _CLAUSE.match(after) is not None
        )
    if word.text in _WITH_CLAUSE:
        ends = re.match(r"\s*[.]?$", after) is not None
        return sentence.quotes or ends or _CLAUSE.match(after) is not None
    if word.text in _WITH_QUOTATION:
        return sentence.quotes and _beside_quotation(sentence, word)
    return False


def _beside_quotation(sentence: _Sentence, word: Word) -> bool:
    text = sentence.text
    before = text[max(sentence.start, word.start - 60) : word.start]
    after = text[word.end : min(sentence.end, word.end + 40)]
    return re.search(rf"{VEIL}[^,;]*,?[^,;]*$", before) is not None or re.match(rf"[^,;]*[,:]?\s*{VEIL}", after) is not None


def _subject(sentence: _Sentence, place: int) -> Name | Word | None:
    text, words = sentence.text, sentence.words
    verb = words[place]
    last = _skip_between(sentence, place - 1)
    if last < 0 or _BOUNDARY.search(text, words[last].end, verb.start):
        inverted = _after(sentence, place) if verb.text in _INVERTED and last == place - 1 else None
        if inverted is not None or last < 0:
            return inverted
    between = text[words[last].end : words[last + 1].start] if last + 1 < len(words) else " "
    if between.isspace():
        if verb.text not in _SAYING:
            direct = _direct(sentence, words[last])
            if direct is not None or words[last].plain not in ("and", "but"):
                return direct
        return _coordinate(sentence, words[last])
    if between == ", " and verb.text in _SAYING:
        return _coordinate(sentence, words[last])
    if between.startswith(")") or between == ") ":
        return _parenthesis(sentence, words[last])
    if between == ", ":
        return _apposition(sentence, words[last])
    return None


def _skip_between(sentence: _Sentence, last: int) -> int:
    """The place of the last word of the subject: adverbs, auxiliaries and a weekday before the verb are passed."""
    words, text = sentence.words, sentence.text
    while last >= 0:
        word = words[last]
        spaced = text[word.end : words[last + 1].start].isspace() if last + 1 < len(words) else True
        if word.plain in CALENDAR and last and words[last - 1].plain == "on" and spaced:
            last -= 2
        elif (
            word.plain in CALENDAR or word.text in _BETWEEN or (word.text.endswith("ly") and word.text.islower())
        ) and spaced:
            last -= 1
        elif word.text in ("was", "is", "were"):  # "was quoted as saying"
            last -= 1
        else:
            break
    return last


def _direct(sentence: _Sentence, last: Word) -> Name | Word | None:
    """The subject that ends right before the verb."""
    if last.plain in ("he", "she"):
        return last if _headed(sentence, last.start, pronoun=True) else None
    for name in sentence.names:
        if name.end == last.end and not name.possessive and _headed(sentence, name.begin):
            return name
    return None


def _headed(sentence: _Sentence, begin: int, *, pronoun: bool = False) -> bool:
    """Whether what stands before a name lets it be the head of a subject: nothing, or what says who somebody is."""
    text, left = sentence.text, []
    end = begin
    for word in reversed(sentence.words):
        if word.start >= begin:
            continue
        if _BOUNDARY.search(text, word.end, end):
            break
        left.append(word)
        end = word.start
        if len(left) > 8:
            return False
    if not left:
        return True
    nearest = left[0]
    if nearest.plain in CALENDAR or re.fullmatch(r"week|month|year|day|night|morning|afternoon|evening|\d{4}", nearest.plain):
        return True
    if nearest.plain in _OPENING:
        quoted = sentence.quotes or nearest.plain not in ("when", "after")
        return quoted and (len(left) == 1 or pronoun)
    if pronoun:
        return nearest.plain not in _SUBORDINATE or sentence.quotes
    if nearest.plain == "the":
        return len(left) == 1 or left[1].plain in _OPENING
    if nearest.plain == "that":
        return False
    roles = [word.plain for word in left]
    if any(word in _PREPOSITIONS or word in _SUBORDINATE or word == "and" for word in roles[:-1]):
        return False
    if roles[-1] in _PREPOSITIONS or (roles[-1] in _SUBORDINATE and len(roles) == 1):
        return False
    return person_noun(nearest.plain) or nearest.capital


def _apposition(sentence: _Sentence, last: Word) -> Name | None:
    """The subject of `NAME, a deputy of somebody, said` and of `its director, NAME, said`."""
    text = sentence.text
    for name in sentence.names:
        if name.end == last.end and text[name.begin - 2 : name.begin] == ", " and not name.possessive:
            role = text[sentence.start : name.begin - 2]
            led = _ROLE_LED.search(role)
            if led is not None and len(name.words) + name.titled > 1 and not name.organisation:
                return name if role.rsplit(" ", 1)[-1][0].islower() else None
    for name in reversed(sentence.names):
        if name.end >= last.end or name.possessive or text[name.end : name.end + 2] != ", ":
            continue
        said_of = text[name.end + 2 : last.end]
        if not _headed(sentence, name.begin):
            continue
        if re.search(rf"[;:{VEIL}]|, and\b|\bsa(?:id|ys)\b", said_of):
            return None
        named = [word for word in words_in(said_of, 0, len(said_of)) if word.text.islower()]
        if _FREELY.match(said_of) or any(person_noun(word.plain) for word in named):
            return name
        return None
    return None


def _parenthesis(sentence: _Sentence, last: Word) -> Name | None:
    """The subject of `NAME (of somewhere) said`."""
    opened = sentence.text.rfind("(", sentence.start, last.end)
    for name in sentence.names:
        if opened >= 0 and name.end == opened - 1 and not name.possessive and _headed(sentence, name.begin):
            return name
    return None


def _coordinate(sentence: _Sentence, last: Word) -> Name | Word | None:
    """The subject of `NAME welcomed the news and said` and of `NAME left, saying`: what the sentence begins with."""
    text, words = sentence.text, sentence.words
    if any(word.plain in ("who", "which", "whose", "where", "when", "that") for word in _after_apposition(sentence)
           if word.start < last.start) or VEIL in text[sentence.start : last.start]:
        return None
    if words[0].plain in ("he", "she"):
        return words[0]
    for name in sentence.names[:1]:
        before = [word for word in words if word.start < name.begin]
        led = all(word.text.islower() or word is words[0] for word in before) and len(before) <= 4
        follows = next((word for word in words if word.start >= name.end), None)
        if led and not name.possessive and _headed(sentence, name.begin) and follows and follows.plain not in ("and", "or"):
            return name
    return None


def _after_apposition(sentence: _Sentence) -> list[Word]:
    """The words behind the first name and what stands between commas after it."""
    if not sentence.names:
        return list(sentence.words)
    end = sentence.names[0].end
    if sentence.text[end : end + 2] == ", ":
        closing = sentence.text.find(",", end + 2, sentence.end)
        end = closing if closing >= 0 else end
    return [word for word in sentence.words if word.start >= end]


def _after(sentence: _Sentence, place: int) -> Name | Word | None:
    """The subject of `said NAME`, `said the fishmonger NAME` and `said the head teacher, NAME.`"""
    text, words = sentence.text, sentence.words
    if place + 1 < len(words) and words[place + 1].text in ("he", "she") and text[words[place].end] == " ":
        follows = text[words[place + 1].end : words[place + 1].end + 1]
        return words[place + 1] if not follows.isspace() else None
    for name in sentence.names:
        if name.begin <= words[place].end:
            continue
        between = text[words[place].end : name.begin]
        lead, comma, rest = between.partition(", ")
        if _BOUNDARY.search(rest if comma else between) or (comma and (rest or not re.match(r" (the|an?|his|her|its|their) ", lead))):
            return None
        lower = [word for word in words_in(lead, 0, len(lead)) if not word.capital]
        if any(word.text in _PREPOSITIONS or word.text in _SUBORDINATE or word.text == "and" for word in lower):
            return None
        if name.possessive or _modifies(sentence, name):
            continue
        follows = text[name.end : name.end + 5]
        return None if follows in (" and ", ", and") else name
    return None


def _modifies(sentence: _Sentence, name: Name) -> bool:
    """Whether a name says only where somebody else belongs: `Harvard epidemiologist Bill …`."""
    following = next((word for word in sentence.words if word.start >= name.end), None)
    if following is None or sentence.text[name.end : following.start] != " ":
        return False
    if name.organisation and following.text == "of":
        return True
    return following.text not in _AFTER_NAME and following.plain not in CALENDAR and following.text != "and"


def _according(sentence: _Sentence, place: int) -> Saying | None:
    words, text = sentence.words, sentence.text
    if place + 2 >= len(words) or words[place + 1].text != "to":
        return None
    to = words[place + 1]
    start, end = words[place].start, to.end
    for name in sentence.names:
        if name.begin <= to.end:
            continue
        lead = [word.plain for word in words if to.start < word.start < name.begin]
        follows = text[name.end : name.end + 1]
        plain = all(word == "the" or person_noun(word) for word in lead) and not _BOUNDARY.search(text, to.end, name.begin)
        named = not name.possessive and follows in ("", ",", ".", ";", VEIL, ")") or text.startswith(" on ", name.end)
        return Saying(start, end, name if plain and named else None)
    return Saying(start, end, None)


