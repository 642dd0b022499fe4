"""Visits read for pages and charts: which is next, whose questions, what changed since, what entries leave out."""

import datetime as dt

import pytest

from tests.factories import NOON, make_episode, make_profile_item, make_visit
from tracker.days import Period
from tracker.diary import LANDMARK_BEGAN, LANDMARK_ENDED, LANDMARK_VISIT, Landmark
from tracker.models import Question
from tracker.selectors.changes import landmarks_for_others, load_landmarks
from tracker.selectors.profile import profile_of
from tracker.selectors.visits import (
    EntryGaps,
    changes_from,
    entry_gaps,
    last_visit,
    questions_of,
    visits_of,
)

TODAY = NOON.date()
DAY = dt.timedelta(days=1)
JUNE = Period(dt.date(2026, 6, 1), dt.date(2026, 6, 30))


def ask(owner, text, **fields):
    fields.setdefault("asked_on", TODAY - 30 * DAY)
    return Question.objects.create(
        owner=owner, text=text, position=Question.objects.filter(owner=owner).count(), **fields
    )


# Which is next


def test_visits_are_ahead_from_their_day_on_and_over_after_it(alice):
    over, today, ahead = (make_visit(alice, TODAY + n * DAY) for n in (-1, 0, 1))
    visits = visits_of(alice, TODAY)
    assert (visits.over, visits.ahead) == ((over,), (today, ahead))
    assert (visits.last, visits.next) == (over, today)


def test_neighbors_are_on_other_days(alice):
    first, second = make_visit(alice, TODAY - 9 * DAY), make_visit(alice, TODAY)
    same_day = make_visit(alice, TODAY, with_whom="Physio")
    visits = visits_of(alice, TODAY)
    assert (visits.before(second), visits.before(same_day)) == (first, first)
    assert (visits.before(first), visits.after(first), visits.after(second)) == (None, second, None)


def test_visits_of_others_are_not_among_them(alice, bob):
    make_visit(bob, TODAY - DAY)
    assert visits_of(alice, TODAY).rows == ()
    assert last_visit(alice, TODAY) is None


def test_the_last_visit_is_the_latest_before_today(alice):
    make_visit(alice, TODAY - 9 * DAY)
    latest = make_visit(alice, TODAY - 2 * DAY)
    make_visit(alice, TODAY)
    assert last_visit(alice, TODAY) == latest


# Its questions


@pytest.fixture
def three(alice):
    """A visit that is over, the next one, and a later one."""
    return [make_visit(alice, TODAY + n * DAY) for n in (-9, 5, 50)]


def asked(alice, visit):
    result = questions_of(alice, visit, visits_of(alice, TODAY))
    return [row.text for row in result.open], [row.text for row in result.answered]


def test_a_question_put_to_no_visit_is_for_the_next_one(alice, three):
    ask(alice, "Why?")
    assert [asked(alice, visit)[0] for visit in three[1:]] == [["Why?"], []]


def test_a_question_put_to_a_visit_is_for_that_one(alice, three):
    ask(alice, "Why?", visit=three[2])
    assert [asked(alice, visit)[0] for visit in three] == [[], [], ["Why?"]]


def test_what_was_not_answered_goes_on_to_the_next_one(alice, three):
    ask(alice, "Why?", visit=three[0])
    assert [asked(alice, visit)[0] for visit in three] == [["Why?"], ["Why?"], []]


def test_the_last_visit_shows_what_was_written_down_by_then(alice, three):
    ask(alice, "Before?", asked_on=three[0].on)
    ask(alice, "After?", asked_on=three[0].on + DAY)
    assert asked(alice, three[0])[0] == ["Before?"]
    assert asked(alice, three[1])[0] == ["Before?", "After?"]


def test_an_answered_question_stands_at_its_visit_alone(alice, three):
    ask(alice, "Why?", visit=three[0], answered_on=three[0].on)
    ask(alice, "How?", answered_on=TODAY)
    assert [asked(alice, visit) for visit in three] == [([], ["Why?"]), ([], []), ([], [])]


def test_questions_come_in_the_persons_order(alice, three):
    for text in ("c", "a", "b"):
        ask(alice, text)
    assert asked(alice, three[1])[0] == ["c", "a", "b"]


def test_questions_of_others_are_not_among_them(alice, bob, three):
    ask(bob, "Why?")
    assert asked(alice, three[1]) == ([], [])


# What changed


def changes(alice, first, until=None):
    return [(change.what, change.line.words) for change in changes_from(profile_of(alice, TODAY), first, until)]


def test_what_begins_on_the_day_of_the_visit_changed_with_it(alice):
    make_profile_item(alice, "medication", text="Baclofen", from_on=TODAY)
    assert changes(alice, TODAY) == [(LANDMARK_BEGAN, "Baclofen")]


def test_what_ends_before_the_next_visit_belongs_to_this_one(alice):
    make_profile_item(alice, "exercise", text="Running", from_on=TODAY - 99 * DAY, to_on=TODAY + 3 * DAY)
    assert changes(alice, TODAY, TODAY + 4 * DAY) == [(LANDMARK_ENDED, "Running")]
    assert changes(alice, TODAY, TODAY + 3 * DAY) == []


def test_changes_come_by_date(alice):
    make_profile_item(alice, "supplement", text="Magnesium", from_on=TODAY + 2 * DAY)
    make_profile_item(alice, "medication", text="Baclofen", from_on=TODAY)
    assert [words for _what, words in changes(alice, TODAY)] == ["Baclofen", "Magnesium"]


def test_a_month_counts_only_if_all_of_it_lies_within(alice):
    make_profile_item(alice, "medication", text="Baclofen", from_on=dt.date(2026, 6, 1), from_precision="month")
    assert changes(alice, dt.date(2026, 6, 1)) == [(LANDMARK_BEGAN, "Baclofen")]
    assert changes(alice, dt.date(2026, 6, 10)) == []
    assert changes(alice, dt.date(2026, 6, 1), dt.date(2026, 6, 30)) == []


def test_conditions_and_tests_are_no_change_of_treatment(alice):
    make_profile_item(alice, "condition", from_on=TODAY)
    make_profile_item(alice, "image-or-test", text="MRI", from_on=TODAY)
    assert changes(alice, TODAY) == []


# What entries leave out


def test_entries_are_counted_once_however_many_places_they_have(alice):
    make_episode(alice, regions=(("calf", "left"), ("calf", "right"), ("knee", "left")), intensity=None)
    assert entry_gaps(alice, JUNE) == EntryGaps(entries=1, without_rating=1, without_place=0, without_duration=1)


def test_what_is_missing_is_counted_in_the_period_alone(alice, bob):
    make_episode(alice, regions=(), ended_at=NOON + dt.timedelta(minutes=2))
    make_episode(alice, started_at=NOON - dt.timedelta(days=60), regions=(), intensity=None)
    make_episode(bob, regions=(), intensity=None)
    assert entry_gaps(alice, JUNE) == EntryGaps(entries=1, without_rating=0, without_place=1, without_duration=0)


def test_what_still_goes_on_lacks_no_duration(alice):
    make_episode(alice, duration_basis="ongoing")
    assert entry_gaps(alice, JUNE).without_duration == 0


# Marks of charts


def test_visits_and_treatments_are_landmarks_by_date(alice, bob):
    make_profile_item(alice, "medication", text="Baclofen", dose="5 mg", from_on=TODAY - DAY, to_on=TODAY + DAY)
    make_visit(alice, TODAY, private=True)
    make_visit(bob, TODAY)
    assert load_landmarks(alice, JUNE) == (
        Landmark(TODAY - DAY, LANDMARK_BEGAN, "Baclofen 5 mg"),
        Landmark(TODAY, LANDMARK_VISIT, "Dr. Kim", private=True),
        Landmark(TODAY + DAY, LANDMARK_ENDED, "Baclofen 5 mg"),
    )


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("medication", {"text": "Baclofen", "from_on": TODAY, "from_precision": "month"}),
        ("medication", {"code": "none", "from_on": TODAY}),
        ("condition", {"from_on": TODAY}),
        ("medication", {"text": "Baclofen", "from_on": dt.date(2026, 5, 31)}),
        ("medication", {"text": "Baclofen"}),
    ],
    ids=["a month", "none", "no treatment", "another month", "no date"],
)
def test_what_is_no_landmark(alice, kind, fields):
    make_profile_item(alice, kind, **fields)
    assert load_landmarks(alice, JUNE) == ()


def test_others_see_no_end_from_which_something_private_goes_on(alice):
    day = dt.date(2026, 6, 12)
    for text, dose, private in (("Baclofen", "10 mg", True), ("Tizanidine", "4 mg", False)):
        make_profile_item(alice, "medication", text=text, dose="2 mg", to_on=day)
        make_profile_item(alice, "medication", text=text, dose=dose, from_on=day, private=private)
    told = [(mark.what, mark.words) for mark in landmarks_for_others(alice, JUNE)]
    assert sorted(told) == [("began", "Tizanidine 4 mg"), ("ended", "Tizanidine 2 mg")]


def test_landmarks_cost_two_queries(alice, django_assert_num_queries):
    for n in range(5):
        make_visit(alice, TODAY + n * DAY)
        make_profile_item(alice, "medication", text=f"Number {n}", from_on=TODAY)
    with django_assert_num_queries(2):
        assert len(load_landmarks(alice, JUNE)) == 10
