"""The rate limiter with a clock of its own."""

from __future__ import annotations

from bot.limits import MAX_PEOPLE, RateLimiter, Refusal


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_so_many_questions_a_minute_and_then_the_time_to_wait() -> None:
    clock = Clock()
    limiter = RateLimiter(2, clock=clock)
    assert limiter.take(1) is None
    clock.now += 10
    assert limiter.take(1) is None
    assert limiter.take(1) == Refusal(50.0, first=True)
    assert limiter.take(2) is None


def test_the_window_slides_and_refused_questions_do_not_lengthen_it() -> None:
    clock = Clock()
    limiter = RateLimiter(1, clock=clock)
    limiter.take(1)
    clock.now += 59
    assert limiter.take(1) == Refusal(1.0, first=True)
    clock.now += 1
    assert limiter.take(1) is None


def test_a_person_is_told_once_a_minute() -> None:
    clock = Clock()
    limiter = RateLimiter(1, clock=clock)
    told = []
    for _ in range(240):
        refused = limiter.take(1)
        told.append(refused is not None and refused.first)
        clock.now += 0.5
    assert sum(told) == 2


def test_people_who_asked_longest_ago_are_forgotten_so_that_memory_stays_bounded() -> None:
    limiter = RateLimiter(1, clock=Clock())
    for person in range(MAX_PEOPLE + 1):
        assert limiter.take(person) is None
    assert limiter.take(MAX_PEOPLE) is not None
    assert limiter.take(0) is None
