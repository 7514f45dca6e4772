"""A question taken apart without an index: its words are its terms, all as rare."""

from __future__ import annotations

from store.features import AskedFor


def asked_for(question: str) -> AskedFor:
    def analyse(text: str) -> list[str]:
        return [word.strip(".,?’").lower() for word in text.split()]

    return AskedFor(question, analyse(question), lambda _: 1.0, analyse, 1000)
