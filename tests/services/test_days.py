"""One tap confirms a clear day, and an episode always overrides."""

import datetime as dt

import pytest

from tests.factories import NOON, make_day, make_episode
from tracker.models import Day, Preferences
from tracker.selectors.person import person_of
from tracker.services import days as service

TODAY = dt.date(2026, 6, 10)


@pytest.fixture
def person(alice):
    return person_of(alice)


def test_a_tap_answers_the_day(person):
    service.confirm_clear(person, TODAY, now=NOON)
    day = Day.objects.get()
    assert (day.owner, day.date, day.answer, day.answered_at) == (person.owner, TODAY, "none", NOON)


def test_a_second_tap_changes_nothing(person):
    service.confirm_clear(person, TODAY, now=NOON)
    version = Preferences.objects.get(owner=person.owner).data_version
    service.confirm_clear(person, TODAY, now=NOON + dt.timedelta(hours=1))
    assert Day.objects.get().answered_at == NOON
    assert Preferences.objects.get(owner=person.owner).data_version == version


def test_a_day_with_an_entry_cannot_be_clear(person):
    make_episode(person.owner)
    with pytest.raises(service.DayHasEntriesError):
        service.confirm_clear(person, TODAY, now=NOON)


def test_another_persons_entry_does_not_matter(person, bob):
    make_episode(bob)
    service.confirm_clear(person, TODAY, now=NOON)
    assert Day.objects.of(person.owner).count() == 1


@pytest.mark.parametrize("days_ahead", [1, -8])
def test_only_the_last_week_can_be_answered(person, days_ahead):
    with pytest.raises(service.DayNotOpenError):
        service.confirm_clear(person, TODAY + dt.timedelta(days=days_ahead), now=NOON)


def test_a_clear_day_can_be_taken_back(person):
    service.confirm_clear(person, TODAY, now=NOON)
    assert service.withdraw_clear(person, TODAY, now=NOON)
    assert Day.objects.get().answer == ""
    assert not service.withdraw_clear(person, TODAY, now=NOON)


def test_a_note_survives_taking_it_back(person):
    make_day(person.owner, TODAY, note="calm")
    service.withdraw_clear(person, TODAY, now=NOON)
    assert Day.objects.get().note == "calm"


def test_a_clear_day_takes_the_details_of_another_answer_away(person):
    make_day(person.owner, TODAY, "unlisted", unlisted_count="1-5", unlisted_worst=6)
    service.confirm_clear(person, TODAY, now=NOON)
    day = Day.objects.get()
    assert (day.answer, day.unlisted_count, day.unlisted_worst) == ("none", "", None)
