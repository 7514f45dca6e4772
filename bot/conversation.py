"""A conversation: one person's questions in turn, each following the last answer where the rules say so."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from store.answer import Answer
from store.errors import QueryError
from store.query import Query, build_query
from store.taken import PartKey

Ask = Callable[[Query], Answer]
Follow = Callable[[Query, str, date | None], Query]


class Conversation:
    """Answers by `ask`; `follow` says what words mean after a query, and the day of the story that answered it."""

    def __init__(self, ask: Ask, follow: Follow) -> None:
        self._ask = ask
        self._follow = follow
        self.afresh()

    def afresh(self) -> None:
        """Forget what was asked: the next question stands alone."""
        self._before: Query | None = None
        self._told: date | None = None

    def say(self, words: str) -> Answer:
        """The answer to a question or a follow-up. Raises QueryError; what was asked before stays what is followed."""
        before = self._before
        return self._answered(self._follow(before, words, self._told) if before else build_query(words))

    def drop(self, name: str) -> Answer:
        """The answer to the last question without one of its parts, named as a person types it.

        Raises QueryError, which says what can be removed.
        """
        if self._before is None:
            raise QueryError("Nothing was asked yet, so there is nothing to drop.")
        keys = {_typed(part.key): part.key for part in self._before.parts}
        if name not in keys:
            there = ", ".join(keys) if keys else "nothing; /new starts afresh"
            raise QueryError(f"The last question has no “{name}” to drop; it has: {there}.")
        return self._answered(self._before.without_part(keys[name]))

    def droppable(self) -> tuple[str, ...]:
        """What can be removed of the last question, each as a person types it."""
        return tuple(_typed(part.key) for part in self._before.parts) if self._before else ()

    def _answered(self, query: Query) -> Answer:
        answer = self._ask(query)
        self._before = answer.query
        if answer.quotes:
            self._told = answer.quotes[0].published.day
        return answer


def _typed(key: PartKey) -> str:
    return key.replace("_", "-")
