"""kill -9 at any moment of an index run: the next run completes it, and nothing tells that there was one."""

from __future__ import annotations

import random
import signal
from pathlib import Path

import pytest

from store.query import build_query
from tests.store.indexed import kept_ids
from tests.store.killing import killed_after
from tests.store.shelf import Shelf
from tests.store.stories import record

ROOT = Path(__file__).parents[2]
PAUSE = 0.3  # seconds that a window's encoding takes longer than it would; the run has three windows
LONGEST = 2 * PAUSE  # no run is over before it
SEEDED = random.Random(1851)
MOMENTS = [round(SEEDED.uniform(0, LONGEST), 3) for _ in range(5)]
NOUNS = "crane tram ferry harbour council bridge lantern market orchard quarry".split()
PLACES = "Ostholm Marrowgate Petrel Kittiwake Amsel Brandt Rook".split()
QUESTIONS = (
    "Which crane was sold in Ostholm?",
    "Was the tram in Amsel sold for 14 million crowns?",
    "Who went to Mars?",
)


def article(number: int) -> dict[str, str]:
    noun, place = NOUNS[number % 10], PLACES[number % 7]
    text = (
        f"The {noun} in {place} was sold for {number + 3} million crowns.\n\n"
        + "Its owners had kept it for years without much use, and the sale was welcomed by all who were asked. " * 4
        + f"\n\nA buyer from {PLACES[number % 5]} collects every {noun} and has {number * 3} of them in a yard at home."
    )
    return record(f"n{number}", f"A {noun} sold in {place}", text, published=f"2019-06-{number % 28 + 1:02}")


ARTICLES = [article(number) for number in range(150)]


# What lies nearest to a question that nothing answers is left out: Chroma's search is approximate, and its graph
# depends on the order in which passages came.
COMPARED = ("verdict", "reason", "quotes", "filters")


def answers(shelf: Shelf) -> list[dict[str, object]]:
    found = []
    with shelf.open() as library:
        for question in QUESTIONS:
            answer = library.ask(build_query(question)).as_json()
            found.append({name: answer[name] for name in COMPARED})
    return found


@pytest.fixture(scope="module")
def uninterrupted(tmp_path_factory: pytest.TempPathFactory) -> Shelf:
    folder = tmp_path_factory.mktemp("uninterrupted")
    shelf = Shelf(folder / "home", folder / "news")
    report = shelf.index(*ARTICLES)
    assert report.passages_embedded > len(ARTICLES)
    assert shelf.faults() == ()
    assert [answer["verdict"] for answer in answers(shelf)] == ["answered", "answered", "not_in_coverage"]
    return shelf


def kill_after(shelf: Shelf, seconds: float) -> None:
    """Start an index run in another process and kill it that long after it began."""
    code, _ = killed_after("tests.store.process", shelf, ARTICLES, PAUSE, seconds)
    assert code == -signal.SIGKILL, "the run was over before it was killed"


def assert_completes(shelf: Shelf, uninterrupted: Shelf) -> None:
    shelf.index(*ARTICLES)
    assert shelf.faults() == ()
    assert shelf.passages() == uninterrupted.passages()
    assert kept_ids(shelf.generation) == kept_ids(uninterrupted.generation)
    assert answers(shelf) == answers(uninterrupted)
    assert shelf.index(*ARTICLES).passages_embedded == 0


@pytest.mark.parametrize("moment", MOMENTS)
def test_a_run_killed_at_any_moment_is_completed_by_the_next(shelf: Shelf, uninterrupted: Shelf, moment: float) -> None:
    kill_after(shelf, moment)
    assert_completes(shelf, uninterrupted)


def test_a_run_killed_again_and_again_gets_there(shelf: Shelf, uninterrupted: Shelf) -> None:
    for moment in (0.05, PAUSE * 0.9, PAUSE * 1.1):
        kill_after(shelf, moment)
    assert_completes(shelf, uninterrupted)


def test_a_rebuild_killed_halfway_leaves_the_old_index_answering_and_the_next_rebuild_goes_on_with_it(
    shelf: Shelf, uninterrupted: Shelf
) -> None:
    shelf.index(*ARTICLES)
    expected = answers(shelf)

    class Killed(BaseException):
        """What ends the run without a chance to tidy up after it."""

    def die(stage: str, done: int, total: int) -> None:
        if stage == "embedding":
            raise Killed

    with shelf.open() as library, pytest.raises(Killed):
        library.index([], rebuild=True, progress=die)
    assert (shelf.home / "index" / "2").is_dir()
    assert shelf.state().generation == "1"
    assert answers(shelf) == expected
    assert shelf.index().passages_embedded == 0
    assert shelf.state().generation == "1"
    report = shelf.index(rebuild=True)
    assert shelf.state().generation == "2"
    assert 0 < report.passages_embedded < len(shelf.passages())
    assert_completes(shelf, uninterrupted)
