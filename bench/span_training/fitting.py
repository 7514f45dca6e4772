"""Fitting the span reader: the default encoder's layers, with start and end of an answer on top.

In fp32, and best of a model that was made without dropout, for speed: of the 2.5 s that a step of 32 examples took
on two cores with dropout and bf16, the choice of what to drop was 1.0 s, and torch multiplies no faster in bf16 here;
so it takes 1.2 s.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import torch

from bench.span_training.examples import Example
from store.span_model import PADDED, beside

BATCH = 32
LONGEST = 224
"""Tokens of a question and the words beside it; what is beyond is cut off."""
WARM_UP = 0.06
SORTED = 64
"""Batches that are made together of examples sorted by length, so that little of a batch is padding."""

Tokens = tuple[list[int], list[int], int, int]
"""Ids, segments, and the first and the last token of the answer; both 0, the first token of all, without one."""


def fit(
    model: Any,
    tokenizer: Any,
    examples: Sequence[Example],
    seed: int,
    rate: float,
    steps: int | None,
    tell: Callable[[str], None],
) -> None:
    """Trains the model on each example once, at a rate that rises to `rate` and falls to 0.

    With `steps` it ends after so many, the rate still that of all examples. Its word vectors stay those of the default
    encoder.
    """
    torch.manual_seed(seed)
    order = random.Random(seed)
    tokens = [one for one in (_tokens(tokenizer, example) for example in examples) if one]
    batches = list(_batches(tokens, order))
    model.bert.embeddings.word_embeddings.requires_grad_(False)
    trained = [one for one in model.parameters() if one.requires_grad]
    optimizer = torch.optim.AdamW(trained, lr=rate, weight_decay=0.01)
    warm = int(WARM_UP * len(batches))
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min((step + 1) / (warm + 1), (len(batches) - step) / (len(batches) - warm))
    )
    model.train()
    began, losses = time.monotonic(), []
    for step, batch in enumerate(batches[:steps]):
        losses.append(_step(model, batch, int(tokenizer.pad_token_id), trained, optimizer))
        schedule.step()
        if (step + 1) % 100 == 0:
            mean = sum(losses[-100:]) / 100
            tell(f"{step + 1} of {len(batches)} steps, loss {mean:.3f}, {time.monotonic() - began:.0f} s")
    model.eval()


def _step(model: Any, batch: Sequence[Tokens], padding: int, trained: Sequence[Any], optimizer: Any) -> float:
    longest = -(-max(len(ids) for ids, *_ in batch) // PADDED) * PADDED
    ids = torch.tensor([ids + [padding] * (longest - len(ids)) for ids, *_ in batch])
    mask = torch.tensor([[1] * len(ids) + [0] * (longest - len(ids)) for ids, *_ in batch])
    segments = torch.tensor([parts + [0] * (longest - len(parts)) for _, parts, *_ in batch])
    output = model(input_ids=ids, attention_mask=mask, token_type_ids=segments)
    loss: Any = torch.zeros(())
    for logits, place in ((output.start_logits, 2), (output.end_logits, 3)):
        loss = loss + torch.nn.functional.cross_entropy(logits, torch.tensor([one[place] for one in batch])) / 2
    loss.backward()
    torch.nn.utils.clip_grad_norm_(trained, 1.0)
    optimizer.step()
    optimizer.zero_grad()
    return float(loss.detach())


def _tokens(tokenizer: Any, example: Example) -> Tokens | None:
    text, before = beside(example.headline, example.words)
    encoding = tokenizer(
        example.question, text, truncation="only_second", max_length=LONGEST, return_offsets_mapping=True
    )
    ids, segments = encoding["input_ids"], encoding["token_type_ids"]
    if example.answer is None:
        return ids, segments, 0, 0
    start, end = before + example.answer.start, before + example.answer.end
    inside = [
        place
        for place, (span, part) in enumerate(zip(encoding["offset_mapping"], encoding.sequence_ids(), strict=True))
        if part == 1 and span[0] < end and span[1] > start
    ]
    # An answer that was cut off teaches nothing.
    return (ids, segments, inside[0], inside[-1]) if inside else None


def _batches(tokens: Sequence[Tokens], order: random.Random) -> Iterator[list[Tokens]]:
    batches = []
    for start in range(0, len(tokens), BATCH * SORTED):
        together = sorted(tokens[start : start + BATCH * SORTED], key=lambda one: len(one[0]))
        batches += [together[place : place + BATCH] for place in range(0, len(together), BATCH)]
    order.shuffle(batches)
    yield from batches
