"""HTML, XHTML and NITF bodies to paragraphs and captions."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from store.readers.errors import NotAnArticleError
from store.readers.wires.fragment import Body, has_tags, read_elements, read_fragment
from store.readers.wires.xml import parse

SCENES = {
    "<p>The pier <b>closed</b>, the\n   harbour said.</p><p>It was old.</p>": (
        "The pier closed, the harbour said.",
        "It was old.",
    ),
    "<p>Unclosed<p>paragraphs": ("Unclosed", "paragraphs"),
    "One<br>line<br/><br>Another": ("One line", "Another"),
    "<h2>Storm</h2>It came.<ul><li>Rain<li>Wind</ul>": ("Storm", "It came.", "Rain", "Wind"),
    "<table><tr><td>Pier</td><td>4</td></tr><tr><td>Quay</td><td>5</td></tr></table>": ("Pier 4", "Quay 5"),
    "<pre>KARREN -\nThe pier closed.\n\nIt was old.</pre>": ("KARREN - The pier closed.", "It was old."),
    "<script>no()</script><style>p{}</style><p>Yes.</p><form><button>Sign up</button></form>": ("Yes.",),
    "<html><head><title>No</title></head><body><p>Yes.</p></body></html>": ("Yes.",),
    "4&nbsp;million &amp; more &ndash; &#8220;so&#8221;": ("4\xa0million & more – “so”",),
    "<p>Yes.</p><p hidden>No.</p><p style='display: none'>No.</p>So<b hidden>not</b>.": ("Yes.", "So."),
    "<div hidden=''><figure><img alt='No'></figure><p>No.</p></div><p>Yes.</p>": ("Yes.",),
    "<p hidden='until-found'>Yes.</p><p style='color: red'>So.</p>": ("Yes.", "So."),
    "<body style='visibility: hidden'><p>Yes.</p></body>": ("Yes.",),
    "<p>&nbsp;</p><p> </p>": (),
    "": (),
    "<!-- nothing -->": (),
}


@pytest.mark.parametrize("source", SCENES)
def test_blocks_become_paragraphs_and_words_stay(source: str) -> None:
    assert read_fragment(source) == Body(SCENES[source])


def test_captions_and_alternative_texts_stand_apart() -> None:
    body = read_fragment(
        '<figure><img alt="The  pier"><figcaption>The pier <i>at noon</i>.</figcaption></figure><p>It closed.</p>'
        '<div class="wp-caption"><img src="q.jpg"><p class="wp-caption-text">The quay.</p></div>'
    )
    assert body == Body(("It closed.",), ("The pier", "The pier at noon.", "The quay."))


def test_a_caption_that_is_never_closed_ends_with_its_figure() -> None:
    assert read_fragment("<figure><figcaption>The pier</figure><p>It closed.</p>").paragraphs == ("It closed.",)


def test_elements_of_nitf_are_read_by_the_same_rules() -> None:
    root = parse(
        "<body.content><hl2>Storm</hl2><p>The <org>council</org> of <location>Karren</location> voted.</p>"
        "<media><media-reference source='a.jpg'>no</media-reference><media-caption>The pier</media-caption></media>"
        "<block><p>It closed.</p></block></body.content>"
    )
    assert read_elements([root]) == Body(("Storm", "The council of Karren voted.", "It closed."), ("The pier",))


def test_text_with_blocks_in_it_is_told_from_text_that_only_has_angle_brackets() -> None:
    assert has_tags("<p>The pier</p>")
    assert has_tags("One<BR/>two")
    assert not has_tags("3 < 4 and 5 > 2, <b>bold</b> or <pier>")


@settings(max_examples=150, deadline=None)
@given(
    pieces=st.lists(
        st.sampled_from(
            ["<p>", "</p>", "<figure>", "<figcaption>", "<br>", "<pre>", "<td>", "<!--", "<![", "&#", "\x85"]
        )
        | st.text(max_size=6),
        max_size=30,
    )
)
def test_any_markup_gives_clean_paragraphs_or_a_reason(pieces: list[str]) -> None:
    try:
        body = read_fragment("".join(pieces))
    except NotAnArticleError as error:
        assert str(error).isprintable()
        return
    for paragraph in body.paragraphs:
        assert paragraph == paragraph.strip()
        assert paragraph
        assert "\n" not in paragraph
