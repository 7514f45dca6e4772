"""People: who did it, by the names in a sentence and the verb or the office that the question asks of."""

from __future__ import annotations

import re
from collections.abc import Iterator

from store.answer import Span
from store.spans.belonging import clauses_of
from store.spans.reading import Reading
from store.spans.stem import stem
from store.speech.names import Name
from store.speech.quotations import quotations_in, veiled
from store.speech.sayings import sayings_in
from store.speech.sentence import Sentence
from store.speech.subjects import subject_of
from store.speech.words import FUNCTION, PREPOSITIONS, Word

_BEING = "was|were|is|are|been|be|being|got"
_PRONOUNS = frozenset({"him", "her", "them"})
_ASKED = re.compile(
    rf"\bwho(?:m|se)?\s+(?P<aux>(?:(?:{_BEING}|has|have|had|will|would|could|can|may|must|should|also|first|\w+ly)\s+)*)"
    r"(?P<verb>[\w’'-]+)(?: (?P<whom>(?-i:[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*)))?",
    re.IGNORECASE,
)
_OFFICE = re.compile(
    rf"\bwho\s+(?:{_BEING})\s+(?:(?:the|a|an|its|his|her|their)\s+|(?:[\w-]+ ){{0,4}}?[\w-]+[’']s?\s+)(?P<what>[^?,]*)",
    re.IGNORECASE,
)
_OBJECT = re.compile(r"\bwhom\b|\bwho\s+(?:did|does|do)\b", re.IGNORECASE)
_AGENT = re.compile(r"[^;:()]{0,30}?\bby (?:[\w.’'-]+ ){0,6}(?:[a-z]+, )?")
_APPOSITION = re.compile(rf", (?!(?:{_BEING}|has|had|and|who)\b)(?:(?:the|an?|its|his|her|their|then) )?([^,.;:]*)")
_OFFICE_LENGTH = 7  # words: "is the first woman mayor"
_TO_VERB = re.compile(
    rf"(?:, (?:the|an?|its|his|her|their|then) [^,;:()]{{2,60}},)? "
    rf"(?:(?:{_BEING}|has|had|have|also|then|later|first|will|would|can|could|\w+ly) )*"
)
_BE = frozenset(_BEING.split("|"))


def who(reading: Reading) -> Span | None:
    """The one name that the asked verb or office has beside it."""
    own = reading.text[reading.span.start : reading.span.end]
    quotations = quotations_in(own)
    sentence = Sentence.of(veiled(own, quotations) if quotations else own, Span(0, len(own)))
    office, asked = _OFFICE.search(reading.question), _ASKED.search(reading.question)
    if _OBJECT.search(reading.question):
        names = list(_objects(reading, sentence))
    elif office:
        names = list(_holders(sentence, office["what"]))
    else:
        names = list(_doers(sentence, asked)) if asked else []
        if not names and asked and stem(asked["verb"]) == "say":
            names = [
                one.subject for one in sayings_in(sentence.text, Span(0, len(own))) if isinstance(one.subject, Name)
            ]
    start = reading.span.start
    return reading.only(Span(start + name.begin, start + name.end) for name in names)


def _doers(sentence: Sentence, asked: re.Match[str]) -> Iterator[Name]:
    """Who is the subject of the asked verb, or behind its "by" in the passive."""
    verb, whom = stem(asked["verb"]), (asked["whom"] or "").split()
    passive_asked = not _BE.isdisjoint(asked["aux"].lower().split())
    for place, word in enumerate(sentence.words):
        if stem(word.text) != verb or word.plain in FUNCTION - {"said", "says"}:
            continue
        if not _is_done_to(sentence, word, whom):
            continue
        passive = place > 0 and sentence.words[place - 1].plain in _BE
        name: Name | None
        if passive and not passive_asked:
            name = _agent(sentence, word)
        elif passive_asked and not passive:
            name = next((one for one in sentence.names if one.begin == word.end + 1), None)
        else:
            name = _before(sentence, word) or _subject(sentence, place)
        if name:
            yield name


def _is_done_to(sentence: Sentence, verb: Word, whom: list[str]) -> bool:
    """Whether the verb is not plainly told of another than the asked `whom`: "lost to Holt but beat Lund"."""
    if not any(name in sentence.text for name in whom):
        return True
    following = next((word.plain for word in sentence.words if word.start > verb.start), "")
    if following in _PRONOUNS and any(name in sentence.text[: verb.start] for name in whom):
        return True
    clause = next(one for one in clauses_of(sentence.text, Span(0, sentence.end)) if verb.start <= one.end)
    joined = sentence.text[: verb.start].endswith(" and ")
    told = sentence.text[verb.start if joined else clause.start : clause.end]
    behind = next((name.words for name in sentence.names if verb.end < name.begin < clause.end), whom)
    before = any(name in sentence.text[clause.start : verb.start] for name in whom) and not joined
    return any(name in told for name in whom) and (before or any(name in whom for name in behind))


def _before(sentence: Sentence, verb: Word) -> Name | None:
    """`NAME has often warned`, `NAME, a deputy of the mayor, warned`: the name nearest before the verb."""
    for name in reversed(sentence.names):
        if name.end < verb.start and not name.possessive and _TO_VERB.fullmatch(sentence.text, name.end, verb.start):
            before = next((word.plain for word in reversed(sentence.words) if word.end < name.begin), "")
            return None if before in PREPOSITIONS | {"and", "or"} else name
    return None


def _subject(sentence: Sentence, place: int) -> Name | None:
    """The subject as for a verb of saying; behind the verb only of `said NAME`."""
    subject, verb = subject_of(sentence, place, participle=False), sentence.words[place]
    inverted = verb.plain in ("said", "says")
    return subject if isinstance(subject, Name) and (inverted or subject.end <= verb.start) else None


def _agent(sentence: Sentence, verb: Word) -> Name | None:
    for name in sentence.names:
        if name.begin > verb.end and _AGENT.fullmatch(sentence.text, verb.end, name.begin) and not name.possessive:
            return None if _modifies(sentence, name) else name
    return None


def _modifies(sentence: Sentence, name: Name) -> bool:
    """Whether a name only says of what kind the word behind it is: "Karren merchants"."""
    behind = next((word for word in sentence.words if word.start == name.end + 1), None)
    return behind is not None and behind.text.islower() and behind.plain not in FUNCTION | PREPOSITIONS


def _objects(reading: Reading, sentence: Sentence) -> Iterator[Name]:
    """The names right behind a word that the question has, "appointed NAME"."""
    for name in sentence.names:
        before = [word for word in sentence.words if word.end < name.begin]
        if (
            before
            and reading.echoes(before[-1])
            and before[-1].text.islower()
            and not (name.possessive or _modifies(sentence, name))
        ):
            yield name


def _holders(sentence: Sentence, what: str) -> Iterator[Name]:
    """The names with the asked office beside them: "Mayor NAME", "the mayor, NAME", "NAME, the mayor"."""
    office = re.split(r"\b(?:of|for|in|at|who|that|when|from)\b", what)[0].split()
    if not office:
        return
    head = stem(office[-1])
    for name in sentence.names:
        if any(stem(word) == head for word in _beside(sentence, name)):
            yield name
    for place, word in enumerate(sentence.words):
        if word.plain in _BE and head in [
            stem(after.text) for after in sentence.words[place + 1 : place + _OFFICE_LENGTH]
        ]:
            subject = _before(sentence, word) or _subject(sentence, place)
            if subject:
                yield subject


def _beside(sentence: Sentence, name: Name) -> Iterator[str]:
    """The words beside a name that may tell its office: its titles, the word before it, the apposition behind it."""
    yield from sentence.text[name.begin : name.start].split()
    yield from (word.text for word in sentence.words if word.end < name.begin <= word.end + 2)
    behind = _APPOSITION.match(sentence.text, name.end, sentence.end)
    yield from behind[1].split(" of ")[0].split()[-1:] if behind else ()
