"""The Library as commands and the bot use it: what is quoted, what is not, and what is said instead."""

from __future__ import annotations

import subprocess
import sys
import time
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from store.archive import Archive
from store.article import Draft
from store.errors import LockedError, NotFoundError
from store.query import Query, build_query
from store.readers import read_paths
from tests.store.shelf import Shelf, ids
from tests.store.stories import record, write_records

ROOT = Path(__file__).parents[2]
TRAM = record(
    "tram",
    "Tram drivers to strike",
    "Tram drivers in Marrowgate will strike on Friday over night shifts, their union said.",
    published="2019-06-04",
)
OVER = {
    **TRAM,
    "headline": "Tram strike is off",
    "text": "Tram drivers in Marrowgate called off their strike after a deal on pay.",
    "updated": "2019-06-10",
}
CRANE = record(
    "crane",
    "Port buys a crane",
    "The port has bought a floating crane for 3.2 million crowns from a yard in Ostholm.",
    published="2020-02-11T09:30",
    publisher="Coast Sample Daily",
)
FERRY = record("ferry", "Ferry renamed", "The ferry Petrel was renamed Kittiwake after a vote among schoolchildren.")
STRIKE = "Why will tram drivers in Marrowgate strike on Friday over night shifts?"
BOUGHT = "Who has bought a floating crane for 3.2 million crowns from a yard in Ostholm?"
RENAMED = "Which ferry was renamed Kittiwake after a vote among schoolchildren?"


def texts(shelf: Shelf, query: Query) -> list[str]:
    """What is quoted for a query, with a verdict or without one."""
    with shelf.open() as library:
        return [quote.text for quote in (*library.ask(query).quotes, *library.search(query).quotes)]


def test_an_answer_is_a_dated_slice_of_the_record(shelf: Shelf) -> None:
    crane = ids(shelf.index(TRAM, CRANE))["crane"]
    with shelf.open() as library:
        answer = library.ask(build_query(BOUGHT))
        [quote] = answer.quotes
        version = library.article(crane).current
    assert answer.verdict == "answered"
    assert quote.text == version.text[quote.start : quote.end] == CRANE["text"]
    assert (quote.article_id, quote.version, quote.sha256) == (crane, 1, version.sha256)
    assert (quote.published.text, quote.precision, quote.publisher) == (
        "2020-02-11T09:30",
        "minute",
        "Coast Sample Daily",
    )
    assert quote.start <= quote.answer_spans[0].start < quote.answer_spans[0].end <= quote.end


def test_what_is_not_told_is_declined_with_the_nearest_coverage(shelf: Shelf) -> None:
    shelf.index(TRAM, CRANE)
    with shelf.open() as library:
        answer = library.ask(build_query("zeppelin quarrel beyond Pluto"))
    assert (answer.verdict, answer.quotes) == ("not_in_coverage", ())
    assert "2 articles" in answer.reason
    assert {mention.headline for mention in answer.nearest} <= {TRAM["headline"], CRANE["headline"]}


@pytest.mark.parametrize(
    "question", ["who", "Who is it?", "When?", "Who said that?", "what happened", "hello", "the", "any news?"]
)
def test_a_question_that_names_nothing_is_declined_and_says_why(shelf: Shelf, question: str) -> None:
    shelf.index(TRAM, CRANE)
    with shelf.open() as library:
        answer = library.ask(build_query(question))
    assert (answer.verdict, answer.quotes, answer.nearest) == ("not_in_coverage", (), ())
    assert answer.reason.startswith("The question has no word that tells what to look for")


@pytest.mark.parametrize("question", ["What happened on 11 February 2020?", "Where on 11 February 2020?"])
def test_a_question_that_names_only_days_is_told_so_beside_the_stories_of_those_days(
    shelf: Shelf, question: str
) -> None:
    shelf.index(TRAM, CRANE)
    with shelf.open() as library:
        answer = library.ask(build_query(question))
    assert (answer.verdict, answer.quotes) == ("not_in_coverage", ())
    assert "no word that tells what to look for but its days (11 February 2020)" in answer.reason
    assert [mention.published.day for mention in answer.nearest] == [date(2020, 2, 11)]


@pytest.mark.parametrize(
    "question", ["Who is the person of the year?", "tram", "What is the plan?", 'Who said "we did"?']
)
def test_a_question_that_names_something_is_not_told_that_it_does_not(shelf: Shelf, question: str) -> None:
    shelf.index(TRAM, CRANE)
    with shelf.open() as library:
        answer = library.ask(build_query(question))
    assert "no word that tells what to look for" not in answer.reason


def test_an_empty_library_says_so_and_shows_nothing(shelf: Shelf) -> None:
    with shelf.open() as library:
        assert library.ask(build_query(BOUGHT)).verdict == "no_articles"
        assert library.search(build_query(BOUGHT)).quotes == ()
        assert library.timeline(build_query(BOUGHT)).quotes == ()
        assert library.sources() == []
        assert library.coverage().articles == 0
        assert (library.status().articles, library.status().generation) == (0, None)
        assert library.verify().clean


def test_an_answer_outside_the_dates_says_so_and_names_the_newest_day(shelf: Shelf) -> None:
    shelf.index(TRAM, CRANE)
    with shelf.open() as library:
        answer = library.ask(build_query(BOUGHT, since="2021-01-01"))
    assert (answer.verdict, answer.quotes, answer.newest_relevant) == ("outside_dates", (), "2020-02-11")
    assert answer.reason == (
        "The coverage answers this only outside your dates of publication (since 1 January 2021); "
        "the newest story on it is of 11 February 2020."
    )


def test_a_no_names_one_day_once_and_no_abbreviation_that_stands_with_stops(shelf: Shelf) -> None:
    shelf.index(CRANE, record("mark", "Mark of the yard", "The yard sold it to the U.S. army.", published="2020-02-11"))
    with shelf.open() as library:
        answer = library.ask(build_query("How many geese did the US feed?"))
    assert answer.reason == "Nothing in 2 articles (11 February 2020) answers this, so there is no quote to show."


@pytest.mark.parametrize(
    ("since", "until", "found"),
    [
        ("2020-02-11", "2020-02-11", True),
        ("2020-02-12", None, False),
        (None, "2020-02-10", False),
        ("2020-02-01", None, True),
    ],
)
def test_both_ends_of_a_date_range_are_included(shelf: Shelf, since: str, until: str, found: bool) -> None:
    shelf.index(TRAM, CRANE)
    assert (CRANE["text"] in texts(shelf, build_query(BOUGHT, since=since, until=until))) is found


def test_an_undated_story_answers_but_never_a_question_with_dates(shelf: Shelf) -> None:
    shelf.index(TRAM, FERRY)
    assert FERRY["text"] in texts(shelf, build_query(RENAMED))
    for dates in ({"since": "1900-01-01"}, {"until": "2100-01-01"}, {"as_of": "2100-01-01"}):
        assert FERRY["text"] not in texts(shelf, build_query(RENAMED, **dates))  # type: ignore[arg-type]
    with shelf.open() as library:
        [quote] = library.ask(build_query(RENAMED)).quotes
        assert (quote.published.text, quote.precision) == (None, "unknown")


def test_a_publisher_is_matched_without_regard_to_case_and_an_unknown_one_is_named(shelf: Shelf) -> None:
    shelf.index(TRAM, CRANE)
    assert CRANE["text"] in texts(shelf, build_query(BOUGHT, publisher="coast SAMPLE daily"))
    assert CRANE["text"] not in texts(shelf, build_query(BOUGHT, publisher="Harbour Sample Herald"))
    with shelf.open() as library:
        answer = library.ask(build_query(BOUGHT, publisher="The Moon"))
    assert "“The Moon”" in answer.reason
    assert "Coast Sample Daily" in answer.reason


def test_a_superseded_version_is_never_quoted_as_current(shelf: Shelf) -> None:
    shelf.index(TRAM, CRANE)
    shelf.index(OVER)
    assert TRAM["text"] not in texts(shelf, build_query(STRIKE))
    assert OVER["text"] in texts(shelf, build_query("Tram drivers in Marrowgate called off their strike?"))


def test_as_of_a_day_sees_the_version_of_that_day_and_nothing_later(shelf: Shelf) -> None:
    shelf.index(TRAM, CRANE)
    shelf.index(OVER)
    seen = texts(shelf, build_query(STRIKE, as_of="2019-06-09"))
    assert TRAM["text"] in seen
    assert not {OVER["text"], CRANE["text"]} & set(seen)
    assert TRAM["text"] not in texts(shelf, build_query(STRIKE, as_of="2019-06-10"))
    assert texts(shelf, build_query(STRIKE, as_of="2019-06-03")) == []


def test_a_withdrawn_story_is_never_quoted_nor_named_even_as_of_an_earlier_day(shelf: Shelf) -> None:
    tram = ids(shelf.index(TRAM, CRANE))["tram"]
    shelf.index({**TRAM, "status": "withdrawn"})
    for query in (build_query(STRIKE), build_query(STRIKE, as_of="2019-06-09")):
        assert TRAM["text"] not in texts(shelf, query)
        with shelf.open() as library:
            assert tram not in {mention.article_id for mention in library.ask(query).nearest}
    with shelf.open() as library:
        assert library.status().withdrawn == 1
        assert library.article(tram).current.status == "withdrawn"


@pytest.mark.parametrize("change", [{"status": "withdrawn"}, {"text": "The walkout is over.", "headline": "Over"}])
def test_what_the_record_says_counts_before_the_indexes_have_followed(shelf: Shelf, change: dict[str, str]) -> None:
    shelf.index(TRAM, CRANE)
    file = write_records(shelf.stories / "stories.jsonl", [{**TRAM, **change}])
    archive = Archive(shelf.home)
    archive.add_all([draft for draft in read_paths([file]) if isinstance(draft, Draft)])
    archive.close()
    assert TRAM["text"] not in texts(shelf, build_query(STRIKE))
    assert CRANE["text"] in texts(shelf, build_query(BOUGHT))


def test_a_corrected_story_shows_its_note(shelf: Shelf) -> None:
    shelf.index({**TRAM, "correction": "Corrects the day of the strike."})
    with shelf.open() as library:
        [quote] = library.ask(build_query(STRIKE)).quotes
    assert (quote.status, quote.note) == ("corrected", "Corrects the day of the strike.")


def test_an_embargo_lifts_by_the_clock_while_the_library_is_open(shelf: Shelf) -> None:
    shelf.index({**TRAM, "embargo": "2019-06-04T18:00Z"}, CRANE)
    shelf.now = datetime(2019, 6, 4, 17, 59, tzinfo=UTC)
    with shelf.open() as library:
        assert library.ask(build_query(STRIKE)).quotes == ()
        assert TRAM["text"] not in [quote.text for quote in library.search(build_query(STRIKE)).quotes]
        assert (library.coverage().articles, len(library.sources())) == (1, 1)
        shelf.now = datetime(2019, 6, 4, 18, 0, tzinfo=UTC)
        assert [quote.text for quote in library.ask(build_query(STRIKE)).quotes] == [TRAM["text"]]
        assert library.coverage().articles == 2


def test_two_index_runs_within_a_second_are_told_apart(shelf: Shelf) -> None:
    built = []
    for stories in ([TRAM], [TRAM, CRANE]):
        shelf.index(*stories)
        with shelf.open() as library:
            built.append(library.coverage().built)
    assert None not in built
    assert built == sorted(set(built), key=str)
    assert len(built[0] or "") == len("2026-11-30T12:00:00.000+00:00")


def test_a_no_names_no_publisher_of_whom_all_is_under_embargo(shelf: Shelf) -> None:
    shelf.index({**TRAM, "embargo": "2019-06-10T18:00Z", "publisher": "Hidden Sample Star"}, CRANE)
    shelf.now = datetime(2019, 6, 4, 12, tzinfo=UTC)
    with shelf.open() as library:
        reason = library.ask(build_query(STRIKE, publisher="Unknown Times")).reason
    assert reason == "No article is by “Unknown Times”; the publishers are: Coast Sample Daily."


def test_a_new_version_under_embargo_is_not_quoted(shelf: Shelf) -> None:
    shelf.index(TRAM)
    shelf.index({**OVER, "embargo": "2019-06-10T18:00Z"})
    shelf.now = datetime(2019, 6, 10, 12, 0, tzinfo=UTC)
    assert OVER["text"] not in texts(shelf, build_query(STRIKE))


def test_a_syndicated_copy_is_folded_into_one_quote_that_names_it(shelf: Shelf) -> None:
    shelf.index(CRANE, {**CRANE, "id": "copy", "publisher": "Harbour Sample Herald", "headline": "Crane for the port"})
    with shelf.open() as library:
        [quote] = library.ask(build_query(BOUGHT)).quotes
    assert len(quote.also_in) == 1
    assert {quote.headline, quote.also_in[0].headline} == {"Port buys a crane", "Crane for the port"}


def test_a_copy_that_was_cut_shorter_is_folded_too(shelf: Shelf) -> None:
    before = (
        "The board met on Tuesday in the customs house, behind closed doors and for the third time this month. " * 3
    )
    after = (
        "Its chairman thanked the yard, the pilots and the two banks that had lent the money for it at short notice. "
        * 3
    )
    shelf.index(
        {**CRANE, "text": f"{before}{CRANE['text']}"},
        {**CRANE, "id": "copy", "publisher": "Harbour Sample Herald", "text": f"{CRANE['text']} {after}"},
    )
    with shelf.open() as library:
        [quote] = library.ask(build_query(BOUGHT)).quotes
    assert len(quote.also_in) == 1


def test_a_copy_with_another_figure_beside_the_answering_sentence_is_not_named_as_having_the_quote(
    shelf: Shelf,
) -> None:
    paid = "The town pays {} million crowns of the price, and the two banks in Ostholm lend it the rest for ten years."
    shelf.index(
        {**CRANE, "text": f"{CRANE['text']}\n\n{paid.format('2.4')}"},
        {
            **CRANE,
            "id": "copy",
            "publisher": "Herald",
            "text": f"{CRANE['text']}\n\n{paid.format('3.1')} It will arrive.",
        },
    )
    with shelf.open() as library:
        quotes = library.ask(build_query(BOUGHT)).quotes
    assert {quote.publisher: quote.also_in for quote in quotes} == {CRANE["publisher"]: (), "Herald": ()}


def test_a_timeline_has_a_quote_a_story_oldest_first_and_nothing_undated(shelf: Shelf) -> None:
    told = (
        ("The floating crane of the port sank in a storm.", "2021-05-01"),
        ("A floating crane for the port was ordered by its board.", "2019-01-02"),
        ("Nobody knows when the floating crane left the port.", ""),
        ("Crowds greeted the floating crane as it reached the port.", "2020-03-03T12:00"),
    )
    shelf.index(*(record(f"n{place}", "News", text, published=day) for place, (text, day) in enumerate(told)))
    with shelf.open() as library:
        quotes = library.timeline(build_query("floating crane port", limit=10)).quotes
    assert [quote.published.text for quote in quotes] == ["2019-01-02", "2020-03-03T12:00", "2021-05-01"]


def test_a_timeline_and_a_search_have_more_stories_than_an_answer_is_read_from(shelf: Shelf) -> None:
    yards = "Ostholm Karren Marrowgate Quillhaven Birkum Falden Hestra Lunde Morsvik Nordby Tamsel Ulvar".split()
    told = [
        record(
            f"n{at}",
            f"Crane of {yard}",
            f"Floating {yard} crane {at} {yard} port {yard[::-1]}.",
            published=f"2019-{at:02}-01",
        )
        for at, yard in enumerate(yards, 1)
    ]
    shelf.index(*told)
    with shelf.open() as library:
        assert len(library.timeline(build_query("floating crane port", limit=25)).quotes) == 12
        assert len(library.search(build_query("floating crane port", limit=12)).quotes) == 12


def test_no_more_quotes_come_than_the_limit(shelf: Shelf) -> None:
    stories = [
        record(f"n{number}", f"Crane {number}", f"Crane number {number} {'abcdefgh'[number] * 5} stands in the port.")
        for number in range(8)
    ]
    shelf.index(*stories)
    with shelf.open() as library:
        assert len(library.search(build_query("Crane stands in the port", limit=2)).quotes) == 2
        assert len(library.search(build_query("Crane stands in the port", limit=25)).quotes) > 2


def test_an_article_has_all_its_versions_and_an_unknown_one_is_named(shelf: Shelf) -> None:
    tram = ids(shelf.index(TRAM))["tram"]
    shelf.index(OVER)
    with shelf.open() as library:
        article = library.article(tram)
        assert [version.headline for version in article.versions] == [TRAM["headline"], OVER["headline"]]
        assert article.as_json()["version"] == 2
        with pytest.raises(NotFoundError, match="'nowhere'"):
            library.article("nowhere")


def test_sources_and_status_count_what_may_be_quoted(shelf: Shelf) -> None:
    gone = {**CRANE, "id": "gone", "headline": "Gone", "text": "The depot clock stopped.", "status": "withdrawn"}
    shelf.index(TRAM, CRANE, FERRY, gone)
    with shelf.open() as library:
        assert [(one.name, one.articles, one.first, one.newest) for one in library.sources()] == [
            ("Harbour Sample Herald", 2, "2019-06-04", "2019-06-04"),
            ("Coast Sample Daily", 1, "2020-02-11", "2020-02-11"),
        ]
        status = library.status()
    assert (status.articles, status.versions, status.passages, status.publishers) == (3, 4, 3, 2)
    assert (status.first, status.newest, status.undated, status.withdrawn) == ("2019-06-04", "2020-02-11", 1, 1)
    assert (status.generation, status.encoder, status.home) == ("1", "words-64", str(shelf.home))


def test_warming_reports_the_coverage(shelf: Shelf) -> None:
    shelf.index(TRAM, CRANE)
    with shelf.open() as library:
        coverage = library.warm()
    assert (coverage.articles, coverage.first, coverage.newest) == (2, "2019-06-04", "2020-02-11")


def start(shelf: Shelf, *records: dict[str, str], seconds: float) -> subprocess.Popen[str]:
    """A second process that indexes these records, `seconds` a call of its encoder; it has begun when this returns."""
    file = write_records(shelf.stories / "stories.jsonl", records)
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.store.process", str(shelf.home), str(file), str(seconds)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "started\n"
    return process


def test_what_another_process_indexed_is_seen_at_the_next_question(shelf: Shelf) -> None:
    shelf.index(TRAM)
    with shelf.open() as library:
        assert library.ask(build_query(BOUGHT)).quotes == ()
        with start(shelf, TRAM, CRANE, seconds=0) as process:
            assert process.wait(60) == 0
        assert [quote.text for quote in library.ask(build_query(BOUGHT)).quotes] == [CRANE["text"]]
        assert library.coverage().articles == 2


def test_a_second_writer_is_refused_by_the_name_of_the_first_and_may_still_ask(shelf: Shelf) -> None:
    shelf.index(TRAM)
    with start(shelf, TRAM, CRANE, seconds=60) as process, shelf.open() as library:
        try:
            holder, deadline = shelf.home / "writer.txt", time.monotonic() + 60
            while not (holder.exists() and holder.read_text(encoding="utf-8")) and time.monotonic() < deadline:
                time.sleep(0.02)
            for write in (lambda: library.index([]), library.verify):
                with pytest.raises(LockedError, match=rf"process {process.pid} .*Wait for it to end"):
                    write()
            assert [quote.text for quote in library.ask(build_query(STRIKE)).quotes] == [TRAM["text"]]
        finally:
            process.kill()
    with shelf.open() as library:
        library.index([])
        assert library.verify().clean


def test_an_answer_as_json_has_the_keys_of_the_contract(shelf: Shelf) -> None:
    shelf.index(TRAM)
    with shelf.open() as library:
        answer = library.ask(replace(build_query(STRIKE, since="2019-01-01"), publisher="Harbour Sample Herald"))
    shown = answer.as_json()
    assert shown["filters"] == {
        "since": "2019-01-01",
        "until": None,
        "as_of": None,
        "publisher": "Harbour Sample Herald",
        "speaker": None,
    }
    assert {"question", "verdict", "reason", "newest_relevant", "nearest", "generation", "took_ms"} <= shown.keys()
    shown_quote = answer.quotes[0].as_json()
    for names in (
        ("text", "article_id", "version", "sha256", "start", "end", "answer_spans", "speaker", "kind", "dates"),
        ("headline", "publisher", "published", "precision", "status", "url", "source", "score", "also_in"),
    ):
        assert set(names) <= shown_quote.keys()
    assert shown["quotes"] == [shown_quote]
