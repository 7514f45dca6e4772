"""Notices that take a story back: `STORY WITHDRAWN`, `Please kill the story …`, `Reuters has withdrawn this story …`

Such a notice has a shape of its own; what a newspaper says of editors, bills and books that are withdrawn has not.
"""

from __future__ import annotations

import re

_STORY = r"(?:story|article|item|report|dispatch)"
_BACK = r"(?:withdrawn|retracted|killed)"
_IS = r"(?:has been|have been|is|is being|is hereby)"
_OPENING = r"[\s(\[*]*"
# What may follow `withdrawn` where that is the whole message: an end or a reason, never `withdrawn from shops`.
_THEN = (
    r"(?=\W*$|\s*[.;:!,–—)-]|\s+(?:because|due|owing|as|since|pending|after|following|for|on|at"
    r"|and (?:should|must|may|will|is|was|has|a|no|replaced)"
    r"|from [^.]{0,40}\b(?:files?|wire|service|site|website|publication|circulation|archive))\b|(?<!killed)\s+by\b)"
)
_CAPITALS = re.compile(
    rf"{_OPENING}(?:(?:ADVISORY|NOTICE|BC)\s*[-–—:]+\s*)?"
    r"(?:(?:STORY|ARTICLE|ITEM|REPORT) (?:IS |HAS BEEN )?(?:WITHDRAWN|KILLED|RETRACTED)\b"
    r"|(?:MANDATORY|PLEASE) (?:KILL|WITHDRAW)\b|(?:KILL|WITHDRAWAL) (?:NOTICE|ADVISORY)\b"
    r"|(?:WITHDRAWN|KILL(?:\s+KILL)*)(?=\W*$|\s*[-–—:.]))"
)
_ALONE = re.compile(
    rf"\W*(?:{_STORY} {_BACK}|(?:mandatory|please) kill|kill notice)\W*",
    re.IGNORECASE,
)
_TAKE = r"(?:kill|withdraw|retract|delete|disregard)"
_WHICH = rf"(?:the|this|our|that|all)\b.{{0,40}}?\b(?:{_STORY}|stories|articles|items|reports|versions?)\b"
_TO_EDITORS = re.compile(
    rf"{_OPENING}(?:(?:please|kindly) {_TAKE} {_WHICH}"
    r"|(?:(?:attention|attn|note to|notice to|to)[\s:,]*)?(?:all )?(?:editors|clients|subscribers)\b(?: and \w+)?"
    rf"(?:\s*[-–—:,!]+\s*(?:please |kindly |you (?:should|must) )?{_TAKE}(?=\W*$|\s*[-–—:,.!]| {_WHICH})"
    rf"|,? (?:please|kindly) {_TAKE}\b| are (?:asked|advised|requested|urged) to (?:please )?{_TAKE} {_WHICH}))",
    re.IGNORECASE,
)
_ITSELF = re.compile(
    rf"{_OPENING}(?:(?:editor[’']?s[’']? note|note|advisory|notice|correction)\s*[:–—-]+\s*)?"
    rf"(?:this (?:\w+[ -]){{0,3}}|the (?:following|above|preceding|earlier) (?:\w+ ){{0,2}}"
    rf"|the (?=\w+ (?:above|below))){_STORY}(?: above| below)?(?:, [^.,]{{1,80}},)? {_IS} {_BACK}{_THEN}",
    re.IGNORECASE,
)
_NAME = r"(?:[A-Z][\w.&'’-]*|of|the|and)"
_TAKES = (
    rf"(?:(?:has|have) (?:\w+ ){{0,2}}{_BACK}|(?:is|are) (?:withdrawing|retracting|killing)"
    r"|withdr(?:aw|aws|ew)|retract(?:s|ed)?)"
)
_BY_ITS_WIRE = re.compile(
    rf"{_OPENING}(?:{_NAME}(?: {_NAME}){{0,5}}|The editors?) {_TAKES}"
    r" (?:this|the (?:above|following)) (?:\w+ ){0,3}story\b"
)
# In a text that is nothing but a notice the story may be named: by its headline, when it was sent, what it was about.
_SENDING = r"(?:first |originally )?(?:published|sent|issued|posted|moved|transmitted|carried)\b"
_QUOTED = r"(?:“[^”]*”|\"[^\"]*\"|‘[^’]*’(?!\w))"
_WORDS = (
    rf"(?:{_QUOTED}|(?!\b(?:who|whom|whose|said|says|tells|told|(?:which|that)(?! (?:was|were) {_SENDING}))\b)[^“\"\n])"
)
_SENT = (
    r"(?:(?:which|that) )?(?:(?:was |were )?(?:first |originally )?(?:headlined|slugged|titled|entitled|published|sent"
    r"|issued|posted|moved|transmitted|carried|dated|timed)|ran|appeared|under|with)\b"
)
_NAMED = re.compile(
    rf"{_OPENING}(?:this|the|an?|our|its) (?:[\w.]+[ -]){{0,4}}?{_STORY}"
    rf"(?:,? (?:(?={_QUOTED})|{_SENT}){_WORDS}{{0,300}}?"
    r"|,? (?:headlined|slugged|titled|entitled) [^“\"‘\s][^.]{1,200}?(?<!\bwho)(?<!\bwhich)(?<!\bthat)"
    rf"|,? (?:about|on|saying|reporting)\b{_WORDS}{{1,200}}?(?= (?:has been|is) )"
    rf")?,? (?:{_IS}|was) {_BACK}{_THEN}",
    re.IGNORECASE,
)
_AGENCY_ITS_OWN = re.compile(
    rf"{_OPENING}(?:We have|(?:The )?(?:Associated Press|Reuters|AP|AFP|Agence France-Presse|Bloomberg|DPA|dpa|UPI"
    rf"|(?:[A-Z][\w-]+ ){{1,3}}(?:Wire|Press|Agency|Newswires?)) has) {_BACK} (?:its|our|the|an?|this)"
    rf" (?:\w+ ){{0,3}}{_STORY}\b"
)
_DATELINE = re.compile(r"\A[A-Z][^()“\"]{0,80}\([A-Z][\w.&’' ]{1,30}\)\s?[-–—]+\s*")
_ATTRIBUTED = re.compile(
    r",[”\"’']? (?:[\w.’'-]+ ){1,8}(?:said|says|added|adds|told [^,.]{1,40}|reported)(?: [^,.]{1,40})?[.”\"’']*$"
)


def takes_back(notice: str, *, alone: bool = True) -> bool:
    """Whether a paragraph says that its story is withdrawn.

    `alone` is for a text that can be nothing but the notice: there the notice may name the story that it withdraws.
    Beside a whole story one that names a story may be news of another.
    """
    notice = _DATELINE.sub("", notice, count=1)
    if _CAPITALS.match(notice) or _ALONE.fullmatch(notice):
        return True
    if is_attributed(notice):
        return False
    if any(shape.match(notice) for shape in (_TO_EDITORS, _ITSELF, _BY_ITS_WIRE)):
        return True
    return alone and bool(_NAMED.match(notice) or _AGENCY_ITS_OWN.match(notice))


def is_attributed(paragraph: str) -> bool:
    """Whether a paragraph ends as news does, with the one who said it: `…, judges said on Monday.`"""
    return bool(_ATTRIBUTED.search(paragraph))
