"""Tense: whether the clause around a date tells of what was or of what is to come. Unknown unless it is plain."""

from __future__ import annotations

import re

from store.dating.owner import looks_ahead, looks_back
from store.dating.verbs import TIMETABLED, Tense, Verb, says, verbs

_BREAK = re.compile(r"[,;:–—]|\b(?:and|but|after|when|that|who|which|as|before|because|while|where)\b")
_TURN = re.compile(
    r"\b(?:after|when|that|who|which|as|before|because|while|where|despite|amid|over|since|[a-z]{2,}ing)\b"
)
_GERUND = re.compile(r"\b(?:of|about|for|without) [a-z]+ing\b")
_NEXT_AUXILIARY = re.compile(r"\s*(will|shall|won[’']t|would|could|should|may|might|can|is|are|was|were|has|had)\b")
_ASIDE = re.compile(r",[”\"]?\s+(?:which|who|whose|where)\b[^,]*,")
# "would have more room once the election in November was over": a past in form, told from before it.
_FORESEEN = re.compile(
    r"\b(?:would|could|should|might)\b[^.;]*\b(?:once|until|till|when|before|after|as soon as|by the time)\b[^.;,]*$"
)
_SAYS = re.compile(r"(?:said|added)$")
# Only what has happened is told of so; "tickets bought on Sunday will" may be of any Sunday.
_HAPPENED = re.compile(
    r"\b(?:who|that|which) (?:[a-z]+ly )?(?:(?:was|were|had been) )?[a-z]+\s+$"
    r"|\b(?:abducted|announced|arrested|bitten|charged|detained|found|freed|hurt|injured|jailed|kidnapped|killed|"
    r"murdered|rescued|shot|signed|slain|stabbed|stolen|wounded)\s+$"
)
_ANY = re.compile(r"\b(?:any|anyone|anybody|those|whoever|everyone|all|every|each|people)\b", re.IGNORECASE)
_DUE = re.compile(r"to |(?:due|scheduled|planned|slated|set|forecast) ")
_AT_FIRST = re.compile(r"\b(?:originally|initially|previously|first|once)\b")
_GOING = re.compile(r"\b(?:going|travelling|traveling|heading|preparing|waiting|planning|hoping)\b")
_PLANNING = re.compile(
    r"(?:was|were) (?:arriving|closing|coming|ending|flying|getting|going|holding|hosting|joining|launching|leaving|"
    r"meeting|moving|opening|playing|quitting|releasing|resigning|retiring|returning|starting|stepping|touring|travell?ing)\b"
)
_TIMETABLE = re.compile(TIMETABLED, re.VERBOSE)
_RELATIVE = re.compile(r"\b(?:that|which|who|where)\b")


def tense_at(sentence: str, start: int, end: int) -> Tense:
    """The tense of the verb that the date `sentence[start:end]` goes with: the nearest one before it.

    A verb right behind the date is taken instead ("the talks on Friday will"), and the first one after it where none
    stands before ("On Friday the council voted").
    """
    if _FORESEEN.search(sentence, 0, start):
        return "unknown"
    # Of the same length, so that offsets hold.
    plain = _ASIDE.sub(lambda aside: " " * len(aside[0]) if aside.end() <= start else aside[0], sentence)
    before = verbs(plain, 0, start)
    following = _NEXT_AUXILIARY.match(sentence, end)
    if following and start:
        return _of_subject(plain, start, following[1], before)
    if not before:
        tense = first_tense(sentence, end)
        return "unknown" if _of_noun(plain, 0, start, tense) else tense
    last, tense = before[-1]
    if _of_noun(plain, last.start(), start, tense):
        return "unknown"
    if tense == "future" and _TURN.search(plain, last.end(), start):
        return "unknown"  # "will be hard despite the party outdoing forecasts on Tuesday"
    if tense == "past" and _GERUND.search(plain, last.end(), start):
        return "unknown"  # "was asked about his chances of playing on Friday"
    if len(before) > 1:
        return _after_another(plain, start, before)
    return tense


def _of_subject(sentence: str, start: int, auxiliary: str, before: list[Verb]) -> Tense:
    """The tense of a date that ends a subject: "the talks on Friday will", "the man who fell on Friday will"."""
    last, tense = before[-1] if before else (None, "unknown")
    if auxiliary in ("was", "were"):
        doubtful = any(other != "past" for _, other in before) or _GOING.search(sentence, 0, start)
        return "unknown" if doubtful or looks_ahead(sentence, last.start() if last else 0, start) else "past"
    if auxiliary not in ("will", "shall"):
        return "unknown"
    if last is None or _SAYS.search(last[0]):
        return "unknown" if looks_back(sentence, 0, start) else "future"
    if tense == "past":
        happened = _HAPPENED.search(sentence, 0, start) and not _ANY.search(sentence, 0, start)
        return "past" if happened else "unknown"
    doubtful = (tense == "unknown" and not _DUE.match(last[0])) or _AT_FIRST.search(sentence, 0, start)
    return "unknown" if doubtful else "future"


def _of_noun(sentence: str, start: int, end: int, tense: Tense) -> bool:
    """Whether a noun in the words up to the date may have it rather than the verb of this tense."""
    looks = {"past": looks_ahead, "future": looks_back}.get(tense)
    return looks is not None and looks(sentence, start, end)


def _after_another(sentence: str, start: int, before: list[Verb]) -> Tense:
    """The tense of the last of the verbs before a date, where the one before it does not make it doubtful."""
    (earlier, other), (last, tense) = before[-2:]
    between = sentence[earlier.end() : last.start()]
    if tense == "past" and other != "past" and not _BREAK.search(between):
        return "unknown"  # "will meet the minister freed on Friday"
    spoken = says(earlier)
    alone = last[0] in ("was", "were") and not sentence[last.end() : start].strip()
    if tense == "past" and spoken and (alone or _PLANNING.match(last[0])):
        return "unknown"  # "said he was leaving on Friday", "said the vote was on Friday"
    timetabled = _TIMETABLE.fullmatch(last[0]) and _RELATIVE.search(between)
    if timetabled and other == "past" and not spoken:
        return "unknown"  # "signed a law that takes effect on Friday"
    return tense


def first_tense(sentence: str, start: int) -> Tense:
    """The tense of the first verb from `start` on; unknown where it is only who says the rest ("…, he said, …")."""
    after = verbs(sentence, start, len(sentence))
    if not after:
        return "unknown"
    first, tense = after[0]
    aside = says(first) and sentence[first.end() : first.end() + 1] == ","
    return "unknown" if aside and any(other != "past" for _, other in after) else tense
