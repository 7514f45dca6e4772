"""Suggestions: what is offered for what is typed, in which order, and that Discord takes it."""

from __future__ import annotations

import pickle
import subprocess
import sys
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.escape import units
from bot.suggest import LONGEST, MOST, Suggester
from store.catalogue import Catalogue, Counted, Headline
from tests.discord.test_escape import ANY_TEXT

HEADLINES = (
    Headline("Mayor opens the lock of Karren", "a3", "2014-02-03"),
    Headline("Tram strike: Müller’s «último» offer", "a2", "2013-05-06"),
    Headline("Lock keeper retires", "a1", "2012-01-02"),
    Headline("Karren locks its gates", "a0", None),
)
CATALOGUE = Catalogue(
    HEADLINES,
    (Counted("Harbour Herald", 7), Counted("Coast Daily", 2)),
    (Counted("Ida Holt", 3), Counted("Omar Ruiz", 1)),
)
SUGGESTER = Suggester(CATALOGUE)


def ids(typed: str) -> list[str]:
    return [one.value for one in SUGGESTER.headlines(typed)]


def test_the_beginning_of_any_word_finds_a_headline_the_beginning_of_it_ahead_then_the_newest() -> None:
    assert ids("lock") == ["a1", "a3", "a0"]
    assert ids("kar lo") == ["a3", "a0"]
    assert ids("karren lo") == ["a0", "a3"]
    assert ids("ock") == []


def test_case_accents_and_signs_do_not_matter() -> None:
    assert ids("MULLER ultimo") == ids("müller’s  «ÚLT") == ["a2"]


def test_nothing_typed_offers_the_newest() -> None:
    assert ids("") == ids(" – ") == ["a3", "a2", "a1", "a0"]


def test_a_headline_is_offered_with_its_day_and_sends_the_id_of_its_story() -> None:
    [first, *_, last] = SUGGESTER.headlines("")
    assert (first.label, first.value) == ("Mayor opens the lock of Karren · 2014-02-03", "a3")
    assert last.label == "Karren locks its gates"


def test_publishers_and_speakers_are_offered_by_any_of_their_names_the_most_frequent_first() -> None:
    assert [one.value for one in SUGGESTER.publishers("")] == ["Harbour Herald", "Coast Daily"]
    assert [one.value for one in SUGGESTER.publishers("dai")] == ["Coast Daily"]
    assert [one.value for one in SUGGESTER.speakers("hol")] == ["Ida Holt"]
    assert SUGGESTER.speakers("nobody") == []


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(ANY_TEXT, ANY_TEXT), max_size=40), ANY_TEXT)
def test_discord_takes_whatever_is_offered(names: list[tuple[str, str]], typed: str) -> None:
    suggester = Suggester(
        Catalogue(
            tuple(Headline(text * 3, f"id{at}", "2014-02-03") for at, (text, _) in enumerate(names)),
            tuple(Counted(name, 1) for _, name in names),
            (),
        )
    )
    for offered in (suggester.headlines(typed), suggester.publishers(typed), suggester.headlines("")):
        assert len(offered) <= MOST
        assert all(1 <= units(one.label) <= LONGEST and 1 <= units(one.value) <= LONGEST for one in offered)


def test_a_catalogue_crosses_to_another_process_and_loads_nothing_heavy_there() -> None:
    assert pickle.loads(pickle.dumps(CATALOGUE)) == CATALOGUE
    program = "import bot.suggest, sys; print({'torch', 'chromadb', 'tantivy', 'sqlalchemy'} & set(sys.modules))"
    root = Path(__file__).parents[2]
    ran = subprocess.run([sys.executable, "-c", program], cwd=root, capture_output=True, text=True, check=True)
    assert ran.stdout == "set()\n"
