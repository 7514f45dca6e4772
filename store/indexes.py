"""The indexes of a generation, both open to be read."""

from __future__ import annotations

from dataclasses import dataclass

from store.errors import GenerationError
from store.generation import Generations, State
from store.indexer import dense_folder, lexical_folder
from store.lexicon import Lexicon
from store.vectors import VectorIndex


@dataclass(frozen=True, slots=True)
class Indexes:
    """Both indexes of a generation, and the state in which they were opened: what is written later they do not see."""

    state: State
    vectors: VectorIndex
    lexicon: Lexicon

    @classmethod
    def open(cls, generations: Generations, state: State) -> Indexes:
        """Raises GenerationError where either cannot be opened."""
        folder = generations.folder(state.generation)
        vectors = VectorIndex(dense_folder(folder))
        try:
            return cls(state, vectors, Lexicon(lexical_folder(folder)))
        except GenerationError:
            vectors.close()
            raise

    def close(self) -> None:
        self.vectors.close()
