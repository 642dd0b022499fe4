"""Check-ins as columns: what held at the deadline, in the zone and with the bedtime of the day."""

import datetime as dt

import pytest

from tests.factories import make_day
from tracker.days import DatedValue, Period
from tracker.models import Day, DayFactor, DayFactorBefore
from tracker.selectors.evenings import WhichDays, load_evenings, load_factor_answers, load_limits

TODAY = dt.date(2026, 6, 10)
DAY = dt.timedelta(days=1)
SECOND = dt.timedelta(seconds=1)
WEEK = Period(TODAY - 6 * DAY, TODAY)
TEN = DatedValue(dt.time(22))
NOBODY = DatedValue(())


def at(hour: int, minute: int = 0, date=TODAY) -> dt.datetime:
    """UTC; Berlin is two hours ahead, so its ten in the evening is 20:00."""
    return dt.datetime.combine(date, dt.time(hour, minute), tzinfo=dt.UTC)


def answer(day, code="stress", is_yes=True, given=None, changes=()):
    """A factor's answer, first given at `given`; `changes` are (until, value before)."""
    row = DayFactor.objects.create(day=day, code=code, is_yes=is_yes, first_answered_at=given or at(18))
    for until, was_yes in changes:
        DayFactorBefore.objects.create(factor=row, was_yes=was_yes, until=until)
    return row


def held(owner, deadlines=TEN, asked=NOBODY):
    evenings = load_evenings(WhichDays(owner, WEEK), deadlines, asked)
    return {code: evenings.held[:, place].tolist() for place, code in enumerate(evenings.factors)}


@pytest.mark.parametrize(
    ("given", "is_yes", "changes", "expected"),
    [
        (at(18), True, (), 1),
        (at(18), False, (), 0),
        (at(20), True, (), -1),
        (at(21), True, (), -1),
        (at(18), False, ((at(19), True),), 0),
        (at(18), False, ((at(21), True),), 1),
        (at(18), False, ((at(20), True),), 1),
        (at(18), True, ((at(19), False), (at(21), True), (at(22), False)), 1),
    ],
    ids=["yes", "no", "at the deadline", "late", "changed in time", "changed late", "changed at it", "back and forth"],
)
def test_the_answer_is_the_one_that_held_at_the_deadline(alice, given, is_yes, changes, expected):
    answer(make_day(alice, TODAY), is_yes=is_yes, given=given, changes=changes)
    assert held(alice) == {"stress": [expected]}


def test_a_bedtime_holds_from_its_date_on(alice):
    for date in (TODAY - DAY, TODAY):
        answer(make_day(alice, date), given=at(20, 30, date))
    assert held(alice) == {"stress": [-1, -1]}
    assert held(alice, DatedValue(dt.time(22), ((TODAY, dt.time(23)),))) == {"stress": [-1, 1]}


def test_the_deadline_is_on_the_clocks_of_the_day(alice):
    make_day(alice, TODAY - DAY)
    make_day(alice, TODAY, time_zone="Asia/Tokyo")
    evenings = load_evenings(WhichDays(alice, WEEK), TEN, NOBODY)
    assert evenings.deadline.tolist() == [int(at(20, date=TODAY - DAY).timestamp()), int(at(13).timestamp())]
    assert evenings.offset.tolist() == [7200, 32400]


def test_a_factor_that_was_asked_for_is_there_without_an_answer(alice):
    make_day(alice, TODAY)
    asked = DatedValue((), ((TODAY - 3 * DAY, ("stress",)), (TODAY, ("alcohol",))))
    assert held(alice, asked=asked) == {"stress": [-1], "alcohol": [-1]}


def test_days_without_an_answer_are_no_check_ins(alice):
    answer(make_day(alice, TODAY, answer="", limited=2))
    evenings = load_evenings(WhichDays(alice, WEEK), TEN, NOBODY)
    assert (len(evenings), evenings.held.shape) == (0, (0, 1))


def test_nobody_else_is_read(alice, bob):
    answer(make_day(bob, TODAY), changes=((at(21), False),))
    make_day(alice, TODAY)
    assert held(alice) == {}
    make_day(bob, TODAY - DAY, limited=3)
    assert load_limits(WhichDays(alice, WEEK)).day.tolist() == []


def test_limits_are_read_whatever_else_was_answered(alice):
    make_day(alice, TODAY, limited=0)
    make_day(alice, TODAY - 2 * DAY, answer="", limited=4)
    limits = load_limits(WhichDays(alice, WEEK))
    assert limits.day.tolist() == [(TODAY - 2 * DAY).toordinal(), TODAY.toordinal()]
    assert limits.level.tolist() == [4, 0]


# As it stands now


def said_now(owner, until=None):
    answers = load_factor_answers(WhichDays(owner, WEEK, until))
    rows = zip(answers.day.tolist(), answers.factor.tolist(), answers.is_yes.tolist(), strict=True)
    return [(TODAY.toordinal() - day, answers.codes[factor], is_yes) for day, factor, is_yes in rows]


def test_an_answer_counts_as_it_stands_late_and_alone(alice, bob):
    answer(make_day(alice, TODAY, answer=""), given=at(21), changes=((at(22), False),))
    answer(make_day(alice, TODAY - DAY), "alcohol", is_yes=False)
    answer(make_day(alice, TODAY - 7 * DAY))
    answer(make_day(bob, TODAY))
    assert said_now(alice) == [(1, "alcohol", False), (0, "stress", True)]


def test_what_was_first_answered_later_is_not_there(alice):
    day = make_day(alice, TODAY)
    answer(day, given=at(18))
    answer(day, "alcohol", given=at(20))
    assert said_now(alice, until=at(19)) == [(0, "stress", True)]


def test_nobody_answered_anything(alice):
    assert (said_now(alice), load_factor_answers(WhichDays(alice, WEEK)).codes) == ([], ())


def test_an_earlier_instant_holds_to_the_second(alice):
    make_day(alice, TODAY, answered_at=at(17))
    answer(Day.objects.get(), given=at(18), changes=((at(19), False),))
    values = []
    for until in (at(19) - SECOND, at(19)):
        evenings = load_evenings(WhichDays(alice, WEEK, until), TEN, NOBODY)
        values.append(evenings.held[:, 0].tolist())
    assert values == [[0], [1]]


def test_an_answer_given_at_that_very_second_is_known_by_then(alice):
    answer(make_day(alice, TODAY, answered_at=at(17)), given=at(18))
    assert load_evenings(WhichDays(alice, WEEK, at(18)), TEN, NOBODY).held.tolist() == [[1]]


@pytest.mark.parametrize(("early", "expected"), [(1, 1), (0, -1)])
def test_a_second_before_the_deadline_is_on_time(alice, early, expected):
    answer(make_day(alice, TODAY), given=at(20) - early * SECOND)
    assert held(alice) == {"stress": [expected]}
