"""What a document is by its first bytes, told as the extension that such a file would have.

Asked only where a name tells nothing: standard input, `article`, `story.aspx`.
"""

from __future__ import annotations

import codecs
import json
import re

HEAD_BYTES = 4096  # enough for the comments and declarations before the first element of a page
_MAGIC = {b"\x1f\x8b": ".gz", b"PK\x03\x04": ".zip", b"PK\x05\x06": ".zip", b"BZh": ".tar.bz2", b"WARC/": ".warc"}
_TAR = slice(257, 262)  # where a tar header says `ustar`
_FIRST_TAG = re.compile(r"<([a-z][\w:.-]*)", re.IGNORECASE)
_NO_TAG = re.compile(r"<\?.*?\?>|<!--.*?-->|<![a-z].*?>", re.IGNORECASE | re.DOTALL)
_HTML = frozenset(
    "html head body title meta link script style base article main section header nav div span p a b img table ul ol "
    "h1 h2 h3 h4 h5 h6 br hr center font blockquote figure".split()
)
_HEADER_FIELD = re.compile(r"(?:from|mime-version|content-type|subject|date|snapshot-[\w-]+): ", re.IGNORECASE)


def extension_of(head: bytes) -> str | None:
    """The extension that fits a document with these first HEAD_BYTES; None for what is empty or no text.

    It is one of .gz .zip .tar .tar.bz2 .warc .json (also for JSON Lines) .md .html .xml .mhtml .txt.
    """
    for magic, extension in _MAGIC.items():
        if head.startswith(magic):
            return extension
    if head[_TAR] == b"ustar":
        return ".tar"
    text = _text(head).lstrip()
    if not text or "\0" in text:
        return None
    if text.startswith(("{", "[")):
        return ".json"
    if re.match(r"---\s*\n", text):
        return ".md"
    if _HEADER_FIELD.match(text) and "multipart/related" in text.casefold():
        return ".mhtml"
    return _markup(text) if text.startswith("<") else ".txt"


def is_json_lines(head: bytes) -> bool:
    """Whether the first bytes of JSON are an object on one line, whose end they may not reach."""
    first, ended, _ = _text(head).lstrip().partition("\n")
    if not ended:
        return first.startswith("{")
    try:
        return isinstance(json.loads(first), dict)
    except (ValueError, RecursionError):
        return False


def _text(head: bytes) -> str:
    # The end of the head may cut a character; whether all of it is text is the reader's to say.
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return head.decode("utf-16", "replace")
    return head.decode("utf-8-sig", "replace")


def _markup(text: str) -> str:
    if re.search(r"<!doctype\s+html", text, re.IGNORECASE):
        return ".html"
    tag = _FIRST_TAG.search(_NO_TAG.sub("", text))
    return ".html" if tag is None or tag[1].casefold() in _HTML else ".xml"
