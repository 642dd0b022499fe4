"""A self-trial: drawn and sealed, told for tonight alone, answered in the morning, looked at twice, ended."""

import datetime as dt
import uuid

import pytest

from tests.factories import ZONE, make_day, make_episode, make_profile_item
from tracker.analysis.trial import FEWER_WITH_IT, MORE_WITH_IT, result_from_data
from tracker.days import ONE_DAY, settled_instant
from tracker.models import Trial, TrialAnswer, TrialSeal
from tracker.selectors.person import person_by_now
from tracker.selectors.trials import Baseline, baseline_of, nights_with_entry
from tracker.services import trials as service
from tracker.services.safety import SafetyProfile
from tracker.vocabulary.trials import (
    ALL_NIGHTS_OVER,
    BY_DIABETES,
    BY_FAINTING,
    BY_FALL,
    BY_INJURY,
    BY_MORE_SPASMS,
    BY_NUMBNESS,
    BY_PERSON,
    BY_PREGNANCY,
    BY_URGENT_CARD,
)

FIRST = dt.date(2026, 6, 10)
UID = uuid.UUID(int=5)


def clock(date, hour, minute=0):
    return settled_instant(dt.datetime.combine(date, dt.time(hour, minute)), ZONE)


START = clock(FIRST, 12)


def start(owner, habit="stretch-before-bed", length=84, now=START, uid=UID):
    return service.start_trial(person_by_now(owner), habit, length, Baseline(7, 14), uid=uid, now=now)


def run(owner, *, helps=None, nights=84, skip=()):
    """Answers so many mornings: a spasm on each night without the habit (`helps`), on each with it, or on none."""
    seal = TrialSeal.objects.get(owner=owner)
    for number, arm in enumerate(seal.sequence[:nights]):
        if number not in skip:
            had_spasm = helps is not None and (arm == "1") is not helps
            morning(owner, number, had_spasm)


def morning(owner, number, had_spasm, hour=8):
    date = FIRST + number * ONE_DAY
    at = clock(date + ONE_DAY, hour)
    service.answer_night(person_by_now(owner), date, had_spasm, at=at, now=at)


def see_to(owner, now, *, is_urgent=False):
    person = person_by_now(owner)
    seal = TrialSeal.objects.select_related("trial").get(owner=owner)
    return service.see_to(person, seal, SafetyProfile(person, person.today(now)), now, is_urgent=is_urgent)


def evening(number, hour=18):
    return clock(FIRST + number * ONE_DAY, hour)


def test_each_pair_has_one_night_with_the_habit_and_the_coin_decides_which():
    sequence = service.drawn(112)
    pairs = {sequence[at : at + 2] for at in range(0, 112, 2)}
    assert (len(sequence), pairs) == (112, {"10", "01"})
    assert len({service.drawn(84) for _ in range(20)}) == 20


def test_what_was_drawn_is_sealed_and_can_be_checked_at_the_end(alice):
    trial = start(alice)
    seal = TrialSeal.objects.get(owner=alice)
    assert trial.commitment == service.commitment_of(seal.sequence, seal.secret)
    assert (trial.sequence, trial.secret, len(seal.secret)) == ("", "", 64)
    assert service.stop_trial(person_by_now(alice), now=evening(5))
    trial.refresh_from_db()
    assert trial.commitment == service.commitment_of(trial.sequence, trial.secret)
    assert (trial.sequence, trial.ended_why) == (seal.sequence, BY_PERSON)
    assert not service.stop_trial(person_by_now(alice), now=evening(6))


def test_the_first_night_is_tonight_until_bedtime(alice, bob):
    assert start(alice, now=clock(FIRST, 21, 59)).first_on == FIRST
    assert start(bob, now=clock(FIRST, 22)).first_on == FIRST + ONE_DAY


def test_one_trial_at_a_time_and_one_for_a_form_sent_twice(alice):
    assert start(alice) == start(alice)
    with pytest.raises(service.TrialRunningError):
        service.start_trial(
            person_by_now(alice), "warm-bath", 84, Baseline(7, 14), uid=uuid.UUID(int=6), now=evening(1)
        )
    service.stop_trial(person_by_now(alice), now=evening(1))
    other = service.start_trial(
        person_by_now(alice), "warm-bath", 112, Baseline(7, 14), uid=uuid.UUID(int=6), now=evening(2)
    )
    assert TrialSeal.objects.get(owner=alice).trial == other


@pytest.mark.parametrize(
    ("hour", "asked", "told"),
    [(3, None, -1), (4, -1, None), (16, -1, None), (17, None, 0), (23, None, 0), (0, None, -1)],
)
def test_a_night_is_asked_about_or_one_is_told_but_never_both(hour, asked, told):
    at = dt.datetime.combine(FIRST, dt.time(hour))
    night = {None: None, -1: FIRST - ONE_DAY, 0: FIRST}
    assert (service.night_asked(at), service.night_told(at)) == (night[asked], night[told])


def test_an_answer_counts_only_in_its_morning(alice):
    start(alice)
    morning(alice, 0, True)
    row = TrialAnswer.objects.get()
    seal = TrialSeal.objects.get(owner=alice)
    assert (row.number, row.had_spasm, row.is_with) == (0, True, seal.sequence[0] == "1")
    for number, hour in ((1, 17), (1, 3), (-1, 8), (84, 8)):
        with pytest.raises(service.NightNotOpenError):
            morning(alice, number, True, hour=hour)


def test_an_answer_is_changed_and_taken_back_that_morning_and_keeps_what_was_done(alice):
    start(alice)
    person, at = person_by_now(alice), clock(FIRST + ONE_DAY, 8)
    with pytest.raises(service.NightNotOpenError):
        service.say_done(person, FIRST, True, now=at)
    morning(alice, 0, True)
    service.say_done(person, FIRST, True, now=at)
    morning(alice, 0, False)
    assert TrialAnswer.objects.values_list("had_spasm", "was_done").get() == (False, True)
    service.answer_night(person, FIRST, None, at=at, now=at)
    assert not TrialAnswer.objects.exists()


def test_an_answer_kept_on_a_device_counts_as_of_its_morning(alice):
    start(alice)
    person, at = person_by_now(alice), clock(FIRST + ONE_DAY, 8)
    service.answer_night(person, FIRST, True, at=at, now=at + dt.timedelta(days=3))
    assert TrialAnswer.objects.get().answered_at == at


# Looks


def test_looks_are_taken_once_their_last_morning_is_over_and_stored(alice):
    start(alice)
    run(alice, helps=True, nights=42)
    assert see_to(alice, clock(FIRST + 42 * ONE_DAY, 16)).half_way == {}
    half_way = result_from_data(see_to(alice, evening(42)).half_way)
    assert (half_way.verdict, half_way.fewer_with, half_way.pairs) == (FEWER_WITH_IT, 21, 21)
    assert Trial.objects.get().ended_at is None
    for number in range(42, 84):
        morning(alice, number, False)
    ended = see_to(alice, evening(84))
    at_end = result_from_data(ended.at_end)
    assert (ended.ended_why, at_end.pairs, at_end.fewer_with) == (ALL_NIGHTS_OVER, 42, 21)


def test_a_stored_look_is_changed_by_no_later_edit(alice):
    start(alice)
    run(alice, helps=True, nights=42)
    before = see_to(alice, evening(42)).half_way
    # Both nights of one pair, whichever of them was the quiet one.
    make_episode(alice, started_at=clock(FIRST + 5 * ONE_DAY, 2))
    make_episode(alice, started_at=clock(FIRST + 6 * ONE_DAY, 2))
    assert see_to(alice, evening(43)).half_way == before
    # Nor by the look at the end, which counts them.
    trial = see_to(alice, evening(84))
    assert trial.half_way == before
    at_end, half_way = result_from_data(trial.at_end), result_from_data(before)
    assert at_end.with_habit.spasms + at_end.without.spasms == half_way.with_habit.spasms + half_way.without.spasms + 1


def test_more_spasms_half_way_end_it_without_a_verdict(alice):
    start(alice)
    run(alice, helps=False, nights=42)
    trial = see_to(alice, evening(42))
    assert (trial.ended_why, trial.at_end) == (BY_MORE_SPASMS, {})
    assert result_from_data(trial.half_way).verdict == MORE_WITH_IT
    assert trial.says_something


def test_more_spasms_half_way_seen_when_all_nights_are_over_end_nothing_early(alice):
    start(alice)
    run(alice, helps=False)
    trial = see_to(alice, evening(84))
    assert result_from_data(trial.half_way).verdict == MORE_WITH_IT
    assert (trial.ended_why, result_from_data(trial.at_end).pairs) == (ALL_NIGHTS_OVER, 42)


def test_a_page_that_comes_late_takes_both_looks(alice):
    start(alice)
    run(alice, helps=True)
    trial = see_to(alice, evening(200))
    assert result_from_data(trial.half_way).pairs == 21
    assert result_from_data(trial.at_end).pairs == 42


def test_an_entry_that_began_in_an_answered_night_makes_it_one_with_a_spasm(alice):
    start(alice)
    run(alice, nights=42, skip={3})
    for number in (2, 3):
        make_episode(alice, started_at=clock(FIRST + (number + 1) * ONE_DAY, 2), uid=uuid.uuid4())
    half_way = result_from_data(see_to(alice, evening(42)).half_way)
    # The night that was not answered stays missing, entry or not.
    assert half_way.with_habit.spasms + half_way.without.spasms == 1
    assert half_way.with_habit.answered + half_way.without.answered == 41


# Ends by itself


@pytest.mark.parametrize(
    ("trouble", "why"),
    [
        (lambda owner: make_profile_item(owner, "pregnancy", "pregnancy", from_on=FIRST), BY_PREGNANCY),
        (lambda owner: make_episode(owner, started_at=evening(1), noticed=["fell-or-nearly"]), BY_FALL),
        (
            lambda owner: make_episode(
                owner, started_at=evening(1), regions=[("chest", "middle")], noticed=["chest-pressure"], may_warn=True
            ),
            BY_URGENT_CARD,
        ),
        (lambda owner: make_profile_item(owner, "condition", "joint-replacement"), BY_INJURY),
    ],
)
def test_it_ends_by_itself(alice, trouble, why):
    start(alice)
    run(alice, helps=True, nights=42)
    assert see_to(alice, evening(2)).ended_at is None
    trouble(alice)
    # A month later the card is on no page any more, and still it counts.
    trial = see_to(alice, evening(42))
    assert (trial.ended_why, trial.half_way, trial.at_end) == (why, {}, {})
    assert trial.sequence


def test_an_urgent_card_on_a_page_ends_it(alice):
    start(alice)
    assert see_to(alice, evening(2), is_urgent=True).ended_why == BY_URGENT_CARD


def test_what_comes_after_the_last_night_takes_nothing_back(alice):
    start(alice)
    run(alice, helps=True)
    make_episode(alice, started_at=evening(90), noticed=["fell-or-nearly"])
    make_profile_item(alice, "pregnancy", "pregnancy")
    trial = see_to(alice, evening(95), is_urgent=True)
    assert (trial.ended_why, result_from_data(trial.at_end).verdict) == (ALL_NIGHTS_OVER, FEWER_WITH_IT)


def test_what_does_not_concern_the_habit_goes_on(alice):
    start(alice)
    make_profile_item(alice, "condition", "diabetes")
    make_episode(alice, started_at=START - ONE_DAY, noticed=["fell-or-nearly"])
    assert see_to(alice, evening(2)).ended_at is None


@pytest.mark.parametrize(
    ("fill", "code"),
    [
        (lambda owner: make_profile_item(owner, "condition", "diabetes"), BY_DIABETES),
        (lambda owner: make_profile_item(owner, "muscle-injury", text="calf", from_on=FIRST), BY_INJURY),
        (lambda owner: make_episode(owner, started_at=START - 90 * ONE_DAY, noticed=["numbness"]), BY_NUMBNESS),
        (lambda owner: make_episode(owner, started_at=START - ONE_DAY, noticed=["blackout"]), BY_FAINTING),
        (lambda owner: make_episode(owner, started_at=START - 400 * ONE_DAY, noticed=["blackout"]), None),
    ],
)
def test_whom_a_habit_does_not_suit_is_read_from_the_profile_and_the_last_year(alice, fill, code):
    fill(alice)
    person = person_by_now(alice)
    codes = service.unsuited(SafetyProfile(person, FIRST), START)
    assert codes == ({code} if code else set())


# Nights


@pytest.mark.parametrize(
    ("at", "fields", "counts"),
    [
        ((1, 2, 10), {}, True),
        ((0, 22, 0), {}, True),
        ((0, 21, 0), {}, False),
        ((1, 7, 0), {}, False),
        ((1, 7, 30), {"at_onset": "waking-up"}, True),
        ((0, 21, 0), {"woke": "yes"}, True),
        ((1, 12, 30), {"woke": "yes"}, False),
        # A nap in the afternoon is before the night, and before its arm is told.
        ((0, 14, 0), {"at_onset": "asleep"}, False),
        ((0, 16, 59), {"woke": "yes"}, False),
        ((0, 17, 0), {"at_onset": "asleep"}, True),
        # Who was up was not between going to bed and getting up, whatever the clock says.
        *(
            ((0, 22, 30), {"at_onset": code}, False)
            for code in ("sitting", "computer", "driving", "standing", "walking", "exercising", "lifting")
        ),
        ((1, 6, 40), {"at_onset": "walking", "woke": "no"}, False),
        *(
            ((0, 22, 30), {"at_onset": code}, True)
            for code in ("asleep", "waking-up", "resting", "stretching", "changing-position", "other", "")
        ),
        # What woke the person began in bed, whatever they did by the time they noticed.
        ((1, 2, 0), {"at_onset": "walking", "woke": "yes"}, True),
    ],
)
def test_an_entry_is_of_the_night_if_it_began_in_bed(alice, at, fields, counts):
    days, hour, minute = at
    make_episode(alice, started_at=clock(FIRST + days * ONE_DAY, hour, minute), **fields)
    nights = nights_with_entry(person_by_now(alice), FIRST, FIRST)
    assert (FIRST in nights) is counts


def test_the_baseline_counts_nights_between_two_answered_evenings(alice):
    """Entries alone would make every known night one with a spasm."""
    for days in (1, 2, 3, 5, 6):
        make_day(alice, FIRST - days * ONE_DAY)
    make_episode(alice, started_at=clock(FIRST - 2 * ONE_DAY, 2), uid=uuid.uuid4())
    make_episode(alice, started_at=clock(FIRST - 9 * ONE_DAY, 2), uid=uuid.uuid4())
    # Between the evenings 6|5, 3|2, 2|1 days ago; the entry belongs to the second of them.
    assert baseline_of(person_by_now(alice), FIRST) == Baseline(1, 3)


def test_the_baseline_leaves_out_what_began_while_up(alice):
    for days in (1, 2, 3):
        make_day(alice, FIRST - days * ONE_DAY)
    make_episode(alice, started_at=clock(FIRST - 3 * ONE_DAY, 22, 30), at_onset="sitting")
    assert baseline_of(person_by_now(alice), FIRST) == Baseline(0, 2)


def test_a_look_says_on_how_many_nights_an_entry_made_a_no_a_yes(alice):
    start(alice)
    run(alice, nights=3)
    run_on = [(0, "resting"), (1, "sitting"), (5, "asleep")]
    for number, onset in run_on:
        at = clock(FIRST + number * ONE_DAY, 22, 30)
        make_episode(alice, uid=uuid.uuid4(), started_at=at, at_onset=onset)
    morning(alice, 3, True)
    make_episode(alice, uid=uuid.uuid4(), started_at=clock(FIRST + 3 * ONE_DAY, 23))
    result = result_from_data(see_to(alice, evening(42)).half_way)
    # Of a night that was not answered, and of one that was answered with yes, nothing is overridden.
    assert (result.overridden, result.with_habit.spasms + result.without.spasms) == (1, 2)


def test_spasms_that_are_not_listed_leave_the_night_open(alice):
    make_day(alice, FIRST - 2 * ONE_DAY)
    make_day(alice, FIRST - ONE_DAY, "unlisted")
    assert baseline_of(person_by_now(alice), FIRST) == Baseline(0, 0)


# Files


def test_the_file_of_a_running_trial_has_answered_nights_alone(alice):
    start(alice)
    run(alice, helps=True, nights=4, skip={2})
    records = service.trial_records(person_by_now(alice))
    assert [record.number for record in records] == [1, 2, 4]
    service.stop_trial(person_by_now(alice), now=clock(FIRST + 4 * ONE_DAY, 12))
    records = service.trial_records(person_by_now(alice))
    assert [(record.number, record.had_spasm is None) for record in records] == [
        (1, False),
        (2, False),
        (3, True),
        (4, False),
    ]
    assert {record.ended for record in records} == {BY_PERSON}


def test_the_result_once_opened_is_put_away(alice):
    earlier = start(alice)
    service.put_away(earlier)
    assert TrialSeal.objects.exists()
    service.stop_trial(person_by_now(alice), now=evening(1))
    later = start(alice, uid=uuid.uuid4())
    service.stop_trial(person_by_now(alice), now=evening(2))
    service.put_away(earlier)
    assert TrialSeal.objects.get().trial == later
    service.put_away(later)
    assert not TrialSeal.objects.exists()
