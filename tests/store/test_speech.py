"""Who said it, over the sample archive and the saved page: every sentence with its speaker, and no other has one."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from store.answer import Span
from store.article import Draft
from store.core import Library
from store.query import build_query
from store.readers import read_paths
from store.sentences import sentence_spans
from store.speech import speaker_of
from tests.store.stories import version_of_text

ARTICLES = Path(__file__).parents[2] / "seeds" / "articles"
SHARED = Path(__file__).parents[2].parent / "shared" / "seeds"

# Each story: the speaker of a sentence, and the words with which the sentence begins.
SPEAKERS = {
    "harbour/2013-05-03-mayor.md": """
        Ottoline Brask: "The town has asked me to finish
        Cassius Rook: Rook had argued that the money
        Cassius Rook: "We lost by the width of a
        Cassius Rook: He said that he would hold the
    """,
    "harbour/2013-07-19-wreck.md": """
        Jory Pell: "I thought I had hooked a rock
        Effie Lund: Effie Lund, the museum's curator,
        Effie Lund: "No one knew where she lay, and
        Effie Lund: Lund said that the timbers would
    """,
    "harbour/2013-08-12-herring-festival.txt": """
        Bruno Tamsin: Sunshine on both days and a
        Bruno Tamsin: "By Saturday noon we had sold
        Bruno Tamsin: "I have never been so happy to be
        Agnes Corrie: "My mother taught me with a blunt
    """,
    "harbour/2013-09-02-tram-dispute-1.md": """
        Dervla Quoyle: "Our members finish at two in the
        Dervla Quoyle: "Nobody can steer forty tonnes on
        Anselm Pryde: Anselm Pryde, the managing
        Anselm Pryde: "There is money on the table, and
    """,
    "harbour/2013-09-02-tram-dispute-2-update.md": """
        Dervla Quoyle: "We gave the mediator a fair
        Quillhaven Tramways: Quillhaven Tramways has raised
        Anselm Pryde: "Eleven hours means ten more
    """,
    "harbour/2013-09-17-dredging.txt": """
        Ottoline Brask: "A harbour that ships cannot
        Cassius Rook: Cassius Rook, who lost to her in
        Cassius Rook: "We are buying mud while children
        Tobias Wend: Harbour master Tobias Wend said
    """,
    "harbour/2013-10-11-tram-deal.txt": """
        Anselm Pryde: Quillhaven Tramways will hire
        Anselm Pryde: "It costs more than I wanted and
        Dervla Quoyle: Union secretary Dervla Quoyle
        Dervla Quoyle: "Nobody will drive tired again,
    """,
    "harbour/2013-10-28-storm-gazette.txt": """
        Tobias Wend: Harbour master Tobias Wend said
        Tobias Wend: "After that we were measuring
        Clemency Hart: "We made a chain of people and
    """,
    "harbour/2013-11-04-school-roof-1.md": """
        Hester Crall: "The children have learned to
        Cassius Rook: Cassius Rook, the leader of the
        Cassius Rook: "I have asked for this so often
    """,
    "harbour/2013-11-04-school-roof-2-corrected.md": """
        Hester Crall: "The children have learned to
        Cassius Rook: Cassius Rook, the leader of the
        Cassius Rook: "I have asked for this so often
    """,
    "harbour/2013-12-03-fish-market-1.txt": """
        Solomon Birk: "I was born behind that counter
    """,
    "harbour/2013-12-03-fish-market-2-withdrawn.txt": """
        Solomon Birk: "I was born behind that counter
    """,
    "harbour/2014-01-20-seal.txt": """
        Tobias Wend: "He looks at my badge and yawns,"
        Vera Ingle: "He is resting after the storms,
    """,
    "harbour/2014-02-11-freedom-of-the-town.md": """
        Nan Orrick: "I was only ever the one who held
        Ottoline Brask: Brask said that the decision had
        Ottoline Brask: "Ask anyone on this coast who
    """,
    "harbour/courier.jsonl#tram-deal-copy": """
        Anselm Pryde: Quillhaven Tramways will hire
        Anselm Pryde: "It costs more than I wanted and
        Dervla Quoyle: Union secretary Dervla Quoyle
        Dervla Quoyle: "Nobody will drive tired again,
    """,
    "harbour/courier.jsonl#october-storm": """
        Jory Pell: "A dinghy is a boat to the man
        Lars Gaunt: The island's 240 people have food
        Lars Gaunt: "We have flour, we have fish and
    """,
    "harbour/courier.jsonl#orra-rescue": """
        Lars Gaunt: "She kept us singing so that
        Nan Orrick: Coxswain Nan Orrick said that the
        Nan Orrick: "You could hear them before you
    """,
    "harbour/courier.jsonl#grey-petrel": """
        Lars Gaunt: "For the first time an islander
        Magda Swale: "The old boat forgave me
    """,
    "harbour/gazette.jsonl#lighthouse": """
        Matthias Oaks: "I shall miss the quiet and I
        Tobias Wend: Harbour master Tobias Wend said
        Tobias Wend: "He rang me about the moth at
    """,
    "harbour/gazette.jsonl#lighthouse-refile": """
        Matthias Oakes: "I shall miss the quiet and I
        Tobias Wend: Harbour master Tobias Wend said
        Tobias Wend: "He rang me about the moth at
    """,
    "harbour/gazette.jsonl#library-cat": """
        Clemency Hart: "We looked under every shelf
        Vera Ingle: The cat had lost half a kilogram
        Vera Ingle: "She was rather cross about the
    """,
    "harbour/tide-clock.md": """
        Effie Lund: "It is the only public clock in
    """,
    "missile-defence/2007-02-10-munich.md": """
        Vladimir Putin: Putin told a hall of ministers,
        Washington: Washington said in January that
        Vladimir Putin: Putin argued that no country of
    """,
    "missile-defence/2008-04-06-sochi.md": """
        Vladimir Putin: Putin told reporters that the
    """,
    "missile-defence/2008-07-08-prague.txt": """
        Condoleezza Rice: Rice said that the system was
    """,
    "missile-defence/2008-08-20-warsaw.txt": """
        Anatoly Nogovitsyn: A day after the deal was struck,
        Condoleezza Rice: Rice said in Warsaw that the
    """,
    "missile-defence/2008-11-05-kaliningrad.md": """
        Dmitry Medvedev: President Dmitry Medvedev said on
        Dmitry Medvedev: Medvedev said that Russia would
        Dmitry Medvedev: He added that plans to take three
        Barack Obama: Obama has said that he supports
    """,
    "missile-defence/2009-09-17-obama.txt": """
        Barack Obama: Obama said that the new approach
        Robert Gates: Defence Secretary Robert Gates,
        Jan Fischer: Czech Prime Minister Jan Fischer
    """,
    "missile-defence/2010-11-20-lisbon.txt": """
        Dmitry Medvedev: Medvedev told reporters that
    """,
    "missile-defence/2011-11-23-medvedev.md": """
        Dmitry Medvedev: Russia will take military steps
        Dmitry Medvedev: The first, he said, would be
        Dmitry Medvedev: The cover of Russia's strategic
        Dmitry Medvedev: Medvedev said that the door to
        The White House: The White House answered that it
    """,
    "missile-defence/2011-11-29-voronezh.txt": """
        Dmitry Medvedev: He said that he hoped Russia's
        Dmitry Medvedev: If the signal was not heard, he
        Dmitry Medvedev: Medvedev said that the radar did
    """,
    "missile-defence/2012-05-03-moscow-conference.md": """
        Nikolai Makarov: A decision to use force in that
        Nikolai Makarov: He argued that the later stages
        Anatoly Serdyukov: Defence Minister Anatoly
    """,
    "missile-defence/2013-03-15-alaska.md": """
        Chuck Hagel: Hagel told reporters that a
        Chuck Hagel: Hagel said that the commitment to
    """,
    "missile-defence/2013-03-21-ryabkov.txt": """
        Sergei Ryabkov: Deputy Foreign Minister Sergei
        Sergei Ryabkov: Earlier in the week, in an
    """,
    "missile-defence/2013-03-25-hagel-shoigu.txt": """
        the Pentagon: Russian Defence Minister Sergei
        Chuck Hagel: Defence Secretary Chuck Hagel
        Anatoly Antonov: Anatoly Antonov, a deputy to
        Washington: Ten days earlier Washington had
        James Stavridis: Admiral James Stavridis, NATO's
        James Stavridis: It was clearly meant, he wrote,
    """,
    "missile-defence/specimen-2007-2010.jsonl#heiligendamm-2007": """
        Vladimir Putin: Putin said that he had spoken to
        Vladimir Putin: The radar would cover the whole
        Vladimir Putin: If the two countries worked
        Vladimir Putin: Shortly before the summit he had
        Washington: Washington says that they are
    """,
    "missile-defence/specimen-2007-2010.jsonl#kennebunkport-2007": """
        Vladimir Putin: Putin said that other European
        George W. Bush: Bush said that he found the offer
        George W. Bush: He told reporters all the same
    """,
    "missile-defence/specimen-2011-2013.jsonl#seoul-2012": """
        Barack Obama: Obama said that the issues, and
        Barack Obama: He added that this was his last
        Dmitry Medvedev: Medvedev replied that he
        The White House: The White House said that an
    """,
    "missile-defence/specimen-2011-2013.jsonl#chicago-2012": """
        Anders Fogh Rasmussen: Rasmussen said that the shield
    """,
    "missile-defence/specimen-2011-2013.jsonl#donilon-2013": """
        Yuri Ushakov: Yuri Ushakov, the foreign policy
        Yuri Ushakov: Ushakov said that Russia would
    """,
}
# Somebody named speaks in these too, in a form that has no rule. They are quoted without a speaker.
MISSED = (
    "Mayor Ottoline Brask called on both sides to return",
    "Its captain, Magda Swale, sent a distress call and told",
    "In Moscow, President Dmitry Medvedev welcomed the decision",
    "NATO Secretary-General Anders Fogh Rasmussen called",
    "In a televised statement Medvedev listed five",
    "Fourth, the armed forces had been told to work",
    "In the same address Medvedev proposed that",
    "The United States will add 14 interceptors to its",
    "Washington announced last Friday that it would",
    "Bush called the idea an interesting suggestion.",
    "He also proposed that centres for the exchange",
    "Moscow added a statement of its own, saying that",
    "Washington answered in a separate statement that",
    "Mitt Romney, who hopes to run against Obama",
    "Moscow has asked Washington for a legally binding",
)


def stories() -> list[Draft]:
    return [item for item in read_paths([ARTICLES]) if isinstance(item, Draft)]


STORIES = {story.source.removeprefix("articles/"): story for story in stories()}


def rows(table: str) -> list[tuple[str, str]]:
    pairs = [line.strip().split(": ", 1) for line in table.strip().splitlines()]
    return [(speaker, opening) for speaker, opening in pairs]


@pytest.mark.parametrize("source", STORIES)
def test_every_sentence_of_the_sample_archive_has_its_speaker_and_no_other_has_one(source: str) -> None:
    text = STORIES[source].text
    version = version_of_text(text)
    found = []
    for span in sentence_spans(text):
        speech = speaker_of(version, span.start, span.end)
        if speech.speaker is not None:
            found.append((speech.speaker, text[span.start : span.end]))
    expected = rows(SPEAKERS.get(source, ""))
    assert [speaker for speaker, _ in found] == [speaker for speaker, _ in expected]
    for (_, sentence), (_, opening) in zip(found, expected, strict=True):
        assert sentence.startswith(opening)


def test_the_table_covers_the_archive_and_most_of_those_who_speak_in_it() -> None:
    named = sum(len(rows(table)) for table in SPEAKERS.values())
    sentences = [
        text[span.start : span.end] for text in (one.text for one in stories()) for span in sentence_spans(text)
    ]
    assert set(SPEAKERS) <= set(STORIES)
    assert named >= 110
    assert all(any(sentence.startswith(opening) for sentence in sentences) for opening in MISSED)
    assert named / (named + len(MISSED)) >= 0.88


@pytest.mark.parametrize("story", STORIES.values(), ids=STORIES)
def test_direct_speech_is_what_stands_between_quotation_marks(story: Draft) -> None:
    version = version_of_text(story.text)
    for span in sentence_spans(story.text):
        speech = speaker_of(version, span.start, span.end)
        assert speech.kind == ("speech" if '"' in story.text[span.start : span.end] else "report")


def test_an_answer_names_who_speaks_in_it(tmp_path: Path) -> None:
    with Library.open(tmp_path) as library:
        library.index([ARTICLES / "harbour"])
        first = library.ask(build_query("Who said “He looks at my badge and yawns”?")).quotes[0]
    assert (first.speaker, first.kind) == ("Tobias Wend", "speech")
    assert first.as_json()["speaker"] == "Tobias Wend"


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    if not SHARED.is_dir():
        pytest.skip("no ../shared/seeds here")
    with Library.open(tmp_path_factory.mktemp("home")) as opened:
        opened.index([SHARED])
        yield opened


@pytest.mark.parametrize(
    ("question", "speaker", "kind"),
    [
        ("Who said “We strongly disagree”?", "James Stavridis", "speech"),
        ("What did Antonov say according to RIA?", "Anatoly Antonov", "speech"),
        ("What did Sergei Ryabkov say about the planned changes?", "Sergei Ryabkov", "report"),
    ],
)
def test_the_saved_page_answers_with_its_speaker(page: Library, question: str, speaker: str, kind: str) -> None:
    first = page.ask(build_query(question)).quotes[0]
    assert (first.speaker, first.kind) == (speaker, kind)


WORDS = st.sampled_from(
    (
        *("Ida Holt", "Mayor Holt", "Holt", "Rook", "he", "she", "said", "told", "added", "according to", "who", "and"),
        *("the Harbour Office", "that", "of", ",", ".", ": ", "“", "”", '"', "(", ")", "’s", "\n\n", "The ferry sails"),
        *("“We sail,”", "“We sail", "Jr.", "al-Amin", "van der Meer", "D’Arcy", "J. R.", "was quoted as saying", "—"),
    )
)
NEWSLIKE = st.one_of(st.lists(WORDS, max_size=40).map(" ".join), st.text(max_size=120))


@settings(max_examples=200)
@given(NEWSLIKE, st.integers(0, 200), st.integers(0, 200), st.integers(0, 200))
@example("\n\n \n\n", 0, 3, 0)
def test_a_speaker_is_a_slice_of_the_text_whatever_stands_in_it(text: str, start: int, length: int, at: int) -> None:
    speech = speaker_of(version_of_text(text), start, start + length, Span(at, at + 20))
    if speech.name is None:
        assert speech.speaker is None
    else:
        assert speech.speaker == text[speech.name.start : speech.name.end] != ""
