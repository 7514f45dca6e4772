"""The sample archive keeps its promises: enough stories, true questions, no words in real people's mouths."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

SEEDS = Path(__file__).parents[1] / "seeds"
REAL, INVENTED = "seeds/articles/missile-defence/", "seeds/articles/harbour/"
DOUBLE_QUOTES = '"“”„«»'


@dataclass(frozen=True, slots=True)
class Story:
    """One story as it lies on disk, without a reader between: `body` is what stands below its header."""

    source: str
    url: str | None
    body: str
    form: str


@dataclass(frozen=True, slots=True)
class Question:
    id: str
    question: str
    answers: tuple[str, ...]
    articles: tuple[str, ...]
    as_of: str | None


def _stories() -> list[Story]:
    found: list[Story] = []
    for path in sorted((SEEDS / "articles").rglob("*.*")):
        source = path.relative_to(SEEDS.parent).as_posix()
        text = path.read_text(encoding="utf-8")
        if path.suffix == ".jsonl":
            records = [json.loads(line) for line in text.splitlines()]
            found += [Story(f"{source}#{r['id']}", r.get("url"), r["text"], "jsonl") for r in records]
        elif path.suffix == ".md":
            _, header, body = text.split("---\n", 2)
            found.append(Story(source, _url(header), body, "markdown"))
        elif text.startswith("Headline:"):
            header, body = text.split("\n\n", 1)
            found.append(Story(source, _url(header), body, "header"))
        else:
            found.append(Story(source, None, text, "saved page"))
    return found


def _url(header: str) -> str | None:
    line = re.search(r"^url: (\S+)$", header, re.IGNORECASE | re.MULTILINE)
    return line[1] if line else None


def _questions() -> list[Question]:
    lines = (SEEDS / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [json.loads(line) for line in lines]
    return [Question(r["id"], r["question"], tuple(r["answers"]), tuple(r["articles"]), r["as_of"]) for r in rows]


STORIES, QUESTIONS = _stories(), _questions()
ANSWERABLE = [q for q in QUESTIONS if q.answers]


@pytest.mark.parametrize("half", [REAL, INVENTED])
def test_each_half_has_at_least_fourteen_stories(half: str) -> None:
    stories = {story.url or story.source for story in STORIES if story.source.startswith(half)}
    assert len(stories) >= 14


@pytest.mark.parametrize("form", ["jsonl", "markdown", "header", "saved page"])
def test_each_format_carries_several_stories(form: str) -> None:
    assert sum(story.form == form for story in STORIES) >= 3


@pytest.mark.parametrize("story", STORIES, ids=lambda s: s.source)
def test_a_story_is_long_enough_to_be_one(story: Story) -> None:
    assert len(story.body.split()) >= 150
    assert len(story.body.strip().split("\n\n")) >= 5


def test_no_real_person_is_quoted_directly() -> None:
    spoken = [s.source for s in STORIES if s.source.startswith(REAL) and set(s.body) & set(DOUBLE_QUOTES)]
    assert spoken == []


def test_the_invented_town_speaks_for_itself() -> None:
    assert all('"' in s.body for s in STORIES if s.source.startswith(INVENTED))


def test_question_ids_and_wordings_are_unique() -> None:
    assert len({q.id for q in QUESTIONS}) == len(QUESTIONS)
    assert len({(q.question, q.as_of) for q in QUESTIONS}) == len(QUESTIONS)


def test_there_are_enough_questions_of_both_kinds() -> None:
    assert len(QUESTIONS) >= 70
    assert len(ANSWERABLE) >= 55
    assert len(QUESTIONS) - len(ANSWERABLE) >= 18


def test_an_unanswerable_question_names_no_story() -> None:
    assert [q.id for q in QUESTIONS if bool(q.answers) != bool(q.articles)] == []


@pytest.mark.parametrize("question", ANSWERABLE, ids=lambda q: q.id)
def test_every_accepted_answer_stands_in_a_named_story(question: Question) -> None:
    named = [s for s in STORIES if s.source in question.articles or s.url in question.articles]
    assert {key for s in named for key in (s.source, s.url)} >= set(question.articles)
    for answer in question.answers:
        assert any(answer in story.body for story in named), answer


def test_as_of_days_are_days() -> None:
    for question in QUESTIONS:
        assert question.as_of is None or date.fromisoformat(question.as_of)


def test_the_readme_names_every_file() -> None:
    readme = (SEEDS / "README.md").read_text(encoding="utf-8")
    for path in (SEEDS / "articles").rglob("*.*"):
        shown = re.sub(r"^.*-(?=2-(update|corrected|withdrawn))", "…-", path.name)
        assert shown in readme, path.name
