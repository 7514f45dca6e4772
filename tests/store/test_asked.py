"""Dates in a question: what becomes bounds of the publication day, and what belongs to the thing asked."""

from __future__ import annotations

from datetime import date

import pytest

from store.asked import asked_days, no_such_day
from store.query import Query, build_query

TODAY = date(2013, 4, 10)  # a Wednesday

# (question, since, until), None where open.
UNDERSTOOD: list[tuple[str, str | None, str | None]] = [
    ("What happened in March 2013?", "2013-03-01", "2013-03-31"),
    ("what happened in march 2013", "2013-03-01", "2013-03-31"),
    ("In March 2013, what did Hagel announce?", "2013-03-01", "2013-03-31"),
    ("Who visited Karren in March 2013?", "2013-03-01", "2013-03-31"),
    ("What did the envoy say in early March 2013?", "2013-03-01", "2013-03-31"),
    ("What was reported during February 2013 about the crane?", "2013-02-01", "2013-02-28"),
    ("What did the council decide throughout February 2012?", "2012-02-01", "2012-02-29"),
    ("What happened in 2013?", "2013-01-01", "2013-12-31"),
    ("What did NATO say during 2011?", "2011-01-01", "2011-12-31"),
    ("What changed in late 2012?", "2012-01-01", "2012-12-31"),
    ("News about the tram in the year 2012", "2012-01-01", "2012-12-31"),
    ("What happened in the first quarter of 2013?", "2013-01-01", "2013-03-31"),
    ("What was said in the second half of 2012?", "2012-07-01", "2012-12-31"),
    ("What happened on 20 May 2012?", "2012-05-20", "2012-05-20"),
    ("What did Stavridis write on March 25, 2013?", "2013-03-25", "2013-03-25"),
    ("What happened on the 20th of May 2012?", "2012-05-20", "2012-05-20"),
    ("What happened on 2013-03-25?", "2013-03-25", "2013-03-25"),
    ("What did the union say last week?", "2013-04-01", "2013-04-07"),
    ("What did the council decide this week?", "2013-04-08", "2013-04-14"),
    ("What happened earlier this week?", "2013-04-08", "2013-04-14"),
    ("news about the tram last month", "2013-03-01", "2013-03-31"),
    ("What did the council decide this month?", "2013-04-01", "2013-04-30"),
    ("What did the port buy last year?", "2012-01-01", "2012-12-31"),
    ("What has happened this year?", "2013-01-01", "2013-12-31"),
    ("What happened yesterday?", "2013-04-09", "2013-04-09"),
    ("What did the mayor say today?", "2013-04-10", "2013-04-10"),
    ("What was published in the last 30 days?", "2013-03-11", "2013-04-10"),
    ("What did the union say in the past two weeks?", "2013-03-27", "2013-04-10"),
    ("What happened over the past year?", "2012-04-10", "2013-04-10"),
    ("What happened in the last 24 hours?", "2013-04-09", "2013-04-10"),
    ("What happened within the last three months?", "2013-01-10", "2013-04-10"),
    ("What did the envoy say in August last year?", "2012-08-01", "2012-08-31"),
    ("What happened in March?", "2013-03-01", "2013-03-31"),
    ("What was said on March 16?", "2013-03-16", "2013-03-16"),
    ("What has Moscow said since the summit of 20 May 2012?", "2012-05-20", None),
    ("What has been said since 20 May 2012?", "2012-05-20", None),
    ("How many talks have been held since 2012?", "2012-01-01", None),
    ("stories about the quay since March 2010", "2010-03-01", None),
    ("Since 20 May 2012, what has the council decided?", "2012-05-20", None),
    ("What has happened since January?", "2013-01-01", None),
    ("What has happened since yesterday?", "2013-04-09", None),
    ("What has the port done since last week?", "2013-04-01", None),
    ("What did the mayor say after 2012?", "2013-01-01", None),
    ("What happened after 16 March 2013?", "2013-03-17", None),
    ("What was said after the vote of 16 March 2013?", "2013-03-17", None),
    ("What did the port say after March 2012?", "2012-04-01", None),
    ("What happened before March 16?", None, "2013-03-15"),
    ("What had been reported before 16 March 2013?", None, "2013-03-15"),
    ("What did the council say before 2012?", None, "2011-12-31"),
    ("What was known prior to May 2012?", None, "2012-04-30"),
    ("What was known until May 2012?", None, "2012-05-31"),
    ("What did the union say up to 3 March 2013?", None, "2013-03-03"),
    ("What had been agreed by the end of 2012?", None, "2012-12-31"),
    ("What had been said by the beginning of March 2013?", None, "2013-03-01"),
    ("What was reported between 2009 and 2011?", "2009-01-01", "2011-12-31"),
    ("How many boats sank between May 2011 and June 2012?", "2011-05-01", "2012-06-30"),
    ("What happened between 3 and 9 March 2013?", "2013-03-03", "2013-03-09"),
    ("What happened between March 3 and March 9, 2013?", "2013-03-03", "2013-03-09"),
    ("What happened from 3 March to 9 April 2013?", "2013-03-03", "2013-04-09"),
    ("What was said from January to March 2013?", "2013-01-01", "2013-03-31"),
    ("What happened from 2009 until 2011?", "2009-01-01", "2011-12-31"),
    ("What happened in January and February 2013?", "2013-01-01", "2013-02-28"),
    ("What was said on or before 18 March 2013?", None, "2013-03-18"),
    ("What was said on or after 18 March 2013?", "2013-03-18", None),
    ("What was reported up to and including 18 March 2013?", None, "2013-03-18"),
    ("What was reported until but not including 18 March 2013?", None, "2013-03-17"),
    ("What was reported until 18 March 2013 inclusive?", None, "2013-03-18"),
    ("What was reported before or on 18 March 2013?", None, "2013-03-18"),
    ("What was reported prior to and including 18 March 2013?", None, "2013-03-18"),
    ("What was reported on and after 18 March 2013?", "2013-03-18", None),
    ("What was reported from and including 18 March 2013?", "2013-03-18", None),
    ("What was reported no later than March 2013?", None, "2013-03-31"),
    ("What was reported by no later than 18 March 2013?", None, "2013-03-18"),
    ("What was reported no earlier than 18 March 2013?", "2013-03-18", None),
    ("What was reported earlier than 18 March 2013?", None, "2013-03-17"),
    ("What was reported later than 18 March 2013?", "2013-03-19", None),
    ("What was reported from 18 March 2013 on?", "2013-03-18", None),
    ("What was reported from 18 March 2013 onwards about the quay?", "2013-03-18", None),
    ("What was said on 18 March 2013 or later?", "2013-03-18", None),
    ("What was said in 2012 or earlier?", None, "2012-12-31"),
    ("What was known as of 18 March 2013?", None, "2013-03-18"),
    ("As of 18 March 2013, how many boats were afloat?", None, "2013-03-18"),
    ("What was first reported on or after 18 March 2013?", "2013-03-18", None),
    ("What did the mayor say not before 2012?", "2012-01-01", None),
    ("What did the mayor say not after 2012?", None, "2012-12-31"),
    ("What did the mayor not say in 2012?", "2012-01-01", "2012-12-31"),
    ("What did the mayor say after 2010 but before 2012?", "2011-01-01", "2011-12-31"),
    ("What did the mayor say before 2012 but after 2010?", "2011-01-01", "2011-12-31"),
    ("What was said since 2010 and until 2012?", "2010-01-01", "2012-12-31"),
    ("What was said after 3 March but before 9 March 2013?", "2013-03-04", "2013-03-08"),
    ("What was said between 3 and 9 March 2013 inclusive?", "2013-03-03", "2013-03-09"),
    ("What happened on March 26 and March 27?", "2013-03-26", "2013-03-27"),
    ("What happened on March 26 and 27?", "2013-03-26", "2013-03-27"),
    ("What happened on 26 and 27 March 2013?", "2013-03-26", "2013-03-27"),
    ("What happened on 26-27 March 2013?", "2013-03-26", "2013-03-27"),
    ("What happened on March 25, 26 and 27, 2013?", "2013-03-25", "2013-03-27"),
    ("What happened on March 3, 2013 and on March 5, 2013?", "2013-03-03", "2013-03-05"),
    ("What was said in 2012, 2009 or 2011?", "2009-01-01", "2012-12-31"),
    ("What happened on December 31 and January 1?", "2012-12-31", "2013-01-01"),
    ("What happened on the 20th and 21st of May 2012?", "2012-05-20", "2012-05-21"),
    ("What happened between the 3rd and the 9th of March 2013?", "2013-03-03", "2013-03-09"),
    ("What was said after March 2010 and on or before 3 May 2012?", "2010-04-01", "2012-05-03"),
    ("What happened on the day before yesterday?", "2013-04-08", "2013-04-08"),
    ("What happened before yesterday?", None, "2013-04-08"),
    ("What happened on the day after 16 March 2013?", "2013-03-17", "2013-03-17"),
    ("What happened in the month before March 2013?", "2013-02-01", "2013-02-28"),
    ("What did the envoy say on Monday?", "2013-04-08", "2013-04-08"),
    ("What did the envoy say on Wednesday?", "2013-04-10", "2013-04-10"),
    ("What did the envoy say on Friday night?", "2013-04-05", "2013-04-05"),
    ("What did the envoy say on Monday about last week’s vote?", "2013-04-08", "2013-04-08"),
    ("What did the envoy say on Monday last week?", "2013-04-01", "2013-04-01"),
    ("What did the envoy say last Monday?", "2013-04-08", "2013-04-08"),
    ("What did the envoy say last Wednesday?", "2013-04-03", "2013-04-03"),
    ("What has the envoy said since Monday?", "2013-04-08", None),
    ("What was said between Friday and Monday?", "2013-04-05", "2013-04-08"),
    ("What did the port say on Monday and Tuesday?", "2013-04-08", "2013-04-09"),
    ("What happened last weekend?", "2013-04-06", "2013-04-07"),
    ("What happened at the weekend?", "2013-04-06", "2013-04-07"),
    ("What did the mayor say three days ago?", "2013-04-07", "2013-04-07"),
    ("What did the mayor say two weeks ago?", "2013-03-25", "2013-03-31"),
    ("What did the mayor say a month ago?", "2013-03-01", "2013-03-31"),
    ("What happened on Tuesday 26 March 2013?", "2013-03-26", "2013-03-26"),
    ("What happened on Tuesday, March 26, 2013?", "2013-03-26", "2013-03-26"),
    ("What happened on Tuesday, 26 March?", "2013-03-26", "2013-03-26"),
    ("What did the union say Tuesday 26 March 2013?", "2013-03-26", "2013-03-26"),
    ("What happened Mar. 16, 2013?", "2013-03-16", "2013-03-16"),
    ("What happened on 25.03.2013?", "2013-03-25", "2013-03-25"),
    ("What happened on 03/25/2013?", "2013-03-25", "2013-03-25"),
    ("What was said in the spring of 2012?", "2012-03-01", "2012-05-31"),
    ("What was said in summer 2012?", "2012-06-01", "2012-08-31"),
    ("What was said about ferries in the 1990s?", "1990-01-01", "1999-12-31"),
    ("What has been said since the 1990s?", "1990-01-01", None),
    ("What did Holt say before she signed the charter in 2010?", None, "2010-12-31"),
    ("What has Holt said since she signed the charter in 2010?", "2010-01-01", None),
    ("What did Holt say after the charter was signed in May 2012?", "2012-05-01", None),
    ("What was said after the vote in March 2012?", "2012-03-01", None),
    ("What happened after midnight on 3 March 2013?", "2013-03-03", "2013-03-03"),
    ("What did the following people say in March 2013?", "2013-03-01", "2013-03-31"),
    ("What did Holt say about the newly elected mayor in 2010?", "2010-01-01", "2010-12-31"),
    ("What did the head of the union that runs the trams say in March 2013?", "2013-03-01", "2013-03-31"),
    ("The tram struck a bus in 2011. What happened last week?", "2013-04-01", "2013-04-07"),
]
NOT_UNDERSTOOD = [
    "Who won the 2012 World Series?",
    "Where is the 2022 World Cup held?",
    "What did he do in 2012 World Cup qualifying?",
    "How many interceptors will be deployed by 2017?",
    "How many interceptors will be deployed in March 2017?",
    "What is planned for 2018?",
    "What is expected to happen by the end of 2014?",
    "What happens in 2030?",
    "When will the talks be held?",
    "How many rounds of talks were held in 2011?",
    "Why was the shield plan changed in 2009?",
    "Who was elected mayor in 2012?",
    "What was said at the summit in May 2012?",
    "What did the report of 3 May 2012 say?",
    "What did the 'Herald' article on March 3, 2013 say?",
    "Which storm was the worst since 1979?",
    "Which team won for the first time since 2010?",
    "What did the port say about last week's vote?",
    "What did the mayor say about this year’s budget?",
    "Following the attack last week, which author spoke?",
    "Which painter, who died last week, painted the quay?",
    "Which port reopened after closing its gates in March 2013?",
    "Who may march in May?",
    "What did Mayor May say?",
    "What will the envoy say on Monday?",
    "What happens on Monday?",
    "What is happening at the weekend?",
    "Who is to speak on Monday?",
    "Is the lock closed on Saturday?",
    "What did Holt say she would do on Saturday?",
    "What was announced for Monday?",
    "What did the envoy say on Good Friday?",
    "What happened on the last Monday of March 2013?",
    "What happened on Friday, the 13th?",
    "What was said more than two weeks ago?",
    "What was said over two weeks ago?",
    "What did the mayor say except in 2012?",
    "What happened other than in March 2013?",
    "What was said outside of 2012?",
    "What had been agreed by the end of last week?",
    "What did the mayor say, but not in March 2013?",
    "Why was it not until 2012 that the mayor said so?",
    "What has the mayor said since before 2012?",
    "What was said before 20 May 2012 and after 3 June 2012?",
    "What did the port say before and after 3 March 2013?",
    "What was said within two weeks of 20 May 2012?",
    "What was said between Christmas and 3 March 2013?",
    "What was said in neither 2011 nor in March 2012?",
    "What happened on 03/04/2013?",
    "What happened on Monday 26 March 2013?",  # a Tuesday
    "What was said in the winter of 2012?",
    "What did Holt say about the charter that she signed in 2010?",
    "What did Holt say about the charter signed by the guild in 2010?",
    "News from 18 March 2013 on the missile shield",
    "Which band sang in the 1990s?",
    "What did the council approve between the two votes?",
    "What happened in August?",  # eight months back, or the next one
    "What happened on 30 February 2013?",
    "Did the talk of May 2012 differ from the one reported in June 2012?",
    "How many boats does Karren have?",
    "What did the mayor say before the vote?",
]


@pytest.mark.parametrize(("question", "since", "until"), UNDERSTOOD)
def test_words_that_say_when_coverage_is_wanted_become_bounds(
    question: str, since: str | None, until: str | None
) -> None:
    found = asked_days(question, TODAY)
    assert found is not None
    assert (found.since and found.since.isoformat(), found.until and found.until.isoformat()) == (since, until)


@pytest.mark.parametrize("question", NOT_UNDERSTOOD)
def test_a_date_that_belongs_to_what_is_asked_limits_nothing(question: str) -> None:
    assert asked_days(question, TODAY) is None


def test_the_tables_are_as_long_as_was_promised() -> None:
    assert len(UNDERSTOOD) >= 60
    assert len(NOT_UNDERSTOOD) >= 30


def test_the_year_of_another_event_does_not_limit_firmly() -> None:
    found = asked_days("What did Holt say before she signed the charter in 2010?", TODAY)
    assert found is not None
    assert not found.firm


@pytest.mark.parametrize(
    ("question", "day"),
    [
        ("What happened on 31 February 2013?", "31 February 2013"),
        ("What was said since February 30, 2012?", "February 30, 2012"),
        ("What happened on Monday 26 March 2013?", "Monday 26 March 2013"),
        ("What happened on 29 February 2012?", None),
        ("What happened on Tuesday 26 March 2013?", None),
        ("What happened on 03/04/2013?", None),
    ],
)
def test_a_day_that_the_calendar_does_not_have_is_named(question: str, day: str | None) -> None:
    assert no_such_day(question) == day


@pytest.mark.parametrize(
    ("question", "span", "words"),
    [
        ("What happened in March 2013?", "in March 2013", "March 2013"),
        (
            "What did Moscow say since the summit of 20 May 2012?",
            "since the summit of 20 May 2012",
            "since 20 May 2012",
        ),
        ("What did the union say last week?", "last week", "1 to 7 April 2013"),
        ("What had been agreed by the end of 2012?", "by the end of 2012", "until 31 December 2012"),
        ("What was said between 2009 and 2011?", "between 2009 and 2011", "2009 to 2011"),
        ("What was said on or before 18 March 2013?", "on or before 18 March 2013", "until 18 March 2013"),
        ("What was said after 2010 but before 2012?", "after 2010 but before 2012", "2011"),
        ("What happened on March 26 and 27?", "on March 26 and 27", "26 to 27 March 2013"),
        ("What did Ruiz say on Monday?", "on Monday", "8 April 2013"),
    ],
)
def test_the_words_that_said_so_are_pointed_at_and_said_again(question: str, span: str, words: str) -> None:
    found = asked_days(question, TODAY)
    assert found is not None
    assert (question[found.start : found.end], found.words) == (span, words)


@pytest.mark.parametrize(
    "question",
    [
        "What happened last week?",
        "What happened yesterday?",
        "What was said in March?",
        "What was said on Monday?",
        "What was said three days ago?",
        "What was said last weekend?",
    ],
)
def test_relative_words_are_left_alone_where_the_day_of_asking_is_not_known(question: str) -> None:
    assert asked_days(question, None) is None


def test_bounds_that_are_given_win_over_words() -> None:
    asked = "What happened in March 2013?"
    query = build_query(asked, since="2012-01-01")
    assert query.with_words_read(TODAY) == query
    assert build_query(asked).with_words_read(TODAY).since == date(2013, 3, 1)


def test_relative_words_count_from_the_as_of_day() -> None:
    query = Query(question="What happened last week?", as_of=date(2012, 5, 23)).with_words_read(TODAY)
    assert (query.since, query.until) == (date(2012, 5, 14), date(2012, 5, 20))
