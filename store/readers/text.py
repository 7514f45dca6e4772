"""From bytes to text, strictly, and from text to paragraphs.

What is changed on the way to the canonical text, and nothing else: line endings (also vertical tab, form feed,
U+0085, U+2028) become a newline, U+2029 a blank line; soft hyphens, which no reader sees, go, and with one the line
end that it stands at; edges of paragraphs are stripped; a line break inside a paragraph becomes one space. Spaces
inside a line stay as they are.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Sequence

from store.readers.charset import decode_declared
from store.readers.document import Document
from store.readers.errors import NotAnArticleError

# One story is far below this; a longer file is not one, and Markdown parsing is not linear in hostile input.
MAX_ARTICLE_BYTES = 2_000_000
_LINE_ENDS = ("\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028")
_SOFT_HYPHEN = "\u00ad"
_HYPHENATED = re.compile(rf"{_SOFT_HYPHEN}(?:[ \t]*\n[ \t]*(?=[^\W\d_]))?")
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read_text(document: Document) -> str:
    """The whole text of a one-article document, line ends normalised. Raises NotAnArticleError and OSError."""
    data = document.read(MAX_ARTICLE_BYTES)
    if data is None:
        limit = MAX_ARTICLE_BYTES // 1_000_000
        raise NotAnArticleError(f"the file is larger than {limit} MB, too long for one article; split it into articles")
    text = normalise(decode(data) if document.charset is None else decode_declared(data, document.charset))
    if not text.strip():
        raise NotAnArticleError("the file is empty; delete it, or save the article into it again")
    return text


def decode(data: bytes, start: int = 0) -> str:
    """UTF-8 (or UTF-16 where a byte order mark says so), decoded strictly and without NUL.

    `start` is where `data` stands in its file, so that the message of a NotAnArticleError names the right byte.
    """
    utf16 = data.startswith(_UTF16)
    try:
        text = data.decode("utf-16" if utf16 else "utf-8-sig")
    except UnicodeDecodeError as error:
        # utf-8-sig counts from behind the mark that it took off.
        at = start + error.start + (3 if not utf16 and data.startswith(codecs.BOM_UTF8) else 0)
        encoding = "UTF-16" if utf16 else "UTF-8"
        raise NotAnArticleError(f"byte {at} is not {encoding} text; save the file as UTF-8") from None
    if "\0" in text:
        at = start + data.index(b"\0")
        raise NotAnArticleError(
            f"there is a NUL at or after byte {at}, so this is not a text file; save it as UTF-8 text"
        )
    return text


def normalise(text: str) -> str:
    """Every line end as a newline, no byte order mark at the front, no soft hyphen anywhere."""
    text = text.removeprefix("\ufeff")
    # One search each is many times faster than a pattern of all on text that has none of them.
    for end in _LINE_ENDS:
        text = text.replace(end, "\n")
    text = text.replace("\u2029", "\n\n")
    return _HYPHENATED.sub("", text) if _SOFT_HYPHEN in text else text


def unhyphenated(text: str) -> str:
    """Text on one line without its soft hyphens, the hints where a word may be parted."""
    return text.replace(_SOFT_HYPHEN, "")


def paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of normalised text: split at blank lines, hard wraps joined with one space."""
    return tuple(" ".join(block) for block in blocks(text.split("\n")))


def paragraphs_or_lines(text: str) -> tuple[str, ...]:
    """As `paragraphs`; text without any blank line is taken as one paragraph a line, as many exports write it."""
    lines = [line.strip() for line in text.strip().split("\n")]
    return paragraphs(text) if "" in lines else tuple(line for line in lines if line)


def blocks(lines: Sequence[str]) -> list[list[str]]:
    """Runs of non-blank lines, each line stripped."""
    found: list[list[str]] = [[]]
    for line in lines:
        stripped = line.strip()
        if stripped:
            found[-1].append(stripped)
        elif found[-1]:
            found.append([])
    return [block for block in found if block]


def has_words(texts: Iterable[str]) -> bool:
    """Whether there is a letter or a digit in any of these."""
    return any(character.isalnum() for text in texts for character in text)


def one_line(text: str) -> str:
    """Text of a header field on one line, runs of white space as one space, without soft hyphens."""
    return " ".join(unhyphenated(text).split())
