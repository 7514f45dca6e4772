"""kill -9 just before or after any write of any act: the next run repairs, and what was reported stands.

Of all the moments of all the acts a seed picks 30; a failure names the act and the moment, and the seed is here.
"""

from __future__ import annotations

import multiprocessing
import random
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from store.core import Library
from store.errors import NotFoundError
from store.query import build_query
from tests.store import killed
from tests.store.shelf import Shelf, ids
from tests.store.stories import record, write_records

SEED = 1912
FORK = multiprocessing.get_context("forkserver")
FORK.set_forkserver_preload(["tests.discord.cores", "tests.discord.small", "tests.store.killed"])

STORIES = {
    name: record(name, f"A {noun} in {place}", f"The {noun} in {place} was sold for {price} crowns.", published=day)
    for name, noun, place, price, day in (
        ("kept", "crane", "Petrel", 14, "2019-06-01"),
        ("doubted", "tram", "Amsel", 25, "2019-06-02"),
        ("second", "ferry", "Brannock", 36, "2019-06-03"),
        ("third", "lantern", "Rook", 47, "2019-06-04"),
        ("fourth", "orchard", "Ostholm", 58, "2019-06-05"),
    )
}


@dataclass(frozen=True)
class Kind:
    """An act, how many of its moments are tried, and in which function they begin to count."""

    act: killed.Act
    tried: int
    begins: str | None = None


KINDS = {
    "add": Kind(killed.add, 5),
    "rebuild": Kind(killed.rebuild, 4),
    "swap": Kind(killed.rebuild, 4, "Generations.adopt"),
    "withdraw": Kind(killed.withdraw, 3),
    "restore": Kind(killed.restore, 3),
    "remove": Kind(killed.remove, 4),
    "roll back": Kind(killed.roll_back, 4, "Generations.roll_back"),
    "import": Kind(killed.import_, 3),
}
TRIALS = [(name, number) for name, kind in KINDS.items() for number in range(kind.tried)]


@dataclass(frozen=True)
class Start:
    """What every act starts from: two generations, three stories, one of them withdrawn; and files for what comes."""

    home: Path
    news: Path
    ids: dict[str, str]
    moments: dict[str, list[int]]


@pytest.fixture(scope="module")
def start(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Start]:
    folder = tmp_path_factory.mktemp("killed")
    shelf = Shelf(folder / "home", folder / "news")
    found = ids(shelf.index(*(STORIES[name] for name in ("kept", "doubted"))))
    shelf.index(rebuild=True)
    found |= ids(shelf.index(STORIES["second"]))
    with shelf.open() as library:
        library.admin.withdraw(found["doubted"], "Doubtful.")
        library.admin.export(folder / "news" / "export")
    for name in ("third", "fourth"):
        write_records(folder / "news" / f"{name}.jsonl", [STORIES[name]])
    for name in ("kept", "doubted"):
        (folder / "news" / name).write_text(found[name], encoding="ascii")
    begun = Start(shelf.home, folder / "news", found, {})
    seeded = random.Random(SEED)
    for name, kind in KINDS.items():
        trial = Trial(begun, folder / name, name)
        count = int(trial.reported(None)[-1].removeprefix("moments "))
        begun.moments[name] = seeded.sample(range(count), kind.tried)
    yield begun


class Trial:
    """One act on a data folder of its own."""

    def __init__(self, start: Start, folder: Path, name: str) -> None:
        self.kind, self.start = KINDS[name], start
        self.shelf = Shelf(folder / "home", folder / "news")
        folder.mkdir()
        if self.kind.act is not killed.import_:
            shutil.copytree(start.home, self.shelf.home)

    def reported(self, moment: int | None) -> list[str]:
        """What the act reported before it died."""
        arguments = (self.kind.act, self.shelf.home, self.start.news, self.kind.begins, moment)
        process = FORK.Process(target=killed.run, args=arguments)
        process.start()
        process.join()
        assert process.exitcode == (0 if moment is None else -9)
        said = self.shelf.home.parent / "said"
        return said.read_text(encoding="utf-8").splitlines()


def quoted(library: Library, name: str) -> bool:
    text = STORIES[name]["text"]
    asked = build_query(text.replace("The ", "For how many crowns was the ").replace(" was sold", " sold").rstrip("."))
    return text in [quote.text for quote in library.ask(asked).quotes]


def standing(library: Library, story: str) -> str:
    try:
        return library.article(story).current.status
    except NotFoundError:
        return "not there"


@pytest.mark.parametrize(("name", "number"), TRIALS)
def test_what_was_reported_stands_and_the_next_run_mends_the_rest(
    start: Start, tmp_path: Path, name: str, number: int
) -> None:
    moment = start.moments[name][number]
    trial = Trial(start, tmp_path / "trial", name)
    reported = trial.reported(moment)
    told = f"{name}, killed at moment {moment} of seed {SEED}, after it had reported {reported}"
    shelf = trial.shelf
    with shelf.open() as library:  # as the bot finds it, before anything is mended
        before = library.coverage().generation
        if trial.kind.act not in (killed.import_, killed.restore):  # those bring something back
            assert all(quoted(library, one) for one, story in start.ids.items() if standing(library, story) == "usable")
        for line in reported:
            outcome, _, story = line.partition(" ")
            if outcome in ("withdrawn", "removed"):
                assert not quoted(library, "kept"), told
        if trial.kind.act is killed.import_:
            assert library.status().versions in (0, 3), told
            library.admin.import_(start.news / "export")
        library.index([])
    assert shelf.faults() == (), told
    with shelf.open() as library:
        added = [name for name, line in zip(("third", "fourth"), reported, strict=False) if line.startswith("added")]
        assert all(quoted(library, name) for name in added), told
        for line in reported:
            outcome, _, story = line.partition(" ")
            expected = {"added": "usable", "restored": "usable", "withdrawn": "withdrawn", "removed": "not there"}
            assert outcome not in expected or standing(library, story) == expected[outcome], told
        for one, story in start.ids.items():
            assert quoted(library, one) == (standing(library, story) == "usable"), f"{one} of {told}"
        assert trial.kind.act is not killed.roll_back or library.coverage().generation == before, told
        assert "rolled back" not in reported or before == "1", told
