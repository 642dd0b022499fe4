"""Lists of entries: what stands in a line, the details of several kinds in one query, the newest that are over."""

import datetime as dt

import pytest

from tests.factories import NOON, make_episode
from tracker.models import EpisodeFollowUp, EpisodeRegion
from tracker.selectors.entries import Details, details_of, entry_lines, newest_over

MINUTE = dt.timedelta(minutes=1)


def answer(episode, *pairs):
    for question, said in pairs:
        EpisodeFollowUp.objects.create(episode=episode, question=question, answer=said, answered_at=NOON)


@pytest.fixture
def full(alice):
    episode = make_episode(
        alice,
        regions=(("calf", "left"), ("lower-back", "middle")),
        noticed=("swelling", "weakness"),
        factors=("stress", "x-tea"),
        relief=("heat",),
    )
    EpisodeRegion.objects.create(episode=episode, region="other", text="left eyebrow")
    answer(episode, ("one-side", "no"), ("locked", "mouth"), ("locked", "wound"))
    return episode


# Details


def test_the_details_of_every_kind(full):
    details = details_of([full.pk])[full.pk]
    assert details.regions == (("lower-back", "middle", ""), ("calf", "left", ""), ("other", "", "left eyebrow"))
    assert set(details.noticed) == {"swelling", "weakness"}
    assert set(details.factors) == {"stress", "x-tea"}
    assert set(details.follow_up) == {("one-side", "no"), ("locked", "mouth"), ("locked", "wound")}


def test_an_entry_that_names_nothing_has_empty_details(alice):
    episode = make_episode(alice, regions=())
    assert details_of([episode.pk]) == {episode.pk: Details()}


def test_each_entry_keeps_its_own(alice, full):
    other = make_episode(alice, regions=(("hand", "right"),), noticed=("fever",))
    answer(other, ("easing", "yes"))
    details = details_of([other.pk, full.pk])
    assert details[other.pk] == Details((("hand", "right", ""),), ("fever",), (), (("easing", "yes"),))
    assert ("one-side", "no") in details[full.pk].follow_up


def test_other_entries_are_left_out(alice, full):
    other = make_episode(alice)
    assert set(details_of([other.pk])) == {other.pk}


@pytest.mark.parametrize("number", [1, 20])
def test_all_details_are_one_query(alice, full, number, django_assert_num_queries):
    rows = [make_episode(alice, noticed=("fever",), factors=("stress",)) for _ in range(number)]
    with django_assert_num_queries(1):
        assert len(details_of({row.pk for row in (*rows, full)})) == number + 1


def test_nobody_asked_for_is_nothing(db):
    assert details_of([]) == {}


# Lines


def test_lines_from_details_at_hand_are_the_same_and_cost_nothing_more(alice, full, django_assert_num_queries):
    running = make_episode(alice, started_at=NOON - MINUTE, duration_basis="ongoing", regions=(("hand", "right"),))
    rows = [full, running]
    details = details_of([row.pk for row in rows])
    with django_assert_num_queries(0):
        lines = entry_lines(rows, details)
    assert lines == entry_lines(rows)
    assert [(line.uid, line.is_ongoing) for line in lines] == [(full.uid, False), (running.uid, True)]
    assert lines[0].regions[0] == ("lower-back", "middle", "")


# The newest


def test_the_newest_that_are_over_of_their_owner(alice, bob):
    rows = [make_episode(alice, started_at=NOON - n * MINUTE) for n in range(4)]
    make_episode(alice, started_at=NOON + MINUTE, duration_basis="ongoing")
    make_episode(bob, started_at=NOON + MINUTE)
    assert newest_over(alice, 3) == rows[:3]


def test_the_newest_by_their_day_where_zones_differ(alice):
    evening = NOON + 360 * MINUTE
    east = make_episode(alice, started_at=evening - MINUTE, time_zone="Pacific/Kiritimati")
    here = make_episode(alice, started_at=evening)
    assert newest_over(alice, 2) == [east, here]


def test_the_newest_are_one_query(alice, django_assert_num_queries):
    for n in range(30):
        make_episode(alice, started_at=NOON - n * MINUTE)
    with django_assert_num_queries(1):
        assert len(newest_over(alice, 5)) == 5


@pytest.mark.parametrize(("hours", "is_after"), [(11, False), (13.5, True)])
def test_the_clock_there_says_whether_it_was_after_midnight(alice, hours, is_after):
    """In Berlin it is midnight two hours before it is in Greenwich."""
    (line,) = entry_lines([make_episode(alice, started_at=NOON + dt.timedelta(hours=hours))])
    assert (line.day, line.is_after_midnight) == (NOON.date(), is_after)
