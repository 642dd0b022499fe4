"""What the check-in asks and shows of a day, and which days are open."""

import datetime as dt

import pytest

from tests.factories import NOON, make_day, make_episode
from tracker.models import DayFactor, Pause
from tracker.selectors.check_in import asked_days, check_in_state, factor_labels, open_days, suspected_counts
from tracker.selectors.person import person_of

TODAY = NOON.date()
DAY = dt.timedelta(days=1)


@pytest.fixture
def person(alice):
    return person_of(alice)


def test_the_question_starts_at_the_check_in_of_yesterday(person):
    make_day(person.owner, TODAY - DAY, answered_at=dt.datetime(2026, 6, 9, 18, 15, tzinfo=dt.UTC))
    before = make_episode(person.owner, started_at=dt.datetime(2026, 6, 9, 10, tzinfo=dt.UTC))
    since = make_episode(person.owner, started_at=dt.datetime(2026, 6, 9, 19, tzinfo=dt.UTC))
    today = make_episode(person.owner)
    state = check_in_state(person, TODAY, TODAY)
    assert state.since == dt.datetime(2026, 6, 9, 20, 15)
    uids = [entry.uid for entry in state.entries]
    assert uids == [since.uid, today.uid]
    assert before.uid not in uids


def test_yesterday_answered_today_covers_all_of_yesterday(person):
    make_day(person.owner, TODAY - DAY, answered_at=NOON)
    assert check_in_state(person, TODAY, TODAY).since is None


def test_an_earlier_day_is_asked_for_by_itself(person):
    make_day(person.owner, TODAY - 3 * DAY)
    assert check_in_state(person, TODAY - 2 * DAY, TODAY).since is None


def test_an_entry_overrides_the_answer_none(person):
    make_day(person.owner, TODAY)
    entry = make_episode(person.owner)
    assert [line.uid for line in check_in_state(person, TODAY, TODAY).overridden_by] == [entry.uid]


def test_an_entry_of_the_evening_before_overrides_nothing(person):
    make_day(person.owner, TODAY - DAY, answered_at=dt.datetime(2026, 6, 9, 18, tzinfo=dt.UTC))
    make_day(person.owner, TODAY)
    make_episode(person.owner, started_at=dt.datetime(2026, 6, 9, 19, tzinfo=dt.UTC))
    state = check_in_state(person, TODAY, TODAY)
    assert len(state.entries) == 1
    assert state.overridden_by == ()


def test_a_factor_answered_once_stays_on_its_day(person):
    day = make_day(person.owner, TODAY)
    DayFactor.objects.create(day=day, code="stress", is_yes=True, first_answered_at=NOON)
    state = check_in_state(person, TODAY, TODAY)
    assert (state.asked, state.factors) == (("stress",), {"stress": True})


def test_open_days_are_those_of_which_nothing_is_known(person, bob):
    make_episode(person.owner, started_at=NOON - 5 * DAY)
    make_day(person.owner, TODAY - 4 * DAY)
    Pause.objects.create(owner=person.owner, from_on=TODAY - 3 * DAY, to_on=TODAY - 2 * DAY)
    Pause.objects.create(owner=bob, from_on=TODAY - DAY)
    make_episode(bob)
    assert open_days(person, TODAY - 7 * DAY, TODAY) == [TODAY - DAY, TODAY]


def test_a_new_diary_has_today_alone(person):
    assert open_days(person, TODAY - 7 * DAY, TODAY) == [TODAY]


def test_a_late_answer_is_marked(person):
    make_day(person.owner, TODAY - DAY, answered_at=NOON)
    make_day(person.owner, TODAY - 2 * DAY, answered_at=NOON - 2 * DAY)
    marks = {day.date: day.is_late for day in asked_days(person, TODAY)}
    assert (marks[TODAY - DAY], marks[TODAY - 2 * DAY], marks[TODAY]) == (True, False, False)


def test_each_day_has_its_worst_number_as_in_the_calendar(person):
    make_episode(person.owner, started_at=NOON - DAY, intensity=3)
    make_episode(person.owner, started_at=NOON - DAY - dt.timedelta(hours=1), intensity=5)
    make_episode(person.owner, started_at=NOON - 2 * DAY, intensity=None)
    make_day(person.owner, TODAY - 3 * DAY, answer="unlisted", unlisted_worst=4)
    make_day(person.owner, TODAY - 4 * DAY)
    marks = [day.css for day in asked_days(person, TODAY)]
    assert marks[1:5] == ["i5", "spasm-unrated", "i4", "clear"]


def test_suspected_factors_are_counted_for_their_owner_and_their_time(person, bob):
    make_episode(person.owner, factors=("stress", "cold"))
    make_episode(person.owner, started_at=NOON - DAY, factors=("stress", "low-minerals"))
    make_episode(person.owner, started_at=NOON - 2 * DAY, factors=("none",))
    make_episode(person.owner, started_at=NOON - 90 * DAY, factors=("cold",))
    make_episode(bob, factors=("alcohol",))
    assert suspected_counts(person.owner, TODAY - 30 * DAY) == [("stress", 2), ("cold", 1)]


def test_what_nobody_can_answer_cannot_be_chosen(person):
    assert not {"low-minerals", "none"} & set(factor_labels(person.owner))


def test_of_many_entries_the_newest_are_shown_and_that_there_are_more(person):
    made = [make_episode(person.owner, started_at=NOON - n * dt.timedelta(minutes=20)) for n in range(6)]
    state = check_in_state(person, TODAY, TODAY)
    assert [line.uid for line in state.entries] == [entry.uid for entry in reversed(made[:5])]
    assert state.has_more
    made[0].delete()
    assert not check_in_state(person, TODAY, TODAY).has_more
