"""What is read of one day: its own entries, what ran on into it, and what its state follows from."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.factories import NOON, make_day, make_episode
from tracker.analysis.coverage import STATES, day_states
from tracker.days import DayStarts, Period
from tracker.models import Pause
from tracker.querysets import EpisodeFilter
from tracker.selectors import day as selector
from tracker.selectors.day import day_entries, day_log
from tracker.selectors.diary import load_diary
from tracker.selectors.person import person_of

pytestmark = pytest.mark.django_db

DATE = NOON.date()
DAY = dt.timedelta(days=1)
HOUR = dt.timedelta(hours=1)
# The day starts at 04:00 in Berlin, which is 02:00 UTC.
START = dt.datetime(2026, 6, 10, 2, tzinfo=dt.UTC)


def entries_of(owner, date=DATE, starts=DayStarts()):  # noqa: B008  immutable
    return day_entries(owner, date, starts)


def uids(lines):
    return [line.uid for line in lines]


def test_own_entries_stand_in_order(alice):
    later, first = make_episode(alice, started_at=NOON + HOUR), make_episode(alice, started_at=NOON)
    make_episode(alice, started_at=NOON + DAY)
    assert uids(entries_of(alice).own) == [first.uid, later.uid]


def test_what_ran_over_the_start_of_the_day_came_in(alice):
    ran_on = make_episode(alice, started_at=START - HOUR, ended_at=START + HOUR / 60)
    make_episode(alice, started_at=START - HOUR, ended_at=START)
    make_episode(alice, started_at=START - HOUR, duration_basis="ongoing")
    assert uids(entries_of(alice).from_before) == [ran_on.uid]


def test_it_came_in_by_the_clock_of_its_own_place(alice):
    # Ended at 06:00 in Tokyo, when it was 23:00 of the day before in Berlin.
    end = dt.datetime(2026, 6, 9, 21, tzinfo=dt.UTC)
    in_tokyo = make_episode(alice, started_at=end - 5 * HOUR, ended_at=end, time_zone="Asia/Tokyo")
    # Ended at 22:00 in New York, when it was 04:00 in Berlin and later.
    make_episode(alice, started_at=START - 5 * HOUR, ended_at=START + HOUR, time_zone="America/New_York")
    assert uids(entries_of(alice).from_before) == [in_tokyo.uid]


def test_an_entry_can_go_on_for_92_days_and_no_longer(alice):
    for days in (92, 93):
        make_episode(alice, started_at=START - days * DAY + HOUR, ended_at=START + HOUR)
    assert [line.day for line in entries_of(alice).from_before] == [DATE - 92 * DAY]


def test_entries_of_others_are_not_read(alice, bob):
    make_episode(bob)
    make_episode(bob, started_at=START - HOUR, ended_at=START + HOUR)
    assert entries_of(alice).all == ()


def test_a_day_with_very_many_entries_is_cut_and_says_so(alice, monkeypatch):
    monkeypatch.setattr(selector, "MOST_ENTRIES", 2)
    for n in range(2):
        make_episode(alice, started_at=NOON + n * HOUR)
    assert entries_of(alice).has_more is False
    make_episode(alice, started_at=NOON + 2 * HOUR)
    with CaptureQueriesContext(connection) as queries:
        cut = entries_of(alice)
    assert "LIMIT 3" in queries[0]["sql"]
    assert (len(cut.own), len(cut.keys), cut.has_more) == (2, 2, True)


def situations(owner):
    """Days of every state, and of every way to come to it, in June 2026: 1 to 12."""
    june = [dt.datetime(2026, 6, day, 10, tzinfo=dt.UTC) for day in range(1, 14)]
    make_episode(owner, started_at=june[0])
    make_day(owner, june[1].date())
    make_day(owner, june[2].date(), "listed")
    make_day(owner, june[3].date(), "unlisted", unlisted_worst=8)
    make_episode(owner, started_at=june[4], ended_at=june[6])
    make_day(owner, june[6].date())
    make_episode(owner, started_at=june[7])
    make_day(owner, june[7].date())
    Pause.objects.create(owner=owner, from_on=june[8].date(), to_on=june[9].date())
    make_episode(owner, started_at=june[9])
    night = dt.datetime(2026, 6, 12, 1, 50, tzinfo=dt.UTC)
    make_episode(owner, started_at=night, ended_at=night + HOUR / 2)
    return [moment.date() for moment in june[:12]]


def test_the_state_is_that_of_the_whole_diary(alice):
    """The page and the charts call a day the same, whatever it follows from."""
    dates = situations(alice)
    person, today = person_of(alice), dt.date(2026, 6, 30)
    whole = day_states(load_diary(person, EpisodeFilter(), Period(dates[0], today), today), Period(dates[0], dates[-1]))
    alone = [day_states(day_log(person, date, today).diary, Period(date, date)) for date in dates]
    assert [one.state[0] for one in alone] == whole.state.tolist()
    assert [one.is_asked[0] for one in alone] == whole.is_asked.tolist()
    assert {STATES[state] for state in whole.state} == set(STATES)


def test_a_day_is_read_in_seven_queries(alice):
    situations(alice)
    person = person_of(alice)
    with CaptureQueriesContext(connection) as queries:
        day_log(person, dt.date(2026, 6, 7), dt.date(2026, 6, 30))
    assert len(queries) <= 7
