"""Which encoding an XML document is in."""

from __future__ import annotations

import codecs
import re

from store.readers.errors import NotAnArticleError
from store.readers.text import decode

_DECLARED = re.compile(rb"<\?xml\s[^<>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{1,40})[\"']")
_WITHOUT_MARK = {b"<\0?\0": "utf-16-le", b"\0<\0?": "utf-16-be"}
# What Python has besides, such as `idna` or `unicode_escape`, is no encoding of documents.
_ENCODINGS = re.compile(
    r"utf-8(?:-sig)?|ascii|iso8859-\d+|cp\d+|koi8-[rtu]|mac-\w+|gb2312|gbk|gb18030|hz|big5(?:hkscs)?|shift_jis\w*"
    r"|euc_\w+|iso2022_\w+|johab|tis-620"
)


def decode_xml(data: bytes, charset: str | None) -> str:
    """The text of an XML document, decoded strictly. Raises NotAnArticleError.

    The encoding is what a byte order mark says, else the document itself, else `charset`, which its carrier gave, else
    UTF-8. Servers name a default without looking; a document that names its encoding was written in it.
    """
    wide = _WITHOUT_MARK.get(data[:4])
    declared = _DECLARED.match(data.lstrip()[:300])
    name = wide or (declared[1].decode("ascii", "replace") if declared else charset)
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or name is None:
        return decode(data)
    if wide:
        return _strictly(data, wide)
    encoding = _known(name)
    return decode(data) if encoding.startswith("utf") or data.startswith(codecs.BOM_UTF8) else _strictly(data, encoding)


def _known(name: str) -> str:
    try:
        encoding = codecs.lookup(name).name
    except LookupError:
        encoding = ""
    # An XML declaration that can be read as ASCII is not in the UTF-16 that some programs write into it.
    if encoding.startswith("utf-16"):
        return "utf-8"
    if not _ENCODINGS.fullmatch(encoding):
        raise NotAnArticleError(f"the encoding {name[:40]!a} is not known; save the file as UTF-8")
    return encoding


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise NotAnArticleError(f"byte {error.start} is not {encoding} text; save the file as UTF-8") from None
