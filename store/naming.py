"""Names in a question that say whose words are wanted: the publisher of a story, the speaker of a quote."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

_TELLS = r"(?:report|write|publish|cover|print)(?:ed|s|ten)?|wrote|say|said|says|tell|told|describe|mention|note|claim"
_STORY = r"(?:article|report|story|piece|coverage|reporting|news item|headline)s?"
_AFTER = (
    r"(?=\s*(?:[.,;:?!)]|$)|\s+(?:about|on|of|from|in|at|that|how|what|who|why|when|and|did|do|does|was|were|is)\b)"
)
# `NAME` is put in. True: its first letter has to be a capital, for its words may be ordinary ones ("in time").
_FORMS: tuple[tuple[str, bool], ...] = (
    (rf"(?P<cut>(?:according to|as reported by|reported (?:by|in)|(?:published|printed|written|carried) (?:by|in)|"
     rf"{_STORY} (?:by|from|in)) NAME){_AFTER}", False),
    (rf"(?P<cut>NAME)(?:[’']s)? {_STORY}\b", True),
    (rf"\b(?:did|does|do|has|have|had) (?P<cut>NAME) (?:{_TELLS})\b", True),
    (rf"(?P<cut>\bin (?:the )?NAME){_AFTER}", True),
)  # fmt: skip
_ONLY = r"(?:(?:only|just|from|by|in|according to|as reported by|and)\s+)*"
_PERSON = r"(?-i:[A-Z][\w’'-]+(?: (?:van|von|de|al|bin|[A-Z][\w’'-]*\.?))*(?: [A-Z][\w’'-]+)*)"
SAYS = r"(?:say|said|tell|told|warn|claim|write|promise|insist|announce|call|argue|suggest|respond|reply|think|want)"
_SPEAKER = re.compile(
    rf"\b(?:did|does|has|have|had) (?:(?:the )?[a-z][\w-]* ){{0,4}}?(?P<person>{_PERSON}) (?:{SAYS})\b"
    rf"|\baccording to (?:(?:the )?[a-z][\w-]* ){{0,4}}?(?P<source>{_PERSON})(?=[?.,;]|$)",
)


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
    return widest[0] if len(widest) == 1 else None


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


def speaker_named(question: str) -> str | None:
    """The person whose words the question asks for, as it names them; None where it asks for nobody's."""
    match = _SPEAKER.search(question)
    return (match["person"] or match["source"]) if match else None


def same_publisher(one: str, other: str) -> bool:
    return _bare(one) == _bare(other)


def _named(question: str, name: str) -> NamedPublisher | None:
    spelled = re.escape(_bare(name)).replace(r"\ ", r"\s+")
    written = rf"(?:the )?[“\"'‘]?(?:the )?(?P<name>{spelled})[”\"'’]?(?!\w)"
    for form, needs_capital in _FORMS:
        for match in re.finditer(rf"(?<!\w){form.replace('NAME', written)}", question, re.IGNORECASE):
            if not needs_capital or match["name"][0].isupper() or match["name"][0].isdigit():
                return NamedPublisher(name, match.start("cut"), match.end("cut"))
    return None


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
