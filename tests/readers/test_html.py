"""Web pages: whose word counts for what, and the story in the page's own words."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.article import Draft, Unreadable
from store.readers.document import Document
from store.readers.formats import read_document
from tests.readers.pages import URL, article, json_ld, meta, page, paragraphs
from tests.readers.samples import HEADLINE, LEAD, QUOTE, STORY, WORK, draft_of, read_all, reason_of

NEWS = {"@type": "NewsArticle", "headline": HEADLINE, "datePublished": "2013-03-25T23:37:00+01:00"}


def read(text: str, url: str | None = None) -> Draft:
    document = Document.of(text.encode(), "page.html", "page.html", named=True)
    (item,) = read_document(replace(document, url=url))
    assert isinstance(item, Draft), item
    return item


def told(*texts: str) -> tuple[str, ...]:
    """The body of a page whose paragraphs are the HTML `texts`, after the common lead."""
    return read(article("", LEAD, *texts)).paragraphs[1:]


def test_json_ld_is_believed_before_opengraph_and_the_page() -> None:
    head = json_ld(NEWS) + meta(og_title="Another title", article_published_time="2014-01-01T00:00:00Z")
    draft = read(article(head, headline="A third title"))
    assert draft.headline == HEADLINE
    assert draft.published.text == "2013-03-25T23:37+01:00"
    assert draft.date_source == "json-ld"


def test_opengraph_is_believed_before_the_page() -> None:
    head = meta(og_title=HEADLINE, article_published_time="2013-03-25T23:37:00Z", article_section="World")
    draft = read(article(head, headline="A third title"))
    assert (draft.headline, draft.section, draft.date_source) == (HEADLINE, "World", "opengraph")


def test_a_time_element_in_the_head_dates_a_page_without_metadata() -> None:
    body = f"<h1>{HEADLINE}</h1><time datetime='2013-03-25T23:37Z'>25 March</time>{paragraphs(*STORY)}"
    draft = read(page(f"<article>{body}</article><aside><time datetime='2012-01-01'>old</time></aside>"))
    assert (draft.published.text, draft.date_source) == ("2013-03-25T23:37+00:00", "time element")


@pytest.mark.parametrize(
    ("head", "date"),
    [
        ('<meta name="pubdate" content="20130325">', "2013-03-25"),
        ('<meta itemprop="datePublished" content="20130325T233700Z">', "2013-03-25T23:37+00:00"),
        (json_ld({**NEWS, "datePublished": "20130325T233700+0100"}), "2013-03-25T23:37+01:00"),
        ('<meta name="pubdate" content="20131345">', None),
        ('<meta name="pubdate" content="19700101">', None),
        ('<meta name="pubdate" content="1970-01-01T00:00:00Z">', None),
    ],
)
def test_a_date_without_hyphens_is_read_and_a_number_that_is_no_day_is_none(head: str, date: str | None) -> None:
    assert read(article(head)).published.text == date


def test_time_elements_that_disagree_date_nothing() -> None:
    times = "<time datetime='2013-03-25'></time><time datetime='2013-03-27'></time>"
    draft = read(page(f"<article><h1>{HEADLINE}</h1>{times}{paragraphs(*STORY)}</article>"))
    assert draft.published.text is None


def test_htmldate_is_asked_last_and_says_where_it_looked() -> None:
    draft = read(article(), url="https://harbourwire.example/2013/03/25/pier-closes")
    assert (draft.published.text, draft.published.precision) == ("2013-03-25", "day")
    assert draft.date_source == "htmldate (address)"
    dated = f"<h1>{HEADLINE}</h1><div class='post-date'>25. März 2013</div>{paragraphs(*STORY)}"
    assert read(page(f"<article>{dated}</article>")).date_source == "htmldate (page)"


@pytest.mark.parametrize("line", ["03/04/2013", "4.3.2013", "Monday"])
def test_a_date_that_can_be_read_in_two_ways_is_not_guessed(line: str) -> None:
    body = f"<h1>{HEADLINE}</h1><div class='date published'>{line}</div>{paragraphs(*STORY)}"
    assert read(page(f"<article>{body}</article>")).published.text is None


@pytest.mark.parametrize(
    "text", ["It opened on 2012-05-06.", "The pier opened on 6 May 2012, <time>six years ago</time>."]
)
def test_a_day_in_the_story_or_the_headline_is_not_the_publication(text: str) -> None:
    draft = read(article("", LEAD, text, headline="Pier that opened on May 6, 2012 closes again"))
    assert draft.published.text is None


def test_a_date_of_zero_is_no_date_and_an_unreadable_one_is_kept_as_said() -> None:
    head = json_ld({**NEWS, "datePublished": "1970-01-01T00:00:00Z"}) + meta(article_published_time="2013-03-25")
    assert read(article(head)).date_source == "opengraph"
    unread = read(article(json_ld({**NEWS, "datePublished": "last Monday"})))
    assert (unread.published.text, unread.date_source) == (None, "unreadable: last Monday")


def test_broken_json_ld_still_gives_the_texts_that_are_whole() -> None:
    broken = (
        '<script type="application/ld+json">{"@type": "NewsArticle", "datePublished": "2013-03-25", }, oops</script>'
    )
    assert read(article(broken)).date_source == "json-ld"
    twice = broken.replace("oops", '"datePublished": "2012-01-01"')
    assert read(article(twice)).published.text is None


def test_a_graph_is_followed_to_the_names_it_points_to() -> None:
    graph: list[object] = [
        {**NEWS, "author": {"@id": "#ib"}, "publisher": {"@id": "#hw"}, "mainEntityOfPage": {"@id": URL}},
        {"@type": "Person", "@id": "#ib", "name": "Ida Brandt"},
        {"@type": "Organization", "@id": "#hw", "name": "Harbour Wire"},
    ]
    draft = read(article(json_ld({"@context": "https://schema.org", "@graph": graph})))
    assert (draft.publisher, draft.byline, draft.url) == ("Harbour Wire", ("Ida Brandt",), URL)


def test_of_several_articles_in_json_ld_the_page_is_the_one_with_its_headline() -> None:
    other = {"@type": "NewsArticle", "headline": "Tram dispute goes on", "datePublished": "2011-01-01"}
    assert read(article(json_ld([other, NEWS]))).published.text == "2013-03-25T23:37+01:00"
    stranger = {**other, "headline": "Fishing fleet returns"}
    assert read(article(json_ld([other, stranger]))).published.text is None


def test_a_correction_is_the_note_and_a_later_change_is_the_update() -> None:
    said = {**NEWS, "dateModified": "2013-03-26T08:00:00+01:00", "correction": {"text": "The cost was misstated."}}
    draft = read(article(json_ld(said)))
    assert (draft.status, draft.note) == ("corrected", "The cost was misstated.")
    assert draft.updated.text == "2013-03-26T08:00+01:00"
    same = read(article(json_ld({**NEWS, "dateModified": NEWS["datePublished"]})))
    assert (same.status, same.updated.text) == ("usable", None)


def test_the_story_in_json_ld_serves_where_the_page_is_built_by_a_script() -> None:
    said = json_ld({**NEWS, "articleBody": "\n\n".join(STORY)})
    assert read(page("<div id='app'></div>", said)).paragraphs == STORY


@pytest.mark.parametrize("suffix", [" | Harbour Wire", " - harbourwire.example", " – harbourwire"])
def test_the_site_is_cut_off_the_headline(suffix: str) -> None:
    draft = read(article(meta(og_title=HEADLINE + suffix, og_site_name="Harbour Wire")), url=URL)
    assert draft.headline == HEADLINE


def test_a_headline_cut_short_is_taken_whole_from_the_page() -> None:
    assert read(article(meta(og_title=HEADLINE[:30] + "…"))).headline == HEADLINE


def test_the_address_is_the_page_s_own_without_trackers() -> None:
    link = "<link rel='canonical' href='/article/pier-closes-idKARREN1?utm_source=x&amp;id=7#top'>"
    draft = read(article(link), url="HTTPS://WWW.HarbourWire.example:443/a?fbclid=1")
    assert draft.url == f"{URL}?id=7"
    front = "<link rel='canonical' href='https://www.harbourwire.example/'>"
    assert read(article(front), url=URL).url == URL


def test_the_address_of_a_saved_page_is_in_its_comment() -> None:
    saved = article().replace("<html", f"<!-- saved from url=(0055){URL} -->\n<html", 1)
    assert read(saved).url == URL


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("The <b>har</b>bour <i>is</i>, he said, <a href='/x'>closed</a>.", "The harbour is, he said, closed."),
        ("Nine&nbsp;months &amp; 4&#8239;million\n   crowns.", "Nine\xa0months & 4\u202fmillion crowns."),
        ("The work starts.<br>It is long.", "The work starts. It is long."),
        ("It will take <del>six</del> <ins>nine</ins> months.", "It will take nine months."),
        ("<q>We had no choice</q>, she said.", "“We had no choice”, she said."),
        ("A report<span class='sr-only'>, opens new tab</span> tells why.", "A report tells why."),
        ("The<!-- x --> pier<script>var a = 1</script> is<wbr> shut.", "The pier is shut."),
    ],
)
def test_a_paragraph_reads_as_the_browser_shows_it(markup: str, text: str) -> None:
    assert told(markup, WORK) == (text, WORK)


def test_two_line_breaks_part_paragraphs() -> None:
    body = page(f"<article><h1>{HEADLINE}</h1><div>{LEAD}<br/><br/>{WORK}<br> <br>{QUOTE}</div></article>")
    assert read(body).paragraphs == STORY


def test_captions_stand_apart_and_lists_of_links_and_newsletter_boxes_are_left_out() -> None:
    figure = "<figure><img src='a.jpg'><figcaption>The pier in Karren.</figcaption></figure>"
    links = "<ul><li><a href='/a'>Tram dispute goes on</a></li><li><a href='/b'>Fleet returns</a></li></ul>"
    box = "<div class='newsletter'><p>Get the harbour news every morning, free of charge.</p></div>"
    body = f"<h1>{HEADLINE}</h1>{figure}<p>{LEAD}</p>{box}<p>{WORK}</p><h3>Related</h3>{links}<p>{QUOTE}</p>"
    draft = read(page(f"<article>{body}</article>"))
    assert draft.paragraphs == STORY
    assert draft.captions == ("The pier in Karren.",)


@pytest.mark.parametrize(
    ("author", "byline"),
    [
        ("By Ida Brandt and Tom Day", ("Ida Brandt", "Tom Day")),
        ("Ida Brandt, Harbour Wire Correspondent", ("Ida Brandt",)),
        ("https://www.harbourwire.example/ib", ()),
    ],
)
def test_authors_are_names(author: str, byline: tuple[str, ...]) -> None:
    assert read(article(json_ld({**NEWS, "author": author}))).byline == byline


@pytest.mark.parametrize("name", ["page.htm", "page.xhtml", "page.SHTML", "story", "story.php", "page.txt"])
def test_a_page_is_known_by_its_name_or_by_its_first_bytes(name: str, tmp_path: Path) -> None:
    assert draft_of(tmp_path / name, article(json_ld(NEWS))).paragraphs == STORY


def test_a_page_is_known_by_what_a_server_calls_it() -> None:
    data = article().removeprefix("<!DOCTYPE html>\n<html lang='en'>").encode()
    document = Document(source="x", name="story", open=Document.of(data, "x", "x").open, media_type="text/html")
    (item,) = read_document(document)
    assert isinstance(item, Draft)


def test_a_script_that_closes_itself_ends_there_in_xhtml() -> None:
    xhtml = article("<script src='a.js'/>").replace("<!DOCTYPE html>", '<?xml version="1.0" encoding="utf-8"?>')
    assert read(xhtml).paragraphs == STORY


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "the page is empty"),
        (page("<ul><li><a href='/a'>World</a></li></ul>", f"<title>{HEADLINE}</title>"), "holds no story"),
        (article().replace("Monday", "Mon\0day"), "NUL"),
        ("<html><body>" + "<div>" * 10_000 + LEAD, "nested too deeply"),
        ("<html><body>" + "<p>a</p>" * 40_000, "pieces of text"),
        ("<html><body>" + "<i></i>" * 160_000, "elements"),
        (article("", "word " * 500_000), "too long"),
        (page(paragraphs(*STORY)), "the headline is missing"),
    ],
)
def test_what_is_no_article_is_told_in_one_line(text: str, reason: str, tmp_path: Path) -> None:
    said = reason_of(tmp_path / "page.html", text)
    assert reason in said
    assert "\n" not in said


def test_a_page_of_a_hundred_megabytes_is_not_read_into_memory(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    with path.open("wb") as file:
        file.truncate(100_000_000)
    (item,) = read_all(path)
    assert isinstance(item, Unreadable)
    assert "larger than 10 MB" in item.reason


def test_pictures_inside_the_page_and_huge_attributes_do_no_harm() -> None:
    picture = f"<img src='data:image/png;base64,{'A' * 1_000_000}' alt='{'x' * 500_000}'>"
    assert read(page(f"<article><h1>{HEADLINE}</h1>{picture}{paragraphs(*STORY)}</article>")).paragraphs == STORY


def test_a_frame_saved_beside_its_page_is_passed_over(tmp_path: Path) -> None:
    frame = Document.of(page("<p>Ad</p>").encode(), "news/pier_files/frame.html", "frame.html")
    (item,) = read_document(frame)
    assert isinstance(item, Unreadable)
    assert item.outcome == "skipped"


FRAGMENTS = st.sampled_from(
    [
        *(
            "<p>",
            "</p>",
            "<div class='caption'>",
            "</div>",
            "<br>",
            "<figure><figcaption>",
            "</figure>",
            "<table><tr><td>",
        ),
        *(
            "<ul><li>",
            "<h1>",
            "<title>",
            "<q>",
            "<del>",
            "<a href='//x'>",
            "</a>",
            "<svg>",
            "<template>",
            "<!--",
            "-->",
        ),
        *(
            "<script type='application/ld+json'>",
            "</script>",
            '{"@type": "NewsArticle", "author": [{"name": 1}, null]}',
        ),
        *(
            '{"@graph": [{"@type": ["Article"], "@id": "#a", "image": {"@id": "#a"}}]}',
            "<![CDATA[",
            "<time datetime='0'>",
        ),
        *("<meta property='article:published_time' content='2013-03-25'>", "<link rel=canonical href='http://[x'>"),
        *(
            "&#0;",
            "&#xD800;",
            "&#1;",
            "\x1b",
            "\x0b",
            "\x85",
            "\u2028",
            "\ufeff",
            "\ue000",
            "\U00100005",
            "<o:p>",
            "</",
            "<p",
        ),
        *(LEAD, WORK, QUOTE, "Reporting by Ida Brandt", "March 25, 2013 11:37 PM", "Our Standards: x"),
    ]
)


@settings(max_examples=60, deadline=None)
@given(st.lists(FRAGMENTS | st.text(max_size=20), max_size=60), st.sampled_from(["utf-8", "utf-16", "cp1252"]))
def test_no_page_makes_the_reader_raise(parts: list[str], encoding: str) -> None:
    data = f"<html><body><h1>{HEADLINE}</h1>{''.join(parts)}".encode(encoding, "replace")
    (item,) = read_document(Document.of(data, "page.html", "page.html", named=True))
    if isinstance(item, Draft):
        assert all(text and text == text.strip() and "\n" not in text for text in item.paragraphs)
        item.text.encode()
    else:
        assert item.reason
        assert "\n" not in item.reason


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=400))
def test_no_bytes_make_the_reader_raise(data: bytes) -> None:
    (item,) = read_document(Document.of(b"<html>" + data, "page.html", "page.html", named=True))
    assert isinstance(item, (Draft, Unreadable))


SECRET = "The mayor resigned in secret on Sunday, an early draft of this page said."


@pytest.mark.parametrize("around", ["<p>{}</p>", '<p class="para">{}</p>'])
@pytest.mark.parametrize(
    "hidden",
    [
        *("<p hidden>{}</p>", '<p hidden="">{}</p>', '<p class="para" hidden="hidden">{}</p>', "<h2 hidden>{}</h2>"),
        *("<div hidden><p>{}</p></div>", '<div hidden><p class="para">{}</p></div>', "<aside hidden>{}</aside>"),
        *('<p style="display:none">{}</p>', '<p class="para" style="DISPLAY : none !important">{}</p>'),
        *('<p class="para" style="visibility: hidden">{}</p>', '<p class="sr-only">{}</p>'),
        *("<figure hidden><figcaption>{}</figcaption></figure>", "<template><p>{}</p></template>"),
        *("<noscript><p>{}</p></noscript>", "<p><span hidden>{}</span></p>", "<p><q hidden>{}</q></p>"),
    ],
)
def test_what_a_page_hides_is_never_its_news(hidden: str, around: str) -> None:
    shown = [around.format(text) for text in STORY]
    body = f"<h1>{HEADLINE}</h1>{''.join(shown[:2])}{hidden.format(SECRET)}{shown[2]}"
    draft = read(page(f"<article>{body}</article>"))
    assert (draft.paragraphs, draft.captions) == (STORY, ())


@pytest.mark.parametrize("whole", ['<body style="visibility: hidden">', "<body hidden>"])
def test_a_page_that_its_scripts_show_when_they_are_done_is_read(whole: str) -> None:
    assert read(article().replace("<body>", whole)).paragraphs == STORY


def test_what_opens_when_it_is_searched_for_is_part_of_the_story() -> None:
    body = f"<h1>{HEADLINE}</h1><p>{LEAD}</p><p>{WORK}</p><p hidden='until-found'>{QUOTE}</p>"
    assert read(page(f"<article>{body}</article>")).paragraphs == STORY
