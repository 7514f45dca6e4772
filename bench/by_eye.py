"""Print attributions or resolved dates of an indexed archive, picked by chance, for somebody to read and to judge.

    python -m bench.by_eye speakers --home data --sample 100 --seed 7

`speakers` are sentences of speech with a speaker, `unnamed` those without one, `dates` those with a resolved date. Each
comes from another story, with the paragraph before it where one is.
"""

from __future__ import annotations

import argparse
import random
from collections.abc import Callable, Iterator
from pathlib import Path

from store.answer import Span
from store.archive import Archive
from store.article import Version
from store.dating.when import resolve
from store.sentences import paragraph_spans, sentence_spans
from store.speech import speaker_of

Told = Callable[[Version, Span], str | None]
"""What is to be judged of a sentence; None where there is nothing."""


def speakers(version: Version, sentence: Span) -> str | None:
    """Who says it."""
    return speaker_of(version, sentence.start, sentence.end).speaker


def unnamed(version: Version, sentence: Span) -> str | None:
    """That nobody is named for it where it is direct speech."""
    speech = speaker_of(version, sentence.start, sentence.end)
    return "nobody" if speech.kind == "speech" and speech.speaker is None else None


def dates(version: Version, sentence: Span) -> str | None:
    """The expressions in it and what each means."""
    found = resolve(version.text, sentence.start, sentence.end, version.published)
    return ", ".join(f"{version.text[one.start : one.end]} = {one.resolved}" for one in found) or None


TOLD: dict[str, Told] = {"speakers": speakers, "unnamed": unnamed, "dates": dates}


def sampled(archive: Archive, told: Told, sample: int, seed: int) -> Iterator[tuple[Version, Span, str]]:
    """So many sentences of which there is something to judge, each of another story; fewer where there are no more."""
    chance = random.Random(seed)
    stories = archive.article_ids()
    chance.shuffle(stories)
    for article_id in stories:
        if not sample:
            return
        version = archive.versions(article_id)[-1]
        sentences = list(sentence_spans(version.text))
        chance.shuffle(sentences)
        judged = ((sentence, told(version, sentence)) for sentence in sentences)
        found = next(((sentence, words) for sentence, words in judged if words), None)
        if found:
            sample -= 1
            yield version, *found


def shown(version: Version, sentence: Span, words: str) -> str:
    """The sentence between « and » in its paragraph, after the one before that, with its day and what is told of it."""
    paragraphs = list(paragraph_spans(version.text))
    place = next(n for n, one in enumerate(paragraphs) if one.overlaps(sentence))
    begin, end = paragraphs[max(0, place - 1)].start, paragraphs[place].end
    text = version.text
    marked = f"{text[begin : sentence.start]}«{text[sentence.start : sentence.end]}»{text[sentence.end : end]}"
    return f"{version.published.text}  {version.headline}\n{marked.strip()}\n→ {words}\n"


def main() -> int:
    parser = argparse.ArgumentParser(description="Print attributions or dates, picked by chance, to be read by eye.")
    parser.add_argument("what", choices=TOLD)
    parser.add_argument("--home", type=Path, default=Path("data"))
    parser.add_argument("--sample", type=int, default=100)
    parser.add_argument("--seed", type=int, default=7)
    wanted = parser.parse_args()
    archive = Archive(wanted.home)
    for number, found in enumerate(sampled(archive, TOLD[wanted.what], wanted.sample, wanted.seed), start=1):
        print(f"{number}. {shown(*found)}")
    archive.close()
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
