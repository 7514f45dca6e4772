"""The second look: what the span reader marks is underlined, and how sure it is shows a quote or hides it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from store.answer import Answer, Span
from store.core import Library
from store.encoder import SentenceTransformerEncoder
from store.errors import ModelError
from store.fresh import Position
from store.judge import THRESHOLD, confirmed, precedence
from store.query import build_query
from store.second_look import LIKELY, LOOKED
from store.span_model import SHA256, WEIGHTS, BundledSpanModel, Marked, beside
from store.span_weights import read_weights, write_weights
from tests.store.shelf import Shelf
from tests.store.stories import record

CRANE = record(
    "crane",
    "Port buys a crane",
    "The port has bought a floating crane for 3.2 million crowns. It came from a yard in Ostholm, the mayor said. "
    "Its arm is painted red.",
)
BOUGHT = "What has the port bought for 3.2 million crowns?"
"""No rule knows what to underline here."""


class Finger:
    """A model that points at given words, with a given margin, and notes what it was shown."""

    name = "finger"

    def __init__(self, words: str, margin: float, *, ordering: bool = True) -> None:
        self.ordering = ordering
        self._words = words
        self._margin = margin
        self.asked: list[str] = []
        self.shown: list[tuple[str, str]] = []

    def marked(self, question: str, texts: Sequence[tuple[str, str]]) -> list[Marked]:
        self.asked.append(question)
        self.shown += texts
        starts = [words.find(self._words) for _, words in texts]
        found = [Marked(Span(start, start + len(self._words)), self._margin) for start in starts]
        return [mark if start >= 0 else Marked(None, -self._margin) for mark, start in zip(found, starts, strict=True)]


def _asked(shelf: Shelf, finger: Finger, question: str = BOUGHT) -> Answer:
    shelf.index(CRANE)
    with Library(shelf.home, shelf.encoder, lambda: shelf.now, span_model=finger) as library:
        return library.ask(build_query(question))


def _underlined(answer: Answer) -> list[str]:
    [quote] = answer.quotes
    return [CRANE["text"][span.start : span.end] for span in quote.answer_spans]


def test_the_words_that_the_model_is_sure_of_are_underlined(shelf: Shelf) -> None:
    assert _underlined(_asked(shelf, Finger("a floating crane", 6))) == ["a floating crane"]


def test_the_model_is_shown_the_quote_under_its_headline(shelf: Shelf) -> None:
    finger = Finger("a floating crane", 6)
    [quote] = _asked(shelf, finger).quotes
    assert (finger.asked, finger.shown) == ([BOUGHT], [("Port buys a crane", quote.text)])


def test_an_answer_in_another_sentence_than_that_with_the_question_s_words_is_found(shelf: Shelf) -> None:
    assert _underlined(_asked(shelf, Finger("painted red", 6))) == ["painted red"]


@pytest.mark.parametrize(
    ("marked", "underlined"),
    [
        ("3.2 million", "3.2 million crowns"),
        ("3.2 million crowns. It", "3.2 million crowns"),
        ("for 3.2 million crowns", "for 3.2 million crowns"),
        ("has bought a floating crane for 3.2 million crowns", "3.2 million crowns"),
        ("a floating crane", "3.2 million crowns"),
    ],
)
def test_of_a_mark_stays_as_much_as_is_right_and_nothing_of_another_kind(
    marked: str, underlined: str, shelf: Shelf
) -> None:
    asked = "How many crowns has the port paid for a floating crane?"
    assert _underlined(_asked(shelf, Finger(marked, 6), asked)) == [underlined]


def test_a_part_that_is_no_more_than_why_is_not_asked_of_the_model(shelf: Shelf) -> None:
    finger = Finger("a floating crane", 6)
    assert _underlined(_asked(shelf, finger, "What has the port bought and why?")) == ["a floating crane"]
    assert finger.asked == ["What has the port bought"]


def test_of_several_parts_one_may_have_its_answer_from_a_rule_alone(shelf: Shelf) -> None:
    finger = Finger("a floating crane", 6)
    answer = _asked(shelf, finger, "What has the port bought and for how much?")
    assert _underlined(answer) == ["a floating crane", "3.2 million crowns"]


def test_where_a_name_is_asked_for_and_none_is_found_nothing_is_underlined(shelf: Shelf) -> None:
    finger = Finger("nowhere", 3)
    assert _underlined(_asked(shelf, finger, "Who sold the floating crane to the port?")) == []


def test_each_part_of_a_question_is_looked_for(shelf: Shelf) -> None:
    finger = Finger("painted red", 6)
    _asked(shelf, finger, "Who has bought a floating crane and where did it come from?")
    assert finger.asked == ["Who has bought a floating crane", "where did it come from?"]


def test_what_somebody_said_is_left_to_the_first_look(shelf: Shelf) -> None:
    finger = Finger("painted red", 6)
    assert _asked(shelf, finger, "What did the mayor say of the floating crane from Ostholm?").verdict == "answered"
    assert finger.shown == []


def test_where_the_model_sees_no_answer_the_sentence_is_underlined(shelf: Shelf) -> None:
    assert _underlined(_asked(shelf, Finger("painted red", LIKELY - 0.5))) == [
        "The port has bought a floating crane for 3.2 million crowns."
    ]


@pytest.mark.parametrize(("margin", "verdict"), [(-40, "not_in_coverage"), (40, "answered")])
def test_a_quote_in_which_the_model_sees_no_answer_is_not_shown(margin: float, verdict: str, shelf: Shelf) -> None:
    answer = _asked(shelf, Finger("painted red", margin))
    assert answer.verdict == verdict
    assert [mention.headline for mention in answer.nearest] == ([] if answer.quotes else ["Port buys a crane"])


@pytest.mark.parametrize("margin", [-40, 40])
def test_a_topic_asks_nothing_that_a_quote_could_fail_to_answer(margin: float, shelf: Shelf) -> None:
    topic = "floating crane of the port"
    shelf.index(CRANE)
    with Library(shelf.home, shelf.encoder, lambda: shelf.now) as library:
        [before] = library.ask(build_query(topic)).quotes
    [after] = _asked(shelf, Finger("painted red", margin), topic).quotes
    assert after.score == before.score


def test_a_quote_that_the_first_look_is_not_sure_of_is_shown_where_the_model_sees_an_answer(shelf: Shelf) -> None:
    asked = "Which tint did they give the arm?"
    with Library(shelf.home, shelf.encoder, lambda: shelf.now) as library:
        shelf.index(CRANE)
        [before] = library.ask(build_query(asked)).quotes or [None]
    assert before is None
    assert _underlined(_asked(shelf, Finger("red", 9), asked)) == ["red"]


def test_no_quote_is_surer_than_the_surest_of_those_looked_at(shelf: Shelf) -> None:
    stories = [
        record(f"crane-{place}", f"Crane of {place}", f"The port of {place} bought the floating crane. It is {colour}.")
        for place, colour in (("Velm", "red"), ("Torrin", "green"), ("Ostholm", "blue"))
    ]
    shelf.index(*stories)
    asked = build_query("Which port bought the floating crane?")
    with Library(shelf.home, shelf.encoder, lambda: shelf.now) as library:
        before = [quote.score for quote in library.ask(asked).quotes]
    with Library(shelf.home, shelf.encoder, lambda: shelf.now, span_model=Finger("nowhere", 4)) as library:
        *looked, other = (quote.score for quote in library.ask(asked).quotes)
    assert len(looked) == LOOKED
    assert other == max(looked) < min(before)


@pytest.mark.parametrize(("margin", "verdict"), [(-40, "not_in_coverage"), (40, "outside_dates")])
def test_what_is_no_answer_on_a_second_look_is_none_outside_the_asked_days(
    margin: float, verdict: str, shelf: Shelf
) -> None:
    shelf.index(CRANE)
    with Library(shelf.home, shelf.encoder, lambda: shelf.now, span_model=Finger("painted red", margin)) as library:
        assert library.ask(build_query(BOUGHT, until="2001-01-01")).verdict == verdict


@pytest.mark.parametrize(("margin", "news"), [(-40, 0), (40, 2)])
def test_what_is_no_answer_on_a_second_look_is_no_news(margin: float, news: int, shelf: Shelf) -> None:
    shelf.index(CRANE, record("derrick", "Crane doubted", f"{CRANE['text']} The council had wanted a ferry instead."))
    finger = Finger("painted red", margin)
    with Library(shelf.home, shelf.encoder, lambda: shelf.now, span_model=finger) as library:
        found = library.fresh(build_query(BOUGHT), Position(0, shelf.now))
    assert len(finger.shown) == 2
    assert len(found.answer.quotes) + sum(len(quote.also_in) for quote in found.answer.quotes) == news


@pytest.mark.parametrize("first", ["north", "south"])
def test_of_what_is_new_the_surest_on_a_second_look_comes_first(first: str, shelf: Shelf) -> None:
    shelf.index(
        record("north", "Crane of the north", "The northern port bought the floating crane. North it stays for good."),
        record("south", "Crane of the south", "A floating crane is what the southern port bought. South it stays now."),
    )
    with Library(shelf.home, shelf.encoder, lambda: shelf.now, span_model=Finger(first.title(), 4)) as library:
        found = library.fresh(build_query("Which port bought the floating crane?"), Position(0, shelf.now))
    assert found.answer.quotes[0].headline == f"Crane of the {first}"


def test_what_an_older_story_tells_is_no_news_though_only_a_second_look_is_sure_of_it(shelf: Shelf) -> None:
    asked = build_query("Which tint did they give the arm?")
    shelf.index(CRANE)
    with Library(shelf.home, shelf.encoder, lambda: shelf.now, span_model=Finger("red", 9)) as library:
        assert library.fresh(asked, Position(0, shelf.now)).answer.quotes
        seen = library.frontier().position
    shelf.index({**CRANE, "id": "derrick", "publisher": "Coast Sample Daily"})
    with Library(shelf.home, shelf.encoder, lambda: shelf.now, span_model=Finger("red", 9)) as library:
        assert library.fresh(asked, seen).answer.quotes == ()


def test_what_is_not_worth_a_look_is_not_looked_at_again(shelf: Shelf) -> None:
    finger = Finger("painted red", 40)
    assert _asked(shelf, finger, "Who won the chess match in Velm?").verdict == "not_in_coverage"
    assert finger.shown == []


@pytest.mark.parametrize("first", ["north", "south"])
@pytest.mark.parametrize("ordering", [True, False])
def test_the_quote_in_which_the_model_finds_more_comes_first(first: str, ordering: bool, shelf: Shelf) -> None:
    sides = ("north", "south")
    stories = [
        record(side, f"Crane of the {side}", f"The {side}ern port bought the floating crane. {side.title()} it stays.")
        for side in sides
    ]
    shelf.index(*stories)
    finger = Finger(first.title(), 8, ordering=ordering)
    with Library(shelf.home, shelf.encoder, lambda: shelf.now, span_model=finger) as library:
        quotes = library.ask(build_query("Which port bought the floating crane?")).quotes
    with Library(shelf.home, shelf.encoder, lambda: shelf.now) as library:
        before = library.ask(build_query("Which port bought the floating crane?")).quotes
    assert len(before) == len(sides)
    expected = first if ordering else before[0].headline.split()[-1]
    assert quotes[0].headline == f"Crane of the {expected}"


def test_the_surer_of_either_look_the_earlier() -> None:
    by_margin = [precedence(0.3, margin) for margin in (-math.inf, -5, 0, 5, 40)]
    assert by_margin == sorted(set(by_margin))
    by_first = [precedence(first, 0) for first in (0.05, 0.2, 0.5, 0.9)]
    assert by_first == sorted(by_first)


@pytest.mark.parametrize("words", [5, 10])
def test_of_a_short_question_the_margin_decides(words: int) -> None:
    by_margin = [confirmed(0.3, margin, words) for margin in (-math.inf, -5, 0, 5, 40)]
    assert by_margin == sorted(set(by_margin))
    assert by_margin[0] < THRESHOLD < by_margin[-1] < 1
    by_first = [confirmed(first, 0, words) for first in (0.05, 0.2, 0.5, 0.9)]
    assert by_first == sorted(set(by_first))


def test_of_a_question_that_tells_a_story_the_first_look_decides() -> None:
    assert confirmed(0.5, -40, 30) == pytest.approx(confirmed(0.5, 40, 30), abs=0.01)
    assert confirmed(0.5, -40, 30) > THRESHOLD > confirmed(0.1, 40, 30)


def test_headline_and_words_are_parted_again() -> None:
    text, before = beside("Port buys a crane", "It is red.")
    assert text[before:] == "It is red."
    assert beside("", "It is red.") == ("It is red.", 0)


@pytest.mark.parametrize(
    ("question", "headline", "words", "answer"),
    [
        (
            "Which metal is the clock of Torrin made of?",
            "Torrin clock stolen",
            "Thieves took the clock of Torrin on Monday. It is made of bronze and weighs as much as a horse.",
            "bronze",
        ),
        (
            "What did the fishermen of Torrin demand?",
            "Boats stay in port",
            "No boat left on Tuesday. The fishermen of Torrin demand lower fees, and the harbour master refused.",
            "lower fees",
        ),
    ],
)
def test_the_bundled_model_marks_the_words_that_answer(question: str, headline: str, words: str, answer: str) -> None:
    [mark, other] = BundledSpanModel().marked(question, [(headline, words), ("", "The bakery opens at six in winter.")])
    assert mark.span is not None
    assert words[mark.span.start : mark.span.end] == answer
    assert mark.margin > max(0, other.margin)


def test_the_bundled_model_never_marks_the_headline() -> None:
    [mark] = BundledSpanModel().marked("Who won?", [("Karla Brandt won the race in Velm", "It rained.")])
    assert mark.span is None or 0 <= mark.span.start < mark.span.end <= len("It rained.")


def test_weights_are_written_a_byte_each_and_read_within_half_a_step(tmp_path: Path) -> None:
    values = np.random.default_rng(3).normal(size=(5, 40)).astype(np.float32)
    values[2] = 0
    weights = {"layer.weight": values, "layer.bias": values[0], "word_embeddings.weight": values}
    write_weights(weights, tmp_path / "w.safetensors")
    read = read_weights(tmp_path / "w.safetensors")
    assert set(read) == {"layer.weight", "layer.bias"}
    assert np.array_equal(read["layer.bias"], values[0])
    step = np.abs(values).max(axis=1, keepdims=True) / 127
    assert np.all(np.abs(read["layer.weight"] - values) <= step / 2 + 1e-7)


def test_the_weights_that_ship_are_the_known_ones_and_others_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert SHA256 in (WEIGHTS.parent / "span_reader.md").read_text(encoding="utf-8")
    changed = tmp_path / "span_reader.safetensors"
    changed.write_bytes(WEIGHTS.read_bytes()[:-1] + b"\0")
    monkeypatch.setattr("store.span_model.WEIGHTS", changed)
    with pytest.raises(ModelError, match="are not the known ones; reinstall Dateline"):
        BundledSpanModel().marked(BOUGHT, [("", "It rained.")])


def test_warming_a_library_loads_the_bundled_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("store.span_model.WEIGHTS", tmp_path / "gone")
    with (
        Library(tmp_path, SentenceTransformerEncoder(), span_model=BundledSpanModel()) as library,
        pytest.raises(ModelError, match="cannot be read; reinstall Dateline"),
    ):
        library.warm()
