"""The last check before a quote leaves: the record must vouch for all of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from store.answer import Quote
from store.article import Version, text_sha256
from store.dates import SourceDate
from store.quoting import quote_fault
from tests.store.stories import version_of_text

NOW = datetime(2024, 1, 1, tzinfo=UTC)
STORED = version_of_text("The port has bought a crane. It floats.")


def quote(**changed: Any) -> Quote:
    """A quote of the first sentence of STORED."""
    sound = Quote(
        text="The port has bought a crane.",
        article_id=STORED.article_id,
        version=1,
        sha256=STORED.sha256,
        start=0,
        end=28,
        headline=STORED.headline,
        publisher=STORED.publisher,
        published=STORED.published,
        status="usable",
        note=None,
        url=None,
        source=STORED.source,
        score=0.9,
    )
    return replace(sound, **changed)


def stored(**changed: Any) -> Version:
    return replace(STORED, **changed)


def test_a_quote_that_stands_in_the_record_has_no_fault() -> None:
    assert quote_fault(quote(), STORED, NOW) is None


def test_a_corrected_version_and_one_whose_embargo_is_over_may_be_quoted() -> None:
    assert quote_fault(quote(), stored(status="corrected"), NOW) is None
    assert quote_fault(quote(), stored(embargo=NOW), NOW) is None


REASONS: dict[str, tuple[Quote, Version | None]] = {
    "its version is not in the record": (quote(), None),
    "the text in the record has another hash": (quote(sha256="0" * 64), STORED),
    "the text in the record has another hash ": (quote(), stored(text="The port has bought a crane. It sinks.")),
    "the text in the record has another hash  ": (
        quote(sha256=text_sha256("other")),
        stored(sha256=text_sha256("other")),
    ),
    "the text in the record has another hash   ": (quote(), stored(sha256="0" * 64)),
    "the slice is not the quote": (quote(text="The port has sold a crane.."), STORED),
    "the slice is not the quote ": (quote(start=1), STORED),
    "the slice is not the quote  ": (quote(end=27), STORED),
    "the slice is not the quote   ": (quote(text="", start=5, end=5), STORED),
    "the record has another date": (quote(published=SourceDate("2020-02-12")), STORED),
    "the record has another date ": (quote(published=SourceDate("2020-02-11T00:00")), STORED),
    "the record has another date  ": (quote(), stored(published=SourceDate())),
    "the article is withdrawn": (quote(), stored(status="withdrawn")),
    "the article is embargoed": (quote(), stored(embargo=datetime(2024, 1, 1, 0, 1, tzinfo=UTC))),
}


@pytest.mark.parametrize("reason", REASONS)
def test_a_quote_that_the_record_does_not_vouch_for_has_its_reason(reason: str) -> None:
    said, version = REASONS[reason]
    assert quote_fault(said, version, NOW) == reason.strip()
