"""JSON Lines: one article a line, plain or gzipped; a `.json` file may also be one object or one array.

Keys are those of `fields`, and `id`, `text` (or `paragraphs`, a list) and `captions` (a list). A file is streamed:
one line at a time is held, MAX_LINE_BYTES at most. A file none of whose first PEEK records has a `headline`, or a
`text` and no `question`, is not about articles (questions, settings) and gives one `Unreadable` for the file. A
record may be ninjs instead (`ninjs`), or schema.org's JSON-LD as it stands in pages (`html`).
"""

from __future__ import annotations

import gzip
import io
import json
from collections.abc import Callable, Iterator
from typing import IO, cast

from store.article import Draft, Unreadable
from store.readers import fields
from store.readers.bundles.budget import allowance
from store.readers.bundles.gzipped import BROKEN_GZIP
from store.readers.document import MAX_NAME, Document
from store.readers.errors import NotAnArticleError, NoTextError
from store.readers.pages.html import read_linked
from store.readers.pages.json_ld import is_article
from store.readers.text import decode, normalise, one_line, paragraphs_or_lines
from store.readers.wires.ninjs import read_ninjs
from store.readers.wires.ninjs_record import is_ninjs

MAX_LINE_BYTES = 20_000_000
MAX_LINES = 2_000_000  # the report of a run has a line for each article
# A gzip of a few MB can unpack to a line without end; past this the rest of the file is given up.
MAX_SKIPPED_BYTES = 1_000_000_000
PEEK = 20
MAX_BROKEN = 1_000
"""Lines in a row that hold no JSON object: then the file is something else, and the report does not name each line."""
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_TOO_LONG = f"the line is longer than {MAX_LINE_BYTES // 1_000_000} MB; split the record or remove it"


def read_json_lines(document: Document) -> Iterator[Draft | Unreadable]:
    """A draft or an Unreadable for each record. Raises NotAnArticleError, for the file, and OSError."""
    waiting: list[Unreadable] | None = []
    strangers = 0
    seen = False
    for number, record in _worth_reading(_records(document)):
        seen = True
        if waiting is not None and isinstance(record, dict) and not _claims_news(record):
            strangers += 1
            if strangers == PEEK:
                break
        elif waiting is not None and isinstance(record, dict):
            yield from waiting
            waiting = None
        article = _article(document.source, number, record)
        if waiting is None:
            yield article
        elif isinstance(article, Unreadable):
            waiting.append(article)
    if not seen:
        raise NotAnArticleError("the file is empty; delete it, or save the articles into it again")
    if waiting is not None and strangers:
        raise NotAnArticleError(_not_articles(record), claimed=False)
    yield from waiting or ()


def _worth_reading(records: Iterator[tuple[int, object]]) -> Iterator[tuple[int, object]]:
    """The records up to MAX_BROKEN broken ones in a row, then an error instead of the rest."""
    broken = 0
    for number, record in records:
        broken = 0 if isinstance(record, dict) else broken + 1
        if broken > MAX_BROKEN:
            reason = f"{MAX_BROKEN:,} lines in a row are broken, so the rest was left unread; mend or split the file"
            yield number, NotAnArticleError(reason)
            return
        yield number, record


def _claims_news(record: dict[str, object]) -> bool:
    # Some question files carry the sentence that was asked about as `text`.
    keys = {str(key).casefold(): value for key, value in record.items()}
    told = "question" not in keys and ("text" in keys or "paragraphs" in keys)
    return "headline" in keys or told or is_ninjs(keys) or _is_linked(record)


def _is_linked(record: dict[str, object]) -> bool:
    """Whether a record is JSON-LD, an article of it or a graph that may hold one, and none of our own."""
    return ("@graph" in record or is_article(record)) and "text" not in record and "paragraphs" not in record


def _not_articles(record: object) -> str:
    if isinstance(record, dict) and "question" in record:
        return "the records are questions, not articles; use them with `dateline eval FILE`"
    return "no record has a `text`, so these are not articles; give each article `headline` and `text`"


def _article(source: str, number: int, record: object) -> Draft | Unreadable:
    place = f"{source}#{number}"
    try:
        if isinstance(record, NotAnArticleError):
            raise record
        if not isinstance(record, dict):
            raise NotAnArticleError(f"line {number} is not a JSON object; write one article as {{…}} on each line")
        place = f"{source}#{_id(record) or number}"
        values = {str(key).casefold(): value for key, value in record.items()}
        if is_ninjs(values):
            return read_ninjs(place, values)
        if _is_linked(record):
            return read_linked(place, record)
        return fields.draft(place, values, _body(values), date_source="record", captions=_texts(values, "captions"))
    except NotAnArticleError as error:
        return error.unreadable(place)


def _id(record: dict[str, object]) -> str | None:
    value = record.get("id")
    if value is None:
        return None
    text = str(value) if isinstance(value, (str, int)) and not isinstance(value, bool) else ""
    if not text.strip() or len(text) > MAX_NAME or not fields.check_text(text, "`id`").isprintable():
        raise NotAnArticleError("`id` must be a short text or a whole number")
    return text.strip()


def _body(values: dict[str, object]) -> tuple[str, ...]:
    text = values.get("text")
    if text is None:
        found = _texts(values, "paragraphs")
        if not found:
            emptied = "text" in values or "paragraphs" in values
            raise (NoTextError if emptied else NotAnArticleError)(
                "the text is missing; add the article's text under the key `text`"
            )
        text = "\n\n".join(found)
    if not isinstance(text, str):
        raise NotAnArticleError("`text` must be text; put it in quotes")
    return paragraphs_or_lines(normalise(fields.check_text(text, "`text`")))


def _texts(values: dict[str, object], key: str) -> tuple[str, ...]:
    value = values.get(key) or []
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise NotAnArticleError(f"`{key}` must be a list of texts")
    return tuple(item for item in (one_line(fields.check_text(item, f"`{key}`")) for item in value) if item)


def _records(document: Document) -> Iterator[tuple[int, object]]:
    """(line number from 1, the parsed record or why there is none), blank lines left out."""
    name = document.name.casefold()
    if name.endswith(".json"):
        whole = _whole(document)
        if whole is not None:
            yield from enumerate(whole, 1)
            return
    number = 0
    packed = name.endswith(".gz")
    try:
        with document.open() as raw, _unpacked(raw, packed=packed) as file:
            most = allowance(document.size()) if packed else None
            for number, line in enumerate(_lines(file), 1):
                if number > MAX_LINES or (most and file.tell() > most):
                    yield number, NotAnArticleError("the file is too long here, so the rest was left unread; split it")
                    return
                if isinstance(line, NotAnArticleError):
                    yield number, line
                elif line.strip():
                    yield number, _parsed(line.rstrip(b"\r\n"), number)
    except BROKEN_GZIP:
        yield (
            number + 1,
            NotAnArticleError(f"the gzip data ends or breaks after line {number}; fetch the file again"),
        )
    except UnicodeDecodeError:
        yield number + 1, NotAnArticleError(f"the UTF-16 text breaks after line {number}; save the file as UTF-8")


def _unpacked(raw: IO[bytes], *, packed: bool) -> IO[bytes]:
    return cast(IO[bytes], gzip.GzipFile(fileobj=raw)) if packed else raw


def _whole(document: Document) -> list[object] | None:
    """The records of a file that is one JSON object or array; None where it is JSON Lines under another name."""
    data = document.read(MAX_LINE_BYTES)
    if data is None or not data.strip():
        return None
    found = _parsed(data, 1)
    if isinstance(found, NotAnArticleError):
        first = data.split(b"\n", 1)[0]
        return None if isinstance(_parsed(first, 1), dict) else [found]
    return found if isinstance(found, list) else [found]


def _parsed(line: bytes, number: int) -> object:
    try:
        return json.loads(decode(line), object_pairs_hook=_object)
    except NotAnArticleError as error:
        return NotAnArticleError(f"line {number}: {error}")
    except RecursionError:
        return NotAnArticleError(f"line {number} is nested too deeply; write the article as one flat object")
    except json.JSONDecodeError as error:
        where = f"line {number + error.lineno - 1}, column {error.colno}"
        return NotAnArticleError(f"{where} is not valid JSON ({error.msg}); mend the line or remove it")
    except ValueError as error:
        # A number of thousands of digits, or a key given twice.
        return NotAnArticleError(f"line {number} cannot be used: {one_line(str(error))[:100]}; mend it or remove it")


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise ValueError("a key is given twice")
    return found


def _lines(file: IO[bytes]) -> Iterator[bytes | NotAnArticleError]:
    """Lines as UTF-8 bytes, each MAX_LINE_BYTES at most; a longer one as the error that it is."""
    start = file.read(2)
    file.seek(0)
    if start not in _UTF16:
        yield from _bounded(file.readline)
        return
    with io.TextIOWrapper(file, "utf-16", newline="\n") as text:
        yield from _bounded(lambda limit: text.readline(limit).encode())


def _bounded(readline: Callable[[int], bytes]) -> Iterator[bytes | NotAnArticleError]:
    while line := readline(MAX_LINE_BYTES + 1):
        if len(line) <= MAX_LINE_BYTES or line.endswith(b"\n"):
            yield line
            continue
        skipped = len(line)
        while line and not line.endswith(b"\n") and skipped < MAX_SKIPPED_BYTES:
            line = readline(MAX_LINE_BYTES)
            skipped += len(line)
        yield NotAnArticleError(_TOO_LONG)
        if skipped >= MAX_SKIPPED_BYTES:
            yield NotAnArticleError("the line has no end, so the rest of the file was left unread; split the file")
            return
