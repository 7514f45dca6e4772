"""One small valid document of every format that a newsroom has, written here, for the fuzzer to change.

Wire formats have their names from the standards: ninjs, NewsML-G2, NITF, RSS and Atom.
"""

from __future__ import annotations

import gzip
import io
import json
import tarfile
import zipfile

_STORY = "KARREN (Harbour Wire) - The harbour council voted on Monday to close the western pier, officials said."
_MORE = "The work will take nine months and cost 4 million crowns."
_WHEN = "2013-03-25T23:37:00+01:00"

HEADER = f"""Headline: UPDATE 1-Harbour council closes pier
Publisher: Harbour Wire
Published: {_WHEN}
Embargo: 2013-03-25T18:00Z
By: Ida Holm

{_STORY}

{_MORE}
""".encode()

MARKDOWN = f"""---
headline: Harbour council closes pier
published: {_WHEN}
byline: [Ida Holm, Bo Li]
status: corrected
note: The cost was wrong.
---
# Harbour council closes pier

{_STORY}

> *{_MORE}*

- one
- two

| a | b |
| - | - |
| c | d |

![The pier](pier.png)
""".encode()

PAGE = f"""Harbour Wire logo
World News
March 25, 2013 / 11:37 PM / 5 years ago
Harbour council closes pier
Ida Holm
2 Min Read
{_STORY}
FILE PHOTO: The western pier. HARBOUR WIRE/Bo Li
{_MORE}
Reporting by Ida Holm; Editing by Bo Li
© 2013 Harbour Wire. All rights reserved.
""".encode()

RECORD = {
    "id": "pier-1",
    "headline": "Harbour council closes pier",
    "text": f"{_STORY}\n\n{_MORE}",
    "published": _WHEN,
    "byline": ["Ida Holm"],
    "captions": ["The pier"],
    "url": "https://harbour.example/pier",
}
LINES = f"{json.dumps(RECORD)}\n{json.dumps({**RECORD, 'id': 2, 'status': 'withdrawn'})}\n".encode()

NINJS = json.dumps(
    {
        "uri": "https://harbour.example/pier",
        "type": "text",
        "version": "2",
        "versioncreated": _WHEN,
        "firstcreated": _WHEN,
        "pubstatus": "usable",
        "embargoed": "2013-03-25T18:00:00Z",
        "language": "en",
        "headline": "Harbour council closes pier",
        "headlines": [{"role": "main", "value": "Harbour council closes pier"}],
        "byline": "Ida Holm",
        "located": "Karren",
        "body_xhtml": f"<p>{_STORY}</p><p>{_MORE}</p>",
        "bodies": [{"role": "main", "contenttype": "text/html", "value": f"<p>{_STORY}</p>"}],
        "ednote": "Corrects the cost.",
        "associations": {"photo": {"type": "picture", "description_text": "The pier"}},
    }
).encode()

HTML = f"""<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Harbour council closes pier - Harbour Wire</title>
<link rel="canonical" href="https://harbour.example/pier">
<meta property="og:title" content="Harbour council closes pier">
<meta property="article:published_time" content="{_WHEN}">
<script type="application/ld+json">{{"@type": "NewsArticle", "headline": "Harbour council closes pier",
"datePublished": "{_WHEN}", "author": [{{"name": "Ida Holm"}}], "articleBody": "{_STORY}"}}</script></head>
<body><nav><a href="/">Home</a></nav><article><h1>Harbour council closes pier</h1>
<time datetime="{_WHEN}">25 March 2013</time><p>{_STORY}</p><figure><img src="p.png" alt="Pier">
<figcaption>The pier</figcaption></figure><p>{_MORE}</p><p>Reporting by Ida Holm</p></article></body></html>
""".encode()

MHTML = (
    (
        b'From: <Saved by a browser>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="b"\r\n\r\n'
        b"--b\r\nContent-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n"
        b"Content-Location: https://harbour.example/pier\r\n\r\n"
    )
    + HTML
    + b"\r\n--b--\r\n"
)

NEWSML = f"""<?xml version="1.0" encoding="UTF-8"?>
<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:newsml:harbour.example:pier" version="2"
 standard="NewsML-G2" standardversion="2.35" conformance="power" xml:lang="en">
<itemMeta><itemClass qcode="ninat:text"/><provider literal="Harbour Wire"/><versionCreated>{_WHEN}</versionCreated>
<embargoed>{_WHEN}</embargoed><pubStatus qcode="stat:usable"/><edNote>Corrects the cost.</edNote></itemMeta>
<contentMeta><contentCreated>{_WHEN}</contentCreated><located><name>Karren</name></located><by>Ida Holm</by>
<headline>Harbour council closes pier</headline></contentMeta>
<contentSet><inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><body>
<p>{_STORY}</p><p>{_MORE}</p></body></html></inlineXML></contentSet></newsItem>
""".encode()

NITF = f"""<?xml version="1.0" encoding="UTF-8"?>
<nitf><head><title>Harbour council closes pier</title><docdata management-status="usable"><doc-id id-string="pier"/>
<date.issue norm="20130325T233700+0100"/></docdata><pubdata type="web" name="Harbour Wire"/></head><body><body.head>
<hedline><hl1>Harbour council closes pier</hl1></hedline><byline>By <person>Ida Holm</person></byline>
<dateline><location>Karren</location></dateline></body.head><body.content><block><p>{_STORY}</p><p>{_MORE}</p></block>
<media media-type="image"><media-caption>The pier</media-caption></media></body.content></body></nitf>
""".encode()

RSS = f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Harbour Wire</title><link>https://harbour.example/</link>
<item><title>Harbour council closes pier</title><link>https://harbour.example/pier</link>
<dc:creator>Ida Holm</dc:creator>
<pubDate>Mon, 25 Mar 2013 23:37:00 +0100</pubDate><description>{_MORE}</description>
<content:encoded><![CDATA[<p>{_STORY}</p><p>{_MORE}</p>]]></content:encoded></item></channel></rss>
""".encode()

ATOM = f"""<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>Harbour Wire</title><id>urn:feed</id><updated>{_WHEN}</updated>
<entry><title>Harbour council closes pier</title><id>urn:pier</id><link href="https://harbour.example/pier"/>
<published>{_WHEN}</published><updated>{_WHEN}</updated><author><name>Ida Holm</name></author>
<content type="html">&lt;p&gt;{_STORY}&lt;/p&gt;</content></entry></feed>
""".encode()

TEXTS = (HEADER, MARKDOWN, PAGE, LINES, NINJS, HTML, MHTML, NEWSML, NITF, RSS, ATOM)


def zipped() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a/pier.txt", HEADER)
        archive.writestr("b.jsonl", LINES)
        archive.writestr("c.tar.gz", tarred("gz"))
    return packed.getvalue()


def tarred(packing: str) -> bytes:
    """`packing` is empty, `gz` or `bz2`."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode=f"w:{packing}", format=tarfile.PAX_FORMAT) as archive:  # type: ignore[call-overload]
        for name, data in (("pier.txt", HEADER), (f"{'long/' * 40}pier.md", MARKDOWN)):
            member = tarfile.TarInfo(name)
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    return packed.getvalue()


def crawled(*, packed: bool) -> bytes:
    """A web archive of two records, the second one packed and in parts."""
    parts = gzip.compress(LINES, mtime=0)
    replies = (
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + HTML,
        b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n"
        b"\r\n%x\r\n%s\r\n0\r\n\r\n" % (len(parts), parts),
    )
    records = [
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://harbour.example/%d\r\n"
        b"WARC-Date: 2021-06-01T10:00:00Z\r\nContent-Type: application/http\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n"
        % (number, len(reply), reply)
        for number, reply in enumerate(replies)
    ]
    return b"".join(gzip.compress(record, mtime=0) if packed else record for record in records)
