"""A news page saved as text: site chrome, headline, date, captions, story, credit, trust line, footer.

The story is what stands between the head (`page_head`) and the first line that ends a story (`chrome.ends_story`,
or the credit line). Its lines are kept as they are, one a paragraph; a page that was wrapped at a fixed width is
unwrapped first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from store.article import Draft
from store.readers.errors import NotAnArticleError, NoTextError
from store.readers.pages.chrome import (
    ends_story,
    is_caption,
    is_chrome,
    is_copyright,
    is_reading_time,
    is_sentence,
    opens_aside,
)
from store.readers.pages.page_date import find_dates
from store.readers.pages.page_head import Head, byline_of, find_head
from store.readers.standing import is_notice, read_standing
from store.readers.text import blocks, one_line
from store.readers.wire import correction_notice, find_lead, is_credit, read_lead, reporters, split_credit

_NO_PAGE = (
    "this is neither a saved news page nor text with a header; begin it with a line `Headline: …`, "
    "then `Published: …`, a blank line and the text"
)
_COPYRIGHT = re.compile(
    r"(?:copyright\s*)?(?:©|\(c\)|copyright)\s*(?:(?:19|20)\d\d(?:\s*[-–]\s*(?:19|20)?\d\d)?)?,?\s*(?:by\s+)?"
    r"(?P<name>[A-Z][^.©|]{1,50}?)(?:\s+or its\b.*|[.,|]?\s*(?:all rights reserved.*)?)",
    re.IGNORECASE,
)
_LOGO = re.compile(r"(?P<name>[A-Z].{1,40}) logo")
MAX_LINES = 5000  # lines; saved pages have at most some hundreds
_WRAPPED_AT = 100  # characters; pages saved one line a paragraph always have longer lines
_WRAPPED_FROM = 55  # characters; a shorter line ended because its text did
_HEAD_LINES = 8  # lines from a label above the headline to the reading time
_FOOTER_LABELS = 3  # a run of this many labels at the end of a page is its footer


def read_page(source: str, text: str) -> Draft:
    """The draft of a page given as normalised text. Raises NotAnArticleError."""
    lines = _lines(text)
    if len(lines) > MAX_LINES:
        raise NotAnArticleError(
            f"the text has more than {MAX_LINES} lines, too many for one page; split it into articles"
        )
    dates = find_dates(lines)
    if not dates and not _looks_like_news(lines):
        raise NotAnArticleError(_NO_PAGE)
    head = find_head(lines, dates)
    if head is None:
        raise NotAnArticleError("no line of this page can be its headline; begin the file with a line `Headline: …`")
    story, captions, credits = _story(lines, head, {found.at for found in dates})
    body, signed = split_credit((*_notices_above(lines, head), *story))
    standing = read_standing(one_line(head.headline), body)
    body = standing.body
    if not body:
        raise NoTextError("the page has a headline but no story under it; save the whole page again")
    credited = tuple(dict.fromkeys(name for credit in credits for name in reporters(credit)))
    lead = find_lead(body)
    return Draft(
        source=source,
        headline=standing.headline,
        paragraphs=body,
        publisher=_publisher(lines) or lead.agency,
        byline=tuple(dict.fromkeys((*credited, *signed, *head.byline))),
        dateline=lead.place or head.place,
        section=head.section,
        published=head.published,
        updated=head.updated,
        date_source=head.date_source,
        status=standing.status,
        embargo=standing.embargo,
        note=standing.note,
        captions=tuple(dict.fromkeys(captions)),
        tag=standing.tag,
    )


def _lines(text: str) -> list[str]:
    lines = text.split("\n")
    groups = blocks(lines)
    if len(groups) == 1 or len(lines) > MAX_LINES or max(map(len, lines)) > _WRAPPED_AT:
        return [line for group in groups for line in group]
    return [line for group in groups for line in _unwrapped(group)]


def _unwrapped(group: list[str]) -> list[str]:
    found: list[str] = []
    previous = ""
    for line in group:
        if len(previous) >= _WRAPPED_FROM and not is_chrome(line) and not find_dates([line]):
            found[-1] += f" {line}"
        else:
            found.append(line)
        previous = line
    return found


def _looks_like_news(lines: Sequence[str]) -> bool:
    return any(is_reading_time(line) or ends_story(line) or is_credit(line) or read_lead(line).agency for line in lines)


def _story(lines: Sequence[str], head: Head, marks: set[int]) -> tuple[list[str], list[str], list[str]]:
    """Paragraphs, captions and credit lines from the head on."""
    opening = _opening(lines, head.start)
    story: list[str] = []
    captions: list[str] = []
    credits: list[str] = []
    ended = aside = False
    for at in range(head.start, len(lines)):
        line = lines[at]
        if ends_story(line) or (credits and not is_credit(line)):
            ended = not is_copyright(line)
            break
        aside = opens_aside(line) or (aside and not is_sentence(line))
        if is_credit(line):
            credits.append(line)
        elif is_caption(line):
            captions.append(line)
        elif at >= opening and not aside and not is_chrome(line) and (story or at not in marks):
            story.append(line)
    return (story if ended or credits else _without_footer(story)), captions, credits


def _notices_above(lines: Sequence[str], head: Head) -> Iterator[str]:
    """What stands in the head and says that the story is withdrawn, corrected or not to be out yet."""
    for line in lines[max(0, head.start - _HEAD_LINES) : head.start]:
        if is_notice(line) and head.headline not in line:
            yield line


def _opening(lines: Sequence[str], start: int) -> int:
    """Where the story's first sentence stands; what is above it (bylines, labels, a summary) belongs to the head."""
    for at in range(start, len(lines)):
        line = lines[at]
        if ends_story(line) or is_credit(line):
            break
        told = is_sentence(line) or read_lead(line).agency or correction_notice(line)
        # In capitals `STORY WITHDRAWN` looks like somebody's name.
        if is_notice(line) or (told and not is_caption(line) and not is_chrome(line) and not byline_of(line)):
            return at
    return start


def _without_footer(story: list[str]) -> list[str]:
    labels = 0
    while labels < len(story) and len(story[-1 - labels].split()) <= 6 and not is_sentence(story[-1 - labels]):
        labels += 1
    return story[: len(story) - labels] if labels >= _FOOTER_LABELS else story


def _publisher(lines: Sequence[str]) -> str | None:
    """Who publishes the site: from its logo, its copyright line or its trust line."""
    for pattern in (_LOGO, _COPYRIGHT):
        for line in lines:
            if len(line) <= 160 and (found := pattern.fullmatch(line)):
                return one_line(found["name"])
    trusted = any("Thomson Reuters Trust Principles" in line for line in lines if len(line) <= 160)
    return "Reuters" if trusted else None
