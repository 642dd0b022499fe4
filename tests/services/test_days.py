"""A day's answers: a tap confirms a clear day, the check-in stores what was answered, an episode always overrides."""

import datetime as dt

import pytest

from tests.factories import NOON, make_day, make_episode
from tracker.models import Day, DayFactor, DayFactorBefore, Pause, Preferences
from tracker.selectors.check_in import is_late
from tracker.selectors.person import person_of
from tracker.services import days as service
from tracker.services.days import DayAnswers
from tracker.services.preferences import set_deadline

TODAY = dt.date(2026, 6, 10)
EVENING = dt.datetime(2026, 6, 10, 18, 15, 30, 123456, tzinfo=dt.UTC)
"""20:15:30 in Berlin."""
HOUR = dt.timedelta(hours=1)
DAY = dt.timedelta(days=1)


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


def test_what_was_said_is_stored_in_whole_seconds(person):
    said = DayAnswers(answer="unlisted", unlisted_count="6-10", unlisted_worst=7, limited=2, note="calm", private=True)
    service.save_check_in(person, TODAY, said, now=EVENING)
    day = Day.objects.get()
    assert (day.answer, day.unlisted_count, day.unlisted_worst, day.limited) == ("unlisted", "6-10", 7, 2)
    assert (day.note, day.private, day.time_zone) == ("calm", True, person.time_zone)
    assert day.answered_at == EVENING.replace(microsecond=0)


def test_only_a_part_may_be_answered(person):
    service.save_check_in(person, TODAY, DayAnswers(factors={"stress": True}), now=EVENING)
    day = Day.objects.get()
    assert (day.answer, day.answered_at, day.limited) == ("", None, None)
    assert list(DayFactor.objects.values_list("code", "is_yes")) == [("stress", True)]


def test_nothing_said_makes_no_row(person):
    assert service.save_check_in(person, TODAY, DayAnswers(), now=EVENING) is None
    assert not Day.objects.exists()


def test_what_is_left_open_later_stays_as_it_was(person):
    service.save_check_in(person, TODAY, DayAnswers(answer="none", limited=1, factors={"stress": False}), now=EVENING)
    service.save_check_in(person, TODAY, DayAnswers(note="later"), now=EVENING + HOUR)
    day = Day.objects.get()
    assert (day.answer, day.limited, day.note) == ("none", 1, "later")
    assert list(DayFactor.objects.values_list("code", "is_yes")) == [("stress", False)]


def test_a_changed_answer_keeps_the_time_of_the_first(person):
    service.save_check_in(person, TODAY, DayAnswers(answer="none"), now=EVENING)
    service.save_check_in(person, TODAY, DayAnswers(answer="unlisted", unlisted_count="1-5"), now=EVENING + 3 * HOUR)
    day = Day.objects.get()
    assert (day.answer, day.unlisted_count) == ("unlisted", "1-5")
    assert day.answered_at == EVENING.replace(microsecond=0)
    assert not is_late(person, day)


def test_when_it_was_first_said_how_limited_the_day_was_is_kept(person):
    service.save_check_in(person, TODAY, DayAnswers(answer="none"), now=EVENING)
    service.save_check_in(person, TODAY, DayAnswers(limited=1), now=EVENING + HOUR)
    service.save_check_in(person, TODAY, DayAnswers(limited=3), now=EVENING + 2 * HOUR)
    day = Day.objects.get()
    assert (day.limited, day.limited_at) == (3, (EVENING + HOUR).replace(microsecond=0))


def test_what_was_taken_back_and_said_anew_was_said_then(person):
    service.save_check_in(person, TODAY, DayAnswers(answer="none", limited=1), now=EVENING)
    service.withdraw_check_in(person, TODAY, now=EVENING + HOUR)
    service.save_check_in(person, TODAY, DayAnswers(answer="none", limited=1, note="now"), now=EVENING + HOUR)
    day = Day.objects.get()
    assert day.limited_at == day.answered_at == (EVENING + HOUR).replace(microsecond=0)


def test_details_go_with_the_answer_they_belong_to(person):
    service.save_check_in(
        person, TODAY, DayAnswers(answer="unlisted", unlisted_count="more", unlisted_worst=3), now=EVENING
    )
    service.save_check_in(person, TODAY, DayAnswers(answer="none"), now=EVENING)
    day = Day.objects.get()
    assert (day.answer, day.unlisted_count, day.unlisted_worst) == ("none", "", None)


def test_every_value_that_a_factor_held_is_kept(person):
    times = [EVENING, EVENING + HOUR, EVENING + 2 * HOUR, EVENING + 3 * HOUR]
    for is_yes, now in zip((True, False, False, True), times, strict=True):
        service.save_check_in(person, TODAY, DayAnswers(factors={"stress": is_yes}), now=now)
    row = DayFactor.objects.get()
    whole = [time.replace(microsecond=0) for time in times]
    assert (row.is_yes, row.first_answered_at, row.changed_at) == (True, whole[0], whole[3])
    before = list(DayFactorBefore.objects.values_list("was_yes", "until"))
    assert before == [(True, whole[1]), (False, whole[3])]


@pytest.mark.parametrize("ago", [-1, 8])
def test_a_check_in_is_for_the_last_week_alone(person, ago):
    with pytest.raises(service.DayNotOpenError):
        service.save_check_in(person, TODAY - ago * DAY, DayAnswers(answer="none"), now=EVENING)
    assert not Day.objects.exists()


@pytest.mark.parametrize(("hours", "late"), [(0, False), (2, True)])
def test_an_answer_after_bedtime_is_late(person, hours, late):
    day = service.save_check_in(person, TODAY, DayAnswers(answer="none"), now=EVENING + hours * HOUR)
    assert is_late(person, day) is late


@pytest.mark.parametrize(("microseconds", "late"), [(-1, False), (0, True), (1, True)])
def test_an_answer_just_at_the_deadline_is_late(person, microseconds, late):
    at = person.deadline(TODAY) + dt.timedelta(microseconds=microseconds)
    day = service.save_check_in(person, TODAY, DayAnswers(answer="none"), now=at)
    assert is_late(person, day) is late


def test_late_follows_from_the_bedtime_that_held_that_day(alice):
    set_deadline(person_of(alice), dt.time(1, 30), TODAY)
    person = person_of(alice)
    on_time = service.save_check_in(person, TODAY, DayAnswers(answer="none"), now=EVENING + 4 * HOUR)
    earlier = make_day(alice, TODAY - DAY, answered_at=EVENING - DAY + 4 * HOUR)
    assert (is_late(person, on_time), is_late(person, earlier)) == (False, True)


def test_answers_can_be_taken_back_and_the_note_stays(person):
    said = DayAnswers(answer="unlisted", unlisted_worst=3, limited=2, factors={"stress": True}, note="calm")
    service.save_check_in(person, TODAY, said, now=EVENING)
    assert service.withdraw_check_in(person, TODAY, now=EVENING + HOUR)
    day = Day.objects.get()
    assert (day.answer, day.answered_at, day.limited, day.unlisted_worst, day.note) == ("", None, None, None, "calm")
    assert not DayFactor.objects.exists()
    assert not service.withdraw_check_in(person, TODAY, now=EVENING + HOUR)


def test_several_clear_days_in_one_tap(person):
    make_episode(person.owner, started_at=NOON - 6 * DAY)
    make_episode(person.owner, started_at=NOON - 3 * DAY)
    make_day(person.owner, TODAY - 4 * DAY, "unlisted")
    make_day(person.owner, TODAY - 5 * DAY, "", limited=1)
    Pause.objects.create(owner=person.owner, from_on=TODAY - 2 * DAY, to_on=TODAY - 2 * DAY)
    dates = service.confirm_clear_since(person, TODAY - 7 * DAY, TODAY, now=EVENING)
    assert dates == [TODAY - 5 * DAY, TODAY - DAY, TODAY]
    assert dict(Day.objects.values_list("date", "answer")) == {
        TODAY - 5 * DAY: "none",
        TODAY - 4 * DAY: "unlisted",
        TODAY - DAY: "none",
        TODAY: "none",
    }
    assert Day.objects.get(date=TODAY - 5 * DAY).limited == 1


def test_clear_days_stop_where_they_are_told_to_and_never_reach_before_the_diary(person):
    make_episode(person.owner, started_at=NOON - 2 * DAY)
    assert service.confirm_clear_since(person, TODAY - 7 * DAY, TODAY - DAY, now=EVENING) == [TODAY - DAY]


def test_no_open_day_writes_nothing(person):
    make_day(person.owner, TODAY)
    assert service.confirm_clear_since(person, TODAY, TODAY, now=EVENING) == []
    assert Preferences.objects.get(owner=person.owner).data_version == person.data_version


@pytest.mark.parametrize("days_back", [0, 7])
def test_today_and_the_seventh_day_before_it_can_be_answered(person, days_back):
    date = TODAY - days_back * DAY
    assert service.confirm_clear(person, date, now=NOON).date == date
