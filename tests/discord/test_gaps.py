"""Gaps: declined questions by topic and days, told to who runs the archive without anybody in them."""

from __future__ import annotations

import asyncio
import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.asking import keep_answer
from bot.cli import app, guarded
from bot.gaps import Declined, Gap, Week, gaps_in
from bot.gaps_card import PER_PAGE, gaps_card, gaps_pages
from bot.kept.exchanges import Content, Exchanges, Place, new_exchange
from bot.kept.gaps import gaps
from bot.kept.tables import open_tables
from store.answer import Answer
from store.query import Query
from store.receipt import receipt_of
from tests.discord.samples import answered, declined, texts
from tests.discord.world import World, opened

PERSON, GUILD, CHANNEL = 4242424242, 5151515151, 6363636363


def question(words: str, day: int = 9, *, since: date | None = None, outside: bool = False) -> Declined:
    return Declined(asked=words, since=since, until=None, outside_dates=outside, day=date(2026, 11, day))


def keep(home: Path, *answers: Answer) -> None:
    tables = open_tables(home)
    place = Place(person=PERSON, guild=GUILD, channel=CHANNEL)
    for answer in answers:
        content = Content.of(answer.query, answer.coverage, receipt=receipt_of(answer, "a", datetime.now(UTC)))
        asyncio.run(Exchanges(tables).keep(new_exchange("answer", place, content)))
    tables.dispose()


def test_questions_on_one_topic_are_one_gap_for_each_range_of_days_asked_about() -> None:
    march = date(2013, 3, 1)
    found = gaps_in(
        [
            question("Who pays for the ferry terminal?"),
            question("When does the ferry terminal open?", 15),
            question("What did the ferry terminal cost?", 16, since=march, outside=True),
            question("Was there a comet?", 17),
            question("Where is the ferry terminal?", 18),
        ]
    )
    assert [(gap.topic, gap.asked, gap.since, gap.outside_dates) for gap in found] == [
        ("ferry terminal", 3, None, 0),
        ("comet", 1, None, 0),
        ("ferry terminal cost", 1, march, 1),
    ]
    assert (found[0].example, found[0].first, found[0].last) == (
        "Where is the ferry terminal?",
        date(2026, 11, 9),
        date(2026, 11, 18),
    )
    assert found[0].weeks == (Week(date(2026, 11, 9), 2), Week(date(2026, 11, 16), 1))


def test_people_roles_and_channels_that_a_question_mentions_are_left_out() -> None:
    [gap] = gaps_in([question("Did <@42> or <@&43> see the comet in <#44>, <:moon:45>?")])
    assert gap.example == "Did or see the comet in , ?"
    assert gap.topic == "comet"


async def test_only_declined_answers_are_gaps_and_nobody_is_in_them(tmp_path: Path) -> None:
    await asyncio.to_thread(
        keep,
        tmp_path,
        declined(query=Query(question="Was there a comet?")),
        declined("outside_dates", query=Query(question="Who saw the comet?", since=date(2013, 3, 1))),
        answered(),
    )
    tables = open_tables(tmp_path)
    found = await gaps(tables)
    assert [(gap.example, gap.outside_dates) for gap in found] == [("Was there a comet?", 0), ("Who saw the comet?", 1)]
    assert await gaps(tables, date.max) == []
    written = json.dumps([gap.as_json() for gap in found])
    assert not any(str(one) in written for one in (PERSON, GUILD, CHANNEL))
    tables.dispose()


async def test_what_the_bot_declines_is_a_gap(tmp_path: Path) -> None:
    async with opened(tmp_path) as world:
        await _decline(world)
        [gap] = await gaps(world.tables)
    assert (gap.topic, gap.asked) == ("zeppelin return", 1)


async def _decline(world: World) -> None:
    place = Place(person=1, guild=2, channel=3)
    await keep_answer(world.desk, place, declined(query=Query(question="Will the zeppelin return?")))


def test_the_card_has_every_gap_on_one_of_its_pages() -> None:
    found = gaps_in([question(f"w{number} x{number}?") for number in range(2 * PER_PAGE + 1)])
    assert gaps_pages(found) == 3
    shown = "\n".join("\n".join(texts(gaps_card(found, page))) for page in (1, 2, 3))
    assert all(f"“{gap.example}”" in shown for gap in found)
    assert "17 questions declined, on 17 topics · page 3 of 3" in "\n".join(texts(gaps_card(found, 9)))
    assert "Nothing that was asked has been declined." in texts(gaps_card([]))[0]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.builds(question, st.text(st.characters(exclude_categories=["Cs"]), max_size=300)), max_size=20))
def test_every_page_keeps_the_limit_of_a_message(asked: list[Declined]) -> None:
    found: list[Gap] = gaps_in(asked)
    assert sum(gap.asked for gap in found) == len(asked)
    for page in range(1, gaps_pages(found) + 1):
        assert sum(len(text.encode("utf-16-le")) // 2 for text in texts(gaps_card(found, page))) <= 3700


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATELINE_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def test_the_terminal_lists_them_for_people_and_as_json(home: Path, capfd: pytest.CaptureFixture[str]) -> None:
    def run(*arguments: str) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            guarded(lambda: app(["gaps", *arguments]))
        out, err = capfd.readouterr()
        return int(ended.value.code or 0), out, err

    assert run() == (0, "Nothing that was asked has been declined.\n", "")
    keep(home, declined(query=Query(question="Was there a comet?")), declined(query=Query(question="Any zeppelin?")))
    code, out, _ = run("--limit", "1")
    assert code == 0
    assert [line.strip() for line in out.splitlines()][::3] == ["comet", "And 1 more; --limit shows them."]
    assert [json.loads(line)["example"] for line in run("--json")[1].splitlines()] == [
        "Was there a comet?",
        "Any zeppelin?",
    ]
    assert run("--since", "soon")[0] == 2
