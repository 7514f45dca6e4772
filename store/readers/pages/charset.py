"""Which characters the bytes of a web page are, strictly: the HTML standard's order, and UTF-8 where it proves itself.

A byte order mark decides. Then the charset of the transport, of `<meta>` and of the XML declaration are tried in
turn, then UTF-8; the first that decodes every byte is taken. One rule stands above the declarations: bytes that are
valid UTF-8 and hold no NUL are UTF-8, whatever a server says, because servers add a charset of their own to every
page and text of another encoding is next to never valid UTF-8 by chance. ISO-2022-JP, which is ASCII bytes
throughout, is excepted.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from store.readers.errors import NotAnArticleError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# The standard looks at the first 1,024 bytes; pages that declare later are common and browsers read them too.
_PRESCAN = 8192  # bytes
_META = re.compile(rb"<meta\b[^>]{0,500}?\bcharset\s*=\s*[\"']?\s*([\w:.-]{2,40})", re.IGNORECASE)
_DECLARATION = re.compile(rb"\s*<\?xml\b[^>]{0,200}?\bencoding\s*=\s*[\"']([\w:.-]{2,40})[\"']")
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)

# Python codec: the labels of https://encoding.spec.whatwg.org/#names-and-labels that mean it (beside its own name).
_LABELS = {
    "utf-8": "utf8 unicode-1-1-utf-8 unicode11utf8 unicode20utf8 x-unicode20utf8",
    "cp1252": "windows-1252 x-cp1252 iso-8859-1 iso8859-1 iso88591 iso_8859-1 iso_8859-1:1987 iso-ir-100 latin1 l1 "
    "ascii us-ascii ansi_x3.4-1968 cp819 ibm819 csisolatin1 x-user-defined",
    "cp1254": "windows-1254 x-cp1254 iso-8859-9 iso8859-9 iso88599 iso_8859-9 iso_8859-9:1989 iso-ir-148 latin5 l5",
    "cp874": "windows-874 dos-874 iso-8859-11 iso8859-11 iso885911 tis-620",
    "cp1250": "windows-1250 x-cp1250",
    "cp1251": "windows-1251 x-cp1251",
    "cp1253": "windows-1253 x-cp1253",
    "cp1255": "windows-1255 x-cp1255",
    "cp1256": "windows-1256 x-cp1256",
    "cp1257": "windows-1257 x-cp1257",
    "cp1258": "windows-1258 x-cp1258",
    "cp866": "ibm866 866 csibm866",
    "iso8859-2": "iso-8859-2 iso88592 iso_8859-2 iso_8859-2:1987 iso-ir-101 latin2 l2 csisolatin2",
    "iso8859-3": "iso-8859-3 iso_8859-3 latin3 l3",
    "iso8859-4": "iso-8859-4 iso_8859-4 latin4 l4",
    "iso8859-5": "iso-8859-5 iso88595 iso_8859-5 cyrillic csisolatincyrillic",
    "iso8859-6": "iso-8859-6 iso_8859-6 arabic ecma-114 asmo-708",
    "iso8859-7": "iso-8859-7 iso88597 iso_8859-7 greek greek8 ecma-118 elot_928",
    "iso8859-8": "iso-8859-8 iso_8859-8 hebrew visual iso-8859-8-i logical",
    "iso8859-10": "iso-8859-10 latin6 l6",
    "iso8859-13": "iso-8859-13",
    "iso8859-14": "iso-8859-14",
    "iso8859-15": "iso-8859-15 iso885915 iso_8859-15 l9",
    "iso8859-16": "iso-8859-16",
    "koi8-r": "koi koi8 koi8_r cskoi8r",
    "koi8-u": "koi8-ru",
    "mac-roman": "macintosh mac x-mac-roman csmacintosh",
    "mac-cyrillic": "x-mac-cyrillic x-mac-ukrainian",
    "gb18030": "gbk gb2312 gb_2312 gb_2312-80 chinese csgb2312 x-gbk iso-ir-58",
    "big5hkscs": "big5 big5-hkscs cn-big5 csbig5 x-x-big5",
    "cp932": "shift_jis shift-jis sjis x-sjis ms_kanji ms932 windows-31j csshiftjis",
    "euc_jp": "euc-jp x-euc-jp cseucpkdfmtjapanese",
    "iso2022_jp": "iso-2022-jp csiso2022jp",
    "cp949": "euc-kr korean ks_c_5601-1987 ks_c_5601-1989 ksc5601 ksc_5601 windows-949 cseuckr",
    "utf-16-le": "utf-16 utf-16le ucs-2 unicode csunicode iso-10646-ucs-2 unicodefeff",
    "utf-16-be": "utf-16be unicodefffe",
}
_CODECS = {label: codec for codec, labels in _LABELS.items() for label in (codec, *labels.split())}
_SEVEN_BIT = "iso2022_jp"


def decode_page(data: bytes, charset: str | None = None) -> str:
    """The text of a page's bytes; `charset` is what its transport declared. Raises NotAnArticleError."""
    text = _decode(data, charset)
    if "\0" in text:
        raise NotAnArticleError("the page holds a NUL character, so it is not text; save the page again")
    return text


def _decode(data: bytes, charset: str | None) -> str:
    for mark, codec in _MARKS:
        if data.startswith(mark):
            text = _strictly(data, codec)
            if text is None:
                raise NotAnArticleError(f"the page begins as {codec[:6].upper()} but breaks later; save it again")
            return text
    declared = list(dict.fromkeys(_declared(data, charset)))
    utf8 = None if b"\0" in data or _SEVEN_BIT in declared else _strictly(data, "utf-8")
    if utf8 is not None:
        return utf8
    for codec in (*declared, "utf-8"):
        text = _strictly(data, codec)
        if text is not None:
            return text
    others = ", ".join(codec for codec in declared if codec != "utf-8")
    named = (
        f"neither {others} nor UTF-8" if others else "not UTF-8" if declared else "not UTF-8 and it names no charset"
    )
    raise NotAnArticleError(f"the page's text is {named}; save it as UTF-8")


def _declared(data: bytes, charset: str | None) -> Iterator[str]:
    """The codecs that are declared, in the standard's order; labels that it does not know are passed over."""
    head = data[:_PRESCAN]
    meta, declaration = _META.search(_COMMENT.sub(b"", head)), _DECLARATION.match(head)
    if charset and (codec := _CODECS.get(charset.strip(" \t\"'").casefold())):
        yield codec
    for found in (meta, declaration):
        codec = _CODECS.get(found[1].decode("ascii", "replace").casefold()) if found else None
        if codec:
            # A page whose declaration could be read byte by byte is not UTF-16, says the standard.
            yield "utf-8" if codec.startswith("utf-16") else codec


def _strictly(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return None
