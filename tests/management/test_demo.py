"""The demo diary is the same every time, believable, and never touches anybody else's."""

import datetime as dt
from collections import Counter
from io import StringIO

import pytest
from django.contrib.auth import authenticate, get_user_model
from django.core.management import CommandError, call_command

from tests.factories import make_episode
from tracker.days import ONE_DAY, local_day, wall_clock
from tracker.exchange.csv_files import read_days, read_episodes, write_days, write_episodes
from tracker.exchange.errors import RowError
from tracker.management.demo_diary import HOME, LINKED_FACTOR, TRIP_ZONE, demo_diary
from tracker.models import Episode, OwnTerm, Pause
from tracker.vocabulary.regions import allows_side

NOW = dt.datetime(2026, 11, 21, 11, tzinfo=dt.UTC)
DIARY = demo_diary(NOW)


def day_of(episode):
    return local_day(episode.started_at, episode.time_zone)


def share(flags) -> float:
    flags = list(flags)
    return sum(flags) / len(flags)


def test_the_same_instant_gives_the_same_diary():
    assert demo_diary(NOW) == DIARY


# Instants around both clock changes at home, a leap day, and the last hours of a year.
@pytest.mark.parametrize(
    "now",
    [
        "2026-03-29T00:59",
        "2026-03-29T01:10",
        "2026-10-25T00:30",
        "2026-10-25T01:30",
        "2028-02-29T12:00",
        "2026-12-31T23:30",
    ],
)
def test_it_can_be_made_at_any_time_and_nothing_in_it_lies_ahead(now):
    now = dt.datetime.fromisoformat(now).replace(tzinfo=dt.UTC)
    diary = demo_diary(now)
    instants = [at for e in diary.episodes for at in (e.started_at, e.ended_at, e.logged_at) if at]
    instants += [day.answered_at for day in diary.days if day.answered_at]
    assert max(instants) <= now


def test_every_record_can_be_written_and_read():
    codes = {code for day in DIARY.days for code, _is_yes in day.factors}
    found = [*read_episodes(write_episodes(DIARY.episodes)), *read_days(write_days(DIARY.days, codes))]
    assert not [one for one in found if isinstance(one, RowError)]


def test_every_region_has_a_side_it_can_have():
    assert all(allows_side(mark.region, mark.side) for e in DIARY.episodes for mark in e.regions)


def test_it_has_the_size_of_a_real_one():
    months = (day_of(DIARY.episodes[-1]) - day_of(DIARY.episodes[0])).days / 30.4
    assert (300 <= len(DIARY.episodes) <= 450, 17.5 <= months <= 18.1) == (True, True)


def test_most_night_cramps_are_in_the_left_calf():
    at_night = Counter((mark.region, mark.side) for e in DIARY.episodes if e.at_onset == "asleep" for mark in e.regions)
    assert at_night.most_common(1)[0][0] == ("calf", "left")


def test_clear_days_are_confirmed_and_some_days_are_not_answered():
    answers = Counter(day.answer for day in DIARY.days if day.time_zone)
    answered = len([day for day in DIARY.days if day.answer])
    assert (answers["none"] > 200, answers["listed"] > 100, answers["unlisted"] > 0, answered < 500) == (True,) * 4


def test_there_is_a_holiday_of_two_weeks():
    assert len([day for day in DIARY.days if day.state == "paused"]) == 15


def test_the_trip_was_logged_where_it_was():
    zones = Counter(e.time_zone for e in DIARY.episodes)
    assert (zones[TRIP_ZONE] > 0, zones[HOME] > 300, len(zones)) == (True, True, 2)


def test_both_hours_of_the_same_name_have_an_entry():
    starts = Counter(wall_clock(e.started_at, e.time_zone) for e in DIARY.episodes)
    assert starts[dt.datetime(2026, 10, 25, 2, 30)] == 2


def test_the_night_of_the_spring_change_has_an_entry():
    assert dt.date(2026, 3, 29) in {wall_clock(e.started_at, e.time_zone).date() for e in DIARY.episodes}


def test_the_linked_factor_goes_with_a_spasm_in_the_night_and_day_after_and_the_others_do_not():
    nights = {wall_clock(e.started_at, e.time_zone).date() for e in DIARY.episodes if e.kind == "cramp"}
    answered = [day for day in DIARY.days if day.factors]

    def after(code, is_yes):
        return share(day.date + ONE_DAY in nights for day in answered if dict(day.factors).get(code) is is_yes)

    ratios = {code: after(code, True) / after(code, False) for code in (LINKED_FACTOR, "stress", "little-fluid")}
    assert ratios[LINKED_FACTOR] > 1.8 > max(ratios["stress"], ratios["little-fluid"])


def test_chest_entries_keep_the_answer_to_the_safety_lines():
    chest = [e.chest_signs for e in DIARY.episodes if any(mark.region == "chest" for mark in e.regions)]
    assert (len(chest) >= 3, set(chest)) == (True, {"no"})


def test_some_entries_are_bursts_and_some_came_in_days_later():
    bursts = [e for e in DIARY.episodes if e.count > 1]
    late = [e for e in DIARY.episodes if e.logged_at - e.started_at > dt.timedelta(hours=48)]
    assert (len(bursts) > 20, len(late) > 5) == (True, True)


def test_relief_has_effects():
    assert len({use.effect for e in DIARY.episodes for use in e.relief}) >= 4


def test_the_last_week_has_entries_that_lack_something():
    week = [e for e in DIARY.episodes if (NOW - e.started_at).days < 7]
    lacking = [e for e in week if e.intensity is None or not e.regions or e.duration_basis == "unknown"]
    assert len(lacking) >= 3


def test_nothing_is_still_going_on():
    assert {e.duration_basis for e in DIARY.episodes} == {"measured", "estimated", "unknown"}


def run(**options) -> str:
    out = StringIO()
    call_command("demo", stdout=out, **options)
    return out.getvalue()


def entries(name) -> int:
    return Episode.objects.filter(owner__username=name).count()


@pytest.mark.django_db
def test_the_command_makes_an_account_one_can_log_in_to():
    run(user="demo", password="walks-by-the-sea")
    assert authenticate(username="demo", password="walks-by-the-sea") is not None


@pytest.mark.django_db
def test_the_command_prints_the_password_it_made():
    printed = run()
    assert authenticate(username="demo", password=printed.split()[-1]) is not None


@pytest.mark.django_db
def test_the_command_fills_the_diary():
    run()
    assert (entries("demo") > 250, Pause.objects.count() > 0, OwnTerm.objects.count()) == (True, True, 2)


@pytest.mark.django_db
def test_a_second_run_replaces_what_was_changed_since():
    run()
    before = entries("demo")
    make_episode(get_user_model().objects.get(username="demo"))
    run()
    assert entries("demo") == before


@pytest.mark.django_db
def test_other_peoples_diaries_are_left_alone(alice):
    make_episode(alice)
    run()
    run()
    assert entries("alice") == 1


@pytest.mark.django_db
def test_an_account_that_is_somebodys_own_is_refused(alice):
    make_episode(alice)
    with pytest.raises(CommandError, match="not a demo"):
        run(user="alice")
    assert (entries("alice"), alice.check_password("alice-likes-long-walks")) == (1, True)
