"""The bundled span reader against SQuAD 2.0, on titles that it was not trained on, and the rules beside it; and on near
misses that were kept for it.

    python -m bench.span_reader ../shared/corpora/squad2

Span F1 of the answerable questions, given the passage; how well the margin tells them from the others (AUC: the share
of pairs, one of each kind, in which the answerable one has the higher margin); and F1 of rules and model where a rule
finds its words. The near misses are invented news, and long are their questions of LONG words or more.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.span_training.corpora import KEPT_NEAR_MISSES, near_misses, squad2
from bench.spans import rules_over
from store.bearing import overlap
from store.span_model import BundledSpanModel, SpanModel

LONG = 16


@dataclass(frozen=True, slots=True)
class Marks:
    """What one question gave: the model's margin, and the F1 of model and rules. `ruled`: whether a rule found words.

    Both F1 are 0 without an answer.
    """

    answerable: bool
    margin: float
    f1: float
    rules_f1: float
    ruled: bool


def told_apart(higher: Sequence[float], lower: Sequence[float]) -> float:
    """The share of pairs, one of each, in which the first is higher; a tie counts half."""
    pairs = [(one > other) + (one == other) / 2 for one in higher for other in lower]
    return sum(pairs) / len(pairs) if pairs else 0.0


def _marks(model: SpanModel, folder: Path) -> Iterator[Marks]:
    texts = list(squad2(folder, held_out=True))
    found = rules_over([text.passage for text in texts])
    for text in texts:
        for asked in text.asked:
            [mark] = model.marked(asked.question, [(text.title, text.passage)])
            if not asked.answers:
                yield Marks(False, mark.margin, 0, 0, False)
                continue
            marked = text.passage[mark.span.start : mark.span.end] if mark.span else ""
            f1 = max(overlap(marked, answer)[0] for answer in asked.answers)
            rules = found(asked.question, asked.answers, text.passage)
            yield Marks(True, mark.margin, f1, rules.f1, rules.ruled)


def _near(model: SpanModel) -> Iterator[tuple[int, bool, float]]:
    """Of each near miss how many words it has, whether it is answered, and the margin."""
    for text in near_misses(KEPT_NEAR_MISSES):
        for asked in text.asked:
            [mark] = model.marked(asked.question, [(text.title, text.passage)])
            yield len(asked.question.split()), bool(asked.answers), mark.margin


def main() -> int:
    parser = argparse.ArgumentParser(description="The bundled span reader on titles of SQuAD 2.0 not trained on.")
    parser.add_argument("corpus", type=Path, help="a folder with passages.jsonl and questions.jsonl")
    model = BundledSpanModel()
    found = list(_marks(model, parser.parse_args().corpus))
    answerable = [one for one in found if one.answerable]
    ruled = [one for one in answerable if one.ruled]
    others = [one.margin for one in found if not one.answerable]
    print(f"{'':24} {'n':>5}  model  rules")
    for name, some in (("span F1", answerable), ("  where a rule applies", ruled)):
        f1, rules_f1 = (
            sum(values) / len(some) for values in zip(*((one.f1, one.rules_f1) for one in some), strict=True)
        )
        print(f"{name:24} {len(some):5}  {f1:.3f}  {rules_f1:.3f}")
    print(f"{'no-answer AUC':24} {len(found):5}  {told_apart([one.margin for one in answerable], others):.3f}")
    near = list(_near(model))
    for name, least in (("  of near misses", 0), ("  of long ones", LONG)):
        answered = [margin for words, is_answered, margin in near if is_answered and words >= least]
        seeming = [margin for words, is_answered, margin in near if not is_answered and words >= least]
        print(f"{name:24} {len(answered) + len(seeming):5}  {told_apart(answered, seeming):.3f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
