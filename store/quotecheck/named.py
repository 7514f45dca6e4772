"""The source that a message gives for a quotation, and whether a place where the words stand is that source."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from store.answer import Quote
from store.article import Version
from store.dating.period import Period
from store.dating.spoken_period import EXACT, read_period
from store.ids import article_id
from store.naming import same_publisher
from store.quotecheck.claim import Claim
from store.speech.called import plain, surname_of
from store.speech.words import CALENDAR, FUNCTION, ORGANISATION, TITLES
from store.wording import period_words

EARLY, LATE = timedelta(days=1), timedelta(days=7)
"""How far a story may be published before and after the days that a message names: it may tell of them later, and a
reader's day may not be the publisher's."""
_CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"
_PARTICLE = r"(?:van|von|der|den|de|del|della|di|da|du|la|le|al|bin|ibn)"
_PERSON = (
    rf"(?:{_CAPITAL}[\w’'-]+\.?(?: (?:{_PARTICLE} )*{_CAPITAL}[\w’'-]*\.?){{0,3}})"
    r"(?!\w|[’']s)(?<![’']s)"  # not "Holt’s lawyer"
)
_SAID = r"(?:said|says|told|tells|warned|claimed|claims|wrote|writes|insisted|announced|added|tweeted)"
_SPEAKERS = (
    re.compile(rf"^\W{{0,3}}{_SAID} (?:the |its |their )?(?:[a-z][\w’'-]*,? ){{0,4}}(?P<name>{_PERSON})"),
    re.compile(rf"^\W{{0,3}}(?P<name>{_PERSON})(?:, [^,.!?]{{2,60}},)? {_SAID}\b"),
    re.compile(rf"^\W{{0,3}}(?:[—–-]+ ?|\()(?P<name>{_PERSON})"),
    re.compile(rf"(?P<name>{_PERSON}) (?:is|was) quoted (?:by [^.!?]{{2,40}} )?as saying\b[^.!?]{{0,20}}$"),
    re.compile(
        rf"\b[Dd]id (?P<name>{_PERSON}) (?:really |ever |actually )?(?:say|tell|claim|write|tweet)\b[^.!?]{{0,30}}$"
    ),
    re.compile(rf"\b[Aa]s (?P<name>{_PERSON}) puts? it\b\W*$"),
    re.compile(rf"(?P<name>{_PERSON}),? {_SAID}\b[^.!?]{{0,40}}$"),
    re.compile(rf"(?P<name>{_PERSON}) ?:\s*$"),
    re.compile(rf"\b[Aa]ccording to (?P<name>{_PERSON})"),
)
_NO_NAMES = CALENDAR | FUNCTION | ORGANISATION | TITLES


@dataclass(frozen=True, slots=True)
class Source:
    """What a message says about where its words stand; None where it says nothing.

    `articles` are the ids that its web addresses have, whether the archive has them or not.
    """

    publisher: str | None = None
    speaker: str | None = None
    period: Period | None = None
    articles: tuple[str, ...] = ()


def source_named(claim: Claim, publishers: Sequence[str]) -> Source:
    """What the words around a claim say of its source; publishers are known by the names of `publishers`."""
    publisher = _publisher(claim.around, publishers)
    speaker = _speaker(claim)
    if speaker and any(same_publisher(speaker, name) for name in publishers):
        speaker = None
    articles = tuple(article_id(url, "") for url in claim.urls)
    return Source(publisher, speaker, _period(claim.around), articles)


def mismatches(source: Source, quote: Quote, version: Version, known: frozenset[str]) -> tuple[str, ...]:
    """What a source says that is not so of a quote, each in words; `known` are the named articles that may be quoted.

    A speaker is only contradicted by a story that names another one there, or that does not have the name at all.
    """
    found = []
    if known and quote.article_id not in known:
        found.append("the story at the address given")
    if source.publisher and not same_publisher(source.publisher, quote.publisher or ""):
        found.append(source.publisher)
    if source.speaker and _is_other(source.speaker, quote, version):
        found.append(source.speaker)
    day, period = quote.published.day, source.period
    if day and period and not period.first - EARLY <= day <= period.last + LATE:
        found.append(period_words(period.first, period.last))
    return tuple(found)


def _publisher(around: str, publishers: Sequence[str]) -> str | None:
    """The one publisher that the words name, letter for letter; a name that is an ordinary word begins a phrase."""
    found = {name for name in publishers if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", around)}
    widest = [name for name in found if not any(name != other and name in other for other in found)]
    return widest[0] if len(widest) == 1 else None


def _period(around: str) -> Period | None:
    """The one day or month of a year that the words name; a year alone may be about anything."""
    found = {period for words in re.findall(EXACT, around, re.IGNORECASE) if (period := read_period(words, None))}
    return found.pop() if len(found) == 1 else None


def _speaker(claim: Claim) -> str | None:
    for form in _SPEAKERS:
        for side in (claim.after, claim.before):
            match = form.search(side)
            if match and any(word.strip(".").casefold() not in _NO_NAMES for word in match["name"].split()):
                return match["name"].rstrip(".")
    return None


def _is_other(speaker: str, quote: Quote, version: Version) -> bool:
    surname = " ".join(_words(surname_of(speaker))[-1:])
    if quote.speaker and surname in _words(quote.speaker):
        return False
    if surname not in _words(f"{version.headline} {version.text} {' '.join(version.byline)}"):
        return True
    return quote.speaker is not None and surname not in _words(quote.text)


def _words(text: str) -> list[str]:
    words = re.findall(r"\w+(?:['-]\w+)*", plain(text).replace("’", "'"))
    return [word.removesuffix("'s") for word in words]
