"""A new generation answers only once it is proved; one that is not leaves the old one answering."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from store.core import Library
from store.encoder import Vectors
from store.errors import GenerationError
from store.query import build_query
from tests.store.encoder import WordEncoder
from tests.store.shelf import Shelf
from tests.store.stories import record

STORIES = [
    record(name, f"{name.capitalize()} in the harbour", f"The {name} lay in the harbour for {days} days.")
    for days, name in enumerate(("tram", "crane", "ferry", "lamp", "barge", "tug", "dredger", "buoy"), 2)
]


class OneForAll(WordEncoder):
    """Gives all passages one vector, as a broken model would; a headline alone has its own."""

    def encode(self, texts: Sequence[str]) -> Vectors:
        vectors = super().encode(texts)
        whole = all("\n" in text or ". " in text for text in texts)
        return np.zeros_like(vectors) + np.eye(1, vectors.shape[1], dtype=np.float32) if whole else vectors


def test_an_index_that_finds_its_stories_answers(shelf: Shelf) -> None:
    shelf.index(*STORIES)
    shelf.index(rebuild=True)
    assert shelf.state().generation == "2"
    assert shelf.faults() == ()


def test_an_index_that_does_not_find_them_never_answers_and_is_not_gone_on_with(shelf: Shelf) -> None:
    shelf.index(*STORIES)
    with (
        Library(shelf.home, OneForAll()) as library,
        pytest.raises(GenerationError, match=r"index 2 found only \d of 8 stories by their headline in its vectors"),
    ):
        library.index([], rebuild=True)
    with shelf.open() as library:
        answer = library.ask(build_query("How many days did the crane lie in the harbour?"))
        assert (answer.as_json()["generation"], answer.verdict) == ("1", "answered")
    shelf.index(rebuild=True)
    assert shelf.state().generation == "3"
    assert shelf.faults() == ()
