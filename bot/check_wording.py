"""A check of a posted quotation in words, the same on a card and in the terminal."""

from __future__ import annotations

from store.quotecheck.check import Change, CheckVerdict, QuoteCheck

VERDICTS: dict[CheckVerdict, str] = {
    "exact": "Real, word for word.",
    "edited": "Real, and edited openly.",
    "elsewhere": "Real words, but not from the source given.",
    "altered": "Not real as posted: altered.",
    "stitched": "Not real as posted: put together.",
    "not_found": "Not found in the coverage.",
}
LIMITS = "It may still have been said: stories that are not in this coverage, or may not be quoted, were not compared."


def change_words(change: Change) -> str:
    """`Posted “40”, the story has “14”.`: one difference, or what a mark of editing stands for. Not escaped."""
    posted, stands = " ".join(change.claimed_text.split()), " ".join(change.archive_text.split())
    if change.mark == "ellipsis":
        return f"“{posted}” leaves out “{stands}”." if stands else f"“{posted}” leaves out nothing."
    if change.mark == "brackets":
        return f"“{posted}” stands for “{stands}”." if stands else f"“{posted}” was put in."
    if not stands:
        return f"Posted “{posted}”, which the story does not have."
    if not posted:
        return f"The story also has “{stands}” there."
    return f"Posted “{posted}”, the story has “{stands}”."


def notes_of(check: QuoteCheck) -> tuple[str, ...]:
    """What has to be said beside the reason, the limits of a no among it. Not escaped."""
    return (*check.notes, LIMITS) if check.verdict == "not_found" and check.coverage.articles else check.notes
