"""Preference: which of the sure quotes comes first by what the question says beside what it asks."""

from __future__ import annotations

import pytest

from store.answer import Span
from store.dates import SourceDate
from store.features import Features
from store.preference import preferred
from store.reader import Candidate
from store.understood import Understood
from tests.store.stories import version_of_text

TEXT = "The port has bought a floating crane."


def sure(score: float, published: str) -> Candidate:
    version = version_of_text(TEXT, published=SourceDate(published))
    span = Span(0, len(TEXT))
    return Candidate(version, span, span, score, Features(0, 0, 0, 0, 0, 0))


@pytest.mark.parametrize("first", [0.2, 0.9])
def test_a_doubtful_quote_is_not_put_before_a_sure_one_whichever_was_found_first(first: float) -> None:
    older, newer = sure(0.9, "2020-01-01"), sure(0.2, "2020-06-01")
    given = sorted((older, newer), key=lambda one: one.score != first)
    assert preferred(given, Understood(order="newest first"))[0] is older


def test_of_quotes_nearly_as_sure_the_order_asked_for_decides() -> None:
    older, newer = sure(0.9, "2020-01-01"), sure(0.5, "2020-06-01")
    assert preferred([older, newer], Understood(order="newest first")) == [newer, older]
    assert preferred([newer, older], Understood(order="oldest first")) == [older, newer]
    assert preferred([older, newer], None) == [older, newer]
