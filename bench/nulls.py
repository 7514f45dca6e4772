"""How many questions are declined, by their type: MultiHop-RAG's over its facts, of which some have no answer there.

    python -m bench.nulls ../shared/corpora/multihoprag_500

The facts of one story become one article of a temporary data folder.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from bench.home import indexed
from bench.records import records

NULL = "null_query"


def main() -> int:
    parser = argparse.ArgumentParser(description="Declined questions, type by type.")
    parser.add_argument("corpus", type=Path, help="a folder with facts.jsonl and questions.jsonl")
    parser.add_argument("--each", type=Path, help="write what each question gave, JSON Lines")
    wanted = parser.parse_args()
    questions = wanted.corpus / "questions.jsonl"
    types = {one["id"]: one["type"] for one in records(questions)}
    asked, declined = Counter[str](), Counter[str]()
    with indexed(_stories(wanted.corpus / "facts.jsonl")) as library:
        evaluation = library.evaluate(questions)
    for outcome in evaluation.every:
        asked[types[outcome.question.id]] += 1
        declined[types[outcome.question.id]] += not outcome.answer.quotes
    if wanted.each:
        wanted.each.write_text("".join(evaluation.lines()), encoding="utf-8")
    print(f"{'type':18} asked  declined")
    for kind in sorted(asked, key=lambda kind: (kind != NULL, kind)):
        print(f"{kind:18} {asked[kind]:5}  {declined[kind]:5} ({declined[kind] / asked[kind]:.2f})")
    return 0


def _stories(facts: Path) -> Iterator[dict[str, object]]:
    """A record for each story: the facts of one URL, in their order, are its paragraphs."""
    of_story: dict[str, list[dict[str, str]]] = {}
    for fact in records(facts):
        of_story.setdefault(fact["url"], []).append(fact)
    for url, found in of_story.items():
        first = found[0]
        yield {
            "id": first["id"],
            "headline": first["title"],
            "publisher": first["source"],
            "published": first["published"],
            "url": url,
            "text": "\n\n".join(dict.fromkeys(fact["text"] for fact in found)),
        }


if __name__ == "__main__":
    raise SystemExit(main())
