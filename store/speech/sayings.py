"""Sayings: the verbs by which a sentence attributes what it tells, and who is named as saying it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from store.answer import Span
from store.speech.gender import pronoun_of
from store.speech.names import Name
from store.speech.quotations import VEIL
from store.speech.sentence import BOUNDARY, Sentence
from store.speech.subjects import quoted_in, subject_of
from store.speech.words import SITES, Word, person_noun, words_in

_TOLD = frozenset("told tells".split())
_PLAIN = frozenset("said says say".split()) | _TOLD
# These report what somebody says only with a quotation or a clause beside them.
_WITH_CLAUSE = frozenset(
    """added adds wrote writes argued argues warned warns insisted insists claimed claims stated states explained
    explains replied replies answered answers suggested suggests announced announces declared declares acknowledged
    acknowledges admitted admits noted notes tweeted tweets predicted predicts stressed stresses conceded concedes
    maintained maintains confirmed confirms testified testifies responded responds recalled recalls recounted recounts
    pointed points remarked remarks continued continues ruled reiterated vowed asserted asserts contended contends
    cautioned cautions emphasized emphasizes emphasised emphasises revealed countered counters
    complained complains""".split()
)
_WITH_QUOTATION = frozenset(
    """asked asks joked jokes quipped posted posts shared commented comments laughed
    observed observes captioned shouted yelled cried urged advised concluded concludes reflected reflects lamented
    boasted exclaimed believed believes thinks feels felt muttered mutters mused muses whispered whispers sighed sighs
    snapped gushed enthused opined grumbled went goes""".split()
)
_BEFORE_QUOTATION = frozenset("called calls described describes".split())
_BEFORE_QUOTATION_TOO = frozenset("calling describing".split())
_PARTICIPLES = _BEFORE_QUOTATION_TOO | frozenset(
    """saying adding writing noting arguing explaining recalling telling insisting claiming warning stating declaring
    suggesting tweeting""".split()
)
_BESIDE_ONLY = frozenset("agreed agrees began begins nodded".split())  # "We sail,” agreed NAME
_VERBS = (
    _PLAIN | _WITH_CLAUSE | _WITH_QUOTATION | _BEFORE_QUOTATION | _PARTICIPLES | _BESIDE_ONLY | {"quoted", "quotes"}
)
_ANY = re.compile(rf"\b(?:{'|'.join(sorted(_VERBS))}|[Aa]ccording|S(?:aid|ays))\b|:\s?{VEIL}")
_ASKED = re.compile(
    rf"(?:(?:When|If|After being|On being) )?[Aa]sked (?:what|why|who|how|whether|if|about|by)\b[^,{VEIL}]*,"
)
_DENIED = frozenset("not never nor didn't didn’t hasn't hasn’t hadn't hadn’t".split())
_NO_SUBJECT = frozenset("is was were are be been being having as that to".split())  # "was told", "that said"

_CLAUSE = re.compile(
    rf"\s*(?:,|:|{VEIL}|out\s*[,:.]?\s*(?:$|{VEIL})"
    rf"|(?:out\s|(?:in|on|at|during)\s[^,;:{VEIL}]{{2,60}}?\s)?that\b)"
)
_AFTER_TOLD = re.compile(rf"[^{VEIL};:]{{2,120}}?\s+that\b|[^{VEIL},;:]{{2,60}}? (?:he|she|they|it|the|there)\b")
# Somebody told behind what was told: "…, NAME told the Gazette on Monday."
_TO_SOMEBODY = re.compile(
    r" (?:(?:the|an?|his|her|its) )?(?:(?:[A-Z][\w.’'&-]* ?)+|reporters|journalists|lawmakers|jurors|court|jury|judge"
    r"|police|newspaper|station|broadcaster|agency|council|committee|board|residents|voters|supporters|viewers|fans)"
    r"(?: ?(?:in|on|at|by|during|from|after|this|last|earlier|yesterday|today) ?[^,;:]*)?[.,]?"
)
_STOPS = re.compile(rf"\s?[.,:]?\s?(?:$|{VEIL})| [A-Z]")
_RIGHT_BESIDE = re.compile(rf"[:,]\s?{VEIL}")
_NO_SPEECH = re.compile(r" (?:good-?bye|farewell|hello|grace|mass|prayers?|a prayer|nothing|little)\b")
_LABELS = re.compile(rf":\s?{VEIL}")
_AS_SAYING = re.compile(r"(?: by [^,;:]{2,60}?| [^,;:]{2,60}?)? as saying\b")
_MODALS = frozenset("to would could will can may might must should do did does won't won’t can't can’t".split())
_LEFT_OF_VERB = re.compile(rf"(?:[,.?!…—–-]{VEIL}|{VEIL}\s?,)[^;{VEIL}]{{0,70}}$")
_RIGHT_OF_VERB = re.compile(rf"[^,;{VEIL}]{{0,40}}[,:]?\s*{VEIL}")
_OF_OFFICE = re.compile(r" (?:the|its|his|her|their) [a-z][a-z’' -]{2,50}, ")  # according to its director, NAME.
_ENDS = re.compile(r"\.?$")
_GOES_ON = re.compile(r" (?:on|in|of|at|from|with) ")  # a day, or where somebody belongs
_AND_OTHERS = re.compile(r", (?:the )?[A-Z][^,;:.]{1,40},? and ")  # according to NAME, NAME and NAME
_ENDS_NAME = frozenset(("", ",", ".", ";", ")", VEIL))


@dataclass(frozen=True, slots=True)
class Saying:
    """An attribution by the word at `start` of a paragraph.

    `subject` is whom it names, or a pronoun; None where it is not plain.
    """

    start: int
    subject: Name | Word | None


def sayings_in(text: str, span: Span) -> list[Saying]:
    """The attributions in a sentence of a paragraph whose quotations are veiled, in order."""
    if not _ANY.search(text, span.start, span.end):
        return []
    sentence, found = Sentence.of(text, span), list[Saying]()
    asked = _ASKED.match(text, span.start, span.end)
    for place, as_written in enumerate(sentence.words):
        if asked and as_written.start < asked.end():
            continue
        first = place == 0 and as_written.plain in ("said", "says")  # "Said NAME: …"
        word = replace(as_written, text=as_written.plain) if first else as_written
        last = sentence.words[place - 1] if place else None
        before = last.plain if last and not sentence.parted(last, word) else ""
        if word.plain == "according":
            found += _according(sentence, place)
        elif word.text in _VERBS and _says(sentence, word, before):
            participle = word.text in _PARTICIPLES
            quoted = word.text in ("quoted", "quotes")
            subject = quoted_in(sentence, place) if quoted else subject_of(sentence, place, participle=participle)
            # "NAME said …, adding …", "… and said", "… which he called": whoever spoke first goes on.
            goes_on = participle or before in ("and", "but", "who") or isinstance(subject, Word)
            weak = subject is None and word.text not in _PLAIN
            nobody = subject is None and word.text in _BEFORE_QUOTATION_TOO
            if not nobody and (not found or not (goes_on or weak)):
                found.append(Saying(word.start, subject))
    return found or _label(sentence)


def _label(sentence: Sentence) -> list[Saying]:
    """The saying of `NAME: “…”`, where the name is plainly that of a person."""
    name = next(iter(sentence.names), None)
    if name is None or name.begin != sentence.start or name.organisation or not _LABELS.match(sentence.text, name.end):
        return []
    person = name.titled or pronoun_of(sentence.text[name.start : name.end])
    return [Saying(name.begin, name)] if person and name.words[-1].lower() not in SITES else []


def _says(sentence: Sentence, word: Word, before: str) -> bool:
    """Whether a word is a verb that attributes something in its sentence."""
    text = sentence.text
    if word.text in ("quoted", "quotes"):
        return _AS_SAYING.match(text, word.end, sentence.end) is not None
    if word.text in ("went", "goes") and not text.startswith(" on", word.end):
        return False
    if before in _NO_SUBJECT or before in _DENIED:
        return False
    after = text[word.end : sentence.end]
    if word.text in _TOLD:
        if sentence.quotes or _AFTER_TOLD.match(after):
            return True
        whom = after.partition(", according to ")[0]
        return ", " in text[sentence.start : word.start] and _TO_SOMEBODY.fullmatch(whom) is not None
    if word.text in _BESIDE_ONLY:
        return _RIGHT_BESIDE.match(after) is not None or (_left_of(sentence, word) and bool(_STOPS.match(after)))
    if word.text in _PLAIN and _NO_SPEECH.match(after):
        return False
    if word.text in _BEFORE_QUOTATION_TOO and not _RIGHT_OF_VERB.match(after):
        return False
    if word.text in _PARTICIPLES:
        told = sentence.quotes or _CLAUSE.match(after) is not None
        return told and text[word.start - 2 : word.start] in (", ", "— ", "– ")
    if word.text in _WITH_CLAUSE:
        behind = after in ("", ".") and ", " in text[sentence.start : word.start]  # not "news and notes"
        return behind or _CLAUSE.match(after) is not None or _beside_quotation(sentence, word)
    if word.text == "say":
        return before not in _MODALS
    if word.text in _BEFORE_QUOTATION:
        return _RIGHT_OF_VERB.match(after) is not None
    return word.text in _PLAIN or (word.text in _WITH_QUOTATION and _beside_quotation(sentence, word))


def _beside_quotation(sentence: Sentence, word: Word) -> bool:
    return _left_of(sentence, word) or _RIGHT_OF_VERB.match(sentence.text, word.end, sentence.end) is not None


def _left_of(sentence: Sentence, word: Word) -> bool:
    before = sentence.text[sentence.start : word.start]
    return _LEFT_OF_VERB.search(before[-120:]) is not None


def _according(sentence: Sentence, place: int) -> list[Saying]:
    """The saying of `according to NAME`; that of nobody plain where a report, a source or NAME’s lawyer follows."""
    words, text = sentence.words, sentence.text
    if place + 1 >= len(words) or words[place + 1].text != "to":
        return []
    to, start = words[place + 1], words[place].start
    name = next((name for name in sentence.names if name.begin > to.end), None)
    if name is not None and _of_office(sentence, to, name):
        return [Saying(start, name)]
    if name is None or BOUNDARY.search(text, to.end, name.begin):
        return [Saying(start, None)]
    lead = [word.plain for word in words if to.start < word.start < name.begin]
    plain = all(word == "the" or person_noun(word) for word in lead)
    ends = text[name.end : name.end + 1] in _ENDS_NAME or _GOES_ON.match(text, name.end) is not None
    if start > sentence.start and _AND_OTHERS.match(text, name.end, sentence.end):
        plain = False
    return [Saying(start, name if plain and ends and not name.possessive else None)]


def _of_office(sentence: Sentence, to: Word, name: Name) -> bool:
    """`according to its director, NAME`, at the end of a sentence."""
    text = sentence.text
    led = _OF_OFFICE.fullmatch(text, to.end, name.begin) and _ENDS.match(text, name.end, sentence.end)
    role = words_in(text, to.end, name.begin)
    return bool(led) and not name.organisation and any(person_noun(word.plain) for word in role)
