"""What stands on a card in place of a quote whose story may not be quoted any more."""

from __future__ import annotations

from bot.escape import escape
from bot.languages import iso_day_words
from bot.layout import clip
from bot.wording import source_date_words
from store.requoting import Lost, Why

_WHY_LOST: dict[Why, str] = {
    "withdrawn": "Withdrawn",
    "removed": "Removed from the coverage",
    "embargoed": "Under embargo",
    "damaged": "No longer in the record as it was quoted",
}


def lost_words(lost: Lost, language: str) -> str:
    """What stands in place of a quote: what became of its story, why, and which story it was. Escaped."""
    by = " by its publisher" if lost.by == "publisher" else ""
    on = f" on {escape(iso_day_words(lost.at, language))}" if lost.at else ""
    facts = [clip(lost.publisher, 60)] if lost.publisher else []
    facts.append(source_date_words(lost.published, language))
    lines = [
        f"**{_WHY_LOST[lost.why]}{by}{on}** — this story was quoted here.",
        *([f"Reason: {clip(lost.note, 300)}"] if lost.note else []),
        f"**{clip(lost.headline, 160) or 'untitled'}**",
        " · ".join(facts),
    ]
    return "\n".join(lines)
