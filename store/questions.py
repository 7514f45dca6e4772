"""Questions whose answers are known, as a questions file holds them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from store.errors import QueryError
from store.query import Query, build_query


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


def query_of(question: Question) -> Query:
    """The query of a question, with its as-of day. Raises QueryError."""
    return build_query(question.question, as_of=question.as_of)
