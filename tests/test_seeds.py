"""The sample archive keeps its promises: enough stories, true questions, no words in real people's mouths."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from store.article import Draft, Unreadable
from store.questions import Question
from store.readers import read_paths

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
READ = list(read_paths([SEEDS]))
DRAFTS = {draft.source: draft for draft in READ if isinstance(draft, Draft)}
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


def test_every_story_is_read_and_nothing_else_is() -> None:
    assert set(DRAFTS) == {story.source for story in STORIES}
    left = {item.source: item.outcome for item in READ if isinstance(item, Unreadable)}
    assert left == {"seeds/README.md": "skipped", "seeds/questions.jsonl": "skipped"}


def test_every_story_but_the_tide_clock_is_dated() -> None:
    assert [s for s, d in DRAFTS.items() if d.published.text is None] == ["seeds/articles/harbour/tide-clock.md"]


@pytest.mark.parametrize("source", [s for s in DRAFTS if re.search(r"/\d{4}-\d\d-\d\d-", s)])
def test_a_story_is_published_on_the_day_in_its_file_name(source: str) -> None:
    assert (DRAFTS[source].published.text or "")[:10] == source.rsplit("/", 1)[1][:10]


def test_every_publisher_is_one_of_ours() -> None:
    ours = {"Dateline Sample Wire", "The Dateline Specimen", "Quillhaven Sample Gazette", "Specimen Coast Courier"}
    assert {draft.publisher for draft in DRAFTS.values()} == ours


def test_everyone_who_reports_is_named() -> None:
    assert [source for source, draft in DRAFTS.items() if not draft.byline] == []


def test_a_saved_page_keeps_its_story_and_nothing_of_the_site() -> None:
    for story in STORIES:
        draft = DRAFTS[story.source]
        if story.form == "saved page":
            assert draft.headline == story.body.split("\n")[1]
            assert len(draft.captions) == 1
            assert not re.search(r"Picture:|FILE PHOTO|logo|Principles|Reporting by|tablet", draft.text)
        else:
            assert draft.text == story.body.strip()


def test_the_wire_states_are_read() -> None:
    harbour = {source.removeprefix(INVENTED): draft for source, draft in DRAFTS.items()}
    corrected = harbour["2013-11-04-school-roof-2-corrected.md"]
    assert (corrected.status, (corrected.note or "")[:8]) == ("corrected", "Corrects")
    assert harbour["2013-12-03-fish-market-2-withdrawn.txt"].status == "withdrawn"
    embargo = harbour["2014-02-11-freedom-of-the-town.md"].embargo
    assert embargo is not None and embargo.year == 2099


@pytest.mark.parametrize(
    ("older", "newer"),
    [
        ("2013-09-02-tram-dispute-1.md", "2013-09-02-tram-dispute-2-update.md"),
        ("2013-11-04-school-roof-1.md", "2013-11-04-school-roof-2-corrected.md"),
        ("2013-12-03-fish-market-1.txt", "2013-12-03-fish-market-2-withdrawn.txt"),
        ("gazette.jsonl#lighthouse", "gazette.jsonl#lighthouse-refile"),
    ],
)
def test_the_older_version_of_a_story_is_read_first(older: str, newer: str) -> None:
    order = list(DRAFTS)
    assert DRAFTS[INVENTED + older].url == DRAFTS[INVENTED + newer].url
    assert order.index(INVENTED + older) < order.index(INVENTED + newer)
    assert DRAFTS[INVENTED + newer].updated.text is not None
