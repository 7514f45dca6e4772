"""Saved news pages: the shapes that reuters.com and others had from 2013 to 2024, in our own words."""

from __future__ import annotations

from pathlib import Path

import pytest

from store.readers.errors import NotAnArticleError
from store.readers.pages.page import MAX_LINES, read_page
from tests.readers.samples import HEADLINE, LEAD, QUOTE, STORY, WORK, draft_of

CAPTION = "FILE PHOTO: The western pier in Karren, May 2, 2012. REUTERS/Tom Day"
CREDIT = "Reporting by Ida Holm in Karren and Tom Day in Oslo; Editing by Bo Lund and Ann Bell"
TRUST = "Our Standards:The Thomson Reuters Trust Principles."
BREAKPOINTS = ["narrow-browser-and-phone", "medium-browser-and-portrait-tablet", "landscape-tablet-and-below"]
DATE = "March 25, 2013 / 11:37 PM / 5 years ago"


def page(*lines: str) -> str:
    return "\n".join(lines) + "\n"


def test_a_page_with_the_headline_above_and_below_the_date_loses_all_its_chrome(tmp_path: Path) -> None:
    lines = ["Reuters logo", HEADLINE, DATE, "", HEADLINE, "", LEAD, "", CAPTION, "", WORK, "", QUOTE, "", CREDIT, ""]
    text = page(*lines, TRUST, "0 : 0", *(f"  • {name}" for name in BREAKPOINTS))
    draft = draft_of(tmp_path / "a.txt", text)
    assert draft.headline == HEADLINE
    assert draft.paragraphs == STORY
    assert draft.published.text == "2013-03-25T23:37"
    assert draft.date_source == "page header"
    assert draft.publisher == "Reuters"
    assert draft.dateline == "KARREN"
    assert draft.byline == ("Ida Holm", "Tom Day")
    assert draft.captions == (CAPTION,)
    assert draft.status == "usable"


def test_a_page_with_the_headline_below_the_date_gives_its_section_and_leaves_the_author_line_out() -> None:
    nav = ["Discover Thomson Reuters", "Directory of sites", "Login", "Business", "Politics", "More", "United States"]
    head = ["Business News", "November 18, 2019 / 12:21 AM / Updated 14 hours ago", HEADLINE, "Ida Holm", "5 Min Read"]
    foot = [
        CREDIT,
        TRUST,
        "0 : 0",
        *BREAKPOINTS,
        "Apps",
        "Newsletters",
        "Cookies",
        "© 2019 Reuters. All Rights Reserved.",
    ]
    draft = read_page("a", page(*nav, *head, *STORY, *foot))
    assert draft.headline == HEADLINE
    assert draft.section == "Business News"
    assert draft.published.text == "2019-11-18T00:21"
    assert draft.paragraphs == STORY


def test_a_page_without_credit_line_ends_at_the_trust_line() -> None:
    draft = read_page(
        "a", page("Politics", DATE, HEADLINE, "Reuters Staff", "1 Min Read", *STORY, TRUST, "0 : 0", "Apps")
    )
    assert draft.paragraphs == STORY
    assert draft.byline == ()
    assert draft.section == "Politics"


def test_a_page_of_2013_gives_its_place_and_zone_from_the_date_line() -> None:
    lead = LEAD.replace("KARREN (Harbour Wire)", "(Reuters)")
    head = ["Edition:", "U.S.", HEADLINE, "Related Topics", "Credit: Reuters/Tom Day", "By Ida Holm and Tom Day"]
    date = "KARREN | Mon Mar 25, 2013 7:37pm EDT"
    draft = read_page(
        "a", page(*head, date, lead, WORK, QUOTE, "(Reporting by Ida Holm; Editing by Bo Lund)", "Tweet this")
    )
    assert draft.headline == HEADLINE
    assert draft.published.text == "2013-03-25T19:37-04:00"
    assert draft.dateline == "KARREN"
    assert draft.byline == ("Ida Holm", "Tom Day")
    assert draft.paragraphs == (lead, WORK, QUOTE)


def test_a_page_of_2017_gives_its_section_from_the_date_line() -> None:
    head = ["Business News | Fri Dec 29, 2017 | 12:00am EST", HEADLINE, "By Ida Holm | KARREN"]
    draft = read_page("a", page(*head, LEAD, WORK, CAPTION, QUOTE, "(Reporting by Ida Holm; Editing by Bo Lund)"))
    assert draft.section == "Business News"
    assert draft.published.text == "2017-12-29T00:00-05:00"
    assert draft.paragraphs == STORY


def test_a_page_of_2023_loses_its_summary_its_adverts_and_its_author_box() -> None:
    head = ["World", "Europe", HEADLINE, "By Ida Holm and Tom Day", "March 25, 2023 11:37 PM GMT+1 Updated 5 days ago"]
    above = ["[1/2] The pier in Karren. REUTERS/Tom Day Acquire Licensing Rights, opens new tab", "Summary"]
    bullets = ["Council votes for closure after storms", "Work to take nine months"]
    foot = [
        CREDIT,
        "Our Standards: The Thomson Reuters Trust Principles., opens new tab",
        "Ida Holm",
        "Thomson Reuters",
    ]
    box = ["Ida reports on harbours and has done so for years.", "Read Next"]
    story = [LEAD, "Advertisement · Scroll to continue", WORK, QUOTE]
    draft = read_page("a", page(*head, *above, *bullets, *story, *foot, *box))
    assert draft.headline == HEADLINE
    assert draft.published.text == "2023-03-25T23:37+01:00"
    assert draft.paragraphs == STORY
    assert len(draft.captions) == 1


def test_another_outlets_page_is_read_by_the_same_rules() -> None:
    head = [
        "The Karren Gazette logo",
        "News",
        "Sport",
        HEADLINE,
        "The council acted after a week of storms.",
        "Ida Holm",
    ]
    dates = ["Mon 25 Mar 2013 23.37 GMT", "Last modified on Tue 26 Mar 2013 10.00 GMT", "Share"]
    aside = ["Related stories", "Tram drivers go back to work", "Budget vote delayed"]
    foot = ["Topics", "News", "Contact us", "© 2013 The Karren Gazette. All rights reserved."]
    draft = read_page("a", page(*head, *dates, LEAD, *aside, WORK, QUOTE, *foot))
    assert draft.headline == HEADLINE
    assert draft.publisher == "The Karren Gazette"
    assert draft.published.text == "2013-03-25T23:37+00:00"
    assert draft.updated.text == "2013-03-26T10:00+00:00"
    assert draft.paragraphs == STORY


def test_a_credit_at_the_end_of_the_last_paragraph_is_cut_off_it() -> None:
    draft = read_page("a", page(HEADLINE, DATE, LEAD, f"{WORK} (Reporting by Ida Holm; editing by Bo Lund)"))
    assert draft.paragraphs == (LEAD, WORK)
    assert draft.byline == ("Ida Holm",)


def test_a_page_without_a_date_is_undated_and_says_nothing_about_a_source() -> None:
    draft = read_page("a", page("Reuters logo", HEADLINE, "", *STORY, TRUST))
    assert draft.published.text is None
    assert draft.date_source is None
    assert draft.headline == HEADLINE


def test_a_date_that_cannot_be_is_kept_as_unreadable_text() -> None:
    draft = read_page("a", page(HEADLINE, "February 31, 2013 / 11:37 PM", HEADLINE, *STORY, "0 : 0"))
    assert draft.published.text is None
    assert draft.date_source == "unreadable: February 31, 2013 11:37 PM"


def test_a_date_that_can_be_read_in_two_ways_is_not_guessed() -> None:
    draft = read_page("a", page(HEADLINE, "03/04/2013 11:37 PM", *STORY, "0 : 0"))
    assert draft.published.text is None
    assert draft.date_source == "unreadable: 03/04/2013 11:37 PM"


def test_two_different_bare_days_above_the_story_leave_it_undated() -> None:
    draft = read_page("a", page("Tuesday, March 26, 2013", "Menu", HEADLINE, "March 25, 2013", *STORY, "0 : 0"))
    assert draft.published.text is None
    assert draft.date_source is not None
    assert draft.date_source.startswith("unreadable: the page shows several dates")


def test_an_update_alone_is_no_publication_date() -> None:
    draft = read_page("a", page(HEADLINE, "By IDA HOLM", "Updated 3:14 PM EDT, March 26, 2023", *STORY, "0 : 0"))
    assert draft.published.text is None
    assert draft.updated.text == "2023-03-26T15:14-04:00"


def test_a_date_inside_a_sentence_is_not_the_pages_date() -> None:
    sentence = "The pier was opened on March 25, 2003, by the harbour master of the time."
    draft = read_page("a", page(HEADLINE, "", LEAD, sentence, "0 : 0"))
    assert draft.published.text is None
    assert sentence in draft.paragraphs


def test_a_correction_notice_marks_the_article_and_is_not_part_of_its_story() -> None:
    notice = "(Corrects cost in paragraph 2)"
    draft = read_page("a", page(HEADLINE, DATE, "", notice, "", *STORY, "0 : 0"))
    assert draft.status == "corrected"
    assert draft.note == "Corrects cost in paragraph 2"
    assert draft.paragraphs == STORY
    assert draft.dateline == "KARREN"


def test_a_page_wrapped_at_a_fixed_width_is_unwrapped() -> None:
    wrapped = ["KARREN (Harbour Wire) - The harbour council voted on Monday to close the", "western pier for repairs."]
    draft = read_page("a", page("Reuters logo", "", HEADLINE, "", DATE, "", *wrapped, "", WORK, "", "0 : 0"))
    assert draft.paragraphs == (" ".join(wrapped), WORK)


def test_subheads_and_short_lines_inside_the_story_are_kept() -> None:
    draft = read_page(
        "a", page(HEADLINE, DATE, LEAD, "LONG REPAIRS", WORK, "(Graphic: piers of Karren - here)", CREDIT)
    )
    assert draft.paragraphs == (LEAD, "LONG REPAIRS", WORK, "(Graphic: piers of Karren - here)")


@pytest.mark.parametrize(
    "sentence",
    [
        "A Reuters/Ipsos opinion poll found that most people in Karren wanted the pier closed.",
        "A Reuters/University of Karren poll found that half wanted the pier closed.",
        "Half wanted it closed, said an AP/Karren College poll of 400 adults.",
        "The price of AP/PA reports is, he said, listed in the annual report, opens new tab",
        "Copyright holders said in 2013 that the pier's plans were theirs.",
        "Standards: the town has few, said Ida Brandt.",
        "Reporting by state media suggested that the pier was safe.",
    ],
)
def test_a_sentence_that_only_resembles_captions_or_chrome_is_kept(sentence: str) -> None:
    draft = read_page("a", page(HEADLINE, DATE, LEAD, sentence, WORK, "0 : 0"))
    assert draft.paragraphs == (LEAD, sentence, WORK)


@pytest.mark.parametrize(
    "caption",
    [
        "The pier in Karren, May 2, 2012. REUTERS/Tom Day",
        "FILE PHOTO: The pier in Karren, May 2, 2012. REUTERS/Tom Day/File Photo",
        "FILE PHOTO: The pier in Karren",
        "[1/3] The pier in Karren. REUTERS/Tom Day Acquire Licensing Rights, opens new tab",
        "The pier in Karren on Monday. (AP Photo/Tom Day)",
        "The pier in Karren on Monday. Tom Day/AFP/Getty Images",
        "The pier in Karren. Photograph: Tom Day/The Gazette",
    ],
)
def test_a_photos_caption_stands_apart_from_the_body(caption: str) -> None:
    draft = read_page("a", page(HEADLINE, DATE, LEAD, caption, WORK, "0 : 0"))
    assert draft.paragraphs == (LEAD, WORK)
    assert draft.captions == (caption,)


def test_a_site_name_behind_the_headline_is_taken_off() -> None:
    draft = read_page("a", page(f"{HEADLINE} | Reuters", DATE, *STORY, "0 : 0"))
    assert draft.headline == HEADLINE


def test_text_that_is_no_news_page_says_how_to_make_it_one() -> None:
    with pytest.raises(NotAnArticleError, match=r"begin it with a line `Headline: …`"):
        read_page("a", page("Buy milk.", "Call the plumber tomorrow about the tap in the kitchen."))


def test_a_page_with_chrome_only_is_refused() -> None:
    with pytest.raises(NotAnArticleError, match="no story under it"):
        read_page("a", page("Reuters logo", HEADLINE, DATE, TRUST, "0 : 0"))


def test_a_page_of_too_many_lines_is_refused_before_any_work() -> None:
    with pytest.raises(NotAnArticleError, match=f"more than {MAX_LINES} lines"):
        read_page("a", f"{DATE}\n" * (MAX_LINES + 1))
