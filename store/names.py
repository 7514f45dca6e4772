"""Names in news text: capitalised runs without their titles, and how a person was named first."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from store.answer import Span

MAX_NAME = 80
"""Characters looked back over for the given names that stand before a surname."""

_WORD = re.compile(r"[^\W_]+(?:[.'’&-][^\W_]+)*")
_POSSESSIVES = ("'s", "’s")

CALENDAR = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december jan feb aug sept oct nov dec""".split()
)
# Words that begin a sentence with a capital and are no part of a name.
_FUNCTION = frozenset(
    """a about above according across additionally after afterward again ago all also although always am among an and
    another any anyone anything are around as asked at away back be because been before behind being below beside
    besides between both but by can could despite did do does down during each earlier either else even eventually
    ever every everybody everyone everything ex except few finally first for former from further had has have he hence
    her here hers herself him himself his how however i if in indeed inside instead into is it its itself just last
    later least less let like likewise many maybe me meanwhile more moreover most much must my near neither never
    nevertheless next no nobody none nonetheless nor not nothing now of off often on once one only onto or other
    others our out outside over own past per perhaps previously rather recently said same says second separately she
    should since so some somebody someone something sometimes soon still such than that the their them then there
    therefore these they third this those though through throughout thus till to today together tomorrow tonight too
    toward towards two under unlike until unless up upon us very was watch we were what whatever when whenever where
    whereas wherever whether which while who whoever whom whose why will with within without would yes yesterday yet
    you your read more see video photos photo image today dear hi hello well oh ok okay""".split()
) - {"will"}
_PARTICLES = frozenset(
    "van von der den de da di do dos du del della la le ter ten bin ibn al el y zu af av bint abu".split()
)
_SUFFIXES = frozenset("jr sr ii iii iv".split())
_ABBREVIATIONS = frozenset(
    """mr mrs ms dr prof rev hon sen sens rep reps gov lt col sgt capt cmdr adm maj gen pvt st jr sr det insp atty supt
    fr msgr""".split()
)
TITLES = _ABBREVIATIONS - {"st", "jr", "sr"} | frozenset(
    """mx sir-general president vice-president president-elect premier chancellor minister secretary undersecretary
    ambassador senator representative congressman congresswoman governor mayor councillor councilman councilwoman
    councilor alderman deputy commissioner commissar director chairman chairwoman chairperson chair chief ceo cfo coo
    cto founder co-founder cofounder general admiral colonel major captain lieutenant sergeant commander corporal
    brigadier marshal officer sheriff constable detective inspector superintendent judge justice magistrate attorney
    solicitor prosecutor professor doctor coach manager editor spokesman spokeswoman spokesperson correspondent
    reporter analyst author actor actress singer rapper director-general secretary-general leader speaker envoy
    coxswain fisherman fishmonger librarian curator union rabbi imam reverend bishop archbishop cardinal mep mp
    mps md lord-mayor owner star host astronaut biologist economist historian pilot nurse firefighter democrat
    republican congressperson assemblyman assemblywoman assemblymember administrator coordinator principal
    superintendents chairs agent trooper pundit columnist comedian producer designer artist researcher scientist""".split()
)
_ORGANISATION = frozenset(
    """agency alliance association authority bank board bureau business center centre club college commission committee
    company conference congress corp corporation council court department division federation force foundation fund
    government group guild hospital house inc industries institute institution kremlin league ltd media ministry museum
    network news office organisation organization parliament party pentagon plc police post press programme project
    school senate service services society state states studios system systems team times trust union university
    alerts airlines airways airport library tramways hotels university’s administration""".split()
)
_PLACES = frozenset(
    """new york|new jersey|new mexico|new hampshire|new zealand|new orleans|new delhi|north carolina|south carolina
    |north dakota|south dakota|west virginia|rhode island|los angeles|san francisco|san diego|las vegas|hong kong
    |north korea|south korea|saudi arabia|south africa|sri lanka|puerto rico|costa rica|el salvador|great britain
    |united kingdom|united states|middle east|long island|st petersburg|washington dc|cape town|tel aviv|abu dhabi
    |northern ireland|latin america|north america|south america|social security|super bowl|world cup""".replace(
        "\n    ", ""
    ).split("|")
)
_PERSON_NOUN = re.compile(
    r"(?:\w+(?:er|or|ist|ian|man|woman|person|ant|ent|eer|yst|ess|ive|ary|ic|ar|ess|ee|cian)|chief|chair|boss|aide|coach"
    r"|vet|host|star|head|expert|nurse|friend|wife|son|nephew|niece|aunt|guard|mp|king|queen|judge|pilot|attorney"
    r"|pundit|legend|great|mate|fan|mum|mom|dad|spokesman|envoy|master|cop|counsel|rival|candidate|athlete|graduate"
    r"|delegate|advocate|magnate|surrogate|apprentice|psychologist|staff|mogul|rep)$"
)


@dataclass(frozen=True, slots=True)
class Word:
    start: int
    end: int
    text: str

    @property
    def plain(self) -> str:
        """In lower case and without a possessive ending."""
        lower = self.text.lower()
        return lower[:-2] if lower.endswith(_POSSESSIVES) else lower

    @property
    def capital(self) -> bool:
        head, _, tail = self.text.partition("-")
        return self.text[0].isupper() or (head in _PARTICLES and tail[:1].isupper())


@dataclass(frozen=True, slots=True)
class Name:
    """A name at `start`..`end` of a text, titles left out; with them it begins at `begin`.

    `whole` is where the run ends, which is past `end` for a possessive.
    """

    begin: int
    start: int
    end: int
    whole: int
    words: tuple[str, ...]
    titled: bool
    organisation: bool

    @property
    def possessive(self) -> bool:
        return self.whole > self.end


def person_noun(word: str) -> bool:
    """Whether a lower-case word may say what somebody is: `director`, `fishmonger`, `chief`."""
    return word in TITLES or _PERSON_NOUN.match(word) is not None


def words_in(text: str, start: int, end: int) -> list[Word]:
    return [Word(found.start(), found.end(), found[0]) for found in _WORD.finditer(text, start, end)]


def names_in(text: str, words: Sequence[Word]) -> list[Name]:
    """The names among `words` of `text`, in order."""
    names: list[Name] = []
    run: list[Word] = []
    for place, word in enumerate(words):
        if run and not _joined(text, run[-1], word):
            _add(names, run, text, words[place - len(run) - 1] if place > len(run) else None)
            run = []
        if word.capital and word.plain not in _FUNCTION and word.plain not in CALENDAR:
            run.append(word)
        elif run and word.text in _PARTICLES:
            run.append(word)
        else:
            _add(names, run, text, words[place - len(run) - 1] if place > len(run) else None)
            run = []
    _add(names, run, text, words[-len(run) - 1] if len(words) > len(run) else None)
    return names


def _joined(text: str, one: Word, other: Word) -> bool:
    between = text[one.end : other.start]
    if one.text.lower().endswith(_POSSESSIVES):
        return False
    if between in (" ", "\n", "\xa0"):
        return True
    abbreviated = len(one.text) == 1 or one.plain in _ABBREVIATIONS or "." in one.text
    return (between == ". " and abbreviated) or (between == ", " and other.plain in _SUFFIXES)


def _add(names: list[Name], run: list[Word], text: str, before: Word | None) -> None:
    core = list(run)
    while core and core[-1].text in _PARTICLES:
        core.pop()
    if not core:
        return
    whole, begin = core[-1].end, core[0].start
    last = max((place for place, word in enumerate(core) if word.plain in TITLES), default=-1)
    titled = last >= 0
    core = core[last + 1 :]
    marks = [place for place, word in enumerate(core) if word.plain in _ORGANISATION]
    if marks and len(core) - marks[-1] > 2:
        core, marks = core[marks[-1] + 1 :], []
    if not core:
        return
    if not titled and before is not None and text[before.end : begin] == " ":
        titled = before.text.islower() and person_noun(before.text)
    end = core[-1].end - (2 if core[-1].text.lower().endswith(_POSSESSIVES) else 0)
    if text[end : end + 2] in ("' ", "’ ") and core[-1].text.endswith("s"):
        whole = end + 1
    words = tuple(word.text for word in core)
    acronym = len(core[0].text) > 2 and core[0].text.isupper()
    named = text[core[0].start : end].lower()
    names.append(
        Name(
            begin=begin,
            start=core[0].start,
            end=end,
            whole=whole,
            words=words,
            titled=titled,
            organisation=bool(marks) or acronym or named in _PLACES,
        )
    )


@lru_cache(maxsize=512)
def first_mention(text: str, name: str) -> Span | None:
    """Where `text` first has the full name of somebody whom it elsewhere calls `name`; None where it has none.

    A surname, else a given name, is filled up from the one full name that has it; of two nothing is chosen.
    """
    if " " in name:
        at = text.find(name)
        return Span(at, at + len(name)) if at >= 0 else None
    surnames: dict[str, Span] = {}
    given: dict[str, Span] = {}
    for found in re.finditer(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text):
        full = _full_name(text, found.start(), found.end())
        if full is None:
            continue
        if full.end == found.end():
            surnames.setdefault(full.words[0], Span(full.start, full.end))
        elif full.start == found.start():
            given.setdefault(full.words[-1], Span(full.start, full.end))
    for known in (surnames, given):
        if known:
            return next(iter(known.values())) if len(known) == 1 else None
    return None


def _full_name(text: str, start: int, end: int) -> Name | None:
    """The name of two words or more that has what stands at `start`..`end` in it."""
    begin = max(0, start - MAX_NAME)
    words = words_in(text, begin, min(len(text), end + MAX_NAME))
    if begin and words and words[0].start == begin:
        words = words[1:]
    for name in names_in(text, words):
        if name.start <= start and end <= name.end:
            return name if len(name.words) > 1 and not name.organisation else None
    return None
