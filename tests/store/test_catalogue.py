"""The catalogue: what is offered of an archive, and what is not."""

from __future__ import annotations

from datetime import UTC, datetime

from store.catalogue import Counted
from tests.store.shelf import Shelf
from tests.store.stories import record

LOCK = record("lock", "Lock opens", "It is open, said Omar Ruiz. “At last,” Ida Holt said.", published="2014-02-03")
FERRY = record("ferry", "Ferry sails", "“It floats,” Holt said of the ferry on Sunday.", published="2014-02-05T10:00")
NOTE = record("note", "A note", "Nobody knows whose note this is.", publisher="Coast Sample Daily")
GONE = record("gone", "Never mind", "The gate is gone, Ada Holm said.", published="2014-02-04", status="withdrawn")
LATER = record("later", "Secret budget", "The budget is secret, Ada Holm said.", published="2014-02-04")


def test_headlines_are_newest_first_the_undated_last(shelf: Shelf) -> None:
    shelf.index(LOCK, FERRY, NOTE)
    with shelf.open() as library:
        headlines = library.catalogue().headlines
    assert [(one.text, one.day) for one in headlines] == [
        ("Ferry sails", "2014-02-05"),
        ("Lock opens", "2014-02-03"),
        ("A note", None),
    ]


def test_publishers_and_speakers_are_counted_a_bare_surname_not_beside_a_full_name(
    shelf: Shelf,
) -> None:
    shelf.index(LOCK, FERRY, NOTE)
    with shelf.open() as library:
        found = library.catalogue()
    assert found.publishers == (Counted("Harbour Sample Herald", 2), Counted("Coast Sample Daily", 1))
    assert found.speakers == (Counted("Ida Holt", 1), Counted("Omar Ruiz", 1))


def test_what_may_not_be_quoted_is_not_offered(shelf: Shelf) -> None:
    shelf.now = datetime(2014, 1, 1, tzinfo=UTC)
    shelf.index(LOCK, GONE, {**LATER, "embargo": "2014-02-04T00:00+00:00"})
    with shelf.open() as library:
        found = library.catalogue()
    assert [one.text for one in found.headlines] == ["Lock opens"]
    assert "Ada Holm" not in {one.name for one in found.speakers}
