"""A news page saved as text: site chrome, headline, date, captions, story, credit, trust line, footer.

The story is what stands between the head (`page_head`) and the first line that ends a story (`chrome.ends_story`,
or the credit line). Its lines are kept as they are, one a paragraph; a page that was wrapped at a fixed width is
unwrapped first.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from store.article import Draft
from store.readers.chrome import ends_story, is_caption, is_chrome, is_reading_time, is_sentence, opens_aside
from store.readers.errors import NotAnArticleError
from store.readers.page_date import find_dates
from store.readers.page_head import Head, byline_of, find_head
from store.readers.text import blocks, one_line
from store.readers.wire import correction_notice, is_credit, read_lead, reporters, split_credit

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
_WRAPPED_AT = 100  # characters; pages saved one line a paragraph always have longer lines
_WRAPPED_FROM = 55  # characters; a shorter line ended because its text did
_FOOTER_LABELS = 3  # a run of this many labels at the end of a page is its footer


def read_page(source: str, text: str) -> Draft:
    """The draft of a page given as normalised text. Raises NotAnArticleError."""
    lines = _lines(text)
    if not _looks_like_news(lines):
        raise NotAnArticleError(_NO_PAGE)
    head = find_head(lines)
    if head is None:
        raise NotAnArticleError("no line of this page can be its headline; begin the file with a line `Headline: …`")
    story, captions, credits = _story(lines, head)
    body, signed = split_credit(tuple(story))
    if not body:
        raise NotAnArticleError("the page has a headline but no story under it; save the whole page again")
    note = next((found for paragraph in body[:2] if (found := correction_notice(paragraph))), None)
    credited = tuple(dict.fromkeys(name for credit in credits for name in reporters(credit)))
    lead = read_lead(body[0])
    return Draft(
        source=source,
        headline=one_line(head.headline),
        paragraphs=body,
        publisher=_publisher(lines) or lead.agency,
        byline=credited or signed or head.byline,
        dateline=lead.place or head.place,
        section=head.section,
        published=head.published,
        updated=head.updated,
        date_source=head.date_source,
        status="corrected" if note else "usable",
        note=note,
        captions=tuple(dict.fromkeys(captions)),
    )


def _lines(text: str) -> list[str]:
    lines = text.split("\n")
    if "" not in (line.strip() for line in lines[1:-1]) or max(map(len, lines)) > _WRAPPED_AT:
        return [line for block in blocks(lines) for line in block]
    unwrapped: list[str] = []
    for block in blocks(lines):
        previous = ""
        for line in block:
            if len(previous) >= _WRAPPED_FROM and not is_chrome(line) and not find_dates([line]):
                unwrapped[-1] += f" {line}"
            else:
                unwrapped.append(line)
            previous = line
    return unwrapped


def _looks_like_news(lines: Sequence[str]) -> bool:
    return bool(find_dates(lines)) or any(
        is_reading_time(line) or ends_story(line) or is_credit(line) or read_lead(line).agency for line in lines
    )


def _story(lines: Sequence[str], head: Head) -> tuple[list[str], list[str], list[str]]:
    """Paragraphs, captions and credit lines from the head on."""
    marks = {found.at for found in find_dates(lines)}
    story: list[str] = []
    captions: list[str] = []
    credits: list[str] = []
    ended = aside = False
    for at in range(head.start, len(lines)):
        line = lines[at]
        if ends_story(line) or (credits and not is_credit(line)):
            ended = True
            break
        if is_credit(line):
            credits.append(line)
        elif is_caption(line):
            captions.append(line)
        elif opens_aside(line):
            aside = True
        elif is_chrome(line) or (not story and (line == head.headline or at in marks)):
            continue
        elif is_sentence(line) or read_lead(line).agency:
            aside = False
            story.append(line)
        elif not aside and (story or not _belongs_to_head(lines, at)):
            story.append(line)
    return (story if ended or credits else _without_footer(story)), captions, credits


def _belongs_to_head(lines: Sequence[str], at: int) -> bool:
    """Whether a line that is no sentence stands above the story's first sentence: a byline, a label, a summary."""
    if byline_of(lines[at]):
        return True
    following = (line for line in lines[at + 1 :] if not is_caption(line) and not is_chrome(line))
    for line in following:
        if ends_story(line) or is_credit(line):
            return False
        if is_sentence(line):
            return True
    return False


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
