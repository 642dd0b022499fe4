"""The demo diary is the same every time, believable, and never touches anybody else's."""

import datetime as dt
from collections import Counter
from functools import cache
from io import StringIO

import pytest
from django.contrib.auth import authenticate, get_user_model
from django.core.management import CommandError, call_command
from django.utils import timezone

from tests.factories import make_episode
from tests.recorded import recorded
from tracker.analysis.change import VERDICT_FEWER, VERDICT_UNCLEAR
from tracker.analysis.factor_blocks import decided, due_blocks, start_of
from tracker.analysis.factor_days import check_ins_of
from tracker.analysis.factors import LINKED, NO_CLEAR_LINK, TOO_EARLY, FactorAnalysis, factor_analysis
from tracker.analysis.frequency import headline
from tracker.analysis.trial import FEWER_WITH_IT, NO_CLEAR_DIFFERENCE, result_from_data
from tracker.days import day_bounds, last_days, local_day, wall_clock
from tracker.exchange.csv_files import read_days, read_episodes, write_days, write_episodes
from tracker.exchange.errors import RowError
from tracker.management.commands import demo
from tracker.management.demo_diary import HOME, LINKED_FACTOR, NEW_FACTOR, TRIP_ZONE, demo_diary
from tracker.models import ChangeRecord, DatedSetting, Episode, FactorRecord, OwnTerm, Pause, Trial, TrialSeal
from tracker.selectors.person import person_of
from tracker.selectors.profile import profile_of
from tracker.selectors.visits import changes_from, questions_of, visits_of
from tracker.services.change_looks import taken_looks
from tracker.services.evidence import factor_findings
from tracker.services.safety import safety_profile
from tracker.services.trials import commitment_of, see_to
from tracker.vocabulary.regions import allows_side
from tracker.vocabulary.trials import ALL_NIGHTS_OVER

NOW = dt.datetime(2026, 11, 21, 11, tzinfo=dt.UTC)
DIARY = demo_diary(NOW)
STATES = {
    LINKED_FACTOR: LINKED,
    "stress": NO_CLEAR_LINK,
    "little-fluid": NO_CLEAR_LINK,
    NEW_FACTOR: TOO_EARLY,
}
# Every weekday once, every season, both sides of the clock changes; early and late in the day.
MANY_TIMES = [NOW + dt.timedelta(days=52 * n, hours=7 * n % 24) for n in range(8)]


story_at = cache(demo_diary)


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
    collected = [*read_episodes(write_episodes(DIARY.episodes)), *read_days(write_days(DIARY.days, codes))]
    assert not [one for one in collected if isinstance(one, RowError)]


def test_every_region_has_a_side_it_can_have():
    assert all(allows_side(mark.region, mark.side) for e in DIARY.episodes for mark in e.regions)


def test_it_has_the_size_of_a_real_one():
    months = (day_of(DIARY.episodes[-1]) - day_of(DIARY.episodes[0])).days / 30.4
    assert (400 <= len(DIARY.episodes) <= 520, 24 <= months <= 24.5) == (True, True)


def test_most_night_cramps_are_in_the_left_calf():
    at_night = Counter((mark.region, mark.side) for e in DIARY.episodes if e.at_onset == "asleep" for mark in e.regions)
    assert at_night.most_common(1)[0][0] == ("calf", "left")


def test_clear_days_are_confirmed_and_some_days_are_not_answered():
    answers = Counter(day.answer for day in DIARY.days if day.time_zone)
    answered = len([day for day in DIARY.days if day.answer])
    assert (answers["none"] > 200, answers["listed"] > 100, answers["unlisted"] > 0, answered < 660) == (True,) * 4


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


def findings(diary, now) -> FactorAnalysis:
    today = local_day(now, HOME)
    morning, _end = day_bounds(today, HOME)
    check_ins = check_ins_of(recorded(diary.episodes, diary.days, today), morning.timestamp())
    grid = decided(start_of(check_ins), check_ins)
    return factor_analysis(check_ins, grid, due_blocks(check_ins, grid, (), today.toordinal()))


def recent(diary, now, days: int) -> list:
    """Entries of the last days, today among them."""
    window = last_days(local_day(now, HOME), days)
    return [episode for episode in diary.episodes if day_of(episode) in window]


@pytest.mark.parametrize("now", MANY_TIMES)
def test_the_story_is_the_same_whenever_it_is_made(now):
    diary, today = story_at(now), local_day(now, HOME)
    window = last_days(today, 90)
    log = recorded(diary.episodes, diary.days, today)
    before, after = (headline(log, days) for days in (window.before(), window))
    states = {result.code: result.state for result in findings(diary, now).results}
    assert (states, after.n < before.n - 5) == (STATES, True)


@pytest.mark.parametrize("now", MANY_TIMES)
def test_what_was_tried_of_late_fits_in_whenever_it_is_made(now):
    tried = Counter((use.relief, use.effect) for e in recent(story_at(now), now, 90) for use in e.relief)
    assert (tried["cold", "worse"], tried["fluids", "not-at-all"] >= 3, tried["fluids", "slightly"]) == (2, True, 1)


def test_the_new_factor_has_answers_but_not_enough():
    (new,) = [result for result in findings(DIARY, NOW).results if result.code == NEW_FACTOR]
    assert (20 <= new.missing.have < new.missing.need, 40 <= new.n < new.missing.need) == (True, True)


def test_some_weeks_are_much_worse_than_others():
    weeks = Counter((day_of(e) - day_of(DIARY.episodes[0])).days // 7 for e in DIARY.episodes)
    assert max(weeks.values()) >= 8 > 4 * min(weeks[week] for week in range(40) if weeks[week])


def test_most_cramps_come_by_night():
    hours = [wall_clock(e.started_at, e.time_zone).hour for e in DIARY.episodes if e.kind == "cramp"]
    assert share(hour < 6 for hour in hours) > 0.75


def test_stretching_is_mostly_rated_greatly():
    effects = Counter(use.effect for e in DIARY.episodes for use in e.relief if use.relief == "gentle-stretch")
    assert effects["greatly"] > 0.7 * effects.total()


def test_a_calf_cramped_on_a_walk_twice_and_eased_with_rest():
    walks = [e for e in recent(DIARY, NOW, 56) if e.at_onset == "walking"]
    assert [(use.relief, use.effect) for e in walks for use in e.relief] == [("rest", "greatly")] * 2


def test_details_are_answered_in_some_entries_and_left_open_in_others():
    numb = len([e for e in DIARY.episodes if "numbness" in e.also_noticed])
    matches = {name: {getattr(e, name) for e in DIARY.episodes} for name in ("woke", "impact", "soreness")}
    assert (matches["woke"], matches["impact"]) == ({"yes", "no", ""}, {"none", "some", "had-to-stop", ""})
    assert ({"none", "hours", "next-day", "2-3-days", ""} == matches["soreness"], 3 <= numb <= 25) == (True, True)


def test_few_notes_are_private():
    private = [e.note for e in DIARY.episodes if e.private]
    assert (1 <= len(private) <= 12, all(private)) == (True, True)


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
def test_what_is_asked_for_is_dated():
    run()
    asked = DatedSetting.objects.filter(name=DatedSetting.FACTORS).order_by("from_on").values_list("from_on", "value")
    (first, before), (later, after) = asked
    assert (set(before.split()), set(after.split())) == ({*STATES} - {NEW_FACTOR}, {*STATES})
    assert 400 < (later - first).days < 500


@pytest.mark.django_db
def test_the_account_says_what_the_records_say(monkeypatch):
    monkeypatch.setattr(demo.timezone, "now", lambda: NOW)
    run()
    analysis = factor_findings(person_of(get_user_model().objects.get(username="demo")), NOW)
    assert {result.code: result.state for result in analysis.results} == STATES
    assert (analysis.n, analysis.results[0].counts) == (findings(DIARY, NOW).n, findings(DIARY, NOW).results[0].counts)


@pytest.mark.django_db
def test_a_second_run_closes_its_blocks_anew():
    run()
    owner = get_user_model().objects.get(username="demo")
    FactorRecord.objects.create(owner=owner, kind=FactorRecord.LOOK, at=90, code="", taken_at=NOW, data={})
    run()
    assert not FactorRecord.objects.filter(owner=owner).exists()


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


@pytest.mark.django_db
def test_the_health_profile_is_told_in_part_and_made_anew():
    run()
    run()
    profile = profile_of(get_user_model().objects.get(username="demo"), timezone.now().date())
    assert profile.condition_codes == ("chronic-back-pain",)
    assert profile.has_spine_injury
    assert len(profile.now("medication")) == 1
    assert "image-or-test" in profile.unanswered
    assert "supplement" not in profile.unanswered


@pytest.mark.django_db
def test_a_visit_is_over_and_one_is_planned_with_its_questions_and_they_are_made_anew():
    run()
    run()
    user, today = get_user_model().objects.get(username="demo"), timezone.now().date()
    visits = visits_of(user, today)
    assert (len(visits.over), len(visits.ahead)) == (1, 1)
    assert visits.last.said
    assert [row.visit for row in questions_of(user, visits.next, visits).open] == [visits.next] * 3


@pytest.mark.django_db
def test_the_exercise_of_the_last_visit_marks_the_charts_where_the_cramps_got_fewer():
    run()
    user, today = get_user_model().objects.get(username="demo"), timezone.now().date()
    (change,) = changes_from(profile_of(user, today), visits_of(user, today).last.on, None)
    assert change.line.since.first == visits_of(user, today).last.on
    assert "stretches" in change.line.words


@pytest.mark.django_db
def test_it_shows_a_year_and_a_change_that_was_marked(monkeypatch):
    """Fewer spasm days since the stretches, and a year that could be chance."""
    for now in (NOW, NOW + dt.timedelta(days=100, hours=9)):
        monkeypatch.setattr(timezone, "now", lambda now=now: now)
        call_command("demo", "--password", "a-long-demo-word", stdout=StringIO())
        change, year = taken_looks(get_user_model().objects.get(username="demo"))
        assert (change.change.words, change.look.verdict.side) == ("Calf stretches, every evening", VERDICT_FEWER)
        assert (year.what, year.look.verdict.side) == (ChangeRecord.YEAR, VERDICT_UNCLEAR)


@pytest.mark.django_db
def test_it_shows_a_trial_that_found_something_and_one_half_way():
    call_command("demo", stdout=StringIO())
    person = person_of(get_user_model().objects.get(username="demo"))
    running, over = Trial.objects.filter(owner=person.owner)
    assert (result_from_data(over.at_end).verdict, over.ended_why) == (FEWER_WITH_IT, ALL_NIGHTS_OVER)
    assert over.commitment == commitment_of(over.sequence, over.secret)
    assert result_from_data(running.half_way).verdict == NO_CLEAR_DIFFERENCE
    # It goes on: nothing in the diary or the profile ends it, and nothing more is due.
    seal, now = TrialSeal.objects.get(owner=person.owner), timezone.now()
    trial = see_to(person, seal, safety_profile(person, now), now, is_urgent=False, looks_back=True)
    assert (trial, trial.ended_at) == (running, None)
