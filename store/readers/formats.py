"""Which reader is for which document.

The format is chosen by the name's extension, then by the shape of what is inside:

- `.md`, `.markdown`: Markdown with front matter (`markdown`).
- `.jsonl`, `.ndjson`, `.json`, each also with `.gz`: JSON Lines, or in a `.json` one object or array (`jsonlines`).
- `.xml`, `.rss`, `.atom`, `.rdf`, `.nitf`, `.newsml`, or of a media type of XML: what its root element says (`roots`);
  but a web page where it begins as one.
- `.txt` whose first line is `Key: value` with a key of `fields`: plain text with a header (`header`).
- `.mhtml`, `.mht`: a web page saved with all its parts (`mhtml`).
- `.html`, `.htm`, `.xhtml`, `.shtml`, and whatever a server calls HTML or begins as it: a web page (`html`).
- any other `.txt`: a saved news page (`page`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePosixPath
from urllib.parse import unquote

from store.article import Draft, Unreadable
from store.readers.document import Document
from store.readers.errors import NotAnArticleError
from store.readers.header import has_header, read_header
from store.readers.jsonlines import read_json_lines
from store.readers.markdown import read_markdown
from store.readers.pages import html, mhtml
from store.readers.pages.page import read_page
from store.readers.text import read_text
from store.readers.wires.roots import read_xml

_JSON = (".jsonl", ".ndjson", ".json", ".jsonl.gz", ".ndjson.gz", ".json.gz")
_MARKDOWN = (".md", ".markdown")
_XML = (".xml", ".rss", ".atom", ".rdf", ".nitf", ".newsml")
_XML_TYPES = re.compile(r"(?:text|application)/(?:xml|(?!xhtml)[\w.-]+\+xml)", re.IGNORECASE)
_NO_TEXT = re.compile(
    r"(?:image|audio|video|font)/|application/(?:pdf|msword|vnd\.(?!.*\+(?:xml|json)))", re.IGNORECASE
)
EXTENSIONS = (*_JSON, *_MARKDOWN, *_XML, *html.EXTENSIONS, *mhtml.EXTENSIONS, ".txt")  # all that a name can tell here
NOT_READ = (
    "this kind of file is not read; save it as .html, .mhtml, .txt, .md, .json, .jsonl or .xml (NewsML-G2, NITF, RSS, "
    "Atom), or pack such files as .zip, .tar.gz or .warc"
)
EXTENSION_OF = {
    **dict.fromkeys(("text/html", "application/xhtml+xml"), ".html"),
    **dict.fromkeys(("application/xml", "text/xml"), ".xml"),
    **dict.fromkeys(("application/rss+xml", "application/atom+xml", "application/rdf+xml"), ".xml"),
    **dict.fromkeys(("application/json", "application/ld+json"), ".json"),
    "application/x-ndjson": ".ndjson",
    "text/markdown": ".md",
    "multipart/related": ".mhtml",
}
"""What servers call documents, and the extension that such a file has here: an address ends in one only by chance."""
_PATH_ENDS = re.compile("[?#]")
_LONGEST_NAME = 100  # characters


def file_name(address: str, media_type: str) -> str:
    """A file name for what stands at an address, with the extension of its media type, one of EXTENSION_OF."""
    path = _PATH_ENDS.split(address, maxsplit=1)[0]  # not urlsplit, which raises for addresses such as `http://[`
    last = PurePosixPath(unquote(path)).name[-_LONGEST_NAME:] or "page"
    extension = EXTENSION_OF[media_type]
    return last if last.casefold().endswith(extension) else f"{last}{extension}"


def read_document(document: Document) -> Iterator[Draft | Unreadable]:
    """The articles in a document, or why it gives none; never raises for what is in it."""
    try:
        yield from _drafts(document)
    except NotAnArticleError as error:
        yield error.unreadable(document.source, named=document.named)
    except OSError as error:
        reason = f"the file cannot be read ({error.strerror or 'input error'}); check its access"
        yield Unreadable(document.source, reason)


def _drafts(document: Document) -> Iterator[Draft | Unreadable]:
    name = document.name.casefold()
    if name.startswith("readme") and not document.named:
        raise NotAnArticleError("a README is about the folder, not an article in it", claimed=False)
    if _NO_TEXT.match(document.media_type or ""):
        raise NotAnArticleError(NOT_READ, claimed=False)
    if name.endswith(_JSON):
        yield from read_json_lines(document)
    elif name.endswith(_MARKDOWN):
        yield read_markdown(document.source, read_text(document))
    elif _is_xml(document) and not html.begins_as_page(document):
        yield from read_xml(document)
    elif mhtml.is_mhtml(document):
        yield html.read_html(mhtml.page_of(document))
    elif html.is_html(document):
        yield html.read_html(document)
    elif name.endswith(".txt"):
        text = read_text(document)
        yield read_header(document.source, text) if has_header(text) else read_page(document.source, text)
    else:
        raise NotAnArticleError(NOT_READ, claimed=False)


def _is_xml(document: Document) -> bool:
    return document.name.casefold().endswith(_XML) or _XML_TYPES.fullmatch(document.media_type or "") is not None
