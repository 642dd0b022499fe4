"""What the safety rules read of the log: the owner's entries alone, few queries, few rows."""

import datetime as dt

import pytest

from tests.factories import NOON, make_episode
from tracker.models import Episode
from tracker.selectors.safety import OtherEntries, entries_to_look_at, has_other_chest_entry

TODAY = NOON.date()
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
CHEST, CALF, SHOULDER = (("chest", "left"),), (("calf", "left"),), (("shoulder", "left"),)
BELLY, LEGS = frozenset({"lower-abdomen", "groin"}), frozenset({"calf", "foot-sole"})


@pytest.fixture
def others(alice):
    """What alice's other entries say, beside the entries of a test."""
    return lambda *entries: OtherEntries(alice, entries)


# The entries to look at


def test_those_that_could_warn_since_the_day_and_all_that_run(alice, bob):
    first = make_episode(alice, started_at=NOON - 3 * DAY, may_warn=True)
    make_episode(alice, started_at=NOON - 4 * DAY, may_warn=True)
    make_episode(alice, started_at=NOON - HOUR)
    running = make_episode(alice, started_at=NOON - 90 * DAY, duration_basis="ongoing")
    make_episode(bob, may_warn=True)
    make_episode(bob, duration_basis="ongoing")
    assert entries_to_look_at(alice, TODAY - 3 * DAY, NOON - 9 * DAY) == [running, first]


@pytest.mark.parametrize("field", ["started_at", "ended_at", "logged_at", "safety_said_at"])
def test_of_older_ones_those_of_which_something_was_said_since(alice, field):
    long_ago = dict.fromkeys(("started_at", "ended_at", "logged_at", "safety_said_at"), NOON - 5 * DAY)
    fields = long_ago | {field: NOON} | ({"ended_at": NOON} if field == "started_at" else {})
    row = make_episode(alice, may_warn=True, duration_basis="estimated", **fields)
    make_episode(alice, may_warn=True, duration_basis="estimated", **long_ago)
    assert entries_to_look_at(alice, TODAY - 9 * DAY, NOON - DAY) == [row]


def test_running_ones_stand_first_then_the_newest(alice):
    rows = {
        hours: make_episode(
            alice,
            started_at=NOON - hours * HOUR,
            may_warn=True,
            duration_basis="ongoing" if hours in {2, 5} else "unknown",
        )
        for hours in (3, 1, 5, 2, 4)
    }
    assert entries_to_look_at(alice, TODAY, NOON - DAY) == [rows[hours] for hours in (2, 5, 1, 3, 4)]


def test_looking_is_one_query(alice, django_assert_num_queries):
    for hours in range(30):
        make_episode(alice, started_at=NOON - hours * HOUR, may_warn=True)
    with django_assert_num_queries(1):
        assert len(entries_to_look_at(alice, TODAY - DAY, NOON - 2 * DAY)) == 30


# The chest


def test_there_is_no_other_chest_entry_in_an_empty_diary(alice, bob):
    make_episode(bob, regions=CHEST)
    make_episode(alice, regions=CALF)
    assert not has_other_chest_entry(alice.pk)


def test_an_entry_is_no_other_one_than_itself_nor_is_a_later_one(alice):
    one = make_episode(alice, regions=(("chest", "left"), ("chest", "right")))
    make_episode(alice, started_at=NOON + HOUR, regions=CHEST)
    assert has_other_chest_entry(alice.pk)
    assert not has_other_chest_entry(alice.pk, but=one)
    make_episode(alice, started_at=NOON - DAY, regions=CHEST)
    assert has_other_chest_entry(alice.pk, but=one)


def test_beside_a_new_entry_any_other_counts(alice):
    make_episode(alice, regions=CHEST)
    assert has_other_chest_entry(alice.pk, but=Episode(owner=alice, started_at=NOON - DAY))


def test_chest_entries_before_are_read_once_for_all(alice, bob, others, django_assert_num_queries):
    make_episode(bob, started_at=NOON - DAY, regions=CHEST)
    rows = [make_episode(alice, started_at=NOON + n * HOUR, regions=CHEST) for n in (2, 0, 1)]
    beside = others(*rows)
    with django_assert_num_queries(1):
        assert [beside.has_chest_before(row) for row in rows] == [True, False, True]


def test_of_two_chest_entries_of_the_same_second_one_is_the_first(alice, others):
    rows = [make_episode(alice, regions=CHEST) for _ in range(2)]
    assert [others(*rows).has_chest_before(row) for row in rows] == [False, True]


# The same place, answered before


@pytest.mark.parametrize(("answers", "usual"), [(2, frozenset()), (3, frozenset(SHOULDER)), (9, frozenset(SHOULDER))])
def test_a_place_is_known_after_so_many_answers(alice, others, answers, usual):
    for _ in range(answers):
        make_episode(alice, regions=SHOULDER, chest_signs="no")
    assert others().answered_no(SHOULDER, 3) == usual


def test_other_answers_other_sides_and_other_people_do_not_count(alice, bob, others):
    for _ in range(3):
        make_episode(alice, regions=SHOULDER, chest_signs="yes")
        make_episode(alice, regions=SHOULDER)
        make_episode(alice, regions=(("shoulder", "both"),), chest_signs="no")
        make_episode(bob, regions=SHOULDER, chest_signs="no")
    assert others().answered_no((*SHOULDER, ("shoulder", "both")), 3) == {("shoulder", "both")}


def test_all_places_are_read_at_once(alice, others, django_assert_num_queries):
    make_episode(alice, regions=SHOULDER, chest_signs="no")
    beside = others()
    with django_assert_num_queries(1):
        assert beside.answered_no(SHOULDER, 1) == set(SHOULDER)
        assert beside.answered_no((*SHOULDER, ("ribs-side", "left")), 1) == set(SHOULDER)
        assert beside.answered_no((), 1) == set()


# Entries around a time


@pytest.mark.parametrize(
    ("apart", "counted"), [(24 * HOUR, 2), (-24 * HOUR, 2), (24 * HOUR + HOUR / 60, 1), (-25 * HOUR, 1)]
)
def test_entries_within_a_time_before_or_after(alice, others, apart, counted):
    one = make_episode(alice, regions=(("groin", "left"),))
    make_episode(alice, started_at=NOON + apart, regions=(("lower-abdomen", "middle"),))
    assert others(one).began_around(NOON, 24 * HOUR, BELLY) == counted


def test_an_entry_with_two_such_places_counts_once_and_others_not(alice, bob, others):
    one = make_episode(alice, regions=(("groin", "left"), ("lower-abdomen", "middle")))
    make_episode(alice, regions=CALF)
    make_episode(bob, regions=(("groin", "left"),))
    assert others(one).began_around(NOON, 24 * HOUR, BELLY) == 1


def test_two_entries_of_the_same_second_are_two(alice, others):
    rows = [make_episode(alice, regions=(("groin", "left"),)) for _ in range(2)]
    assert others(*rows).began_around(NOON, 24 * HOUR, BELLY) == 2


def test_entries_around_several_are_read_once(alice, others, django_assert_num_queries):
    rows = [make_episode(alice, started_at=NOON - n * 30 * HOUR, regions=(("groin", "left"),)) for n in range(4)]
    beside = others(*rows)
    with django_assert_num_queries(1):
        assert [beside.began_around(row.started_at, 30 * HOUR, BELLY) for row in rows] == [2, 3, 3, 2]


def test_the_own_zone_of_an_entry_may_be_a_day_off(alice, others):
    one = make_episode(alice, started_at=NOON, time_zone="Pacific/Kiritimati", regions=(("groin", "left"),))
    make_episode(alice, started_at=NOON - 24 * HOUR, time_zone="Pacific/Pago_Pago", regions=(("groin", "left"),))
    assert others(one).began_around(NOON, 24 * HOUR, BELLY) == 2


# Days on walking


def test_days_on_walking_are_days_of_the_owner_with_a_leg(alice, bob, others):
    def walk(owner, days, regions=CALF, at_onset="walking", hours=0):
        make_episode(owner, started_at=NOON - days * DAY - hours * HOUR, regions=regions, at_onset=at_onset)

    walk(alice, 1)
    walk(alice, 1, hours=2)
    walk(alice, 2, regions=(("calf", "left"), ("foot-sole", "left")))
    walk(alice, 3, regions=SHOULDER)
    walk(alice, 4, at_onset="exercising")
    walk(bob, 5)
    walk(alice, 6)
    assert others().days_on_walking(LEGS, TODAY - 5 * DAY) == 2
    assert others().days_on_walking(LEGS, TODAY - 6 * DAY) == 3


def test_days_on_walking_are_read_once_for_a_day(alice, others, django_assert_num_queries):
    beside = others()
    with django_assert_num_queries(2):
        for since in (TODAY, TODAY, TODAY - DAY):
            assert beside.days_on_walking(LEGS, since) == 0
