"""Plain text with a header: `Headline: …` lines, a blank line, paragraphs."""

from __future__ import annotations

from store.article import Draft
from store.readers import fields
from store.readers.errors import NotAnArticleError
from store.readers.text import paragraphs


def has_header(text: str) -> bool:
    """Whether normalised text begins with a `Key: value` line of a key that we know."""
    first = text.lstrip().split("\n", 1)[0]
    return _key(first) in fields.KEYS


def read_header(source: str, text: str) -> Draft:
    """The draft of normalised text that `has_header`. Raises NotAnArticleError.

    A header line that begins with white space continues the one before it.
    """
    head, _, body = text.lstrip().partition("\n\n")
    lines = head.split("\n")
    blank = next((number for number, line in enumerate(lines) if not line.strip()), None)
    if blank is not None:
        body = "\n".join([*lines[blank:], "", body])
        lines = lines[:blank]
    return fields.draft(source, _values(lines), paragraphs(body), date_source="header")


def _values(lines: list[str]) -> dict[str, object]:
    values: dict[str, str] = {}
    last = ""
    for number, line in enumerate(lines, 1):
        if line[0].isspace() and last:
            values[last] += f" {line.strip()}"
            continue
        key = _key(line)
        if key is None:
            raise NotAnArticleError(
                f"line {number} of the header is not `Key: value`; put a blank line between the header and the text"
            )
        if key in values:
            raise NotAnArticleError(f"line {number} of the header gives `{key[:40]}` a second time; keep one")
        values[key] = line.partition(":")[2].strip()
        last = key
    return dict(values)


def _key(line: str) -> str | None:
    key, colon, _ = line[:60].partition(":")
    key = key.strip().casefold()
    return key if colon and key and all(c.isalnum() or c in " _-" for c in key) else None
