"""The publisher whose stories a question asks for by name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from store.persons import without_capitals

_TELLS = (
    r"(?:report|write|publish|cover|print)(?:ed|s)?|wr(?:ote|itten)|say|said|says|tell|told|describe|mention|note|claim|"
    r"(?:been )?(?:say|report|writ|tell|cover)ing"
)
_STORY = r"(?:(?:article|report|piece|news item|headline)s?|stor(?:y|ies)|coverage|reporting|news)"
_SAID = r"(?:says|said|reports|reported|writes|wrote)"
_AFTER = (
    r"(?=\s*(?:[.,;:?!)]|$)|\s+(?:about|on|of|from|in|at|that|how|what|who|why|when|and|did|do|does|was|were|is)\b)"
)
_END = r"(?=[\s?.!]*$)"
_TOLD = re.compile(r"\s*[?.!]*$| (?:about|on|that|in|regarding)\b")
# `NAME` is put in. Its words may be ordinary ones ("in time"): "capital" wants one of them at least, unless there are
# two words; "typed" forgoes it where a whole question is typed without and goes on with what was told.
_FORMS: tuple[tuple[str, Literal["any", "capital", "typed"]], ...] = (
    (rf"(?P<cut>(?:according to|(?:as )?reported by|(?:reported|published|printed|written|carried) in|"
     rf"(?:published|printed|written|carried) by) NAME){_AFTER}", "any"),
    (rf"(?P<cut>{_STORY} (?:by|from|in) NAME){_AFTER}", "typed"),
    (rf"(?P<cut>(?:per|via) NAME){_AFTER}", "capital"),
    (rf"(?P<cut>NAME(?:[’']s?)?) {_STORY}\b", "capital"),
    (rf"\b(?:did|does|do|has|have|had) (?P<cut>NAME) (?:{_TELLS})\b", "typed"),
    (r"\b(?:is|was|has|had) (?P<cut>NAME) (?:been )?(?:say|report|writ|tell|cover)ing\b", "typed"),
    (rf"(?P<cut>\bin (?:the )?NAME){_AFTER}", "capital"),
    (rf"(?P<cut>(?:{_SAID}|(?<=, )from) NAME){_END}", "capital"),
    (rf"(?P<cut>NAME {_SAID}){_END}", "capital"),
    (r"^(?P<cut>(?:(?:only|just) )?NAME:)(?=\s)", "capital"),
    (r"^(?P<cut>NAME) (?=(?:on|about) )", "capital"),
)  # fmt: skip
_ONLY = r"(?:(?:only|just|from|by|in|according to|as reported by|and)\s+)*"


@dataclass(frozen=True, slots=True)
class NamedPublisher:
    """A publisher of the archive, by its own name, that `question[start:end]` asks for.

    `firm` tells that only its stories are wanted; otherwise those of others are taken where it does not tell.
    """

    name: str
    start: int
    end: int
    firm: bool = False


def publisher_named(question: str, publishers: Sequence[str]) -> NamedPublisher | None:
    """The one publisher whose telling the question asks for; None where it is only spoken of, or where two are named.

    Names match whole, whatever their case, with or without "The".
    """
    lowered = question.casefold()
    found: dict[str, NamedPublisher] = {}
    for name in publishers:
        bare = _bare(name)
        if bare in lowered and bare not in found and (named := _named(question, name)):
            found[bare] = named
    widest = [one for one in found.values() if not any(_inside(one, other) for other in found.values())]
    if not found:
        return _by_ending(question, publishers)
    return widest[0] if len(widest) == 1 and not _joined(question, widest[0], publishers) else None


def publisher_meant(words: str, publishers: Sequence[str]) -> NamedPublisher | None:
    """The one publisher whose stories alone a follow-up asks for: "according to the Courier?", "only the gazette".

    It may be named by the first or the last words of its name where no other name begins or ends so.
    """
    named = publisher_named(words, publishers)
    if named:
        return replace(named, firm=True)
    for name, short in _short_names(publishers):
        found = _named(words, short) or _alone(words, short, whole=short == _bare(name))
        if found:
            return replace(found, name=name, firm=True)
    return None


def same_publisher(one: str, other: str) -> bool:
    return _bare(one) == _bare(other)


def _named(question: str, name: str) -> NamedPublisher | None:
    spelled = re.escape(_bare(name)).replace(r"\ ", r"\s+")
    written = rf"(?:the )?[“\"'‘]?(?:the )?(?P<name>{spelled})[”\"'’]?(?!\w)"
    for form, letters in _FORMS:
        for match in re.finditer(rf"(?<!\w){form.replace('NAME', written)}", question, re.IGNORECASE):
            spoken, typed = match["name"], letters == "typed" and without_capitals(question)
            typed = typed and _TOLD.match(question, match.end()) is not None
            if letters == "any" or typed or " " in spoken or spoken[0].isupper() or spoken[0].isdigit():
                return NamedPublisher(name, match.start("cut"), match.end("cut"))
    return None


def _by_ending(question: str, publishers: Sequence[str]) -> NamedPublisher | None:
    """The publisher named by the last words of its name that no other one ends or begins with: "the Courier"."""
    for name, short in _short_names(publishers):
        ending = " ".join(name.split()[-len(short.split()) :])
        alone = rf"\b[Tt]he {re.escape(ending)}\b(?! of\b| [A-Z])"  # not "the Times of" another place
        if ending.casefold() != short or not re.search(alone, question):
            continue
        if found := _named(question, short):
            return replace(found, name=name)
    return None


def _joined(question: str, named: NamedPublisher, publishers: Sequence[str]) -> bool:
    """Whether another publisher stands beside the named one: "Harbour Wire and the Courier"."""
    others = "|".join(re.escape(_bare(name)) for name in publishers if not same_publisher(name, named.name))
    beside = re.compile(rf",? (?:and|or|nor|but not) (?:the )?(?:{others})\b", re.IGNORECASE)
    return bool(others) and beside.match(question, named.end) is not None


def _alone(words: str, name: str, *, whole: bool) -> NamedPublisher | None:
    """The name where the words are no more than it: "the gazette?"; bare only where it is the `whole` name."""
    form = rf"(?P<lead>{_ONLY}(?:the )?){re.escape(name)}(?: (?:only|says?))?[\s?.!]*"
    match = re.fullmatch(form, words.strip(), re.IGNORECASE)
    return NamedPublisher(name, 0, len(words)) if match and (match["lead"] or whole) else None


def _short_names(publishers: Sequence[str]) -> list[tuple[str, str]]:
    """Each publisher with each ending of its name, and each beginning that ends no name, that no other name shares."""
    ending: dict[str, set[str]] = {}
    beginning: dict[str, set[str]] = {}
    for name in publishers:
        words = _bare(name).split()
        for at in range(len(words)):
            ending.setdefault(" ".join(words[at:]), set()).add(name)
            beginning.setdefault(" ".join(words[: at + 1]), set()).add(name)
    owners = beginning | ending
    return [(name, short) for short, names in owners.items() if len(names) == 1 for name in names]


def _inside(one: NamedPublisher, other: NamedPublisher) -> bool:
    """Whether a name is only a part of a longer one that is there: `Wire` of `Harbour Wire`."""
    return one != other and other.start <= one.start and one.end <= other.end and len(one.name) < len(other.name)


def _bare(name: str) -> str:
    return re.sub(r"^the\s+", "", name.strip().casefold())
