"""Measuring answers against questions whose answers are known: what `dateline eval` prints."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from statistics import quantiles

from store.answer import Answer, Quote
from store.answering import Read
from store.archive import Archive
from store.article import Version
from store.bearing import first_bearing, underlining
from store.ids import canonical_url
from store.questions import Question
from store.reader import Candidate
from store.report import Progress
from store.retriever import Hit

CUTS = (1, 4, 10)


@dataclass(frozen=True, slots=True)
class Best:
    """How sure the judge was of the surest quote, 0 to 1, and whether that one bears the answer: never where there is
    none."""

    score: float
    right: bool

    def as_json(self) -> dict[str, object]:
        return {"score": round(self.score, 4), "right": self.right}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one question gave: its answer, the retriever's hits, the reader's candidates.

    `gold` are the ids of the articles that bear it. The ranks are of the first of those, from 1; None when it is not
    among ten. `in_quotes` is the place, from 1, of the first quote that bears an accepted answer. `best` is the quote
    that the judge was surest of whatever its threshold, None where nothing was read.
    """

    question: Question
    answer: Answer
    hits: tuple[Hit, ...]
    candidates: tuple[Candidate, ...]
    gold: frozenset[str]
    hybrid: int | None
    lexical: int | None
    dense: int | None
    in_quotes: int | None
    best: Best | None
    faults: tuple[str, ...]
    misdated: int

    def as_json(self) -> dict[str, object]:
        """What one question gave, as `dateline eval --each` writes it."""
        question, answer = self.question, self.answer
        return {
            "id": question.id,
            "question": question.question,
            "answerable": question.answerable,
            "verdict": answer.verdict,
            "ranks": {"fused": self.hybrid, "bm25": self.lexical, "dense": self.dense},
            "answer_in_quotes": self.in_quotes,
            "best": self.best.as_json() if self.best else None,
            "quotes": [{"article_id": quote.article_id, "score": round(quote.score, 4)} for quote in answer.quotes],
            "faults": list(self.faults),
            "misdated": self.misdated,
            "took_ms": answer.took_ms.as_json(),
        }


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The outcomes of a questions file, and of a second one whose questions have no answer here."""

    outcomes: tuple[Outcome, ...]
    outside: tuple[Outcome, ...]

    @property
    def every(self) -> tuple[Outcome, ...]:
        return (*self.outcomes, *self.outside)

    def lines(self) -> Iterator[str]:
        """What each question gave, a JSON line each."""
        return (f"{json.dumps(one.as_json(), ensure_ascii=False)}\n" for one in self.every)

    def rows(self) -> list[tuple[str, str]]:
        """Label and value of each figure, in the order they are printed."""
        return [(name.replace("_", " "), _shown(value)) for name, value in self.as_json().items()]

    def as_json(self) -> dict[str, object]:
        """The figures: shares between 0 and 1, counts, milliseconds.

        `answer_underlined` is the share of the quotes with an accepted answer in which one is underlined, and
        `underlined_f1` the mean F1 of the words underlined there, at best, against an accepted answer.
        """
        every = self.every
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
        underlined = [
            underlining(one.question.answers, quote)
            for one in answered
            for quote in one.answer.quotes
            if first_bearing(one.question.answers, [quote.text])
        ]
        figures |= {
            "answer_in_quotes@1": _share(place == 1 for place in places),
            "answer_in_quotes@3": _share(place is not None and place <= 3 for place in places),
            "answer_underlined": _share(bears for bears, _ in underlined),
            "underlined_f1": _share(f1 for _, f1 in underlined),
            "answerable_wrongly_declined": _share(not one.answer.quotes for one in answerable),
            "unanswerable_declined": _share(not one.answer.quotes for one in unanswerable),
            "unanswerable": len(unanswerable),
            "quotes": sum(len(one.answer.quotes) for one in every),
            "altered_quotes": sum(len(one.faults) for one in every),
            "wrong_or_missing_dates": sum(one.misdated for one in every),
            **_latency([one.answer.took_ms.total for one in every]),
        }
        return figures


def evaluate(
    ask: Callable[[Question], tuple[Answer, Read | None]],
    archive: Archive,
    questions: Sequence[Question],
    outside: Sequence[Question],
    fault: Callable[[Quote, Version | None], str | None],
    progress: Progress,
) -> Evaluation:
    """Ask every question and compare. `ask` gives the answer and the search and reading behind it."""
    names = _names(archive)
    outcomes: list[Outcome] = []
    total = len(questions) + len(outside)
    for question in (*questions, *outside):
        answer, found = ask(question)
        hits = found.retrieved.hits if found else ()
        gold = frozenset(names.get(name, names.get(canonical_url(name), name)) for name in question.articles)
        stored = archive.load((quote.article_id, quote.version) for quote in answer.quotes)
        of_quote = [(quote, stored.get((quote.article_id, quote.version))) for quote in answer.quotes]
        outcomes.append(
            Outcome(
                question,
                answer,
                hits,
                found.candidates if found else (),
                gold,
                _rank(gold, hits, lambda hit: hit.score),
                _rank(gold, [hit for hit in hits if hit.bm25], lambda hit: hit.bm25),
                _rank(gold, hits, lambda hit: hit.cosine),
                first_bearing(question.answers, [quote.text for quote in answer.quotes]),
                _best(question, gold, found),
                tuple(told for quote, version in of_quote if (told := fault(quote, version))),
                sum(version is None or quote.published.text != version.published.text for quote, version in of_quote),
            )
        )
        progress("asking", len(outcomes), total)
    return Evaluation(tuple(outcomes[: len(questions)]), tuple(outcomes[len(questions) :]))


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


def _best(question: Question, gold: frozenset[str], found: Read | None) -> Best | None:
    if found is None or not found.candidates:
        return None
    surest = max(found.candidates, key=lambda one: one.score)
    if question.answers:
        return Best(surest.score, first_bearing(question.answers, [surest.text]) is not None)
    return Best(surest.score, surest.version.article_id in gold)


def _share(parts: Iterable[float]) -> float | None:
    found = list(parts)
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
