"""What a question is about: its words but for those of asking, and which questions are about the same."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from store.spans.stem import stem
from store.speech.words import FUNCTION

_WORD = re.compile(r"[^\W_][\w’'.-]*")
# Words of asking and telling, beyond the function words: they say nothing of what is asked about.
_ASKING = frozenset(
    """will shall may might should ought whats whos wheres wat abt am get got know known say says
    saying tell tells told call called happen happens
    happened happening go goes going went come came make made thing things kind type name long old far big often tell
    show give list latest newest recent recently earliest news story stories article articles report reports reported
    coverage headline headlines announce announced year years month months week weeks day days time times new""".split()
)
_NAMED = 5  # words at most that name a topic

Words = Mapping[str, str]
"""The words of a question's topic in their order: how each stands there by its stem."""


def topic_words(question: str) -> Words:
    """What a question is about; all its words where each is one of asking."""
    words = [match[0].rstrip("’'.-") for match in _WORD.finditer(question)]
    telling = [word for word in words if word.lower() not in FUNCTION and word.lower() not in _ASKING]
    found: dict[str, str] = {}
    for word in telling or words:
        bare = word.removesuffix("’s").removesuffix("'s")
        found.setdefault(stem(bare), bare)
    return found


class Topics:
    """Sorts questions by topic, one after another: a question is on the first topic that it shares enough with.

    Enough is more than half of the words of the shorter of the two, the topic standing for the question that began it:
    “Who drives the harbour tram?” is on the topic of “When will the harbour tram run again?”, a “tram museum” is not.
    """

    def __init__(self) -> None:
        self._begun: list[Words] = []
        self._having: dict[str, list[int]] = {}

    def number(self, words: Words) -> int:
        """Of which topic a question is, counted from 0 in the order in which topics came up."""
        shared = Counter(topic for one in words for topic in self._having.get(one, ()))
        for topic, count in sorted(shared.items(), key=lambda one: (-one[1], one[0])):
            if 2 * count > min(len(words), len(self._begun[topic])):
                return topic
        self._begun.append(words)
        for one in words:
            self._having.setdefault(one, []).append(len(self._begun) - 1)
        return len(self._begun) - 1


def topic_name(questions: Sequence[Words]) -> str:
    """`harbour tram`: what most of these questions name, as it stands in the last of them that says most of it."""
    named = Counter(one for words in questions for one in words)
    common = {one for one, count in named.items() if 2 * count > len(questions)}
    fullest = max(reversed(questions), key=lambda words: len(common & words.keys()))
    return " ".join([word for one, word in fullest.items() if one in common or not common][:_NAMED])
