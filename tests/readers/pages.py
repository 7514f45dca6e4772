"""Pages written for these tests in the shapes that news sites have had, from 2013 to 2024, as HTML and as text."""

from __future__ import annotations

import json
from collections.abc import Mapping

from tests.readers.samples import HEADLINE, LEAD, QUOTE, STORY, WORK

CAPTION = "A crane stands on the western pier in Karren, March 24, 2013. HARBOUR WIRE/Ola Lind"
CREDIT = "Reporting by Ida Brandt in Karren and Tom Day in Ostrand; Editing by Ann Bell"
HIDDEN = "border: 0; clip: rect(0, 0, 0, 0); position: absolute"
URL = "https://www.harbourwire.example/article/pier-closes-idKARREN1"


def page(body: str, head: str = "") -> str:
    return f"<!DOCTYPE html>\n<html lang='en'><head>{head}</head><body>{body}</body></html>"


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>\n" for text in texts)


def article(head: str = "", *texts: str, headline: str = HEADLINE) -> str:
    """A plain article page under `head`; the common story where no texts are given."""
    return page(f"<article><h1>{headline}</h1>{paragraphs(*(texts or STORY))}</article>", head)


def json_ld(values: Mapping[str, object] | list[object]) -> str:
    return f'<script type="application/ld+json">{json.dumps(values)}</script>'


def meta(**properties: str) -> str:
    """`og_title="…"` gives the property `og:title`."""
    return "".join(
        f'<meta property="{name.replace("_", ":", 1)}" content="{text}">' for name, text in properties.items()
    )


_NAVIGATION = "".join(
    f"<li><a href='/{name.lower()}'>{name}</a></li>" for name in ("Business", "Markets", "World", "TV")
)

SHAPE_2013 = page(
    f"""<div id="header"><ul>{_NAVIGATION}</ul></div>
    <div id="content"><div class="sectionContent"><h1>{HEADLINE}</h1>
    <div id="articleTools"><ul><li><a href="#">Tweet</a></li><li><a href="#">Share this</a></li><li>Email</li></ul>
    </div>
    <div id="articleInfo"><p class="byline">By Ida Brandt</p>
    <p><span class="location">KARREN</span> | <span class="timestamp">Mon Mar 25, 2013 7:37pm GMT</span></p></div>
    <div id="relatedPhoto"><img src="a.jpg">
    <div class="rolloverCaption"><div class="captionText"><p>{CAPTION}</p></div></div></div>
    <span id="articleText"><span id="midArticle_start"></span>
    <span class="focusParagraph"><p><span class="articleLocation">KARREN</span>{LEAD.removeprefix("KARREN")}</p></span>
    <span id="midArticle_0"></span><p>{WORK}</p><span id="midArticle_1"></span><p>{QUOTE}</p>
    <span id="midArticle_2"></span><p>({CREDIT})</p></span>
    <div class="relatedTopics"><h3>Related News</h3>
    <ul><li><a href="/a">Tram dispute enters its second week</a></li></ul></div>
    </div></div><div id="footer">© Copyright Harbour Wire 2013. All rights reserved.</div>""",
    f"<title>{HEADLINE} | Harbour Wire</title>"
    + meta(og_title=HEADLINE, og_site_name="Harbour Wire", og_url=URL)
    + '<meta name="REVISION_DATE" content="Tue Mar 26 02:00:00 UTC 2013">',
)

SHAPE_2016 = page(
    f"""<nav><ul>{_NAVIGATION}</ul></nav><div class="article-wrap"><span class="article-section">World News</span>
    <span class="timestamp">Tue Nov 8, 2016 | 9:13pm GMT</span><h1 class="article-headline">{HEADLINE}</h1>
    <div class="social-bar"><a href="#">Facebook</a><a href="#">Twitter</a></div>
    <div class="article-photo"><img src="a.jpg"><span class="article-photo-caption">{CAPTION}</span></div>
    <div class="article-info"><span class="author">By <a href="/j/ib">Ida Brandt</a></span> | <span>KARREN</span></div>
    <span id="article-text">{paragraphs(*STORY)}<p>({CREDIT})</p></span>
    <div class="next-article"><p>Next In World News</p>
    <h2><a href="/n">Fishing fleet returns to Ostrand</a></h2></div></div>
    <footer>© 2016 Harbour Wire. All Rights Reserved.</footer>""",
    f"<title>{HEADLINE} | Harbour Wire</title>"
    + meta(og_title=HEADLINE, og_site_name="Harbour Wire", og_url=URL)
    + '<meta property="og:article:published_time" content="2016-11-08T21:13:00+0000">',
)

# The JSON-LD of this shape was no JSON: the description stood between single quotation marks.
SHAPE_2019 = page(
    f"""<div class="Header_main-nav"><ul>{_NAVIGATION}</ul></div><div class="StandardArticle_container">
    <div class="ArticleHeader_channel"><a href="/w">World News</a></div>
    <div class="ArticleHeader_date">November 19, 2019 / 12:21 AM / Updated 14 hours ago</div>
    <h1 class="ArticleHeader_headline">{HEADLINE}</h1>
    <div class="BylineBar_byline"><a href="/j/ib">Ida Brandt</a></div><p class="BylineBar_reading-time">5 Min Read</p>
    <div class="StandardArticleBody_body"><p>{LEAD} </p>
    <div class="PrimaryAsset_container"><figure><img src="a.jpg"></figure>
    <figcaption><div class="Image_caption"><span>{CAPTION}</span></div></figcaption></div>{paragraphs(WORK, QUOTE)}
    <div class="Attribution_container"><div class="Attribution_attribution">
    <p class="Attribution_content">{CREDIT}</p></div></div>
    </div><div class="StandardArticleBody_trustBadgeContainer"><span>Our Standards:</span>
    <a href="/t">The Thomson Reuters Trust Principles.</a></div></div>""",
    f"<title>{HEADLINE} - Harbour Wire</title>"
    + meta(og_title=HEADLINE, og_site_name="U.S.")
    + f'<link rel="canonical" href="{URL}"><meta name="Author" content="Ida Brandt">'
    + '<script type="application/ld+json">{"@type": "NewsArticle", "headline": '
    + json.dumps(HEADLINE)
    + ', "datePublished": "2019-11-19T21:57:01+0000", "dateModified": "2019-11-19T21:57:01+0000",'
    + """ "publisher": {"@type": "Organization", "name": "Harbour Wire"},
"description": 'The pier closes.'}</script>""",
)

SHAPE_2021 = page(
    f"""<header><nav><ul>{_NAVIGATION}</ul></nav></header><article class="article"><header>
    <h1 data-testid="Heading">{HEADLINE}</h1><span>By <a href="/a">Ida Brandt</a></span>
    <time datetime="2021-06-10T10:20:00Z"><span>June 10, 2021</span><span>10:20 AM UTC</span></time></header>
    <div class="article-body__content">
    <figure><img src="a.jpg"><figcaption><p data-testid="Body">{CAPTION}</p></figcaption></figure>
    {"".join(f'<p data-testid="paragraph-{number}" class="Text__text">{text}</p>' for number, text in enumerate(STORY))}
    <p class="Text__text">Register now for FREE unlimited access to harbourwire.example</p>
    <p class="Text__text sign-off">{CREDIT}</p></div>
    <p class="Text__text">Our Standards: <a href="/t">The Thomson Reuters Trust Principles.</a></p></article>
    <section><h2>Read Next</h2><ul><li><a href="/n">Fishing fleet returns to Ostrand</a></li></ul></section>""",
    f"<title>{HEADLINE} | Harbour Wire</title>"
    + json_ld(
        {
            "@type": "NewsArticle",
            "headline": HEADLINE,
            "datePublished": "2021-06-10T10:20:00Z",
            "dateModified": "2021-06-10T12:05:00Z",
            "author": [{"@type": "Person", "name": "Ida Brandt"}],
            "publisher": {"@type": "Organization", "name": "Harbour Wire"},
            "articleSection": "World",
            "url": URL,
        }
    ),
)

SHAPE_2024 = page(
    f"""<header><nav><ul>{_NAVIGATION}</ul></nav></header><main><article><div class="article-header">
    <h1 data-testid="Heading">{HEADLINE}</h1><div data-testid="AuthorName">By <a href="/a">Ida Brandt</a></div>
    <time datetime="2024-03-05T22:12:00Z"><span>March 5, 2024</span><span>10:12 PM UTC</span>
    <span>Updated a month ago</span></time>
    </div><div class="article-body__wrapper">
    <figure><img src="a.jpg"><figcaption>[1/2]{CAPTION}
    <a href="/l">Purchase Licensing Rights<span style="{HIDDEN}">, opens new tab</span></a></figcaption></figure>
    <div data-testid="paragraph-0" class="text__text article-body__paragraph">{LEAD}</div>
    <div data-testid="paragraph-1" class="text__text article-body__paragraph">The work, described in <a
    href="/r">a report<span style="{HIDDEN}">, opens new tab</span></a> on Monday,
    will take nine months.</div>
    <div data-testid="paragraph-2" class="text__text article-body__paragraph">{QUOTE}</div>
    <p data-testid="promo-box">Sign up <a href="/s">here.</a></p>
    <p class="sign-off">{CREDIT}</p>
    <p>Our Standards: <a href="/t">The Thomson Reuters Trust Principles.<span
     class="visually-hidden">, opens new tab</span></a></p>
    </div></article></main>""",
    f"<title>{HEADLINE} | Harbour Wire</title>"
    + json_ld(
        {
            "@type": "NewsArticle",
            "headline": HEADLINE,
            "datePublished": "2024-03-05T22:12:31Z",
            "author": [{"@type": "Person", "name": "Ida Brandt"}],
            "publisher": {"@type": "NewsMediaOrganization", "name": "Harbour Wire"},
            "image": {"@type": "ImageObject", "url": "a.jpg", "caption": CAPTION},
            "url": URL,
        }
    ),
)
