"""Whether a posted quotation is real, over a small library of a town that does not exist."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from store.core import Library
from store.quotecheck.check import Change, QuoteCheck
from store.quotecheck.claim import Claim, claims_in
from tests.store.shelf import Shelf, ids
from tests.store.stories import record

NIGHTS = (
    "Tram drivers in Marrowgate will strike on Friday over night shifts, their union said.\n\n"
    "“We will not drive after midnight for nothing,” said the union’s secretary, Ida Holt. “The council has had 14 "
    "months to answer – and it hasn’t.”\n\n"
    "The mayor, Per Lund, called the strike a mistake. He said the town would lose 3.2 million crowns a week, and that "
    "he had never been asked to talks."
)
PIER = (
    "The western pier of Karren was closed on Monday after a storm tore nine planks from it.\n\n"
    "“Nobody walks on it until I have walked on it,” said the harbour master, Olga Brandt."
)
FILLER = " ".join(f"Stall number {number} sold herring and candles to visitors all day long." for number in range(30))
FAIR = f"The spring fair opened under grey skies this year. {FILLER} In the evening the brass band played on the quay."
STORIES = (
    record(
        "nights", "Tram drivers to strike over night shifts", NIGHTS, published="2019-06-04", url="https://h.example/n"
    ),
    record("pier", "Karren closes its pier", PIER, publisher="Coast Sample Daily", published="2020-02-11"),
    record("copy", "Pier of Karren shut", PIER, publisher="Inland Sample Post", published="2020-02-12"),
    record("fair", "Spring fair opens", FAIR, published="2021-04-01"),
)


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    folder = tmp_path_factory.mktemp("town")
    shelf = Shelf(folder / "home", folder / "news")
    shelf.index(*STORIES)
    with shelf.open() as library:
        yield library


def checked(library: Library, message: str) -> QuoteCheck:
    """The check of a message with one claim in it; its quotes are what stands in the record."""
    [claim] = claims_in(message)
    found = library.check_quote(claim)
    for quote in found.quotes:
        versions = {version.number: version for version in library.article(quote.article_id).versions}
        assert versions[quote.version].text[quote.start : quote.end] == quote.text
    return found


def told(change: Change) -> tuple[str, str]:
    return change.claimed_text, change.archive_text


REAL = {
    "as it stands": "“We will not drive after midnight for nothing,”",
    "with a small first letter": "“we will not drive after midnight for nothing”",
    "with a full stop of its own": "“We will not drive after midnight for nothing.”",
    "in straight marks": '"We will not drive after midnight for nothing,"',
    "in angle marks": "«We will not drive after midnight for nothing»",
    "in low marks": "„We will not drive after midnight for nothing“",
    "in single marks": "Holt: 'We will not drive after midnight for nothing'",
    "in a block quote": "> We will not drive after midnight\n> for nothing\nwhat a line",
    "in bold": "“We will **not** drive after __midnight__ for nothing”",
    "without any marks": "We will not drive after midnight for nothing",
    "with a straight apostrophe and another dash": "“The council has had 14 months to answer -- and it hasn't.”",
    "over two paragraphs": "> their union said. We will not drive after midnight",
    "with a number": "“the town would lose 3.2 million crowns a week”",
}


@pytest.mark.parametrize("how", REAL)
def test_words_that_stand_in_a_story_are_real(town: Library, how: str) -> None:
    found = checked(town, REAL[how])
    assert found.verdict == "exact", found.reason
    assert found.changes == ()
    assert [(quote.headline, quote.published.text) for quote in found.quotes] == [
        ("Tram drivers to strike over night shifts", "2019-06-04")
    ]


ALTERED = {
    "a dropped not": ("“We will drive after midnight for nothing”", [("", "not")]),
    "one word for another": ("“We will not drive before midnight for nothing”", [("before", "after")]),
    "a word put in": ("“We will surely not drive after midnight for nothing”", [("surely", "")]),
    "one wrong digit": ("“The council has had 15 months to answer”", [("15", "14")]),
    "a moved decimal point": ("“the town would lose 32 million crowns a week”", [("32", "3.2")]),
    "a changed name": ("“said the union’s secretary, Ida Bolt”", [("Bolt", "Holt")]),
    "swapped words": (
        "“We will not midnight after drive for nothing”",
        [("midnight", "drive"), ("drive", "midnight")],
    ),
    "another case inside": ("“The mayor, per Lund, called the strike a mistake.”", [("per", "Per")]),
    "another comma": ("“The mayor Per Lund, called the strike a mistake.”", [("", ",")]),
    "an ellipsis for a not": ("“We will … drive after midnight for nothing”", [("…", "not")]),
    "brackets for a not": ("“We will [gladly] drive after midnight for nothing”", [("[gladly]", "not")]),
}


@pytest.mark.parametrize("how", ALTERED)
def test_one_changed_word_is_altered_and_both_sides_are_told(town: Library, how: str) -> None:
    message, changes = ALTERED[how]
    found = checked(town, message)
    assert found.verdict == "altered"
    assert [told(change) for change in found.changes] == changes
    [quote] = found.quotes
    for change in found.changes:
        at = slice(change.archive.start - quote.start, change.archive.end - quote.start)
        assert quote.text[at] == change.archive_text
        assert found.claim.text[change.claimed.start : change.claimed.end] == change.claimed_text


EDITED = {
    "an ellipsis": ("“We will not drive … for nothing”", [("…", "after midnight")]),
    "three dots": ("“We will not drive ... for nothing”", [("...", "after midnight")]),
    "an ellipsis in brackets": (
        "“Tram drivers in Marrowgate will strike on Friday […] their union said”",
        [("[…]", "over night shifts,")],
    ),
    "an ellipsis over a paragraph": (
        "“We will not drive after midnight … called the strike a mistake.”",
        [
            (
                "…",
                "for nothing,” said the union’s secretary, Ida Holt. “The council has had 14 months to answer – and "
                "it hasn’t.”\n\nThe mayor, Per Lund,",
            )
        ],
    ),
    "a word in brackets for another": (
        "“Tram drivers in [the town] will strike on Friday”",
        [("[the town]", "Marrowgate")],
    ),
    "a word in brackets put in": ("“Nobody walks on it [the pier] until I have walked on it”", [("[the pier]", "")]),
    "an ending in brackets": ("“Nobody walk[ed] on it until I have walked on it”", [("walk[ed]", "walks")]),
    "both": (
        "“[He] called the strike a mistake … the town would lose 3.2 million crowns”",
        [("[He]", ""), ("…", ". He said")],
    ),
}


@pytest.mark.parametrize("how", EDITED)
def test_marks_of_honest_editing_are_accepted_and_what_they_stand_for_is_told(town: Library, how: str) -> None:
    message, changes = EDITED[how]
    found = checked(town, message)
    assert found.verdict == "edited", found.reason
    assert [told(change) for change in found.changes] == changes


def test_a_first_letter_in_brackets_and_dots_at_the_ends_change_nothing(town: Library) -> None:
    assert checked(town, "“… [w]e will not drive after midnight …”").verdict == "exact"


UNREAL = {
    "two places of one story": "“We will not drive after midnight he had never been asked to talks”",
    "two stories": "“We will not drive after midnight until I have walked on it”",
    "two stories with an ellipsis": "“We will not drive after midnight … until I have walked on it”",
    "one story, too far apart": "“The spring fair opened under grey skies … the brass band played on the quay”",
    "the wrong order": "“he had never been asked to talks … We will not drive after midnight”",
}


@pytest.mark.parametrize("how", UNREAL)
def test_what_is_put_together_from_several_places_is_not_real(town: Library, how: str) -> None:
    found = checked(town, UNREAL[how])
    assert found.verdict == "stitched", found.reason
    assert len(found.quotes) == 2


@pytest.mark.parametrize(
    "message",
    [
        "“The lighthouse keeper of Brannock retires after forty winters alone”",
        "“I never said that to anyone at all”",
        "“…”? No: “[everything in brackets here]”",
    ],
)
def test_words_from_outside_are_not_found(town: Library, message: str) -> None:
    found = checked(town, message)
    assert (found.verdict, found.quotes) == ("not_found", ())


def test_marks_that_leave_too_little_are_not_accepted(town: Library) -> None:
    assert checked(town, "“We … not … drive … midnight for nothing”").verdict == "altered"
    assert checked(town, "“[All of us in the union] will not [ever again] drive”").verdict != "edited"


def test_few_words_are_looked_up_and_said_to_be_few(town: Library) -> None:
    real = checked(town, "“walked on it”")
    assert (real.verdict, "So few words may stand in other stories by chance." in real.notes) == ("exact", True)
    assert "too few" in checked(town, "“walks on water”").reason


def test_the_words_of_a_headline_are_said_to_be_that(town: Library) -> None:
    found = checked(town, "Tram drivers to strike over night shifts")
    assert found.verdict == "not_found"
    assert found.reason.startswith("These are words of a headline")
    assert found.nearest[0].headline == "Tram drivers to strike over night shifts"


def test_the_story_that_came_first_is_quoted_and_its_copies_are_named(town: Library) -> None:
    [quote] = checked(town, "“Nobody walks on it until I have walked on it”").quotes
    assert quote.publisher == "Coast Sample Daily"
    assert [mention.publisher for mention in quote.also_in] == ["Inland Sample Post"]
    assert quote.speaker == "Olga Brandt"


PLACES = {
    "its publisher": ("Inland Sample Post: “Nobody walks on it until I have walked on it”", "exact"),
    "another publisher": ("Harbour Sample Herald: “Nobody walks on it until I have walked on it”", "elsewhere"),
    "its speaker": ("“Nobody walks on it until I have walked on it” — Olga Brandt", "exact"),
    "another speaker": ("“Nobody walks on it until I have walked on it” — Ida Holt", "elsewhere"),
    "its speaker with an office": (
        "“Nobody walks on it until I have walked on it,” said the foreman, Olga Brandt.",
        "exact",
    ),
    "its speaker by rank and surname": ("Did Ms. Brandt say “Nobody walks on it until I have walked on it”?", "exact"),
    "its speaker without accents": ("“Nobody walks on it until I have walked on it” (Ólga Brândt)", "exact"),
    "the lawyer of another": ("“Nobody walks on it until I have walked on it,” said Holt’s lawyer.", "exact"),
    "another speaker who is asked about": (
        "Did Ida Holt say “Nobody walks on it until I have walked on it”?",
        "elsewhere",
    ),
    "another speaker as quoted": (
        "Ida Holt was quoted as saying: “Nobody walks on it until I have walked on it”",
        "elsewhere",
    ),
    "another speaker with an accent": (
        "“Nobody walks on it until I have walked on it,” said Élodie Żółw.",
        "elsewhere",
    ),
    "its month": ("In June 2019 she said: “We will not drive after midnight for nothing”", "exact"),
    "another month": ("In March 2021 she said: “We will not drive after midnight for nothing”", "elsewhere"),
    "its address": ("“We will not drive after midnight for nothing” https://h.example/n?utm_source=x", "exact"),
    "the address of another story": ("“Nobody walks on it until I have walked on it” https://h.example/n", "elsewhere"),
    "an address that is not here": ("“Nobody walks on it until I have walked on it” https://x.example/a", "exact"),
}


@pytest.mark.parametrize("named", PLACES)
def test_real_words_of_another_source_than_named_stand_elsewhere(town: Library, named: str) -> None:
    message, verdict = PLACES[named]
    found = checked(town, message)
    assert found.verdict == verdict, found.reason
    assert len(found.quotes) == 1


def test_an_address_that_is_not_in_the_archive_is_said_to_be_unknown(town: Library) -> None:
    assert any("address" in note for note in checked(town, PLACES["an address that is not here"][0]).notes)


def test_what_may_differ_is_said(town: Library) -> None:
    found = checked(town, '"the council has had 14 months to answer - and it hasn\'t!"')
    assert found.verdict == "exact"
    assert found.notes == (
        "Not as in the story: the case of the first letter, quotation marks, dashes, the “!” at the end.",
    )


def test_a_check_is_json_with_offsets_that_slice(town: Library) -> None:
    found = checked(town, "“The council has had 15 months to answer”").as_json()
    assert found["verdict"] == "altered"
    assert found["changes"] == [
        {
            "claimed": {"start": 20, "end": 22, "text": "15"},
            "archive": {"start": NIGHTS.index("14"), "end": NIGHTS.index("14") + 2, "text": "14"},
            "mark": None,
        }
    ]


OLD = "The council of Karren will pay 40 crowns for every herring caught in the basin this winter, it said on Monday."
NEW = OLD.replace("40 crowns", "4 crowns")


def test_words_of_an_older_version_stood_there_until_the_correction(shelf: Shelf) -> None:
    first = record("herring", "Council pays for herring", OLD, published="2019-06-04T09:00")
    shelf.index(first)
    shelf.index(
        {**first, "text": NEW, "updated": "2019-06-06T10:00", "status": "corrected", "note": "It is 4 crowns, not 40."}
    )
    with shelf.open() as library:
        found = checked(library, "“will pay 40 crowns for every herring caught in the basin”")
        assert found.verdict == "exact"
        [quote] = found.quotes
        assert (quote.version, quote.later is not None) == (1, True)
        assert "until it was corrected on 6 June 2019; they are no longer in it." in found.notes[0]
        assert checked(library, "“will pay 4 crowns for every herring caught in the basin”").quotes[0].later is None


@pytest.mark.parametrize("change", [{"status": "withdrawn"}, {"embargo": "2030-01-01T00:00+00:00"}])
def test_stories_that_may_not_be_quoted_are_not_shown_even_in_part(shelf: Shelf, change: dict[str, str]) -> None:
    shelf.index(record("herring", "Council pays for herring", OLD, published="2019-06-04", **change), STORIES[1])
    with shelf.open() as library:
        for message in (f"“{OLD}”", f"“{NEW}”"):
            found = checked(library, message)
            assert (found.verdict, found.quotes, found.changes) == ("not_found", (), ())
            assert all(mention.headline != "Council pays for herring" for mention in found.nearest)


def test_a_story_withdrawn_after_it_was_indexed_takes_its_older_versions_along(shelf: Shelf) -> None:
    first = record("herring", "Council pays for herring", OLD, published="2019-06-04T09:00")
    shelf.index(first, STORIES[1])
    shelf.index({**first, "text": NEW, "status": "withdrawn"}, STORIES[1])
    with shelf.open() as library:
        assert checked(library, f"“{OLD}”").verdict == "not_found"


def test_an_embargoed_story_is_compared_once_the_embargo_is_over(shelf: Shelf) -> None:
    shelf.index(record("herring", "Council pays for herring", OLD, embargo="2024-02-01T00:00+00:00"), STORIES[1])
    shelf.now = datetime(2024, 3, 1, tzinfo=UTC)
    with shelf.open() as library:
        assert checked(library, f"“{OLD}”").verdict == "exact"


def test_a_record_that_was_changed_behind_the_program_vouches_for_nothing(shelf: Shelf) -> None:
    article = ids(shelf.index(STORIES[1]))["pier"]
    shelf.change("UPDATE versions SET text = replace(text, 'nine', 'five') WHERE article_id = ?", article)
    with shelf.open() as library:
        found = library.check_quote(Claim("a storm tore five planks from it"))
        assert (found.verdict, found.quotes) == ("not_found", ())


def test_an_empty_archive_says_that_nothing_is_indexed(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path / "home", tmp_path / "news")
    with shelf.open() as library:
        found = library.check_quote(Claim("We will not drive after midnight"))
    assert (found.verdict, found.reason) == ("not_found", "No articles are indexed yet.")
