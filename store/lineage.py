"""Lineage: of which article a draft is a version, and where among the versions of that article it stands.

The same URL, or without one the same source, is the same article. Beyond that a wire sends `UPDATE 1-`,
`CORRECTED-` or `WITHDRAWN-` under a new name: such a draft joins the story of the same publisher that has the same
headline, or, where the headline changed with the story, much the same text. A later story that only shares a standing
headline with it (`Morning briefing`), unmarked or counted from one again, is a story of its own.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, func, select

from store import schema
from store.article import SUMMARY, Draft, Version, first_read
from store.copies import likeness, shared, sketch
from store.dates import SourceDate
from store.rows import version_of

DAYS = 7
"""A wire corrects, updates or withdraws a story within days; later the same headline is another story."""
SAME_STORY = 0.3
"""Likeness from which two texts of one publisher, one of them marked as a new version, are one story. An update keeps
half of the words and more; two stories of one desk on one matter shared under a tenth in the news quiz."""
_OTHER_STORY = 0.1
"""Share of the shorter text under which two texts tell of two things; the formulas of one desk are less."""
_MOST_COMPARED = 200  # stories of one publisher in the days around; each is read and sketched, about 1 ms

_WORDS = re.compile(r"\w+")
_QUOTED = re.compile(r"[“\"]([^“”\"]{8,200})[”\"]")
_TAKES_BACK = re.compile(r"\b(?:with(?:draw|drew)|retract|kill)", re.IGNORECASE)
_UPDATE = re.compile(r"(UPDATE|WRAPUP) (\d+)")
_NOT_AN_UPDATE = 1000  # rank of CORRECTED, REFILE …: after any update that came in the same minute
_WITHDRAWN = 2000  # rank of a withdrawal: behind everything of its time, or a story that was taken back would speak
_REVISED = ("corrected", "withdrawn")  # statuses that only a later version has


def kin_of(publisher: str | None, headline: str) -> str:
    """What the versions of one story share while its headline stays: 32 hex digits of publisher and words."""
    name = "\n".join([(publisher or "").casefold(), " ".join(_WORDS.findall(headline.casefold()))])
    return hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def kin_of_draft(draft: Draft) -> str:
    """The kin of a draft; that of the headline that it names, where it is a notice that withdraws a story."""
    return kin_of(draft.publisher, next(_named(draft), draft.headline))


def find_story(connection: Connection, draft: Draft) -> str | None:
    """The id of the article whose story a draft tells again under another URL or source; None for a story of its own.

    Either the draft or what is stored has to be marked as a version: two stories that only share a headline
    (`Morning briefing`) are two stories.
    """
    table = schema.versions.c
    kin = [kin_of(draft.publisher, name) for name in (draft.headline, *_named(draft))]
    marked = [] if _is_marked(draft) else [_was_marked(draft)]
    stored = _stored(connection, table.kin.in_(kin), *marked)
    near = sorted((apart, version.article_id) for version in stored if (apart := _days_apart(draft, version)) <= DAYS)
    for article_id in dict.fromkeys(article_id for _, article_id in near):
        if not _is_another(draft, lineage_of(connection, article_id)):
            return article_id
    return _most_alike(connection, draft, marked)


def lineage_of(connection: Connection, article_id: str) -> list[Version]:
    """The versions of an article in the order of its lineage; empty where it is not there."""
    table = schema.versions
    rows = select(table).where(table.c.article_id == article_id).order_by(table.c.place)
    return [version_of(row) for row in connection.execute(rows).mappings()]


def withdrawal_times(connection: Connection, versions: Sequence[Version]) -> dict[int, SourceDate]:
    """When each withdrawal among the versions of an article was recorded, to the minute, by its number."""
    withdrawn = [version for version in versions if version.status == "withdrawn"]
    if not withdrawn:
        return {}
    log, numbers = schema.changes.c, [version.number for version in withdrawn]
    first = select(log.number, func.min(log.at).label("at")).group_by(log.number)
    rows = first.where((log.article_id == withdrawn[0].article_id) & log.number.in_(numbers))
    found = {row.number: datetime.fromisoformat(row.at) for row in connection.execute(rows)}
    return {number: SourceDate(at.isoformat(timespec="minutes")) for number, at in found.items()}


def place_of(draft: Draft, versions: Sequence[Version], read: Mapping[int, SourceDate]) -> int:
    """Where a draft belongs among the versions of its article: the index it is to have, oldest first.

    A withdrawal is news about all that is there, whatever its date: wires send it under that of the story. Anything
    else stands behind any summary; by time as far as the sources give it; at the same time in the order of updates;
    otherwise behind what was there, but behind a withdrawal only where it is dated after that. A file or page that is
    read again is never put before its own earlier content. `read` is `withdrawal_times` of the article.
    """
    if draft.status == "withdrawn":
        return len(versions)
    place = 0
    for at, version in enumerate(versions):
        if version.source == draft.source or not _later(version, _since(at, versions, read), draft):
            place = at + 1
    return place


def _is_marked(draft: Draft) -> bool:
    """Whether a draft says that it is a version of a story: by its wire tag, or by its status alone.

    A status counts only where nothing else tells which story it is about.
    """
    return draft.tag not in (None, SUMMARY) or (_is_nameless(draft) and draft.status in _REVISED)


def _was_marked(draft: Draft) -> ColumnElement[bool]:
    table = schema.versions.c
    tagged = table.tag.is_not(None) & (table.tag != SUMMARY)
    return tagged | (table.url.is_(None) & table.status.in_(_REVISED)) if _is_nameless(draft) else tagged


def _is_nameless(draft: Draft) -> bool:
    return draft.url is None and draft.identity is None


def _named(draft: Draft) -> Iterator[str]:
    """The headlines in a notice such as `The story headlined “…” is withdrawn.`"""
    if draft.status == "withdrawn":
        for paragraph in draft.paragraphs[:2]:
            if _TAKES_BACK.search(paragraph):
                yield from _QUOTED.findall(paragraph)


def _is_another(draft: Draft, versions: Sequence[Version]) -> bool:
    """Whether a draft and the article of these versions share their headline and nothing else.

    That the text is another is not enough: an update may be written anew, and a withdrawal has hardly any.
    """
    if draft.status == "withdrawn":
        return False
    anew = _begins_anew(draft, versions) or _begins_anew(versions[0], [draft])
    return anew and all(shared(draft.text, version.text) < _OTHER_STORY for version in versions)


def _begins_anew(later: Draft | Version, earlier: Sequence[Draft | Version]) -> bool:
    """Whether one was published after all others, and does not say that it is a version of what was there."""
    if later.status != "usable" or any(_compared(later.published, one.published) <= 0 for one in earlier):
        return False
    return later.tag in (None, SUMMARY) or any(_counts_again(later.tag, one.tag) for one in earlier)


def _counts_again(tag: str | None, before: str | None) -> bool:
    """Whether an update's number is not above that of one before it: `WRAPUP 1` on the day after `WRAPUP 1`."""
    one, other = _UPDATE.fullmatch(tag or ""), _UPDATE.fullmatch(before or "")
    return one is not None and other is not None and one[1] == other[1] and int(one[2]) <= int(other[2])


def _most_alike(connection: Connection, draft: Draft, marked: Sequence[ColumnElement[bool]]) -> str | None:
    day = draft.published.day
    if day is None or not draft.paragraphs:
        return None
    table = schema.versions.c
    first, last = day - timedelta(days=DAYS), day + timedelta(days=DAYS + 1)
    around = (table.published >= first.isoformat()) & (table.published < last.isoformat())
    stored = _stored(connection, table.publisher.is_not_distinct_from(draft.publisher), around, *marked)
    own = sketch(draft.text)
    found = [(likeness(own, sketch(version.text)), version.article_id) for version in stored]
    best = max(found, default=(0.0, ""))
    return best[1] if best[0] >= SAME_STORY else None


def _stored(connection: Connection, *conditions: ColumnElement[bool]) -> list[Version]:
    table = schema.versions
    rows = select(table).where(*conditions).order_by(table.c.published.desc(), table.c.article_id)
    return [version_of(row) for row in connection.execute(rows.limit(_MOST_COMPARED)).mappings()]


def _days_apart(draft: Draft, version: Version) -> int:
    ours, theirs = draft.published.day, version.published.day
    # Nothing speaks against a story without a date.
    return abs((ours - theirs).days) if ours and theirs else 0


def _since(at: int, versions: Sequence[Version], read: Mapping[int, SourceDate]) -> SourceDate:
    """When a version began to stand: as its source says, or, for a withdrawal under a date not its own, when read.

    It took back what stands before it, so that its date is its own only where none of that is dated as late.
    """
    said = first_read(versions[at])
    if versions[at].status != "withdrawn":
        return said
    before = [first_read(version) for version in versions[:at] if version.status != "withdrawn"]
    own = said.text is not None and all(one.text is None or _compared(said, one) > 0 for one in before)
    return said if own else read.get(versions[at].number, said)


def _later(stored: Version, since: SourceDate, draft: Draft) -> bool:
    """Whether a stored version, which stands `since` then, plainly came after the draft; a withdrawal, if it may."""
    if stored.tag == SUMMARY:
        return False  # whatever it is dated: any version has more
    ours = first_read(draft)
    if since.text is None or ours.text is None:
        return stored.status == "withdrawn"
    return (_compared(since, ours) or _rank(stored) - _rank(draft)) > 0


def _compared(one: SourceDate, other: SourceDate) -> float:
    """Above zero where one date is the later, below where the other is; zero for the same time, or none to compare."""
    if not (one.moment and other.moment and one.day and other.day):
        return 0
    # A day has no clock time to compare: the same day is the same time.
    if one.precision == other.precision == "minute":
        return (one.moment - other.moment).total_seconds()
    return (one.day - other.day).days


def _rank(version: Draft | Version) -> int:
    if version.status == "withdrawn":
        return _WITHDRAWN
    update = _UPDATE.fullmatch(version.tag or "")
    if update:
        return int(update[2])
    return _NOT_AN_UPDATE if version.tag else 0
