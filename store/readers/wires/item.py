"""An item of a wire: what ninjs, NewsML-G2 and NITF alike say of a story and of what may be done with it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime

from store.article import Draft
from store.readers import fields
from store.readers.correcting import mentions_correction
from store.readers.embargo import end_in_note
from store.readers.errors import NotAnArticleError, NoTextError
from store.readers.tags import withdraws
from store.readers.text import has_words, one_line
from store.readers.wire import find_lead
from store.readers.wires.fragment import Body

WITHHELD = "Withheld by its publisher until a usable version comes."
EMBARGOED = "Under an embargo for which its publisher gives no end."

_KILLS = re.compile(
    r"\b(?:mandatory kill|kill notice|kill (?:the |this )?(?:story|item|article)"
    r"|(?:story|item|article)(?: is| was| has been)? (?:withdrawn|killed|retracted))\b",
    re.IGNORECASE,
)
_PAGE = re.compile(r"https?://[^\s#]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One version of a story as a wire sends it; every text as it stands there, None where nothing does.

    `kind` names the format for messages and for `date_source`, `medium` is what the item is (`text`, `picture`, …).
    `identity` is what all versions have in common: the `uri` of ninjs, the `guid` of NewsML-G2, the `id-string` of
    NITF. `dates` are (name, text), the first of them when the story was published, the last when this version was
    made. `embargo` is `""` where one without end is set. `status` is usable, withheld or canceled. `messages` are the
    notes to editors one by one where there may be more than `note`. `correction` is set where the format itself marks
    one.
    """

    source: str
    kind: str
    medium: str | None = None
    identity: str | None
    headline: str | None
    body: Body
    publisher: str | None = None
    byline: tuple[str, ...] = ()
    located: str | None = None
    section: str | None = None
    language: str | None = None
    dates: tuple[tuple[str, str], ...] = ()
    status: str | None = None
    embargo: str | None = None
    note: str | None = None
    messages: tuple[str, ...] = ()
    correction: bool = False

    def draft(self) -> Draft:
        """The article that this item is. Raises NotAnArticleError.

        A withheld item, or one under an embargo without end, is kept as withdrawn, with a note that says why: it is
        not quoted until a version comes that is usable. A withdrawal often has no text of its own; then its notice,
        else its headline or identity stands for it, so that the story it withdraws is found and taken out of answers.
        """
        status, note = self._standing()
        headline, paragraphs = self.headline, self.body.paragraphs
        if status == "withdrawn":
            headline = headline or self.identity
            paragraphs = paragraphs or (one_line(fields.check_text(self.note or headline or "", "the notice")),)
        if not has_words(paragraphs) and not withdraws(headline or ""):
            what = f" ({self.medium})" if self.medium else ""
            raise NoTextError(f"this {self.kind} item{what} carries no text; index the item that has the story")
        lead = find_lead(paragraphs)
        values: dict[str, object] = {
            "headline": headline,
            "publisher": self.publisher or lead.agency,
            "byline": "; ".join(self.byline),
            "dateline": lead.place or self.located,
            "section": self.section,
            "language": self.language,
            "published": self.dates[0][1] if self.dates else None,
            "updated": self.dates[-1][1] if len({text for _, text in self.dates}) > 1 else None,
            "status": status,
            "embargo": self._embargo(status),
            "note": note,
            "url": self.identity if self.identity and _PAGE.fullmatch(self.identity) else None,
        }
        date_source = f"{self.kind} {self.dates[0][0]}" if self.dates else self.kind
        found = fields.draft(self.source, values, paragraphs, date_source=date_source, captions=self.body.captions)
        return replace(found, identity=self.identity)

    def _embargo(self, status: str) -> str | datetime | None:
        """The embargo that the format marks, else one that a note to editors states; none delays a withdrawal."""
        if self.embargo is not None or status == "withdrawn":
            return self.embargo
        ends = (end_in_note(note) for note in self.messages or (self.note or "",))
        return max(filter(None, ends), default=None)

    def _standing(self) -> tuple[str, str | None]:
        note = self.note or ""
        if self.status == "withheld":
            return "withdrawn", f"{WITHHELD} {note}".strip()
        if self.embargo == "":
            return "withdrawn", f"{EMBARGOED} {note}".strip()
        if self.status == "canceled" or _KILLS.search(note):
            return "withdrawn", note or None
        corrected = self.correction or mentions_correction(note)
        return "corrected" if corrected else "usable", note or None


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What is needed of an item to take its story back, and can often be read where the item itself is not valid."""

    source: str
    kind: str
    identity: object
    status: object
    dates: tuple[tuple[str, str], ...] = ()

    def withdrawal(self, fault: NotAnArticleError) -> Draft:
        """The withdrawal that an item with this `fault` still is. Raises the fault where it is none."""
        if self.status not in ("canceled", "withheld") or not isinstance(self.identity, str) or not self.identity:
            raise fault
        item = Item(
            source=self.source,
            kind=self.kind,
            identity=self.identity,
            headline=None,
            body=Body(),
            dates=self.dates,
            status=str(self.status),
            note=f"Of the item that takes the story back only this could be read: {fault}.",
        )
        try:
            return item.draft()
        except NotAnArticleError:
            raise fault from None
