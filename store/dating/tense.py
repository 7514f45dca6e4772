"""Tense: whether the clause around a date tells of what was or of what is to come. Unknown unless it is plain."""

from __future__ import annotations

import re

from store.dating.owner import befell, looks_ahead, looks_back, names_event
from store.dating.verbs import PLANNING, Tense, Verb, says, timetabled, verbs

_BREAK = re.compile(r"[,;:–—]|\b(?:and|but|after|when|that|who|which|as|before|because|while|where)\b")
# What opens a sentence before its subject: "In a raid on Friday, police"; else a subject of which the verb is due.
_OPENER = re.compile(
    r"\W*(?:(?:about|after|also|amid|and|around|as|at|back|before|but|by|come|despite|during|early|earlier|elsewhere|even|"
    r"following|for|from|hours|in|inside|just|late|later|meanwhile|minutes|near|on|only|outside|over|shortly|since|"
    r"soon|then|under|upon|until|when [a-z]+ing|while|with|yet|[a-z]+(?:ing|ed|ly))\b|$)",
    re.IGNORECASE,
)
# After it a date opens a clause of its own: "they marched on Sunday, and on Friday they will".
_ANEW = re.compile(r"(?:[,;:–—]\s*|\b(?:and|because|but|that|then|which|while|who|yet)\s+)$")
_OWN_VERB = re.compile(r"(?! that\b)[^,;:–—“”\"()]*")
_STOP = re.compile(r"[,;:–—“”\"()]")
# Between such a subject's date and its verb: "the court on Friday, after a week of talks, in Karren freed".
_SOON = re.compile(
    r"(?: (?:and|or) (?:on )?[A-Z]\w+)?(?:, (?!(?:and|but|an?|the|who|which|where|whose)\b)[^,;]*,)?"
    r"(?:\s+(?!(?:and|but|after|before|when|while|as|since|that|who|which|where|what|whose|to|for|over|with|by|because|"
    r"if|[a-z]+ing)\b)[\w’'.$%-]+){0,8}\s+"
)
_ING = (
    r"(?!(?:bombing|briefing|building|evening|farming|fighting|filing|fishing|flooding|funding|gathering|hearing|"
    r"housing|killing|meeting|morning|mourning|opening|rioting|ruling|sentencing|shelling|shooting|spending|trading|"
    r"training|voting|warning|wedding)\b)[a-z]{2,}ing\b"
)
_TURN = re.compile(
    r"\b(?:(?:after|before|over)\b(?! $)|(?<!early )(?<!late )(?<!soon )as\b(?! (?:early|late|soon) as )|"
    rf"(?:when|that|who|which|because|while|where|despite|amid|since)\b|{_ING})"
)
_GERUND = re.compile(rf"\b(?:of|about|for|without) {_ING}")
_NEXT_AUXILIARY = re.compile(r"\s*(will|shall|won[’']t|would|could|should|may|might|can|is|are|was|were|has|had)\b")
_ASIDE = re.compile(r",[”\"]?\s+(?:which|who|whose|where)\b[^,]*,")
# "would have more room once the election in November was over": a past in form, told from before it.
_FORESEEN = re.compile(
    r"\b(?:would|could|should|might)\b[^.;]*\b(?:once|until|till|when|before|after|as soon as(?! $)|"
    r"by the time)\b[^.;,]*$"
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
_PLANNING = re.compile(rf"(?:was|were) {PLANNING}\b")
_RELATIVE = re.compile(r"\b(?:that|which|who|whose|where)\b")
_IS = re.compile(r"(?:is|are)\b")
_SAYING = re.compile(r"\b(?:announcing|saying|telling|tweeting)\b[^,;]*$")
_PLEDGED = re.compile(r"(?:agreed|promised|vowed|pledged) ")


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
    if not before and _SAYING.search(sentence, 0, start):
        return "past"  # "the mayor, saying on Friday that the tax will go"
    if not before:
        tense = first_tense(sentence, end) if _verb_follows(sentence, start, end) else "unknown"
        return "unknown" if _of_noun(plain, 0, start, tense) else tense
    if _opens_clause(sentence, start, end):
        return first_tense(sentence, end)
    last, tense = before[-1]
    if tense == "unknown" and _IS.match(last[0]):
        return _of_present(plain, start, last)
    if _of_noun(plain, last.start(), start, tense):
        return "unknown"
    if tense == "future" and _TURN.search(plain, last.end(), start):
        return "unknown"  # "will be hard despite the party outdoing forecasts on Tuesday"
    if tense == "past" and _GERUND.search(plain, last.end(), start):
        return "unknown"  # "was asked about his chances of playing on Friday"
    if len(before) > 1:
        return _after_another(plain, start, before)
    return tense


def _of_present(sentence: str, start: int, last: re.Match[str]) -> Tense:
    """The tense of a date behind `is`: "is on Friday" of what has a day, "is in jail after the blast on Friday"."""
    if last[0] in ("is", "are") and not sentence[last.end() : start].strip():
        return "future" if names_event(sentence, last.start()) else "unknown"
    return "past" if befell(sentence, last.end(), start) else "unknown"


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


def _opens_clause(sentence: str, start: int, end: int) -> bool:
    """Whether a date begins a clause of its own behind another, its verb in sight."""
    if not sentence.startswith(("on ", "in "), start) or not _ANEW.search(sentence, 0, start):
        return False
    own = verbs(sentence, end, len(sentence))
    return bool(own and _OWN_VERB.fullmatch(sentence, end, own[0][0].start()) and not own[0][0][0].startswith("to "))


def _verb_follows(sentence: str, start: int, end: int) -> bool:
    """Whether the first verb after a date may tell of it, no verb being seen before: one in the present is not seen."""
    subject = _STOP.split(sentence[:start])[-1]
    if _OPENER.match(subject) or _ANEW.search(sentence, 0, start):
        return True
    after = verbs(sentence, end, len(sentence))
    if not after or timetabled(after[0][0]) or _RELATIVE.search(subject):
        return False  # "the ruling on Monday opens the way"
    return _SOON.fullmatch(sentence, end, after[0][0].start()) is not None


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
    if timetabled(last) and _RELATIVE.search(between) and other == "past" and not spoken:
        return "unknown"  # "signed a law that takes effect on Friday"
    return tense


def first_tense(sentence: str, start: int) -> Tense:
    """The tense of the first verb from `start` on; unknown where it is only who says the rest ("…, he said, …")."""
    after = verbs(sentence, start, len(sentence))
    if not after:
        return "unknown"
    first, tense = after[0]
    if _PLEDGED.match(first[0]):
        return "past"  # "on Friday the council agreed to meet"
    aside = says(first) and sentence[first.end() : first.end() + 1] == ","
    return "unknown" if aside and any(other != "past" for _, other in after) else tense
