"""Measuring answers against questions whose answers are known: what `dateline eval` prints."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles

from store.answer import Answer, Quote
from store.archive import Archive
from store.article import Version
from store.errors import QueryError
from store.ids import canonical_url
from store.query import Query, build_query
from store.report import Progress
from store.retriever import Hit

CUTS = (1, 4, 10)
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Question:
    """A question with its accepted answers and the articles that bear it; without both, the coverage has no answer."""

    id: str
    question: str
    answers: tuple[str, ...]
    articles: tuple[str, ...]
    as_of: str | None

    @property
    def answerable(self) -> bool:
        return bool(self.answers or self.articles)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one question gave: its answer, the retriever's hits, the ids of the articles that bear it (`gold`).

    The ranks are of the first of those, from 1; None when it is not among ten.
    """

    question: Question
    answer: Answer
    hits: tuple[Hit, ...]
    gold: frozenset[str]
    hybrid: int | None
    lexical: int | None
    dense: int | None
    in_quotes: int | None
    faults: tuple[str, ...]
    misdated: int


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The outcomes of a questions file, and of a second one whose questions have no answer here."""

    outcomes: tuple[Outcome, ...]
    outside: tuple[Outcome, ...]

    def rows(self) -> list[tuple[str, str]]:
        """Label and value of each figure, in the order they are printed."""
        return [(name.replace("_", " "), _shown(value)) for name, value in self.as_json().items()]

    def as_json(self) -> dict[str, object]:
        """The figures: shares between 0 and 1, counts, milliseconds."""
        every = [*self.outcomes, *self.outside]
        bearing = [one for one in self.outcomes if one.question.articles]
        answered = [one for one in self.outcomes if one.question.answers]
        answerable = [one for one in self.outcomes if one.question.answerable]
        unanswerable = [one for one in every if not one.question.answerable]
        figures: dict[str, object] = {"questions": len(every), "answerable": len(answerable)}
        for name in ("hybrid", "lexical", "dense"):
            ranks = [getattr(one, name) for one in bearing]
            label = "" if name == "hybrid" else f"_{'bm25' if name == 'lexical' else name}_alone"
            figures |= {f"hit@{cut}{label}": _share(rank is not None and rank <= cut for rank in ranks) for cut in CUTS}
            figures[f"mrr@10{label}"] = sum(1 / rank for rank in ranks if rank) / len(ranks) if ranks else None
        places = [one.in_quotes for one in answered]
        figures |= {
            "answer_in_quotes@1": _share(place == 1 for place in places),
            "answer_in_quotes@3": _share(place is not None and place <= 3 for place in places),
            "answerable_wrongly_declined": _share(not one.answer.quotes for one in answerable),
            "unanswerable_declined": _share(not one.answer.quotes for one in unanswerable),
            "unanswerable": len(unanswerable),
            "quotes": sum(len(one.answer.quotes) for one in every),
            "altered_quotes": sum(len(one.faults) for one in every),
            "wrong_or_missing_dates": sum(one.misdated for one in every),
            **_latency([one.answer.took_ms.total for one in every]),
        }
        return figures


def read_questions(file: Path) -> list[Question]:
    """The questions of a JSON Lines file. Raises QueryError naming the line that cannot be used."""
    questions = []
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise QueryError(f"The questions file {file} cannot be read: {error}") from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            kept = json.loads(line)
            questions.append(
                Question(
                    str(kept.get("id", number)),
                    kept["question"],
                    tuple(kept.get("answers", ())),
                    tuple(kept.get("articles", ())),
                    kept.get("as_of"),
                )
            )
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise QueryError(f"Line {number} of {file} is not a question with “question” and “answers”.") from error
    return questions


def evaluate(
    ask: Callable[[Question], tuple[Answer, Sequence[Hit]]],
    archive: Archive,
    questions: Sequence[Question],
    outside: Sequence[Question],
    fault: Callable[[Quote, Version | None], str | None],
    progress: Progress,
) -> Evaluation:
    """Ask every question and compare. `ask` gives the answer and the retriever's hits behind it."""
    names = _names(archive)
    outcomes: list[Outcome] = []
    total = len(questions) + len(outside)
    for question in (*questions, *outside):
        answer, hits = ask(question)
        gold = frozenset(names.get(name, names.get(canonical_url(name), name)) for name in question.articles)
        stored = archive.load((quote.article_id, quote.version) for quote in answer.quotes)
        of_quote = [(quote, stored.get((quote.article_id, quote.version))) for quote in answer.quotes]
        outcomes.append(
            Outcome(
                question,
                answer,
                tuple(hits),
                gold,
                _rank(gold, hits, lambda hit: hit.score),
                _rank(gold, [hit for hit in hits if hit.bm25], lambda hit: hit.bm25),
                _rank(gold, hits, lambda hit: hit.cosine),
                _place(question.answers, answer.quotes),
                tuple(found for quote, version in of_quote if (found := fault(quote, version))),
                sum(version is None or quote.published.text != version.published.text for quote, version in of_quote),
            )
        )
        progress("asking", len(outcomes), total)
    return Evaluation(tuple(outcomes[: len(questions)]), tuple(outcomes[len(questions) :]))


def query_of(question: Question, limit: int = 3) -> Query:
    """The query of a question, with its as-of day. Raises QueryError."""
    return build_query(question.question, as_of=question.as_of, limit=limit)


def _names(archive: Archive) -> dict[str, str]:
    """Every name by which a questions file may call an article: id, source, record id, URL."""
    names: dict[str, str] = {}
    for version in archive.current_versions():
        for name in (version.source.rpartition("#")[2], version.source, version.url, version.article_id):
            if name:
                names[name] = version.article_id
        if version.url:
            names[canonical_url(version.url)] = version.article_id
    return names


def _rank(gold: frozenset[str], hits: Iterable[Hit], score: Callable[[Hit], float]) -> int | None:
    ranked = dict.fromkeys(hit.passage.article_id for hit in sorted(hits, key=lambda hit: -score(hit)))
    for place, article_id in enumerate(list(ranked)[: max(CUTS)], 1):
        if article_id in gold:
            return place
    return None


def _place(answers: Sequence[str], quotes: Sequence[Quote]) -> int | None:
    """The place, from 1, of the first quote in which an accepted answer stands as whole words."""
    accepted = [words for answer in answers if (words := _words(answer)).strip()]
    for place, quote in enumerate(quotes, 1):
        text = _words(quote.text)
        if any(answer in text for answer in accepted):
            return place
    return None


def _words(text: str) -> str:
    return f" {' '.join(_WORD.findall(text.casefold()))} "


def _share(flags: Iterable[bool]) -> float | None:
    found = list(flags)
    return sum(found) / len(found) if found else None


def _latency(times: Sequence[float]) -> dict[str, float | None]:
    if len(times) < 2:
        return {"p50_ms": times[0] if times else None, "p95_ms": times[0] if times else None}
    cuts = quantiles(times, n=20, method="inclusive")
    return {"p50_ms": cuts[9], "p95_ms": cuts[18]}


def _shown(value: object) -> str:
    if value is None:
        return "–"
    return f"{value:.3f}" if isinstance(value, float) and value <= 1 else f"{value:,.0f}"
