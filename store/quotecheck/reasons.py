"""What a check says in words: its one-sentence reason, and what else a reader has to know."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from store.answer import Quote
from store.quotecheck.alignment import Alignment, Difference
from store.quotecheck.edits import Element, slices_of
from store.quotecheck.rules import FEW, faults, leaves_out_negation
from store.quotecheck.tokens import DASHES, QUOTE_MARKS, tokens_of
from store.wording import counted, iso_day_words

UNKNOWN_ADDRESS = "The address given is not in the archive, so its own text was not compared."
CUT = "The quotation is long; only its beginning was checked."
_COMMON = "So few words may stand in other stories by chance."
_QUOTES = re.compile(f"[{re.escape(QUOTE_MARKS)}]")
_DASH = re.compile(f"[{re.escape(DASHES)}]+")
_SPACE = re.compile(r"\s+")


def exact_reason(copies: int) -> str:
    if not copies:
        return "Every word stands in this story."
    return f"Every word stands in this story, and in {copies:,} {'other' if copies == 1 else 'others'}."


def edited_reason(differences: Sequence[Difference]) -> str:
    marks = {difference.mark for difference in differences}
    how = {
        frozenset({"ellipsis"}): "the ellipsis leaves words out",
        frozenset({"brackets"}): "the words in [brackets] are the poster’s",
    }.get(frozenset(mark for mark in marks if mark), "words are left out, and those in [brackets] are the poster’s")
    return f"Every other word stands in this story, in this order; {how}."


def elsewhere_reason(missed: Sequence[str]) -> str:
    return f"The words are in the archive, but not as given: the message names {' and '.join(missed)}."


def altered_reason(alignment: Alignment) -> str:
    wrong = faults(alignment)
    if not wrong:
        return "The words are of this story, but the marks of editing leave too little of it."
    count = sum(difference.words for difference in wrong if not _same_letters(difference))
    if count == 0:
        return "The words are those of this story, but capital letters or punctuation differ."
    return f"Close to this story, but {counted(count, 'word')} {'differs' if count == 1 else 'differ'}."


def stitched_reason(pieces: int, stories: int, *, marked: bool) -> str:
    where = "one story" if stories == 1 else f"{stories} stories"
    how = "further apart than an ellipsis may reach" if marked else "with nothing to say so"
    return f"The words were put together from {pieces} places in {where}, {how}."


def not_found_reason(words: int, *, in_headline: bool) -> str:
    if in_headline:
        return "These are words of a headline; no story that may be quoted has them in its text."
    if words < FEW:
        return (
            f"No story that may be quoted has these words; fewer than {FEW} are too few to tell what is close to them."
        )
    return "No story that may be quoted has these words."


def notes_on(claim: str, elements: Sequence[Element], alignment: Alignment, quote: Quote, text: str) -> Iterator[str]:
    """What has to be said beside words that are real; `text` is that of the version quoted."""
    styles = list(_styles(claim, alignment, text))
    if styles:
        yield f"Not as in the story: {', '.join(styles)}."
    for difference in alignment.differences:
        if leaves_out_negation(difference):
            yield "Among the words left out there is a “not” or the like; read what stands there."
            break
    if sum(word.token.word for slice_ in slices_of(elements) for word in slice_) < FEW:
        yield _COMMON
    if quote.later:
        yield until_note(quote)


def until_note(quote: Quote) -> str:
    """That a version was replaced, and when: for a quote whose `later` is set."""
    assert quote.later is not None
    how = "corrected" if quote.later.status == "corrected" else "updated"
    when = f" on {iso_day_words(quote.later.on.text)}" if quote.later.on.text else ""
    return f"The story had these words until it was {how}{when}; they are no longer in it."


def _styles(claim: str, alignment: Alignment, text: str) -> Iterator[str]:
    pairs = [(claim[ours.start : ours.end], text[theirs.start : theirs.end]) for ours, theirs in alignment.runs]
    if alignment.loosened:
        yield "the case of the first letter"
    for words, form in (("quotation marks", _QUOTES), ("dashes", _DASH), ("white space", _SPACE)):
        if any(form.findall(ours) != form.findall(theirs) for ours, theirs in pairs):
            yield words
    if not alignment.runs:
        return
    ours, theirs = alignment.runs[-1]
    ending, stands = claim[ours.end :].strip(QUOTE_MARKS + " "), text[theirs.end :].lstrip(QUOTE_MARKS)
    if ending and not stands.startswith(ending):
        goes_on = tokens_of(stands[:40])[:1]
        yield f"the “{ending}” at the end" + (
            " (the sentence goes on)" if goes_on and goes_on[0].key not in ".!?" else ""
        )


def _same_letters(difference: Difference) -> bool:
    """Whether only the case of letters and signs differ."""
    ours, theirs = ("".join(filter(str.isalnum, "".join(keys))).casefold() for keys in difference.keys)
    return ours == theirs
