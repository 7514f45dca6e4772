"""What a question's own words say, through the Library: what is searched, what may be quoted, in which order."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from store.query import Query, build_query
from tests.store.shelf import Shelf
from tests.store.stories import record

TOLLS = "the night tolls at the Karren lock"
FIRST = record(
    "first",
    "Tolls proposed",
    f"The council of Karren proposed {TOLLS} because the gates cost 40 crowns a night, said Ida Holt.",
    published="2013-02-01",
)
SECOND = record(
    "second",
    "Tolls doubled",
    f"The council of Karren doubled {TOLLS}. “It is a fair price for a quiet lock,” said Omar Ruiz.",
    published="2013-03-10",
    publisher="Coast Sample Daily",
)
THIRD = record(
    "third",
    "Tolls dropped",
    f"The council of Karren dropped {TOLLS} after a winter of protest by the bargemen, Ida Holt said.",
    published="2013-05-20",
)


@pytest.fixture
def tolls(shelf: Shelf) -> Shelf:
    shelf.now = datetime(2013, 6, 1, tzinfo=UTC)
    shelf.index(FIRST, SECOND, THIRD)
    return shelf


def headlines(shelf: Shelf, question: str) -> list[str]:
    with shelf.open() as library:
        return [quote.headline for quote in library.ask(build_query(question)).quotes]


def read(question: str, publishers: tuple[str, ...] = ()) -> Query:
    return build_query(question).with_words_read(date(2013, 6, 1), publishers)


@pytest.mark.parametrize(
    ("question", "sought"),
    [
        ("What did Ruiz say in March 2013?", "What did Ruiz say?"),
        ("Since 20 May 2012, what has the council decided?", "what has the council decided?"),
        ("What did Ruiz say last week about tolls?", "What did Ruiz say about tolls?"),
        ("According to Harbour Wire, who paid in March 2013?", "who paid?"),
        ("What did Harbour Wire say of tolls?", "What did say of tolls?"),
        ("Who paid tolls, says Harbour Wire?", "Who paid tolls?"),
        ("What happened in March 2013?", "What happened in March 2013?"),
        ("Who paid?", "Who paid?"),
    ],
)
def test_words_that_limit_the_search_are_not_searched_for(question: str, sought: str) -> None:
    query = read(question, ("Harbour Wire",))
    assert (query.sought, query.question) == (sought, question)


@pytest.mark.parametrize(
    ("question", "sought"),
    [
        ("latest news on the night tolls", "the night tolls"),
        ("Latest news: the council of Karren and the tolls", "the council of Karren and the tolls"),
        ("What is the latest news on the night tolls?", "the night tolls?"),
        ("What’s the latest on the night tolls?", "the night tolls?"),
        ("Show me the most recent stories about the lock", "the lock"),
        ("newest night toll stories", "night toll"),
        ('latest "night tolls"', '"night tolls"'),
        ("What was first reported about the night tolls?", "the night tolls?"),
        ("What was originally reported about the night tolls?", "the night tolls?"),
        ("What was the first report on the night tolls?", "the night tolls?"),
        ("What was first reported in March 2013 about the tolls?", "What was about the tolls?"),
        ("Most recently, what has the union said?", "what has the union said?"),
        ("What does the lock cost in the latest article?", "What does the lock cost?"),
        ("What was reported first about the night tolls?", "the night tolls?"),
        ("What was last reported about the night tolls?", "the night tolls?"),
        ("What's new with the night tolls?", "the night tolls?"),
        ("any news on the night tolls?", "the night tolls?"),
        ("recent stories about the night tolls", "the night tolls"),
        ("the night tolls, newest first", "the night tolls"),
        # Told first, but of what is asked: the words that tell of what stay.
        ("Who first proposed the tolls?", "Who proposed the tolls?"),
        ("What is the latest death toll?", "What is the death toll?"),
        ("What does the oldest story of the lock tell?", "What does the story of the lock tell?"),
        # No order, or a part of what is asked.
        ("What did the first aid report say?", "What did the first aid report say?"),
        ("Who won the first phase?", "Who won the first phase?"),
        ("What is her latest album?", "What is her latest album?"),
        ("What is the latest ferry called?", "What is the latest ferry called?"),
        ("What was originally planned for the lock?", "What was originally planned for the lock?"),
        ("Oldest bridge in Karren", "Oldest bridge in Karren"),
        ("What is the latest news?", "What is the latest news?"),
    ],
)
def test_words_that_only_say_the_order_are_not_searched_for(question: str, sought: str) -> None:
    assert read(question).sought == sought


def test_the_order_stays_when_its_words_are_left_out(tolls: Shelf) -> None:
    assert headlines(tolls, "latest news on the night tolls")[0] == THIRD["headline"]
    assert headlines(tolls, "What was originally reported about the night tolls?")[0] == FIRST["headline"]


def test_days_of_a_firm_wording_stay_left_out_where_any_day_is_looked_at() -> None:
    assert read("What did Ruiz say in March 2013?").any_day.sought == "What did Ruiz say?"


def test_words_that_were_not_about_the_telling_count_again() -> None:
    query = read("Which keeper, according to Harbour Wire, was paid between May 2010 and May 2011?", ("Harbour Wire",))
    assert query.sought == "Which keeper, was paid?"
    any_day, anywhere = query.less_strict()
    assert any_day.sought == "Which keeper, was paid between May 2010 and May 2011?"
    assert anywhere.sought == anywhere.question
    assert (anywhere.since, anywhere.publisher) == (None, None)


def test_what_is_given_wins_over_what_is_said_and_reading_twice_changes_nothing() -> None:
    asked = "What did Harbour Wire say in March 2013?"
    given = build_query(asked, since="2012-01-01", publisher="Coast").with_words_read(None, ("Harbour Wire",))
    assert given == build_query(asked, since="2012-01-01", publisher="Coast")
    query = read(asked, ("Harbour Wire",))
    assert query.with_words_read(None, ("Harbour Wire",)) == query


def test_a_day_in_the_question_is_no_word_that_a_quote_has_to_have(tolls: Shelf) -> None:
    with tolls.open() as library:
        plain = library.ask(build_query("Who doubled the night tolls?", since="2013-03-01", until="2013-03-31"))
        dated = library.ask(build_query("Who doubled the night tolls in March 2013?"))
        said = library.ask(build_query("What was said of the council of Karren and the night tolls in March 2013?"))
    assert plain.quotes[0].headline == dated.quotes[0].headline == SECOND["headline"]
    assert [quote.headline for quote in said.quotes] == [SECOND["headline"]]


def test_what_only_asks_does_not_count_against_a_quote(tolls: Shelf) -> None:
    assert headlines(tolls, "What did Ruiz say?")[0] == SECOND["headline"]


def test_only_stories_with_the_quoted_phrase_are_quoted(tolls: Shelf) -> None:
    with tolls.open() as library:
        answer = library.ask(build_query("Who said of the night tolls 'a fair price for a quiet lock'?"))
        searched = library.search(build_query('the council of Karren and "A FAIR  price"', limit=10)).quotes
    assert [quote.headline for quote in answer.quotes] == [SECOND["headline"]]
    assert [quote.headline for quote in searched] == [SECOND["headline"]]
    understood = answer.as_json()["understood"]
    assert understood["phrases"] == ["a fair price for a quiet lock"]  # type: ignore[index]
    assert understood["words"] == "with the words “a fair price for a quiet lock”"  # type: ignore[index]


def test_a_phrase_that_no_story_has_is_a_no_that_says_so(tolls: Shelf) -> None:
    with tolls.open() as library:
        answer = library.ask(build_query(f'Who called {TOLLS} "an unfair price"?'))
    assert (answer.verdict, answer.quotes) == ("not_in_coverage", ())
    assert answer.reason == "No story has the words “an unfair price”."
    assert len(answer.nearest) == 3


@pytest.mark.parametrize(
    ("question", "end"),
    [
        ("How many locks does Hamburg have?", ": no story has the word “Hamburg”."),
        ("Did Karren write to Anna Zilpe or to Bremen?", ": no story has the words “Anna Zilpe” and “Bremen”."),
        ("How many geese does Karren feed?", ", so there is no quote to show."),
        ("How many geese did the NATO feed?", ": no story has the word “NATO”."),
    ],
)
def test_a_no_says_which_names_no_story_has(tolls: Shelf, question: str, end: str) -> None:
    with tolls.open() as library:
        answer = library.ask(build_query(question))
    assert answer.verdict == "not_in_coverage"
    assert answer.reason.endswith(f" answers this{end}")


def test_a_quote_has_the_phrase_where_the_story_tells_more(shelf: Shelf) -> None:
    filler = "The lock keeper said that the lock keeper of Karren opens the lock. " * 12
    text = f"{filler}\n\n“Nothing sails for free,” the lock keeper said.\n\n{filler}"
    shelf.index(record("keeper", "Lock keeper speaks", text, published="2013-05-20"))
    with shelf.open() as library:
        answer = library.ask(build_query('Which lock keeper of Karren said "nothing sails for free"?'))
    assert "Nothing sails for free" in answer.quotes[0].text


def test_a_day_that_the_calendar_does_not_have_is_told(tolls: Shelf) -> None:
    with tolls.open() as library:
        answer = library.ask(build_query("Who doubled the night tolls on 31 February 2013?"))
    assert answer.query.since is None
    assert answer.as_json()["understood"]["words"] == "there is no “31 February 2013”"  # type: ignore[index]
    assert answer.verdict == "not_in_coverage"
    assert answer.reason == "The calendar has no 31 February 2013; ask again with the day that you mean."


def test_a_named_publisher_is_the_filter_and_is_told(tolls: Shelf) -> None:
    with tolls.open() as library:
        answer = library.ask(
            build_query("What did the council do with the night tolls, according to Coast Sample Daily?")
        )
    assert {quote.publisher for quote in answer.quotes} == {"Coast Sample Daily"}
    assert answer.as_json()["filters"]["publisher"] == "Coast Sample Daily"  # type: ignore[index]
    assert answer.as_json()["understood"]["publisher"] == "Coast Sample Daily"  # type: ignore[index]


def test_what_the_named_publisher_does_not_tell_is_answered_by_others(tolls: Shelf) -> None:
    with tolls.open() as library:
        answer = library.ask(
            build_query("Who dropped the night tolls after protest by the bargemen, according to Coast Sample Daily?")
        )
    assert answer.quotes[0].headline == THIRD["headline"]
    assert answer.query.publisher is None
    assert answer.query.understood is not None
    assert answer.query.understood.publisher is not None


def test_latest_puts_the_newest_first_and_first_the_oldest(tolls: Shelf) -> None:
    newest = headlines(tolls, f"What is the latest news on {TOLLS} and the council of Karren?")
    oldest = headlines(tolls, f"What was first reported on {TOLLS} and the council of Karren?")
    assert newest == [THIRD["headline"], SECOND["headline"], FIRST["headline"]]
    assert oldest == newest[::-1]


def test_the_first_story_comes_first_though_many_fit_the_words_better(shelf: Shelf) -> None:
    filler = "The ferry to Ostholm sailed on time and the fish market was open until noon, as it is on most days."
    origin = f"{filler} The council may ask for night tolls at the Karren lock. {filler}"
    later = [
        record(f"later-{day}", f"Night tolls at the Karren lock, day {day}", f"Night tolls at the Karren lock: {day}.",
               published=f"2013-03-{day:02}")
        for day in range(1, 31)
    ]  # fmt: skip
    shelf.index(record("origin", "Council meets", origin, published="2013-01-05"), *later)
    assert headlines(shelf, "What was first reported about the night tolls at the Karren lock?")[0] == "Council meets"


def test_the_words_of_the_named_speaker_come_first(tolls: Shelf) -> None:
    about = f"Omar Ruiz, who did say much about the council of Karren and {TOLLS}, is wrong, Ida Holt said."
    tolls.index(FIRST, SECOND, THIRD, record("about", "Ruiz and the council of Karren", about, published="2013-05-21"))
    question = f"did Omar Ruiz say about the council of Karren and {TOLLS}?"
    assert headlines(tolls, f"Whom {question}")[0] == SECOND["headline"]
    assert headlines(tolls, f"Why {question.replace('did', 'would')}")[0] == "Ruiz and the council of Karren"


def test_a_timeline_is_newest_first_where_the_topic_says_so(tolls: Shelf) -> None:
    with tolls.open() as library:
        usual = library.timeline(build_query(f"the council of Karren and {TOLLS}")).quotes
        turned = library.timeline(build_query(f"latest news: the council of Karren and {TOLLS}")).quotes
    assert [quote.headline for quote in usual] == [FIRST["headline"], SECOND["headline"], THIRD["headline"]]
    assert turned[0].headline == THIRD["headline"]
