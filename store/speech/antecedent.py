"""Antecedents: whom a name or a pronoun before a verb of saying means, by who else may be meant there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from store.answer import Span
from store.speech.gender import pronoun_of
from store.speech.names import Name
from store.speech.people import Paragraph, Person, slice_of
from store.speech.quotations import VEIL
from store.speech.sayings import Saying, sayings_in
from store.speech.sentence import Sentence
from store.speech.unnamed import Unnamed, unnamed_in
from store.speech.words import SITES, Word

_TOLD_TO = re.compile(r"\b(?:(?:told|tells|telling) (?:(?!that\b|by\b|how\b|s?he\b)[^\s,;]+ ){0,7}|called )$")
_REPLIES = re.compile(r" (?:replied|replies|answered|answers|responded|retorted|shot back)\b")
_AGENT = re.compile(r"\bby (?:[\w.’'-]+ ){0,4}$")
_PRONOUNS = dict.fromkeys("he him his himself".split(), "he") | dict.fromkeys("she her hers herself".split(), "she")


@dataclass(frozen=True, slots=True)
class Heard:
    """Who has spoken last, up to the offset `until` of a paragraph (0: before it); without `spoken` nobody has."""

    speaker: Span | None = None
    spoken: bool = False
    until: int = 0


def speaker_in(paragraph: Paragraph, sayings: Sequence[Saying], start: int, heard: Heard) -> Span | None:
    """The speaker of all these sayings in sentences from `start` on; None if two speak, or it is not plain."""
    named = [saying for saying in sayings if not isinstance(saying.subject, Word)]
    pronouns = [saying for saying in sayings if isinstance(saying.subject, Word)]
    found = [_meant(paragraph, saying.subject, start, heard) for saying in named or sayings]
    if named and pronouns and pronouns[0].start < named[0].start:  # "he says that …, according to the ministry"
        other = _meant(paragraph, pronouns[0].subject, start, heard)
        office = isinstance(named[0].subject, Name) and named[0].subject.organisation
        found += [other] if other or office else []
    return found[0] if len({slice_of(paragraph.text, one) for one in found}) == 1 else None


def _meant(paragraph: Paragraph, subject: Name | Word | None, start: int, heard: Heard) -> Span | None:
    if isinstance(subject, Word):
        return antecedent(paragraph, subject, start, heard)
    return paragraph.named(subject) if subject else None


def antecedent(paragraph: Paragraph, pronoun: Word, start: int, heard: Heard) -> Span | None:
    """Whom a pronoun means, by who is named before its sentence in the paragraph, else in the one before.

    The one person of whom that tells, or whose given name alone fits; of several the last speaker, if nobody else has
    been named since. After somebody without a name it is nobody.
    """
    if heard.spoken and heard.speaker is None:
        return None
    plain = pronoun.plain
    people = _meant_by(plain, paragraph.people(0, start)) or _meant_by(plain, paragraph.earlier(plain))
    since = paragraph.people(heard.until, start)
    after_quotation = paragraph.words[: pronoun.start].rstrip().endswith((",", VEIL))  # "…, he said"
    until = start if after_quotation else pronoun.start
    since |= paragraph.people(start, until)
    last = slice_of(paragraph.text, heard.speaker)
    alone = [name for name, person in people.items() if person.leads or name == last] if len(people) == 1 else []
    chosen = alone[0] if alone else last
    if chosen is None or chosen not in people:
        return None
    known = pronoun_of(chosen) == plain
    others = {name for name in since if not (known and _is_other(name, plain))}
    if (heard.until and chosen != last and not (known and _is_other(last or "", plain))) or not others <= {chosen}:
        return None
    if chosen == last and _REPLIES.match(paragraph.words, pronoun.end):
        return None
    return people[chosen].mention if _fits(paragraph, chosen, pronoun.plain, until) else None


def _meant_by(pronoun: str, people: dict[str, Person]) -> dict[str, Person]:
    """Of several people those whom a pronoun can mean, where a given name tells that it can mean one of them."""
    fitting = {name: person for name, person in people.items() if not _is_other(name, pronoun)}
    return fitting if len(people) == 1 or any(pronoun_of(name) for name in fitting) else people


def _is_other(name: str, pronoun: str) -> bool:
    return pronoun_of(name) not in (None, pronoun)


def _fits(paragraph: Paragraph, chosen: str, pronoun: str, until: int) -> bool:
    """Whether nothing since the last sentence that is led by somebody keeps a pronoun from meaning that one."""
    known, text = pronoun_of(chosen), paragraph.text
    if known not in (None, pronoun):
        return False
    used = set[str]()
    for since, span in _back_to(paragraph, chosen, until):
        sentence = Sentence.of(since.words, span)
        told = any(saying.subject for saying in sayings_in(sentence.text, span))
        for one in (*unnamed_in(sentence), *_titled_in(since, sentence)):
            # Behind what somebody tells a pronoun takes up the one who tells.
            does = one.agent or not told
            if does and one.pronoun in (None, pronoun) and not _is_called(text, chosen, one.noun):
                return False
        here = Span(since.span.start + span.start, since.span.start + span.end)
        for name, person in since.people(span.start, span.end).items():
            entered = text[max(0, person.mention.start - 60) : person.mention.start]
            if name != chosen and person.mention.overlaps(here) and _enters(name, person, entered, pronoun, known):
                return False
        behind = sentence.text.find(chosen.rsplit(" ", 1)[-1], span.start, span.end)
        used |= {_PRONOUNS[word.plain] for word in sentence.words if word.plain in _PRONOUNS and word.start > behind}
    return known is not None or not used or pronoun in used


def _back_to(paragraph: Paragraph, chosen: str, until: int) -> Iterator[tuple[Paragraph, Span]]:
    """The sentences up to an offset with their paragraphs, the last first, back to one that is led by somebody.

    One that only has the name, as in `NAME’s house`, is the last but for those before it in its paragraph.
    """
    since: Paragraph | None = paragraph
    named = False
    while since is not None and not named:
        for span in reversed(since.sentences(until)):
            yield since, span
            leader = since.people(span.start, span.end).get(chosen)
            if leader is not None and leader.heads:
                return
            named = named or leader is not None
        since = since.before
        until = len(since.words) if since else 0


def _titled_in(paragraph: Paragraph, sentence: Sentence) -> Iterator[Unnamed]:
    """Those of whom a sentence has the surname and a title only, and the article no more: `Mrs Holt`."""
    for name in sentence.names:
        titled = name.begin < name.start and len(name.words) == 1 and not (name.organisation or name.possessive)
        if titled and paragraph.person(name) is None:
            agent = sentence.text.endswith(" by ", 0, name.begin)
            yield Unnamed(name.words[0], paragraph.pronoun(name), sentence.heads(name), agent)


def _is_called(text: str, name: str, noun: str) -> bool:
    """Whether the article says of somebody what a noun tells: `pilot Ida Holt`, `Gov. Holt`, `Holt, 54, a pilot`."""
    surname = re.escape(name.rsplit(" ", 1)[-1])
    before = rf"\b(?i:{noun}|{noun[:3]}\w?\.)\s(?:[A-Z][\w.’'-]*\s){{0,2}}{surname}\b"
    return re.search(rf"{before}|\b{surname}, (?:[\w’'-]+,? ){{0,4}}{noun}\b", text) is not None


def _enters(name: str, person: Person, before: str, pronoun: str, known: str | None) -> bool:
    """Whether somebody who is named first here, behind `before`, may be meant: `she was robbed by her cousin, NAME`.

    Not the one to whom it is told, nor, beside somebody of a `known` gender, a name that may be that of a place.
    """
    given = pronoun_of(name)
    if given not in (None, pronoun) or " " not in name or _TOLD_TO.search(before):
        return False
    if given is None and (known or name.rsplit(" ", 1)[-1].lower() in SITES):
        return False
    return person.heads or _AGENT.search(before) is not None
