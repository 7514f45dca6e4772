"""Where the paragraphs and sentences of a text begin and end. Boundaries only: no new strings are made."""

from __future__ import annotations

import re
from collections.abc import Iterator

from store.answer import Span
from store.article import PARAGRAPH_BREAK

MAX_SENTENCE = 1000
"""Characters after which a "sentence" is cut at a space: lists and transcripts without a full stop.
None of 47,710 sentences of 600 news stories is that long."""

_TITLES = frozenset(
    """mr mrs ms mx dr prof rev hon fr sr sra gen gov sen sens rep reps lt col sgt capt cmdr adm maj cpl pvt pres
    supt det insp st mt ft vs nos vol eds approx est dept univ assn bros messrs mme mlle
    jan feb apr jun jul aug sept sep oct nov dec ala ariz calif colo conn fla kan ky
    mich minn mont neb nev okla tenn tex va vt wis wyo e.g i.e cf viz""".split()
)
# These may end a sentence: only a word that plainly opens one makes them do so.
_MAY_END = frozenset(
    """u.s u.k u.n e.u u.s.a u.a.e d.c a.m p.m inc corp co ltd plc jr bros etc ph.d m.d b.c a.d no art fig al ed
    mar ark del ga ill ind la md mass miss mo ore pa wash""".split()
)
_OPENERS = frozenset(
    """the a an he she it they we i you his her its their our this that these those there here in on at but and or
    so yet if when while as after before since although though however meanwhile what who why how where for from
    with by to not no some many most several one two both all another other such""".split()
)
_SPEECH_VERBS = (
    "said|says|asked|asks|added|adds|told|wrote|writes|replied|tweeted|shouted|cried|warned|insisted|"
    "declared|wondered|exclaimed|recalled|responded|joked|argued|continued"
)
_STOP = re.compile(r"[.!?…]+[\"”’')\]»]*(?=\s+\S)|[。！？]+[”’」』）]*(?=\S)")
_ATTRIBUTION = re.compile(rf"\s+(?:[\w.’'-]+\s+){{1,4}}?(?:{_SPEECH_VERBS})\b")
_NEXT_WORD = re.compile(r"\s*[\"“‘'(\[«]*([^\s,.;:!?\"“”]+)")
_LAST_WORD = re.compile(r"([^\s\"“‘(\[]+)$")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")


def paragraph_spans(text: str) -> Iterator[Span]:
    """The spans between blank lines, in order; together with the breaks they cover `text`."""
    start = 0
    while start < len(text):
        end = text.find(PARAGRAPH_BREAK, start)
        end = len(text) if end < 0 else end
        if end > start:
            yield Span(start, end)
        start = end + len(PARAGRAPH_BREAK)


def sentence_spans(text: str, within: Span | None = None) -> list[Span]:
    """The sentences of `text`, or of the part of it given, without the white space between them.

    No sentence crosses a paragraph break; none is longer than MAX_SENTENCE characters.
    """
    bounds = within or Span(0, len(text))
    sentences: list[Span] = []
    for paragraph in paragraph_spans(text):
        start, end = max(paragraph.start, bounds.start), min(paragraph.end, bounds.end)
        if start < end:
            sentences.extend(_in_paragraph(text, start, end))
    return sentences


def _in_paragraph(text: str, start: int, end: int) -> Iterator[Span]:
    begin = start
    for stop in _STOP.finditer(text, start, end):
        if _ends_sentence(text, begin, stop.start(), stop.end(), end):
            yield from _cut_long(text, begin, stop.end())
            begin = stop.end()
    yield from _cut_long(text, begin, end)


def _ends_sentence(text: str, begin: int, mark: int, after: int, end: int) -> bool:
    following = _NEXT_WORD.match(text, after, end)
    if following is None:
        return False
    opener = following[1]
    if opener[0].islower():
        return False
    closed_quote = text[after - 1] in "\"”’'»"
    if closed_quote and _ATTRIBUTION.match(text, after, end):
        return False
    if text[mark] != "." or text[mark : mark + 2] == "..":
        return True
    last = _LAST_WORD.search(text, begin, mark)
    word = last[1].lower().lstrip("(“\"'") if last else ""
    if word in _MAY_END or _INITIALS.fullmatch(word):
        return opener.lower() in _OPENERS
    if word in _TITLES:
        return False
    return not (len(word) == 1 and word.isalpha() and word != "i")


def _cut_long(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while end - start > MAX_SENTENCE:
        cut = max(text.rfind(mark, start, start + MAX_SENTENCE) for mark in (" ", "\n"))
        cut = cut if cut > start else start + MAX_SENTENCE
        yield from _cut_long(text, start, cut)
        start = cut
        while start < end and text[start].isspace():
            start += 1
    if start < end:
        yield Span(start, end)
