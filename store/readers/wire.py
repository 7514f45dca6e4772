"""What newsrooms write into the body by convention: the dateline, the credit line, the correction notice."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*"
_CAPITALS = r"[A-Z][A-Z.'’-]+(?:(?:/|,? )[A-Z][A-Z.'’-]+)*"
_AGENCY = re.compile(r"\((?P<agency>[A-Z][\w.&' ]{1,30})\) ?[-–—]")
_DATED = rf",? (?:{_MONTH}\.? \d{{1,2}}|\d{{1,2}} {_MONTH}\.?)(?:,? \d{{4}})?"
_DAY = re.compile(rf"{_DATED}$")
_PLACE = re.compile(rf"(?P<place>{_CAPITALS}(?:, [A-Z][\w. ]{{1,30}})?)$")
# Behind a day a plain hyphen will do; what follows is no digit, as it is in `KARREN, Sept 3-5`.
_DASHED = re.compile(
    rf"(?P<place>{_CAPITALS}(?:, [A-Z][\w.]+(?: [A-Z][\w.]+)?)?)"
    rf"(?: (?:—|–|--) |—|{_DATED}(?: ?[—–]| -{{1,2}}|-{{1,2}}(?= )) ?(?!\d))\S"
)
_NOTICE = re.compile(r"\((?P<note>[^()]{0,600}\bcorrect(?:s|ed|ing|ion)\b[^()]{0,600})\)", re.IGNORECASE)
# Words that stand before a dash in capitals at the start of a story and are not places.
_LABELS = frozenset(
    {"EXCLUSIVE", "BREAKING", "ANALYSIS", "OPINION", "FACTBOX", "EDITORIAL", "UPDATE", "WATCH", "REVIEW"}
)
_LEAD_WITHIN = 900  # characters; a correction notice may stand before the place

_VERB = r"(?:reporting|writing|editing|compiled|compiling|written|edited|reported)"
_ROLE = re.compile(
    rf"\b(?P<role>(?:additional |further )?{_VERB}(?:(?:,| and|, and) {_VERB})* (?:by|from))\s+", re.IGNORECASE
)
_ENDING_CREDIT = re.compile(rf"[(\[](?=(?:additional |further )?{_VERB} )[^()\[\]]{{1,900}}[)\]]$", re.IGNORECASE)
_CONTRIBUTED = re.compile(r"[A-Z].{5,200} contributed to this (?:report|story|article)\.?")
_MAX_CREDIT = 900  # characters; the longest seen, of a dozen bureaus, has about 600
_PARTICLES = frozenset("al bin da de del della den der di dos du el ibn la le ten ter van von y".split())
_CREDIT_WORDS = _PARTICLES | frozenset(
    "additional aboard and at bureau bureaus by compiled compiling desk edited editing for from further in newsroom "
    "newsrooms of on reported reporting staff team the with writing written".split()
)
_CUT = re.compile(r" (?:in|at|on|from|of|for|aboard|with) ")
BETWEEN_NAMES = re.compile(r"\s*;\s*|,? and |\s*&\s*|,(?!\s*(?:Jr|Sr|II|III)\b)\s*")
_NOT_PEOPLE = re.compile(r"\b(?:Reuters|Newsrooms?|Bureaus?|Desk|Staff|Team|News|Press)\b", re.IGNORECASE)
_TWO_WORD_PLACES = frozenset(
    {"Abu Dhabi", "Addis Ababa", "Buenos Aires", "Cape Town", "Cox's Bazar", "Hong Kong", "Kuala Lumpur", "Las Vegas"}
    | {"Los Angeles", "Mexico City", "New Delhi", "New York", "New Jersey", "Rio de Janeiro", "San Francisco"}
    | {"Sao Paulo", "São Paulo", "San Diego", "South Korea", "North Korea", "Saudi Arabia", "Tel Aviv"}
    | {
        "The Hague",
        "United Nations",
        "Washington DC",
        "West Palm Beach",
        "White House",
        "Panama City",
        "Guatemala City",
    }
)


@dataclass(frozen=True, slots=True)
class Lead:
    """How a story opens: `MOSCOW/WASHINGTON (Reuters) -`. Either part is None where it is not there."""

    place: str | None
    agency: str | None


def read_lead(paragraph: str) -> Lead:
    """The place and agency that open a first paragraph, from conventions only; most paragraphs have neither."""
    head = paragraph[:_LEAD_WITHIN]
    agency = _AGENCY.search(head)
    if agency is None:
        dashed = _DASHED.match(head)
        place = dashed["place"] if dashed and dashed["place"] not in _LABELS else None
        return Lead(place, None)
    before = head[: agency.start()].strip()
    notice = _NOTICE.match(before)
    if notice:
        before = before[notice.end() :].strip()
    if len(before) > 150:
        return Lead(None, None)
    found = _PLACE.search(_DAY.sub("", before))
    if found and (found.start() == 0 or before.startswith("By ")):
        return Lead(found["place"], agency["agency"])
    return Lead(None, agency["agency"] if not before or before.startswith("By ") else None)


def find_lead(body: Sequence[str]) -> Lead:
    """The lead of a body's first paragraph, or of the second where the first is a correction notice."""
    if not body:
        return Lead(None, None)
    lead = read_lead(body[0])
    if lead.agency is None and len(body) > 1 and correction_notice(body[0]):
        return read_lead(body[1])
    return lead


def correction_notice(paragraph: str) -> str | None:
    """What a story says at its head about its own correction: `(Corrects spelling … in paragraph 3)`."""
    found = _NOTICE.match(paragraph)
    return found["note"].strip() if found else None


def is_credit(paragraph: str) -> bool:
    """Whether a paragraph is nothing but `Reporting by …; Editing by …` or `… contributed to this report.`"""
    bare = paragraph.strip(" ()[]")
    if _CONTRIBUTED.fullmatch(bare):
        return True
    if len(bare) > _MAX_CREDIT or not _ROLE.match(bare):
        return False
    words = re.findall(r"[^\W\d_][\w'’.-]*", bare)
    return all(word[0].isupper() or word.casefold() in _CREDIT_WORDS or not word.islower() for word in words)


def split_credit(body: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The body without the credit lines at its end, and the reporters that those name.

    A credit in brackets at the end of the last paragraph is cut off it; what is left is a slice of the original.
    """
    kept, credits = list(body), list[str]()
    while len(kept) > 1 and is_credit(kept[-1]):
        credits.insert(0, kept.pop())
    ending = _ENDING_CREDIT.search(kept[-1], max(0, len(kept[-1]) - _MAX_CREDIT)) if kept else None
    if ending and is_credit(ending[0]) and kept[-1][: ending.start()].strip():
        credits.insert(0, ending[0])
        kept[-1] = kept[-1][: ending.start()].strip()
    return tuple(kept), tuple(dict.fromkeys(name for credit in credits for name in reporters(credit)))


def reporters(credit: str) -> tuple[str, ...]:
    """The people of a credit line who reported or wrote, in its order, without places; editors are left out."""
    parts = _ROLE.split(credit.strip(" ()[]"))
    found: list[str] = []
    for role, names in zip(parts[1::2], parts[2::2], strict=True):
        if not re.fullmatch(r"(?:editing|edited) (?:by|from)", role, re.IGNORECASE):
            found.extend(people(names))
    return tuple(dict.fromkeys(found))


def people(text: str) -> tuple[str, ...]:
    """The personal names in a list such as `Ann Bell in Moscow and Li Wei`; what may be no name is left out."""
    pieces = (_CUT.split(f"{piece} ")[0].strip(" .,;|") for piece in BETWEEN_NAMES.split(text))
    return tuple(piece for piece in pieces if is_person(piece))


def is_person(text: str) -> bool:
    """Whether text looks like one person's name: two to six capitalised words, no newsroom, no known city."""
    words = text.split()
    if not 2 <= len(words) <= 6 or text in _TWO_WORD_PLACES or _NOT_PEOPLE.search(text):
        return False
    if any(character.isdigit() or character in ':|()"“”?!' for character in text):
        return False
    return words[-1][0].isupper() and all(word[0].isupper() or word in _PARTICLES for word in words)
