"""The answer spans of the rules against SQuAD's: within a passage that has the answer, no retrieval.

    python -m bench.spans ../shared/corpora/squad2 --half odd

The sentence is the one that the reader picks in the passage. Only questions with an answer count.
"""

from __future__ import annotations

import argparse
import json
import math
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.halves import halves
from bench.records import records
from store.bearing import overlap
from store.dates import SourceDate
from store.features import AskedFor
from store.lexicon import Lexicon
from store.reader import worth_of
from store.sentences import sentence_spans
from store.spans import answer_spans


@dataclass(frozen=True, slots=True)
class Found:
    """What the rules found to a question: the words, whether they are less than the sentence, and how right they are.

    `f1` and `precision` are those of words, 0 to 1, against the accepted answer that fits best.
    """

    question: str
    answers: tuple[str, ...]
    sentence: str
    words: str
    ruled: bool
    f1: float
    precision: float


def rules_over(passages: Sequence[str]) -> Callable[[str, tuple[str, ...], str], Found]:
    """What the rules find to a question, given its accepted answers and one of these passages, in the sentence that the
    reader picks in it."""
    with tempfile.TemporaryDirectory() as empty:
        terms = Lexicon(Path(empty)).terms
    rarity = _rarity([set(terms(text)) for text in passages])

    def found(question: str, answers: tuple[str, ...], text: str) -> Found:
        asked = AskedFor(question, terms(question), rarity, terms, len(passages))
        sentence = max(sentence_spans(text), key=lambda span: worth_of(asked, text[span.start : span.end]))
        spans = answer_spans(question, text, sentence, SourceDate()) or (sentence,)
        words = " ".join(text[span.start : span.end] for span in spans)
        f1, precision = max(overlap(words, answer) for answer in answers)
        return Found(question, answers, text[sentence.start : sentence.end], words, spans != (sentence,), f1, precision)

    return found


def _found(folder: Path, half: str) -> Iterator[Found]:
    passages = {one["id"]: one["text"] for one in records(folder / "passages.jsonl")}
    ruled = rules_over(list(passages.values()))
    even, odd = halves((folder / "questions.jsonl").read_text(encoding="utf-8").splitlines())
    for line in odd if half == "odd" else even:
        one = json.loads(line)
        if not one["impossible"]:
            yield ruled(one["query"], tuple(one["answers"]), passages[one["passage"]])


def _rarity(passages: Sequence[set[str]]) -> Callable[[str], float]:
    having = Counter(term for terms in passages for term in terms)
    return lambda term: math.log((len(passages) + 100) / (having[term] + 2))


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def _row(name: str, found: Sequence[Found]) -> str:
    none = _mean([one.f1 == 0 for one in found])
    f1, precision = _mean([one.f1 for one in found]), _mean([one.precision for one in found])
    return f"{name:22} {len(found):5}  {f1:.3f}  {precision:.3f}  {none:.3f}"


def main() -> int:
    parser = argparse.ArgumentParser(description="Answer spans of the rules on SQuAD 2.0.")
    parser.add_argument("corpus", type=Path, help="a folder with passages.jsonl and questions.jsonl")
    parser.add_argument("--half", choices=("odd", "even"), default="odd")
    parser.add_argument("--each", type=Path, help="write what each question that a rule answered gave")
    wanted = parser.parse_args()
    found = list(_found(wanted.corpus, wanted.half))
    ruled = [one for one in found if one.ruled]
    held = [one for one in ruled if any(answer in one.sentence for answer in one.answers)]
    print(f"{'':22}     n     F1  prec.  no word right")
    print(_row("all", found))
    print(_row("by a rule", ruled))
    print(_row("  sentence has answer", held))
    print(_row("whole sentence", [one for one in found if not one.ruled]))
    if wanted.each:
        lines = (f"{one.f1:.2f}\t{one.question}\t{one.words}\t{one.answers[0]}\t{one.sentence}\n" for one in ruled)
        wanted.each.write_text("".join(sorted(lines)), encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
