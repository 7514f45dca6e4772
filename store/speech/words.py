"""The words of a text with their offsets, and what kinds of words tell names apart from what stands around them."""

from __future__ import annotations

import re
from dataclasses import dataclass

CALENDAR = frozenset(
    """monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
    september october november december feb aug sept oct nov dec""".split()
)
FUNCTION = frozenset(
    """a about above according across additionally after afterward again ago all also although always am among
    an and another any anyone anything are around as asked at away back be because been before behind being
    below beside besides between both but by can could despite did do does down during each earlier either else
    even eventually ever every everybody everyone everything ex except few finally first for former from further
    had has have he hence her here hers herself him himself his how however i if in indeed inside instead into
    is it its itself just last later least less let like likewise many maybe me meanwhile more moreover most
    much must my near neither never nevertheless next no nobody none nonetheless nor not nothing now of off
    often on once one only onto or other others our out outside over own past per perhaps previously rather
    recently said same says second separately she should since so some somebody someone something sometimes soon
    still such than that the their them then there therefore these they third this those though through
    throughout thus till to today together tomorrow tonight too toward towards two under unlike until unless up
    upon us very was watch we were what whatever when whenever where whereas wherever whether which while who
    whoever whom whose why with within without would yes yesterday yet you your read more see video photos photo
    image dear hi hello well oh ok okay""".split()
)
"""Words that begin a sentence with a capital and are no part of a name."""
PARTICLES = frozenset(
    "van von der den de da di do dos du del della la le ter ten bin ibn al el y zu af av bint abu".split()
)
SUFFIXES = frozenset("jr sr ii iii iv".split())
HONOURS = frozenset("MP MEP MSP OBE CBE MBE QC KC MD PhD".split())
"""What stands behind a name and is no part of it."""
ABBREVIATIONS = frozenset(
    """mr mrs ms dr prof rev hon sen sens rep reps gov lt col sgt capt cmdr adm maj gen pvt st jr sr det insp
    atty supt fr msgr""".split()
)
TITLES = (ABBREVIATIONS - {"st", "jr", "sr"}) | frozenset(
    """mx president vice-president president-elect premier chancellor minister secretary undersecretary state
    ambassador senator representative congressman congresswoman governor mayor councillor councilman
    councilwoman councilmember alderman deputy commissioner director chairman chairwoman chairperson chair chief
    ceo cfo coo cto founder co-founder general admiral colonel major captain lieutenant sergeant commander
    corporal brigadier marshal officer sheriff constable detective inspector superintendent supervisor judge
    justice magistrate attorney lawyer solicitor prosecutor professor doctor teacher coach manager editor clerk
    spokesman spokeswoman spokesperson correspondent reporter analyst author actor actress singer rapper
    director-general secretary-general leader speaker envoy coxswain fisherman fishmonger librarian curator
    caretaker union rabbi imam reverend bishop archbishop cardinal mep mp owner star host astronaut biologist
    economist historian pilot nurse firefighter photographer democrat republican assemblyman assemblywoman
    administrator coordinator principal agent trooper pundit columnist comedian producer designer artist
    researcher scientist editor-in-chief meteorologist climatologist recorder coroner advisor adviser laureate
    promoter trustee investigator forester poet journalist plaintiff magician counsel executive
    assemblymember ranger chef-owner singer-guitarist singer-songwriter archaeologist physicist chemist
    psychologist epidemiologist neighbour neighbor strategist pollster d'affaires d’affaires""".split()
)
"""What stands before a name and says who somebody is. Prince, Queen, Pope and the like are part of the name."""
ORGANISATION = frozenset(
    """agency alliance association authority bank board bureau business center centre club college commission
    committee company conference congress corp corporation chamber council court department division federation
    force foundation fund government group guild hospital house inc industries institute institution kremlin
    league ltd media ministry museum network news office organisation organization parliament party pentagon plc
    police post press programme project school senate service services society states studios system systems
    team times trust university airlines airport library tramways hotels administration
    centers centres institutes laboratory healthcare energy motors holdings pictures entertainment partners
    pharmaceuticals technologies software foods brands railway railways ferries airways insurance analytics
    café cafe bar""".split()
)
DOCUMENTS = frozenset(
    """act acts bill law laws code constitution bible koran quran torah charter treaty agreement accord accords
    convention declaration amendment covenant protocol resolution memo""".split()
)
"""The last words of what can be read and is no one who speaks: `the Ropes Act`."""
PLACES = frozenset(
    """new york,new jersey,new mexico,new hampshire,new zealand,new orleans,new delhi,north carolina,south carolina,
    north dakota,south dakota,west virginia,rhode island,los angeles,san francisco,san diego,las vegas,hong kong,
    north korea,south korea,saudi arabia,south africa,sri lanka,puerto rico,costa rica,el salvador,great britain,
    united kingdom,united states,middle east,long island,st petersburg,cape town,tel aviv,abu dhabi,northern ireland,
    latin america,north america,south america,social security,super bowl,world cup""".replace("\n    ", "").split(",")
)
SITES = frozenset(
    "street city town county road square bridge bay island river lake park beach valley hill falls springs".split()
)
PREPOSITIONS = frozenset(
    """of to for with from by in at on about into over under against between among than like via per toward through
    during without within including called named or nor""".split()
)
SUBORDINATE = frozenset(
    "that which who whom whose what when where whether if after before because until since how why".split()
)

_WORD = re.compile(r"[^\W_]+(?:[.'’&-][^\W_]+)*")
_POSSESSIVES = ("'s", "’s")
_ELIDED = re.compile(r"d[’'][A-Z]")  # d’Orsey
_PERSON_NOUN = re.compile(
    r"\w+(?:er|or|ist|ian|man|woman|person|ant|ent|eer|yst|ess|aire|ive|ary|ic|ar|ee)$|(?:chief|boss|aide|vet|head|expert"
    r"|friend|wife|son|nephew|niece|aunt|guard|king|queen|legend|great|mate|fan|mum|mom|dad|cop|counsel|rival"
    r"|candidate|athlete|graduate|delegate|advocate|magnate|surrogate|apprentice|staff|mogul)$"
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word at `start`..`end`; `plain` is it in lower case and without a possessive ending."""

    start: int
    end: int
    text: str
    plain: str
    possessive: bool

    @property
    def capital(self) -> bool:
        head, _, tail = self.text.partition("-")
        return self.text[0].isupper() or (head in PARTICLES and tail[:1].isupper()) or bool(_ELIDED.match(self.text))


def words_in(text: str, start: int, end: int) -> list[Word]:
    return [_word(found.start(), found[0]) for found in _WORD.finditer(text, start, end)]


def _word(start: int, text: str) -> Word:
    lower = text.lower()
    possessive = lower.endswith(_POSSESSIVES)
    return Word(start, start + len(text), text, lower[:-2] if possessive else lower, possessive)


def person_noun(word: str) -> bool:
    """Whether a word in lower case may say what somebody is: `director`, `fishmonger`, `chief`."""
    return word in TITLES or (word not in FUNCTION and _PERSON_NOUN.match(word) is not None)
