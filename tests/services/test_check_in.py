"""What the check-in stores: partial answers, the times that say what was in time, several clear days, what is asked."""

import datetime as dt

import pytest

from tests.factories import NOON, make_day, make_episode
from tracker.days import last_days
from tracker.models import DatedSetting, Day, DayFactor, DayFactorBefore, OwnTerm, Pause, Preferences
from tracker.selectors.check_in import is_late
from tracker.selectors.person import person_of
from tracker.services import check_in as service
from tracker.services.check_in import Said
from tracker.services.days import DayNotOpenError
from tracker.services.preferences import set_deadline
from tracker.vocabulary.terms import OWN_WORDS_LENGTH, own_code

TODAY = dt.date(2026, 6, 10)
EVENING = dt.datetime(2026, 6, 10, 18, 15, 30, 123456, tzinfo=dt.UTC)
"""20:15:30 in Berlin."""
HOUR = dt.timedelta(hours=1)
DAY = dt.timedelta(days=1)


@pytest.fixture
def person(alice):
    return person_of(alice)


def test_what_was_said_is_stored_in_whole_seconds(person):
    said = Said(answer="unlisted", unlisted_count="6-10", unlisted_worst=7, limited=2, note="calm", private=True)
    service.save_check_in(person, TODAY, said, now=EVENING)
    day = Day.objects.get()
    assert (day.answer, day.unlisted_count, day.unlisted_worst, day.limited) == ("unlisted", "6-10", 7, 2)
    assert (day.note, day.private, day.time_zone) == ("calm", True, person.time_zone)
    assert day.answered_at == EVENING.replace(microsecond=0)


def test_only_a_part_may_be_answered(person):
    service.save_check_in(person, TODAY, Said(factors={"stress": True}), now=EVENING)
    day = Day.objects.get()
    assert (day.answer, day.answered_at, day.limited) == ("", None, None)
    assert list(DayFactor.objects.values_list("code", "is_yes")) == [("stress", True)]


def test_nothing_said_makes_no_row(person):
    assert service.save_check_in(person, TODAY, Said(), now=EVENING) is None
    assert not Day.objects.exists()


def test_what_is_left_open_later_stays_as_it_was(person):
    service.save_check_in(person, TODAY, Said(answer="none", limited=1, factors={"stress": False}), now=EVENING)
    service.save_check_in(person, TODAY, Said(note="later"), now=EVENING + HOUR)
    day = Day.objects.get()
    assert (day.answer, day.limited, day.note) == ("none", 1, "later")
    assert list(DayFactor.objects.values_list("code", "is_yes")) == [("stress", False)]


def test_a_changed_answer_keeps_the_time_of_the_first(person):
    service.save_check_in(person, TODAY, Said(answer="none"), now=EVENING)
    service.save_check_in(person, TODAY, Said(answer="unlisted", unlisted_count="1-5"), now=EVENING + 3 * HOUR)
    day = Day.objects.get()
    assert (day.answer, day.unlisted_count) == ("unlisted", "1-5")
    assert day.answered_at == EVENING.replace(microsecond=0)
    assert not is_late(person, day)


def test_when_it_was_first_said_how_limited_the_day_was_is_kept(person):
    service.save_check_in(person, TODAY, Said(answer="none"), now=EVENING)
    service.save_check_in(person, TODAY, Said(limited=1), now=EVENING + HOUR)
    service.save_check_in(person, TODAY, Said(limited=3), now=EVENING + 2 * HOUR)
    day = Day.objects.get()
    assert (day.limited, day.limited_at) == (3, (EVENING + HOUR).replace(microsecond=0))


def test_what_was_taken_back_and_said_anew_was_said_then(person):
    service.save_check_in(person, TODAY, Said(answer="none", limited=1), now=EVENING)
    service.withdraw_check_in(person, TODAY, now=EVENING + HOUR)
    service.save_check_in(person, TODAY, Said(answer="none", limited=1, note="now"), now=EVENING + HOUR)
    day = Day.objects.get()
    assert day.limited_at == day.answered_at == (EVENING + HOUR).replace(microsecond=0)


def test_details_go_with_the_answer_they_belong_to(person):
    service.save_check_in(person, TODAY, Said(answer="unlisted", unlisted_count="more", unlisted_worst=3), now=EVENING)
    service.save_check_in(person, TODAY, Said(answer="none"), now=EVENING)
    day = Day.objects.get()
    assert (day.answer, day.unlisted_count, day.unlisted_worst) == ("none", "", None)


def test_every_value_that_a_factor_held_is_kept(person):
    times = [EVENING, EVENING + HOUR, EVENING + 2 * HOUR, EVENING + 3 * HOUR]
    for is_yes, now in zip((True, False, False, True), times, strict=True):
        service.save_check_in(person, TODAY, Said(factors={"stress": is_yes}), now=now)
    row = DayFactor.objects.get()
    whole = [time.replace(microsecond=0) for time in times]
    assert (row.is_yes, row.first_answered_at, row.changed_at) == (True, whole[0], whole[3])
    before = list(DayFactorBefore.objects.values_list("was_yes", "until"))
    assert before == [(True, whole[1]), (False, whole[3])]


@pytest.mark.parametrize("ago", [-1, 8])
def test_only_the_last_week_can_be_answered(person, ago):
    with pytest.raises(DayNotOpenError):
        service.save_check_in(person, TODAY - ago * DAY, Said(answer="none"), now=EVENING)
    assert not Day.objects.exists()


@pytest.mark.parametrize(("hours", "late"), [(0, False), (2, True)])
def test_an_answer_after_bedtime_is_late(person, hours, late):
    day = service.save_check_in(person, TODAY, Said(answer="none"), now=EVENING + hours * HOUR)
    assert is_late(person, day) is late


@pytest.mark.parametrize(("microseconds", "late"), [(-1, False), (0, True), (1, True)])
def test_an_answer_just_at_the_deadline_is_late(person, microseconds, late):
    at = person.deadline(TODAY) + dt.timedelta(microseconds=microseconds)
    day = service.save_check_in(person, TODAY, Said(answer="none"), now=at)
    assert is_late(person, day) is late


def test_late_follows_from_the_bedtime_that_held_that_day(alice):
    set_deadline(person_of(alice), dt.time(1, 30), TODAY)
    person = person_of(alice)
    on_time = service.save_check_in(person, TODAY, Said(answer="none"), now=EVENING + 4 * HOUR)
    earlier = make_day(alice, TODAY - DAY, answered_at=EVENING - DAY + 4 * HOUR)
    assert (is_late(person, on_time), is_late(person, earlier)) == (False, True)


def test_answers_can_be_taken_back_and_the_note_stays(person):
    said = Said(answer="unlisted", unlisted_worst=3, limited=2, factors={"stress": True}, note="calm")
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


def test_what_is_asked_is_dated(person):
    service.set_factors(person, ["stress"], {}, TODAY - DAY)
    service.set_factors(person, ["poor-sleep", "x-late-coffee"], {"x-late-coffee": "Late coffee"}, TODAY)
    factors = person_of(person.owner).factors
    wanted = [(), ("stress",), ("poor-sleep", "x-late-coffee")]
    assert [factors.on(day) for day in last_days(TODAY, 3)] == wanted
    assert OwnTerm.objects.get().label == "Late coffee"


def test_asking_can_be_stopped(person):
    service.set_factors(person, ["stress"], {}, TODAY - DAY)
    service.set_factors(person, [], {}, TODAY)
    assert person_of(person.owner).factors.on(TODAY) == ()


def test_eight_long_own_words_fit(person):
    codes = [own_code(f"{number}{'%' * (OWN_WORDS_LENGTH - 1)}") for number in range(8)]
    service.set_factors(person, codes, {}, TODAY)
    assert person_of(person.owner).factors.on(TODAY) == tuple(codes)
    assert len(DatedSetting.objects.get().value) <= DatedSetting._meta.get_field("value").max_length


def test_nine_are_too_many(person):
    with pytest.raises(service.TooManyFactorsError):
        service.set_factors(person, [f"x-{number}" for number in range(9)], {}, TODAY)


@pytest.mark.parametrize("code", ["low-minerals", "none", "nonsense", "x two words"])
def test_what_nobody_can_answer_is_not_asked(person, code):
    with pytest.raises(ValueError, match="cannot be asked for"):
        service.set_factors(person, [code], {}, TODAY)
