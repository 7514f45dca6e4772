"""Unnamed people: those of whom a sentence tells by a noun only, `his sister`, `the judge`, `a witness`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from store.speech.names import Name
from store.speech.sentence import BOUNDARY, Sentence
from store.speech.words import FUNCTION, SUBORDINATE, Word

_DETERMINERS = frozenset("the a an his her their its my our another one this that".split())
_LONGEST = 5  # words of a phrase: "a young off-duty police officer"
_WOMEN = re.compile(
    r"\w*(?:woman|girl|lady|wife|mother|sister|daughter)$|(?:widow|aunt|niece|queen|princess|bride|mum|mom|girlfriend"
    r"|actress|waitress|heroine|nun|goddess|duchess|countess|heiress|hostess|stewardess|landlady)$"
)
_MEN = re.compile(
    r"\w+(?<!wo)(?<!hu)man$|\w*(?:boy|father|brother)$|(?:man|husband|widower|son|grandson|stepson|uncle|nephew|king"
    r"|prince|groom|dad|boyfriend|gentleman|monk|duke|schoolboy|landlord|waiter|guy)$"
)
_EITHER = re.compile(
    r"(?:\w+(?:er|or|ist|ian|person|eer|yst|ee)|neighbour|saviour|(?:eye)?witness|\w*(?<!safe)(?<!van)guard"
    r"|(?:serv|merch|assail|inform|occup|claim|complain|combat|attend|assist|consult|account|ten|migr|immigr|applic"
    r"|particip|inhabit|defend|serge|lieuten)ant|(?:team|class|house|flat|room|cell|ship|school|in)?mate"
    r"|student|president|resident|agent|patient|client|opponent|parent|grandparent|correspondent|superintendent"
    r"|dissident|insurgent|adolescent|executive|relative|representative|detective|captive|fugitive|secretary|missionary"
    r"|mechanic|critic|medic|cleric|paramedic|academic|scholar|vicar|burglar|beggar|chief|boss|aide|vet|head|expert"
    r"|friend|spouse|child|kid|teen|infant|colleague|cousin|rival|candidate|athlete|graduate|delegate|advocate|associate"
    r"|coach|judge|magistrate|nurse|surgeon|captain|chaplain|warden|cook|chef|clerk|constable|priest|bishop|rabbi|imam"
    r"|pilot|thief|suspect|convict|addict|victim|accused|youth|adult|fan|guest|host|hostage|mp|attorney|deputy|colonel"
    r"|diplomat|astronaut|guide|heir|architect|poet|hero|twin|cop|sheriff|marshal|admiral|official|veteran|citizen"
    r"|principal|intern|recruit|cadet|someone|somebody)$"
)
_THINGS = frozenset(
    """adapter adder after agree alder alligator altar altogether amphitheater anchor anger another answer aquifer
    armor armour assist automaker avian banner barometer barrier beaver beer behavior behaviour better bewilder
    bigger bitter bladder blockbuster boiler bomber booster border brighter broader browser buffer bumper bunker
    burger burner busier butter calculator cancer candor canister career carrier center centre chamber changeover
    chapter character charger charter cheaper cider clearer closer cluster coffee colder color colour committee
    computer connector consider container cooker cooler copper cor corner corridor counter cover crater cruiser cutter
    danger darker december decor decree deeper deer defibrillator degree destroyer dinner disaster disorder dollar door
    drawer drier earlier easier easter either elevator encounter endeavor enter epicenter epicentre equator equestrian
    error escalator ever exist exterior factor farther faster favor favour fee fever fewer fiber fibre filibuster
    filter finger fist flavor flavour floater floor flower flyover folder footer forest forever former free freer
    freezer freighter frontier furor further gallbladder gather gender generator glacier greater groundwater
    guarantee hamburger hammer hamster handover harbor harbour harder harness header heater heavier helicopter her
    higher honor honour horror hotter humanitarian humor humour hunger indicator indoor inner interior jubilee jumper
    junior knee labor labour ladder larger laser later latter laughter layer least leather lesser letter lever
    lighter liner liquor list liter litre litter liver lobster locker longer lower major makeover manner marker
    matter median merger meteor meter metre milder minor mirror misdemeanor mist moniker monitor monster
    motor murder narrower never newer newsletter newspaper nor november number october odor odour offer older opener
    order other otter ouster outdoor outer over oyster pacemaker painkiller panther paper pedigree pepper per
    perimeter pier plaster poor poster powder power prayer precursor primer printer prior processor projector proper
    putter quarter quicker radiator rather razor reactor receiver recorder recover refer refrigerator register
    reindeer remainder reminder request richer river rocker roller rooster roster router rover rumor rumour safer
    sanitizer scanner schooner scooter sector semester senior sensor september server sewer sheer shelter shorter
    shoulder shower silver slaughter slipper slower smaller sober soccer softer somber sombre sooner spider splendor
    spree starter steamer steeper sticker stricter stronger suffer summer super superpower supper sweater takeover
    taller tanker teaser tee temblor temper tender terror test theater thermometer thicker thinner three thriller
    thunder tier tiger timer together tougher tower tractor trailer transfer transgender trawler tree tremor trigger
    trimester trouser tumor tumour twist udder ulcer under undercover upper utter valor vapor vapour ventilator
    vigor voucher waist waiver wander warmer wastewater water weaker weather wee whether wider wilder winter wonder
    wrist younger zipper""".split()
)
_ENDS_PHRASE = (FUNCTION | SUBORDINATE) - frozenset("other first second former last next same only own".split())
_LINKS = SUBORDINATE | frozenset("but by while as though although so unless".split())
_INTRODUCES = re.compile(r"(?: (?:of|for|at|in|with|from|to)\b[^,;:]{1,60})?, | ")
_HEARERS = frozenset("reporter journalist interviewer correspondent".split())
_PREDICATES = frozenset("is was are were be been being as become becomes became remain remains remained like".split())


@dataclass(frozen=True, slots=True)
class Unnamed:
    """Somebody called by a `noun`; `pronoun` is `he` or `she` where that tells.

    `does` where the phrase is the subject of its clause, `agent` where it stands behind "by".
    """

    noun: str
    pronoun: str | None
    does: bool
    agent: bool


def unnamed_in(sentence: Sentence) -> Iterator[Unnamed]:
    """Those in a sentence who have none of its names and are not said to be one of them."""
    text, words, names = sentence.text, sentence.words, sentence.names
    for place, word in enumerate(words):
        if word.plain not in _DETERMINERS and not (word.possessive and word.plain not in FUNCTION):
            continue
        head = _head(text, words, place)
        if head is None or _is_named(text, head, names) or _describes(text, words, place, names):
            continue
        agent = bool(place) and words[place - 1].plain == "by"
        does = _does(text, words, place, head)
        hears = head.plain in _HEARERS and (agent or not does)  # "was asked by a reporter"
        if not hears and (does or not _of_a_thing(text, words, head)):
            yield Unnamed(head.plain, _pronoun(head.plain), does, agent)


def _of_a_thing(text: str, words: Sequence[Word], head: Word) -> bool:
    """Whether a noun only tells what kind of thing another behind it means: `a terrorist organisation`."""
    behind = next((word for word in words if word.start > head.start), None)
    if behind is None or text[head.end : behind.start] != " " or behind.plain in _ENDS_PHRASE:
        return False
    return behind.text.islower() and not behind.plain.endswith(("ed", "ing", "ly"))


def _head(text: str, words: Sequence[Word], place: int) -> Word | None:
    """The last noun for a person in the phrase that a determiner opens."""
    head: Word | None = None
    for last, word in zip(words[place:], words[place + 1 : place + 1 + _LONGEST], strict=False):
        if BOUNDARY.search(text, last.end, word.start) or word.plain in _ENDS_PHRASE:
            break
        if _is_person(word.plain):
            head = word
        if word.possessive:
            return None  # the judge’s house
    return head


def _is_person(word: str) -> bool:
    noun = _noun(word)
    return noun not in _THINGS and any(kind.fullmatch(noun) for kind in (_WOMEN, _MEN, _EITHER))


def _noun(word: str) -> str:
    """The part of a word with hyphens that says what somebody is: `ex-husband`, `sister-in-law`, `passer-by`."""
    first, *rest = word.split("-")
    if rest[-2:] == ["year", "old"]:
        return "child"
    return first if rest in ([], ["in", "law"], ["by"]) else rest[-1]


def _pronoun(word: str) -> str | None:
    noun = _noun(word)
    return "she" if _WOMEN.fullmatch(noun) else "he" if _MEN.fullmatch(noun) else None


def _is_named(text: str, head: Word, names: Sequence[Name]) -> bool:
    """`the pilot Ida Holt`, `a pilot of the port, Ida Holt`, and a noun that is a part of a name."""
    return any(
        name.begin <= head.start < name.end or _INTRODUCES.fullmatch(text, head.end, name.begin)
        for name in names
        if name.end > head.start
    )


def _describes(text: str, words: Sequence[Word], place: int, names: Sequence[Name]) -> bool:
    """`Ida Holt, 54, a pilot`, `she is a pilot`."""
    if not place:
        return False
    before, between = words[place - 1], text[words[place - 1].end : words[place].start]
    if between == " ":
        return before.plain in _PREDICATES
    return before.text.isdigit() or any(name.end == before.end for name in names)


def _does(text: str, words: Sequence[Word], place: int, head: Word) -> bool:
    """Whether a phrase begins a clause; one between commas only describes."""
    while words[place].possessive and place and text[words[place - 1].end : words[place].start] == " ":
        if words[place - 1].plain not in _DETERMINERS and not words[place - 1].capital:
            break
        place -= 1
    if not place:
        return True
    if BOUNDARY.search(text, words[place - 1].end, words[place].start):
        return not BOUNDARY.match(text, head.end)
    before = words[place - 1]
    if before.plain in ("and", "or"):  # not "a pilot at the port and an expert in ropes"
        return place == 1 or BOUNDARY.search(text, words[place - 2].end, before.start) is not None
    return before.plain in _LINKS
