"""Files to drafts: the first step of the flow. `read_paths` is all that others call.

The format is chosen by the file's extension, then by its shape:

- `.md`, `.markdown`: Markdown with front matter (`markdown`).
- `.jsonl`, `.ndjson`, `.json`, each also with `.gz`: JSON Lines, or in a `.json` one object or array (`jsonlines`).
- `.txt` whose first line is `Key: value` with a key of `fields`: plain text with a header (`header`).
- any other `.txt`: a saved news page (`page`).

In a folder, names that begin with a dot are passed over, and what nobody claimed to be news is *skipped*:
`README*`, other extensions, JSON without articles, links that lead out of the folder. A file that is given by its
own name is claimed by that.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from store.article import Draft, Unreadable
from store.readers.errors import NotAnArticleError
from store.readers.header import has_header, read_header
from store.readers.jsonlines import read_json_lines
from store.readers.markdown import read_markdown
from store.readers.page import read_page
from store.readers.text import read_text
from store.readers.walk import FoundFile, walk

__all__ = ["read_paths"]

_JSON = (".jsonl", ".ndjson", ".json", ".jsonl.gz", ".ndjson.gz", ".json.gz")
_MARKDOWN = (".md", ".markdown")


def read_paths(paths: Sequence[Path]) -> Iterator[Draft | Unreadable]:
    """The articles in files and folders, in a stable order, read one at a time; never raises for what is in them.

    Sources begin with the resolved name of the folder given, or of the folder around a file given alone:
    `seeds` and `seeds/tram.md` both give `seeds/tram.md`. A record of JSON Lines has `#id`, or `#line` without one.
    """
    for found in walk(paths):
        if isinstance(found, Unreadable):
            yield found
        else:
            yield from _read(found)


def _read(found: FoundFile) -> Iterator[Draft | Unreadable]:
    try:
        yield from _drafts(found)
    except NotAnArticleError as error:
        yield Unreadable(found.source, str(error), skipped=not (found.named or error.claimed))
    except OSError as error:
        yield Unreadable(found.source, f"the file cannot be read ({error.strerror or 'input error'}); check its access")


def _drafts(found: FoundFile) -> Iterator[Draft | Unreadable]:
    name = found.path.name.casefold()
    if name.startswith("readme") and not found.named:
        raise NotAnArticleError("a README is about the folder, not an article in it", claimed=False)
    if name.endswith(_JSON):
        yield from read_json_lines(found.path, found.source)
    elif name.endswith(_MARKDOWN):
        yield read_markdown(found.source, read_text(found.path))
    elif name.endswith(".txt"):
        text = read_text(found.path)
        yield read_header(found.source, text) if has_header(text) else read_page(found.source, text)
    else:
        raise NotAnArticleError("this kind of file is not read; save it as .txt, .md or .jsonl", claimed=False)
