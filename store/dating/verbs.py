"""Verbs: those of a sentence that tell what was from what is to come."""

from __future__ import annotations

import re
from typing import Literal

Tense = Literal["past", "future", "unknown"]
Verb = tuple[re.Match[str], Tense]

_LY = r"(?!(?:ally|assembly|bully|family|monopoly|rally|reply|supply)\b)[a-z]+ly"
_ADVERB = rf"(?:\ (?:not|also|be|been|being|have|has|had|soon|now|then|again|still|never|only|first|{_LY}))*"
_BE_PRESENT = r"(?:is|are|am|isn[’']t|aren[’']t)"
_BE_AHEAD = rf"(?:\b{_BE_PRESENT}|\b(?:[Hh]e|[Ss]he|[Ii]t|[Ww]ho)[’']s|\b(?:[Tt]hey|[Ww]e)[’']re)"
_BE_PAST = r"(?:was|were|be|been|being|wasn[’']t|weren[’']t)"
_ARRANGED = r"(?:due|scheduled|expected|forecast|set|slated|planned|poised|likely|going|supposed|about|ready|to)"
_VERBS = (
    "accept|address|agree|announce|answer|appeal|appear|apply|approve|arrive|ask|attend|attack|begin|block|brief|buy|"
    "call|cancel|celebrate|close|come|complete|consider|continue|cut|debate|decide|deliver|discuss|do|end|enter|face|"
    "file|finish|fly|form|gather|get|give|go|have|hear|help|hold|honou?r|host|introduce|issue|join|keep|land|launch|"
    "leave|lift|make|march|mark|meet|move|name|open|pass|pay|perform|play|present|protest|publish|raise|reach|read|"
    "receive|release|reopen|reply|report|resign|resume|return|review|run|sail|say|see|sell|send|serve|set|settle|sign|"
    "speak|stage|stand|start|stay|stop|strike|submit|take|talk|testify|travel|try|unveil|visit|vote|walk|win|work"
)
_INTENDING = (
    r"(?:agree[ds]?|plan(?:s|ning)?|hop(?:es?|ing)|intend(?:s|ing)?|aim(?:s|ing)?|expect(?:s|ing)?|wants?|"
    r"promise[ds]?|vow(?:s|ed)?|pledge[ds]?|prepar(?:es?|ing)|(?<=,\ )due|due(?=\ to\ be\b)|set|scheduled|slated|"
    r"poised|likely|ready|about|invited|looks?|looking)"
)
# Whether what they had in mind came to be, the verb does not say.
_INTENDED = r"(?:planned|hoped|intended|aimed|expected|wanted|prepared)"
TIMETABLED = (
    r"(?:(?:re)?opens|(?<=\bpolls\ )open|begins|(?<=[a-z]s\ )(?:begin|expire|reopen|resume)|(?:re)?starts|"
    r"(?:[A-Z][a-z]+|assembly|board|city|committee|council|country|court|house|it|parliament|senate|town|union|who)\ "
    r"votes|meets|premieres|airs|kicks\ off|resumes|expires|"
    r"returns|arrives|launches|closes|ends|reconvenes|gets\ under\ ?way|goes\ on\ sale|"
    r"takes\ (?:effect|place|office)|(?:goes|comes)\ into\ (?:effect|force)|"
    r"(?<!not\ )(?<!n[’']t\ )(?<!did\ )(?:goes|go|heads?)\ to\ the\ polls|(?:has|have)\ until|"
    r"(?:(?<!\d\ )(?<!home\ )runs|remains?|lasts|continues|stays)(?=(?:\ [\w-]+){0,6}?\ (?:until|till|through)\b))"
)
# As `is` with a day ahead: "the council is meeting on Friday".
PLANNING = (
    r"(?:arriving|closing|coming|ending|flying|getting|going|holding|hosting|joining|launching|leaving|meeting|moving|"
    r"opening|playing|quitting|releasing|resigning|retiring|returning|starting|stepping|touring|travell?ing)"
)
_IRREGULAR = (
    "Asked|awoke|bent|bore|drank|dug|overran|overrode|overthrew|spat|sped|strove|underwent|undid|wove|"
    "was|were|wasn[’']t|weren[’']t|had|did|didn[’']t|said|told|wrote|met|won|lost|beat|held|took|gave|made|came|went|"
    "left|began|became|broke|brought|built|bought|caught|chose|drew|drove|ate|fell|felt|fought|found|flew|forgot|"
    "froze|got|grew|heard|hid|kept|knew|laid|led|lent|meant|paid|ran|rang|rose|sank|saw|sent|shook|shot|sang|sat|"
    "blew|bit|bled|bred|clung|crept|dealt|dug|fed|fled|flung|forbade|foresaw|forgave|hung|knelt|leapt|lit|mistook|"
    "overcame|oversaw|overtook|rebuilt|rewrote|rode|shone|shrank|slid|spun|strode|stuck|stung|swam|swung|tore|"
    r"undertook|upheld|wept|withheld|withstood|woke|slept|sold|sought|spent|spoke|sprang|stole|stood|struck|swept|swore|taught|thought|threw|understood|withdrew|wore|hit|cut|put|"
    r"set(?=\ (?:an?|the|his|her|its|their|bail|fire|off|up|out)\b)|let|lay|hurt|quit|shut|split|broadcast"
)
_PARTICIPLE = (
    "beaten|bitten|blown|broken|chosen|drawn|driven|eaten|fallen|frozen|given|hidden|overthrown|seen|shown|slain|"
    "spoken|stolen|sunk|sworn|taken|thrown|torn|withdrawn|written"
)
# In words that end in -ed without being a past.
_NO_VERB = r"(?:need|feed|speed|indeed|hundred|exceed|proceed|succeed|agreed to|seed|breed|bleed|unprecedented)\b"
_DETERMINER = (
    rf"(?:\b(?:the|a|an|his|her|its|their|our|this|these|some|many|newly|(?<!\b[Tt]he )(?:two|three))|['’]s) "
    rf"(?:{_LY} )?"
)

_MARKER = re.compile(
    rf"""(?P<future>
        (?:\b(?:will|shall|won[’']t)|[’']ll\b){_ADVERB}(?:\ (?:remain|stay|keep)\b)?(?:\ [a-z]+)?
      | \bmay\b(?!\ (?:not\ )?have\b){_ADVERB}(?:\ [a-z]+)?
      | \b(?:could|might)\ (?!have\b)[a-z]+(?:\ [\w-]+){{0,5}}?\ as\ (?:early|soon)\ as\b
      | {_BE_AHEAD}{_ADVERB}\ {_ARRANGED}\b(?:\ to)?(?:\ be)?(?:\ [a-z]+)?
      | {_BE_AHEAD}{_ADVERB}\ {PLANNING}\b
      | (?<!\bwas\ )(?<!\bwere\ )(?<!\bbeen\ )(?<!\bhad\ )(?<!\bdid\ not\ )(?<!\bdidn[’']t\ )
          \b{_INTENDING}\ to\ (?:be\ )?[a-z]+
      | \b{TIMETABLED}\b
    )
    |(?P<unknown>
        \b(?:would|could|should|might|may|must|can|cannot)\b{_ADVERB}(?:\ [a-z]+)?
      | \b{_BE_PAST}{_ADVERB}\ (?:{_ARRANGED}|postponed|cancell?ed|delayed|rescheduled|moved|called\ off)\b
          (?:\ to)?(?:\ [a-z]+)?
      | \b(?:has|have|had){_ADVERB}\ (?:postponed|cancell?ed|delayed|rescheduled|called\ off)\b
      | \b(?:had{_ADVERB}\ )?{_INTENDED}\ to\ (?:be\ )?[a-z]+
      | \b(?:if|unless|had\ until|postponed|cancell?ed|rescheduled|called\ off)\b
      | \b(?:due|scheduled|planned|slated|set|forecast)\ (?:for|on)\b
      | \b[Tt]o\ (?:be\ [a-z]+|(?:{_VERBS})\b)
      | \b{_BE_PRESENT}\b{_ADVERB}(?:\ [a-z]+ed\b|\ [a-z]+ing\b)?
    )
    |(?P<past>
        \b(?:has|have|had)\b{_ADVERB}\ (?:[a-z]+ed|[a-z]+en|{_IRREGULAR}|done|gone|come|run|begun|put|set|
          sung|hit|become|cost|overcome|spread)\b
      | \b(?:was|were)\b{_ADVERB}(?:\ [a-z]+(?:ed|en|ing)\b)?
      | (?<!\bto\ )\b(?:{_IRREGULAR}|{_PARTICIPLE})\b
      | \b(?!{_NO_VERB})[a-z]+ed\b
    )""",
    re.VERBOSE,
)
_TIMETABLE = re.compile(rf"(?!\w+\ (?:votes|until))(?:{TIMETABLED})", re.VERBOSE)
_ATTRIBUTIVE = re.compile(rf"{_DETERMINER}$")
_SPOKEN = re.compile(r"(?:said|says|told|added|announced|confirmed)$")


def verbs(sentence: str, start: int, end: int) -> list[Verb]:
    """The verbs of `sentence[start:end]` whose tense is told apart, in order."""
    found: list[Verb] = []
    for marker in _MARKER.finditer(sentence, start, end):
        noun = timetabled(marker) or (marker["past"] and marker[0].endswith("ed"))
        if noun and _ATTRIBUTIVE.search(sentence, 0, marker.start()):
            continue  # "the detained president", "the returns"
        found.append((marker, "future" if marker["future"] else "unknown" if marker["unknown"] else "past"))
    return found


def has_verb(sentence: str) -> bool:
    """Whether a verb is seen at all: a caption, a list or a heading has none."""
    return _MARKER.search(sentence) is not None


def timetabled(verb: re.Match[str]) -> bool:
    """Whether it is in the present, as what a timetable says is to come ("opens")."""
    return _TIMETABLE.fullmatch(verb[0]) is not None


def says(verb: re.Match[str]) -> bool:
    """Whether it is a verb of saying, of which nothing follows for the time of what is said."""
    return _SPOKEN.search(verb[0]) is not None
