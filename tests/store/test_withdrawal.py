"""Withdrawing and restoring a story by an admin's decision: at once, for good until restored, and told in the trail."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest

from store.encoder import Vectors
from store.errors import ModelError, NotFoundError, QueryError
from store.lock import writer_lock
from store.query import build_query
from store.withdrawal import MAX_REASON
from tests.store.encoder import WordEncoder
from tests.store.shelf import Shelf, ids
from tests.store.stories import record

LAMP = record("lamp", "New lamp on Gull Skerry", "The lamp on Gull Skerry shines 19 miles.", published="2019-06-04")
FERRY = record("ferry", "Ferry sails twice", "The ferry to Brannock sails twice a day.", published="2019-06-05")
LATER = {**LAMP, "text": "The lamp on Gull Skerry shines 21 miles.", "updated": "2030-01-01"}
QUERY = build_query("How many miles does the lamp on Gull Skerry shine?")
WHY = "Its source does not exist."


@pytest.fixture
def lamp(shelf: Shelf) -> str:
    return ids(shelf.index(LAMP, FERRY))["lamp"]


def quoted(shelf: Shelf) -> list[str]:
    with shelf.open() as library:
        return [quote.text for quote in library.ask(QUERY).quotes]


def test_a_withdrawn_story_is_quoted_no_more_and_the_record_keeps_it(shelf: Shelf, lamp: str) -> None:
    assert quoted(shelf) == [LAMP["text"]]
    with shelf.open() as library:
        library.ask(QUERY)  # an index that is open already is closed and opened again
        decision = library.admin.withdraw(lamp, WHY, who="Ada")
        assert (decision.outcome, decision.status, decision.note) == ("withdrawn", "withdrawn", WHY)
        assert library.ask(QUERY).quotes == ()
        [version] = library.article(lamp).versions
        assert (version.text, version.status, version.note) == (LAMP["text"], "withdrawn", WHY)
        assert library.status().withdrawn == 1
    assert lamp not in shelf.passages().values()
    assert shelf.faults() == ()


def test_it_is_not_quoted_from_the_moment_it_is_recorded_though_the_index_still_holds_it(
    shelf: Shelf, lamp: str
) -> None:
    with shelf.open() as library:
        assert library.ask(QUERY).quotes
        decision = library.admin.decide_withdrawal(lamp, WHY)  # as a kill before the index is brought up leaves it
        assert (decision.outcome, decision.index, decision.trouble) == ("withdrawn", "follows", None)
        assert library.ask(QUERY).quotes == ()
    assert lamp in shelf.passages().values()
    assert shelf.faults() == ("Index 1 is 1 change behind the record; run: dateline index",)
    shelf.index()
    assert lamp not in shelf.passages().values()
    assert shelf.faults() == ()


def test_what_is_read_later_of_a_withdrawn_story_does_not_bring_it_back(shelf: Shelf, lamp: str) -> None:
    with shelf.open() as library:
        library.admin.withdraw(lamp, WHY)
    assert shelf.index(LAMP).count("unchanged") == 1
    report = shelf.index(LATER)
    assert report.count("new_version") == 1
    assert "stays withdrawn until it is restored" in (report.items[0].reason or "")
    assert quoted(shelf) == []
    shelf.index(rebuild=True)
    assert quoted(shelf) == []
    assert shelf.faults() == ()
    with shelf.open() as library:
        assert library.admin.restore(lamp, "The source was found.").outcome == "restored"
    assert quoted(shelf) == [LATER["text"]]


def test_a_restored_story_is_as_it_was(shelf: Shelf, lamp: str) -> None:
    passages = shelf.passages()
    with shelf.open() as library:
        before = library.article(lamp)
        library.admin.withdraw(lamp, WHY)
        decision = library.admin.restore(lamp, "The source was found.")
        assert (decision.outcome, decision.status, decision.note) == ("restored", "usable", None)
        assert library.article(lamp) == before
    assert quoted(shelf) == [LAMP["text"]]
    assert shelf.passages() == passages
    assert shelf.faults() == ()


def test_the_same_decision_again_changes_nothing_and_stands_in_the_trail(shelf: Shelf, lamp: str) -> None:
    with shelf.open() as library:
        assert library.admin.restore(lamp, "A slip.").outcome == "unchanged"
        library.admin.withdraw(lamp, WHY, who="Ada")
        again = library.admin.withdraw(lamp, "Another reason.", who="Ben")
        assert (again.outcome, again.note) == ("unchanged", WHY)
        trail = [(one.who, one.action, one.about, one.reason, one.outcome) for one in library.admin.trail(2)]
    assert trail == [
        ("Ada", "withdraw", lamp, WHY, "withdrawn"),
        ("Ben", "withdraw", lamp, "Another reason.", "unchanged"),
    ]


def test_what_its_publisher_withdrew_is_not_restored_by_an_admin(shelf: Shelf, lamp: str) -> None:
    shelf.index({**LAMP, "status": "withdrawn"})
    with shelf.open() as library:
        library.admin.withdraw(lamp, WHY)
        decision = library.admin.restore(lamp, "Only ours is taken back.")
    assert (decision.outcome, decision.status) == ("restored", "withdrawn")
    assert quoted(shelf) == []


@pytest.mark.parametrize("reason", ["", " \n", "x" * (MAX_REASON + 1)])
def test_a_decision_needs_a_reason(shelf: Shelf, lamp: str, reason: str) -> None:
    with shelf.open() as library:
        for decide in (library.admin.withdraw, library.admin.restore):
            with pytest.raises(QueryError, match="reason"):
                decide(lamp, reason)
    assert quoted(shelf) == [LAMP["text"]]


def test_an_unknown_story_is_named_and_nothing_is_entered(shelf: Shelf, lamp: str) -> None:
    with shelf.open() as library:
        with pytest.raises(NotFoundError, match="nothing"):
            library.admin.withdraw("nothing", WHY)
        assert [one.action for one in library.admin.trail(10)] == ["index"]


def test_a_restored_story_is_no_new_coverage(shelf: Shelf, lamp: str) -> None:
    shelf.now = datetime(2024, 1, 1, tzinfo=UTC)
    with shelf.open() as library:
        library.admin.withdraw(lamp, WHY)
        position = library.frontier().position
        library.admin.restore(lamp, "The source was found.")
        assert library.fresh(QUERY, position).answer.quotes == ()


def test_while_another_writes_a_decision_stands_and_says_that_the_index_follows(shelf: Shelf, lamp: str) -> None:
    with shelf.open() as library, writer_lock(shelf.home):
        decision = library.admin.withdraw(lamp, WHY)
        assert (decision.outcome, decision.index) == ("withdrawn", "follows")
        assert f"process {os.getpid()}" in (decision.trouble or "")
        assert library.ask(QUERY).quotes == ()
        assert library.admin.trail(1)[0].outcome == "withdrawn"
    assert lamp in shelf.passages().values()
    with shelf.open() as library:
        again = library.admin.withdraw(lamp, WHY)
        assert (again.outcome, again.index, again.trouble) == ("unchanged", "followed", None)
    assert lamp not in shelf.passages().values()
    assert shelf.faults() == ()


@pytest.mark.parametrize("rebuild", [False, True])
def test_what_is_decided_while_an_index_is_built_is_in_it_when_it_is_done(
    shelf: Shelf, lamp: str, *, rebuild: bool
) -> None:
    with shelf.open() as writer, shelf.open() as other:
        shelf.stories.joinpath("new.md").write_text("---\ntitle: Rain\n---\n\nIt rained in Brannock.", encoding="utf-8")

        def decide(stage: str, done: int, total: int) -> None:
            if stage == "embedding" and done == total:
                other.admin.withdraw(lamp, WHY)

        writer.index([shelf.stories / "new.md"], rebuild=rebuild, progress=decide)
    assert lamp not in shelf.passages().values()
    assert shelf.faults() == ()


def test_of_two_who_decide_the_same_at_once_one_changes_it_and_both_stand_in_the_trail(shelf: Shelf, lamp: str) -> None:
    def outcomes(decide: Callable[[str, str], object]) -> list[str]:
        with ThreadPoolExecutor(4) as pool:
            for done in [pool.submit(decide, lamp, WHY) for _ in range(4)]:
                done.result()
        return sorted(one.outcome or "" for one in library.admin.trail(4))

    with shelf.open() as library:
        assert outcomes(library.admin.decide_withdrawal) == ["unchanged", "unchanged", "unchanged", "withdrawn"]
        assert outcomes(library.admin.decide_restoration) == ["restored", "unchanged", "unchanged", "unchanged"]
    shelf.index()
    assert shelf.faults() == ()


def test_a_decision_stands_where_the_index_cannot_be_brought_up(shelf: Shelf, lamp: str) -> None:
    class Lost(WordEncoder):
        def encode(self, texts: Sequence[str]) -> Vectors:
            raise ModelError(f"The model for {len(texts)} text is gone.")

    with shelf.open(Lost()) as library:
        assert library.admin.withdraw(lamp, WHY).index == "followed"  # which embeds nothing
        decision = library.admin.restore(lamp, "The source was found.")
        assert (decision.outcome, decision.index, decision.trouble) == (
            "restored",
            "follows",
            "The model for 1 text is gone.",
        )
        assert library.article(lamp).current.status == "usable"
    shelf.index()
    assert quoted(shelf) == [LAMP["text"]]
    assert shelf.faults() == ()
