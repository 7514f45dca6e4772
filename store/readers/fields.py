"""The metadata keys that Markdown, plain text and JSON Lines share, checked and made into a draft.

headline|title · publisher · byline|author|authors · dateline · section · language · published|date · updated ·
status · embargo · note|correction · url. Keys are compared without regard to case. Others are ignored, except
those that look like a standing under a wrong name: an article must not go out because of a spelling.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta

from store.article import Draft, Status
from store.dates import UNDATED, SourceDate, read_date
from store.readers.errors import NotAnArticleError, NoTextError
from store.readers.standing import Standing, read_standing
from store.readers.text import has_words, one_line
from store.readers.wire import BETWEEN_NAMES, find_lead, split_credit

HEADLINE, BYLINE, PUBLISHED, NOTE = (
    ("headline", "title"),
    ("byline", "author", "authors"),
    ("published", "date"),
    ("note", "correction"),
)
KEYS = frozenset(HEADLINE + BYLINE + PUBLISHED + NOTE) | {
    *("publisher", "dateline", "section", "language", "updated", "status", "embargo", "url")
}
_LOOKS_LIKE_STANDING = re.compile(
    r".*(?:embargo|withdraw|retract).*|kill(?:ed)?|(?:pub|publication|publishing|article|story|news)[ _-]?status"
)
_HALF_PAIR = re.compile("[\ud800-\udfff]")
_MAX_DATE = 80  # characters; longer than any date, and dateparser is slow on long text
_YEARS = range(1600, 2201)


def draft(
    source: str,
    values: Mapping[str, object],
    body: tuple[str, ...],
    *,
    date_source: str,
    captions: tuple[str, ...] = (),
) -> Draft:
    """A draft from metadata `values` (keys lower-case) and a body. Raises NotAnArticleError.

    Without a `published` that can be read the draft is undated, and `date_source` keeps the text that could not
    be read. `body` loses the credit lines at its end; they fill the byline where none is given, as the opening
    of the body fills a missing dateline.
    """
    for key, value in values.items():
        if key not in KEYS and value not in (None, "", False) and _LOOKS_LIKE_STANDING.fullmatch(key):
            raise NotAnArticleError(f"the key {_shown(key)} is not known; write `status:` or `embargo:` instead")
    headline = _line(values, *HEADLINE)
    if headline is None or not has_words([headline]):
        raise NotAnArticleError("the headline is missing; add one under the key `headline`")
    body, reporters = split_credit(body)
    standing = read_standing(headline, body, embargo=_embargo(values))
    body, status = standing.body, _status(values, standing)
    if not has_words(body):
        raise NoTextError("there is a headline but no text; add the article's paragraphs")
    published, unreadable = _published(values)
    return Draft(
        source=source,
        headline=standing.headline,
        paragraphs=body,
        publisher=_line(values, "publisher"),
        byline=_byline(values) or reporters,
        dateline=_line(values, "dateline") or find_lead(body).place,
        section=_line(values, "section"),
        language=_line(values, "language"),
        published=published,
        updated=_updated(values),
        date_source=unreadable or (date_source if published.text else None),
        status=status,
        embargo=standing.embargo,
        note=_line(values, *NOTE) or standing.note,
        url=_line(values, "url"),
        captions=captions,
        tag=standing.tag,
    )


def check_text(text: str, what: str) -> str:
    """`text` unchanged. Raises NotAnArticleError where it holds a NUL or half of a surrogate pair."""
    if "\0" in text:
        raise NotAnArticleError(f"{what} holds a NUL character; remove it")
    if _HALF_PAIR.search(text):
        raise NotAnArticleError(
            f"{what} holds half of a surrogate pair (\\ud800 to \\udfff); write the character itself"
        )
    return text


def unreadable_date(text: str) -> str:
    """The `date_source` of an article whose date text is there but gives no date."""
    return f"unreadable: {one_line(text)[:_MAX_DATE]}"


def _value(values: Mapping[str, object], *keys: str) -> object:
    return next((values[key] for key in keys if values.get(key) not in (None, "")), None)


def _line(values: Mapping[str, object], *keys: str) -> str | None:
    value = _value(values, *keys)
    if value is None:
        return None
    if not isinstance(value, str):
        raise NotAnArticleError(f"`{keys[0]}` must be text; put it in quotes")
    return one_line(check_text(value, f"`{keys[0]}`")) or None


def _byline(values: Mapping[str, object]) -> tuple[str, ...]:
    value = _value(values, *BYLINE)
    if value is None:
        return ()
    if isinstance(value, str):
        line = one_line(check_text(value, "`byline`"))
        names = BETWEEN_NAMES.split(re.sub(r"^by\s+", "", line, flags=re.IGNORECASE))
    elif isinstance(value, (list, tuple)) and all(isinstance(name, str) for name in value):
        names = [one_line(check_text(name, "`byline`")) for name in value]
    else:
        raise NotAnArticleError("`byline` must be a name or a list of names")
    return tuple(dict.fromkeys(name.strip() for name in names if name.strip()))


def _published(values: Mapping[str, object]) -> tuple[SourceDate, str | None]:
    text = _date_text(values, *PUBLISHED)
    if text is None:
        return UNDATED, None
    found = _read(text)
    return found, None if found.text else unreadable_date(text)


def _updated(values: Mapping[str, object]) -> SourceDate:
    text = _date_text(values, "updated")
    return UNDATED if text is None else _read(text)


def _read(text: str) -> SourceDate:
    try:
        return read_date(text) if len(text) <= _MAX_DATE else UNDATED
    except (ValueError, OverflowError):
        return UNDATED


def _date_text(values: Mapping[str, object], *keys: str) -> str | None:
    value = _value(values, *keys)
    if value is None:
        return None
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return format(value, ".17g")
    if not isinstance(value, str):
        raise NotAnArticleError(f"`{keys[0]}` must be a date such as 2013-03-25 or 2013-03-25T23:37")
    return one_line(check_text(value, f"`{keys[0]}`")) or None


def _status(values: Mapping[str, object], standing: Standing) -> Status:
    """The gravest of what the metadata and the text say."""
    text = _line(values, "status")
    corrected: Status = "corrected" if _value(values, "correction") else "usable"
    match text.casefold() if text else corrected:
        case "usable":
            return standing.status
        case "corrected":
            return "withdrawn" if standing.status == "withdrawn" else "corrected"
        case "withdrawn":
            return "withdrawn"
        case "embargoed" if standing.embargo is not None:
            return standing.status
        case "embargoed":
            raise NotAnArticleError("`status: embargoed` names no end; write `embargo: 2013-03-25T18:00Z` instead")
    raise NotAnArticleError(f"the status {_shown(text or '')} is not known; write usable, corrected or withdrawn")


def _embargo(values: Mapping[str, object]) -> datetime | None:
    value = _value(values, "embargo")
    if value is None:
        return None
    moment = value if isinstance(value, datetime) else None
    if isinstance(value, str) and re.match(r"\d{4}-\d\d-\d\d[T ]\d", value.strip()):
        try:
            moment = datetime.fromisoformat(value.strip())
        except ValueError:
            moment = None
    if moment is None or moment.year not in _YEARS:
        raise NotAnArticleError("the embargo cannot be read; write a moment such as 2013-03-25T18:00+01:00")
    moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    # The record keeps minutes; cut to one, an embargo would end too soon.
    over = timedelta(seconds=moment.second, microseconds=moment.microsecond)
    return moment - over + timedelta(minutes=1) if over else moment


def _shown(text: str) -> str:
    return ascii(one_line(text)[:40])
