"""Tense: whether the clause around a date tells of what was or of what is to come. Unknown unless it is plain."""

from __future__ import annotations

import re
from typing import Literal

Tense = Literal["past", "future", "unknown"]

_ADVERB = r"(?: (?:not|also|be|been|being|have|has|had|soon|now|then|again|still|never|only|first|[a-z]+ly))*"
_BE_PRESENT = r"(?:is|are|am|isn[’']t|aren[’']t)"
_BE_PAST = r"(?:was|were|be|been|being|wasn[’']t|weren[’']t)"
_ARRANGED = r"(?:due|scheduled|expected|set|slated|planned|poised|likely|going|supposed|about|ready|to)"
_VERBS = (
    "accept|address|agree|announce|answer|appeal|appear|apply|approve|arrive|ask|attend|attack|begin|block|brief|buy|"
    "call|cancel|celebrate|close|come|complete|consider|continue|cut|debate|decide|deliver|discuss|do|end|enter|face|"
    "file|finish|fly|form|gather|get|give|go|have|hear|help|hold|honou?r|host|introduce|issue|join|keep|land|launch|"
    "leave|lift|make|march|mark|meet|move|name|open|pass|pay|perform|play|present|protest|publish|raise|reach|read|"
    "receive|release|reopen|reply|report|resign|resume|return|review|run|sail|say|see|sell|send|serve|set|settle|sign|"
    "speak|stage|stand|start|stay|stop|strike|submit|take|talk|testify|travel|try|unveil|visit|vote|walk|win|work"
)
_INTENDING = (
    r"(?:agree[ds]?|plan(?:s|ned|ning)?|hop(?:e[ds]?|ing)|intend(?:s|ed|ing)?|aim(?:s|ed|ing)?|expect(?:s|ed|ing)?|"
    r"wants?|wanted|promise[ds]?|vow(?:s|ed)?|pledge[ds]?|prepar(?:e[ds]?|ing)|due|set|scheduled|slated|poised|likely|"
    r"ready|about|invited|looks?|looking)"
)
_TIMETABLED = (
    r"(?:(?:re)?opens?|begins?|(?:re)?starts|meets|votes|premieres|airs|kicks off|resumes|expires|takes effect|"
    r"takes place|goes into effect|returns|arrives|launches|closes|ends|reconvenes|gets under ?way|goes on sale)"
)
_IRREGULAR = (
    "was|were|wasn[’']t|weren[’']t|had|did|didn[’']t|said|told|wrote|met|won|lost|beat|held|took|gave|made|came|went|"
    "left|began|became|broke|brought|built|bought|caught|chose|drew|drove|ate|fell|felt|fought|found|flew|forgot|"
    "froze|got|grew|heard|hid|kept|knew|laid|led|lent|meant|paid|ran|rang|rose|sank|saw|sent|shook|shot|sang|sat|"
    "slept|sold|sought|spent|spoke|sprang|stole|stood|struck|swept|swore|taught|thought|threw|understood|withdrew|wore|hit|cut|put|hurt|quit|shut|split"
)
# In words that end in -ed without being a past.
_NO_VERB = r"(?:need|feed|speed|indeed|hundred|exceed|proceed|succeed|agreed to|seed|breed|bleed|unprecedented)\b"
_DETERMINER = r"(?:\b(?:the|a|an|his|her|its|their|our|this|these|some|many|newly|two|three)|['’]s) (?:[a-z]+ly )?"

_MARKER = re.compile(
    rf"""(?P<future>
        (?:\b(?:will|shall|won[’']t)|[’']ll\b){_ADVERB}(?:\ [a-z]+)?
      | \b{_BE_PRESENT}{_ADVERB}\ {_ARRANGED}\b(?:\ to)?(?:\ be)?(?:\ [a-z]+)?
      | (?<!\bwas\ )(?<!\bwere\ )(?<!\bbeen\ )(?<!\bhad\ )\b{_INTENDING}\ to\ (?:be\ )?[a-z]+
      | \b{_TIMETABLED}\b
    )
    |(?P<unknown>
        \b(?:would|could|should|might|may|must|can|cannot)\b{_ADVERB}(?:\ [a-z]+)?
      | \b{_BE_PAST}{_ADVERB}\ (?:{_ARRANGED}|postponed|cancell?ed|delayed|rescheduled|moved|called\ off)\b
          (?:\ to)?(?:\ [a-z]+)?
      | \b(?:if|unless|has\ until|have\ until|had\ until|postponed|cancell?ed|rescheduled|called\ off)\b
      | \b(?:due|scheduled|planned|slated|set|forecast)\ (?:for|on)\b
      | \bto\ (?:be\ [a-z]+|(?:{_VERBS})\b)
      | \b{_BE_PRESENT}\b{_ADVERB}(?:\ [a-z]+ed\b|\ [a-z]+ing\b)?
    )
    |(?P<past>
        \b(?:has|have|had)\b{_ADVERB}\ (?:[a-z]+ed|[a-z]+en|{_IRREGULAR}|done|gone|come|run|begun|put|set|sung|hit)\b
      | \b(?:was|were)\b{_ADVERB}(?:\ [a-z]+(?:ed|en|ing)\b)?
      | (?<!\bto\ )\b(?:{_IRREGULAR})\b
      | \b(?!{_NO_VERB})[a-z]+ed\b
    )""",
    re.VERBOSE,
)
_ATTRIBUTIVE = re.compile(rf"{_DETERMINER}$")
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
_SPOKEN = re.compile(r"(?:said|says|told|added|announced|confirmed)$")


def tense_at(sentence: str, start: int, end: int) -> Tense:
    """The tense of the verb that the date `sentence[start:end]` goes with: the nearest one before it.

    A verb right behind the date is taken instead ("the talks on Friday will"), and the first one after it where none
    stands before ("On Friday the council voted").
    """
    if _FORESEEN.search(sentence, 0, start):
        return "unknown"
    following = _NEXT_AUXILIARY.match(sentence, end)
    if following and start:
        return {"will": "future", "shall": "future", "was": "past", "were": "past"}.get(following[1], "unknown")  # type: ignore[return-value]
    # Of the same length, so that offsets hold.
    plain = _ASIDE.sub(lambda aside: " " * len(aside[0]) if aside.end() <= start else aside[0], sentence)
    before = _markers(plain, 0, start)
    if not before:
        return first_tense(sentence, end)
    last, tense = before[-1]
    if tense == "future" and _TURN.search(plain, last.end(), start):
        return "unknown"  # "will be hard despite the party outdoing forecasts on Tuesday"
    if tense == "past" and _GERUND.search(plain, last.end(), start):
        return "unknown"  # "was asked about his chances of playing on Friday"
    if tense == "past" and len(before) > 1:
        earlier, other = before[-2]
        if other != "past" and not _BREAK.search(plain, earlier.end(), last.start()):
            return "unknown"  # "will meet the minister freed on Friday"
    return tense


def has_verb(sentence: str) -> bool:
    """Whether a verb is seen at all: a caption, a list or a heading has none."""
    return _MARKER.search(sentence) is not None


def first_tense(sentence: str, start: int) -> Tense:
    """The tense of the first verb from `start` on; unknown where it is only who says the rest ("…, he said, …")."""
    after = _markers(sentence, start, len(sentence))
    if not after:
        return "unknown"
    first, tense = after[0]
    aside = _SPOKEN.search(first[0]) and sentence[first.end() : first.end() + 1] == ","
    return "unknown" if aside and any(other != "past" for _, other in after) else tense


def _markers(sentence: str, start: int, end: int) -> list[tuple[re.Match[str], Tense]]:
    found: list[tuple[re.Match[str], Tense]] = []
    for marker in _MARKER.finditer(sentence, start, end):
        if marker["past"] and marker[0].endswith("ed") and _ATTRIBUTIVE.search(sentence, 0, marker.start()):
            continue  # "the detained president"
        found.append((marker, "future" if marker["future"] else "unknown" if marker["unknown"] else "past"))
    return found
