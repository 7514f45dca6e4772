"""Belonging: whether words of a sentence go with what a question asks of, or with another verb, or with a denial."""

from __future__ import annotations

import re
from collections.abc import Sequence

from store.answer import Span
from store.dating.verbs import has_verb
from store.spans.reading import Reading
from store.spans.stem import stem
from store.speech.words import words_in

_BREAK = re.compile(
    r";|,? (?:but|while|whereas|although|though)\b|, (?:and|or|so|yet)\b(?! \d)"
    r"| and(?= (?:[\w’'-]+ ){1,4}?(?:was|were|is|are|has|have|had|will|would|hurt|[a-z]+ed)\b)",
    re.IGNORECASE,
)
_DENIAL = re.compile(
    r"(?:\b(?:not(?! only)|never|whether|if|unless|den(?:y|ies|ied))\b|n[’']t\b)(?!.*\b(?:until|till|for)\b)",
    re.IGNORECASE,
)
_OPPOSITES = tuple(
    tuple(frozenset(stem(verb) for verb in side.split()) for side in pair)
    for pair in (
        ("begin start open launch", "end stop finish close conclude shut"),
        ("hurt injure wound", "kill die died"),
        ("survive rescue save", "kill die died drown"),
        ("born", "die died"),
        ("win beat", "lose"),
        ("buy", "sell"),
        ("arrive enter join", "leave depart quit"),
        ("hire appoint elect", "fire dismiss sack resign"),
        ("rise increase grow", "fall decrease drop"),
        ("build founded", "demolish destroy"),
        ("arrest jail", "release free"),
        ("accept approve", "reject refuse"),
    )
)


def belongs(reading: Reading, span: Span) -> bool:
    """Whether nothing speaks against it that the words are told of what is asked."""
    clause = clause_at(reading, span.start)
    if _DENIAL.search(reading.text, clause.start, span.start) and not _DENIAL.search(reading.whole):
        return False
    return not _opposed(reading, clause) and not _of_another(reading, clause, span)


def clause_at(reading: Reading, at: int) -> Span:
    """The clause of the sentence that `at` is in, as conjunctions and stops part it."""
    return next(one for one in clauses_of(reading.text, reading.span) if at <= one.end)


def of_asked_clause(reading: Reading, spans: Sequence[Span]) -> list[Span]:
    """Those of the spans whose clause has most of the words of the question."""
    told = [(len(_echoes(reading, clause_at(reading, span.start))), span) for span in spans]
    most = max((count for count, _ in told), default=0)
    return [span for count, span in told if count == most]


def clauses_of(text: str, sentence: Span) -> list[Span]:
    """The clauses of a sentence in order, without the conjunctions and stops that part them."""
    start, clauses = sentence.start, list[Span]()
    for found in _BREAK.finditer(text, sentence.start, sentence.end):
        clauses.append(Span(start, found.start()))
        start = found.end()
    return [*clauses, Span(start, sentence.end)]


def _stems(reading: Reading, span: Span) -> set[str]:
    return {stem(word.text) for word in words_in(reading.text, span.start, span.end)}


def _echoes(reading: Reading, span: Span) -> set[str]:
    return _stems(reading, span) & reading.asked


def _opposed(reading: Reading, clause: Span) -> bool:
    """Whether the clause tells the opposite of what is asked: `began` of "when did it end?"."""
    told = _stems(reading, clause)
    for pair in _OPPOSITES:
        for asked, other in (pair, pair[::-1]):
            if reading.asked & asked and not reading.asked & other and told & other and not told & asked:
                return True
    return False


def _of_another(reading: Reading, clause: Span, span: Span) -> bool:
    """Whether another clause has of the question all that this one has, the words themselves apart, and more."""
    named = _stems(reading, span)
    own = _echoes(reading, clause) - named
    if not own and not has_verb(reading.text[clause.start : clause.end]):
        return False  # the rest of a list: "30 pilots, and two cooks"
    others = [one for one in clauses_of(reading.text, reading.span) if has_verb(reading.text[one.start : one.end])]
    return any(own < _echoes(reading, other) - named for other in others)
