"""Feeds: RSS of all versions and Atom."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.article import Draft, Unreadable
from store.readers.document import Document
from store.readers.formats import read_document
from store.readers.wires.feed import SUMMARY_ONLY, Entry, entries
from store.readers.wires.xml import read_source
from tests.readers.mutations import mutated, read_bytes, trees
from tests.readers.samples import HEADLINE, LEAD, QUOTE, STORY, WORK, draft_of, read_all, reason_of
from tests.readers.test_anything import check

URL = "https://h.example/feeds/all.xml"
WHOLE = (
    f"<p>{LEAD}</p><p>{WORK}</p><figure><figcaption>The pier</figcaption></figure><script>no()</script><p>{QUOTE}</p>"
)
RSS = f"""<?xml version="1.0"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:media="http://search.yahoo.com/mrss/"><channel><title>Harbour Wire</title><link>https://h.example/</link>
<language>en-gb</language>
<item><title>{HEADLINE}</title><link>../pier?id=1</link><guid isPermaLink="false">4711</guid>
<pubDate>Mon, 25 Mar 2013 23:37:00 +0100</pubDate><dc:creator>Ida Brandt and Bo Li</dc:creator>
<category>Harbour</category><description>A pier is closed.</description>
<content:encoded><![CDATA[{WHOLE}]]></content:encoded>
<media:content url="a.jpg"><media:description>The pier at noon</media:description></media:content></item>
<item><title>Ships &amp;amp; &lt;b&gt;shoals&lt;/b&gt;</title><link>https://h.example/ships</link>
<pubDate>some day</pubDate><description>&lt;p&gt;Ships came &amp;amp; went.&lt;/p&gt;</description></item>
<item><title>No words</title><link>https://h.example/none</link></item>
<item><description>No title.</description><link>javascript:alert(1)</link></item></channel></rss>
"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en" xml:base="https://h.example/base/">
<title>Harbour Wire</title>
<entry><id>tag:h.example,2013:1</id><title type="html">Pier &amp;amp; quay</title><link href="pier.html"/>
<published>2013-03-25T10:00:00Z</published><updated>2013-03-26T10:00:00Z</updated>
<author><name>Ida Brandt</name></author><author><name>Bo Li</name></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>{LEAD}</p><p>{WORK}</p><p>{QUOTE}</p></div></content>
</entry>
<entry><id>tag:h.example,2013:2</id><title>Summary</title><updated>2013-03-26T10:00:00+02:00</updated>
<summary>3 &lt; 4 ships.</summary></entry>
<entry><id>tag:h.example,2013:3</id><title>Plain</title><content type="text">One.

Two.</content></entry></feed>
"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>Harbour Wire</title></channel>
<item rdf:about="https://h.example/1"><title>Pier</title><link>https://h.example/1</link><description>It closed.
</description><dc:date>2003-01-02T03:04:00+01:00</dc:date></item></rdf:RDF>
"""
NAMES = (
    "title link guid id pubDate published updated author name category description summary content encoded source div"
)
RSS_091 = """<!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN" "http://my.netscape.com/rss-0.91.dtd">
<rss version="0.91"><channel><title>Harbour Wire</title><item><title>Pier</title><link>https://h.example/1</link>
<description>It closed.</description></item></channel></rss>
"""


def entries_of(text: str) -> list[Entry]:
    document = replace(Document.of(text.encode(), "f/all.xml", "all.xml"), url=URL)
    return list(entries(document, read_source(document)))


def articles_of(text: str) -> list[Draft]:
    return [entry.article for entry in entries_of(text) if isinstance(entry.article, Draft)]


def test_an_entry_with_its_whole_text_is_an_article() -> None:
    entry = entries_of(RSS)[0]
    found = entry.article
    assert isinstance(found, Draft)
    assert entry.full
    assert entry.url == found.url == "https://h.example/pier?id=1"
    assert found.headline == HEADLINE
    assert found.paragraphs == STORY
    assert found.captions == ("The pier",)
    assert (found.publisher, found.section, found.language) == ("Harbour Wire", "Harbour", "en-gb")
    assert found.byline == ("Ida Brandt", "Bo Li")
    assert (found.published.text, found.date_source) == ("2013-03-25T23:37+01:00", "feed entry")
    assert (found.note, found.source) == (None, "f/all.xml#4711")
    # A number of one feed's own says nothing outside it.
    assert found.identity is None


def test_an_entry_with_its_summary_is_kept_and_says_so() -> None:
    entry = entries_of(RSS)[1]
    found = entry.article
    assert isinstance(found, Draft)
    assert not entry.full
    assert (found.headline, found.paragraphs) == ("Ships & shoals", ("Ships came & went.",))
    assert (found.note, found.status) == (SUMMARY_ONLY, "usable")
    assert (found.published.text, found.date_source) == (None, "unreadable: some day")


def test_an_entry_without_words_or_title_gives_a_reason_and_its_link() -> None:
    none, untitled = entries_of(RSS)[2:]
    assert isinstance(none.article, Unreadable)
    assert none.url == "https://h.example/none"
    assert isinstance(untitled.article, Unreadable)
    assert "headline is missing" in untitled.article.reason
    assert untitled.url is None


def test_atom_gives_the_same() -> None:
    whole, summary, plain = articles_of(ATOM)
    assert (whole.headline, whole.paragraphs) == ("Pier & quay", STORY)
    assert whole.byline == ("Ida Brandt", "Bo Li")
    assert (whole.published.text, whole.updated.text) == ("2013-03-25T10:00+00:00", "2013-03-26T10:00+00:00")
    assert (whole.url, whole.identity) == ("https://h.example/base/pier.html", "tag:h.example,2013:1")
    assert (summary.paragraphs, summary.note, summary.url) == (("3 < 4 ships.",), SUMMARY_ONLY, None)
    assert (summary.published.text, summary.updated.text) == ("2013-03-26T10:00+02:00", None)
    assert (plain.paragraphs, plain.note, plain.date_source) == (("One.", "Two."), None, None)


@pytest.mark.parametrize(
    ("author", "byline"),
    [
        ("jane@news.media (Jane Doe)", ("Jane Doe",)),
        ("jane@news.example (Jane Doe)", ("Jane Doe",)),
        ("jane@news.com (Jane Doe)", ("Jane Doe",)),
        ("mailto:jane@news.media (Jane Doe)", ("Jane Doe",)),
        ("jane.o'hara@news.co.uk (Jane O'Hara)", ("Jane O'Hara",)),
        ("Jane Doe (jane@news.media)", ("Jane Doe",)),
        ("Jane Doe &lt;jane@news.technology&gt;", ("Jane Doe",)),
        ("(Jane Doe) jane@news.museum", ("Jane Doe",)),
        ("jane@news.media (Jane Doe, Bo Li)", ("Jane Doe", "Bo Li")),
        ("jane@news.media (Jane Doe), bo@news.media (Bo Li)", ("Jane Doe", "Bo Li")),
        ("news@wire.media (Wire (Karren) desk)", ("Wire (Karren) desk",)),
        ("jane@news.media", ()),
        ("jane@news.com", ()),
        ("jane@news.media ()", ()),
        ("jane@news.media (Jane Doe", ()),
        ("Jane Doe (@janedoe)", ("Jane Doe (@janedoe)",)),
        ("Wire (Karren)", ("Wire (Karren)",)),
    ],
)
@pytest.mark.parametrize("name", ["author", "dc:creator"])
def test_an_address_is_no_name_and_a_name_in_brackets_is_one(name: str, author: str, byline: tuple[str, ...]) -> None:
    text = RSS.replace("<dc:creator>Ida Brandt and Bo Li</dc:creator>", f"<{name}>{author}</{name}>")
    assert articles_of(text)[0].byline == byline
    other = text.replace("<title>No words</title>", "<title>No words</title><author>bo@news.media (Bo Li)</author>")
    assert articles_of(other)[0].byline == byline


def test_an_author_of_atom_has_the_name_that_stands_beside_the_address() -> None:
    text = ATOM.replace("<name>Bo Li</name>", "<email>bo@wire.media</email><name>Bo Li</name>")
    assert articles_of(text)[0].byline == ("Ida Brandt", "Bo Li")
    text = ATOM.replace("<name>Bo Li</name>", "<name>bo@wire.media (Bo Li)</name>")
    assert articles_of(text)[0].byline == ("Ida Brandt", "Bo Li")


@pytest.mark.parametrize(
    ("title", "publisher"),
    [
        ('<title type="html">Wire &amp;amp; Co</title>', "Wire & Co"),
        ('<title type="html">&lt;b&gt;Wire&lt;/b&gt; &amp;amp; Co</title>', "Wire & Co"),
        ("<title>Wire &amp; Co</title>", "Wire & Co"),
        ('<title type="text">Wire &amp;amp; Co</title>', "Wire &amp; Co"),
        (
            '<title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">Wire &amp; <b>Co</b></div></title>',
            "Wire & Co",
        ),
    ],
)
def test_the_title_of_a_feed_is_read_as_its_type_says(title: str, publisher: str) -> None:
    assert articles_of(ATOM.replace("<title>Harbour Wire</title>", title))[0].publisher == publisher
    source = ATOM.replace("<summary>", f"<source>{title}</source><summary>")
    assert [found.publisher for found in articles_of(source)] == ["Harbour Wire", publisher, "Harbour Wire"]


def test_the_title_of_an_rss_feed_may_hold_html() -> None:
    text = RSS.replace("<title>Harbour Wire</title>", "<title>Harbour &amp;amp; Wire</title>")
    assert articles_of(text)[0].publisher == "Harbour & Wire"


@pytest.mark.parametrize(("text", "day"), [(RDF, "2003-01-02T03:04+01:00"), (RSS_091, None)])
def test_old_feeds_are_read(tmp_path: Path, text: str, day: str | None) -> None:
    found = draft_of(tmp_path / "a.rss", text)
    assert (found.headline, found.paragraphs, found.publisher) == ("Pier", ("It closed.",), "Harbour Wire")
    assert (found.published.text, found.note) == (day, SUMMARY_ONLY)


@pytest.mark.parametrize("encoding", ["utf-8", "iso-8859-1", "utf-16"])
def test_the_declared_encoding_is_kept_to(tmp_path: Path, encoding: str) -> None:
    text = RSS_091.replace("It closed.", "The café closed.").replace("<rss", "\n<rss", 1)
    path = tmp_path / "a.xml"
    path.write_bytes(f'<?xml version="1.0" encoding="{encoding}"?>{text}'.encode(encoding))
    (found,) = read_all(path)
    assert isinstance(found, Draft)
    assert found.paragraphs == ("The café closed.",)


def test_a_feed_is_known_by_the_media_type_of_a_reply() -> None:
    reply = replace(Document.of(ATOM.encode(), URL, "all"), url=URL, media_type="application/atom+xml")
    assert sum(isinstance(item, Draft) for item in read_document(reply)) == 3


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("<rss version='2.0'><channel><title>Empty</title></channel></rss>", "no entries"),
        ("<rss version='2.0'><channel><item><title>Cut", "not well-formed"),
        (
            '<!DOCTYPE rss [<!ENTITY a "boom">]><rss><channel><item><title>&a;</title></item></channel></rss>',
            "DTD of its",
        ),
        (f"<rss><channel>{'<a>' * 300}</channel></rss>", "levels deep"),
    ],
)
def test_a_feed_that_cannot_be_used_says_why(tmp_path: Path, text: str, reason: str) -> None:
    assert reason in reason_of(tmp_path / "a.xml", text)


@settings(max_examples=150, deadline=None)
@given(items=st.lists(trees(NAMES, "item entry"), max_size=3), root=st.sampled_from(["rss", "feed", "RDF"]))
def test_any_elements_in_a_feed_give_drafts_or_reasons(items: list[str], root: str) -> None:
    inside = f"<channel><title>Harbour</title>{''.join(items)}</channel>" if root == "rss" else "".join(items)
    space = ' xmlns="http://www.w3.org/2005/Atom"' if root == "feed" else ""
    check(read_bytes("a.xml", f"<{root}{space}>{inside}</{root}>".encode()))


@settings(max_examples=120, deadline=None)
@given(data=st.one_of(mutated(RSS), mutated(ATOM), mutated(RDF)))
def test_a_damaged_feed_gives_drafts_or_reasons(data: bytes) -> None:
    items = read_bytes("a.xml", data)
    assert items
    check(items)
