"""The pages of a self-trial: set up, asked in the morning, told in the evening, read, and silent on tomorrow."""

import csv
import datetime as dt
import hashlib
import io
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.archived import archive_of, members
from tests.factories import NOON, TRIAL_SECRET, make_day, make_episode, make_profile_item, make_trial
from tests.html import read_page
from tracker.analysis.trial import HALF_WAY_LOOK, TrialNight, trial_result
from tracker.days import ONE_DAY, Period
from tracker.models import Trial, TrialAnswer, TrialSeal
from tracker.pages.doctors_page import doctors_page
from tracker.report.choice import TRIALS_PART, ReportChoice
from tracker.selectors.person import person_by_now
from tracker.vocabulary.trials import ALL_NIGHTS_OVER, BY_FALL, BY_MORE_SPASMS, BY_PERSON

HOUR = dt.timedelta(hours=1)
TODAY = NOON.date()
LAST_NIGHT = TODAY - ONE_DAY
EVENING = NOON + 7 * HOUR
"""19:00 in Berlin."""
PLAIN = "10" * 42


@pytest.fixture
def clock(monkeypatch):
    """Sets the clock of the views; 12:00 in Berlin until changed."""

    def at(instant):
        monkeypatch.setattr(timezone, "now", lambda: instant)

    at(NOON)
    return at


@pytest.fixture
def shown(alice_client, clock):
    return lambda name="today", **args: read_page(alice_client.get(reverse(name, kwargs=args)))


@pytest.fixture
def post(alice_client, clock):
    return lambda name, data=(), **args: alice_client.post(reverse(name, kwargs=args), dict(data), follow=True)


def baseline(owner, spasms=7, nights=14):
    """So many answered nights before today, the first of them with a spasm at two in the morning."""
    for days in range(nights + 1):
        make_day(owner, TODAY - days * ONE_DAY)
    for days in range(spasms):
        make_episode(owner, uid=uuid.uuid4(), started_at=NOON - days * ONE_DAY - 10 * HOUR)


def chosen(**fields):
    return {"uid": str(uuid.UUID(int=3)), "habit": "loose-bedding", "length": "84", "suits_me": "on"} | fields


# Set-up


def test_the_set_up_says_what_can_be_found_at_the_persons_own_rate(alice, shown):
    baseline(alice, spasms=7)
    text = shown("trial").text
    assert "You had a spasm on 7 of the 14 nights" in text
    assert "Then about 55 to 63 of 100 trials of 84 nights show it." in text
    assert "Then about 71 to 78 of 100 trials of 112 nights show it." in text
    assert "In 2 to 3 of 100 trials, a habit that does nothing seems to help." in text


def test_under_1_night_in_3_only_112_nights_are_offered(alice, shown):
    baseline(alice, spasms=4)
    page = shown("trial")
    assert page.values("[name=length]", "value") == ["112"]
    assert "84 nights" not in page.text


@pytest.mark.parametrize(
    ("fill", "words"),
    [
        (lambda owner: baseline(owner, spasms=3), "fewer than 1 night in 4"),
        (lambda owner: baseline(owner, nights=13), "You have 13 of the 14 needed."),
        (lambda owner: (baseline(owner), make_profile_item(owner, "pregnancy", "pregnancy")), "in pregnancy"),
        (
            lambda owner: (
                baseline(owner),
                make_episode(owner, started_at=NOON - HOUR, regions=[("chest", "middle")], may_warn=True),
            ),
            "See to that first",
        ),
    ],
)
def test_where_no_trial_is_offered_the_page_says_why_and_none_starts(alice, shown, post, fill, words):
    fill(alice)
    page = shown("trial")
    assert words in page.text
    assert not page.has("[name=habit]")
    assert post("trial-start", chosen()).status_code == 422
    assert not Trial.objects.exists()


def test_a_habit_that_does_not_suit_is_left_out_with_the_reason(alice, shown, post):
    baseline(alice)
    make_profile_item(alice, "condition", "diabetes")
    page = shown("trial")
    assert "Left out because your diary or profile mentions: diabetes." in page.text
    assert "warm-bath" not in page.values("[name=habit]", "value")
    page = read_page(post("trial-start", chosen(habit="warm-bath")))
    assert "Choose one of the habits below." in page.text
    assert not Trial.objects.exists()


def test_what_is_missing_is_said_beside_its_field_and_nothing_chosen_is_lost(alice, post):
    baseline(alice)
    response = post("trial-start", {"uid": str(uuid.UUID(int=3)), "habit": "loose-bedding"})
    page = read_page(response)
    assert response.status_code == 422
    assert "Choose how many nights." in page.text
    assert "Check this if it’s true." in page.text
    assert page.values("[name=habit][checked]", "value") == ["loose-bedding"]


def test_a_trial_starts_and_shows_its_seal(alice, post):
    baseline(alice)
    page = read_page(post("trial-start", chosen()))
    trial = Trial.objects.get()
    assert (trial.habit, trial.length, trial.baseline_spasms, trial.baseline_nights) == ("loose-bedding", 84, 7, 14)
    assert trial.commitment in page.text
    assert "84 nights planned, starting " in page.text


def test_the_first_night_is_ahead_until_it_has_begun(alice, shown, clock):
    make_trial(alice, first_on=NOON.date())
    assert "The first night is 10 June 2026." in shown("trial").text
    clock(EVENING)
    text = shown("trial").text
    assert "The first night was 10 June 2026." in text
    assert "The first night is" not in text


def test_an_injury_leaves_the_stretch_out_and_its_place_is_only_said_where_it_is_known(alice, shown):
    baseline(alice)
    reasons = "an operation, an injury or an artificial joint in a leg or hip"
    assert f"Not for you if you have or had: {reasons}." in shown("trial").text
    make_profile_item(alice, "muscle-injury", text="Left shoulder")
    text = shown("trial").text
    assert "Left out because your diary or profile mentions: an injury or an operation." in text
    assert reasons not in text


def test_a_second_one_waits_for_the_end_of_the_first(alice, post):
    baseline(alice)
    make_trial(alice)
    assert "A trial is already running." in read_page(post("trial-start", chosen())).text
    assert Trial.objects.count() == 1


# Morning and evening


def test_the_morning_asks_before_it_shows_what_was_drawn(alice, shown, post):
    make_trial(alice)
    page = shown()
    assert "any spasm between going to bed and getting up?" in page.text
    assert "for the habit" not in page.text
    assert "stretch before bed" not in page.text
    page = read_page(post("trial-night", {"answer": "no"}, date=LAST_NIGHT))
    assert page.texts("#trial-night-title") == ["Did you stretch before bed?"]
    assert "Planned: stretching." in page.text
    assert TrialAnswer.objects.values_list("number", "had_spasm", "is_with").get() == (0, False, True)
    page = read_page(post("trial-done", {"answer": "yes"}, date=LAST_NIGHT))
    assert TrialAnswer.objects.get().was_done is True
    # All is answered: one row, which opens to be changed.
    assert page.texts("summary #trial-night-title") == ["Last night: stretching, as planned"]
    page = read_page(post("trial-done", {"answer": "no"}, date=LAST_NIGHT))
    assert page.texts("summary #trial-night-title") == ["Last night: no stretching, not as planned"]
    page = read_page(post("trial-night", {"undo": "1"}, date=LAST_NIGHT))
    assert "any spasm between going to bed and getting up?" in page.text
    assert not TrialAnswer.objects.exists()


@pytest.mark.parametrize(
    ("sequence", "words"), [("01" * 42, "Tonight, stretch"), ("10" * 42, "Tonight, do not stretch")]
)
def test_the_evening_tells_tonight_on_today_and_in_the_check_in(alice, shown, clock, sequence, words):
    make_trial(alice, sequence)
    clock(EVENING)
    for name in ("today", "check-in", "trial"):
        assert f"{words} before bed" in shown(name).text
    for name in ("today", "check-in"):
        row = shown(name).one(f".row-button[href='{reverse('trial')}']").text
        assert words in row and "do whatever helps" in row and row.endswith("About the trial")
    clock(EVENING + 8 * HOUR)
    assert f"{words} before bed" in shown().text
    clock(NOON)
    assert "stretch before bed" not in shown("check-in").text


def test_an_entry_of_the_night_makes_a_no_a_yes_and_the_page_says_so(alice, shown, post):
    make_trial(alice)
    make_episode(alice, started_at=NOON - 10 * HOUR)
    page = read_page(post("trial-night", {"answer": "no"}, date=LAST_NIGHT))
    assert "You logged a spasm at 02:00, so this night counts as one with a spasm." in page.text


def test_a_night_that_is_over_is_told_to_be_missing(alice, post, clock):
    make_trial(alice)
    clock(EVENING)
    assert "It simply doesn’t count." in read_page(post("trial-night", {"answer": "no"}, date=LAST_NIGHT)).text
    assert "It simply doesn’t count." in read_page(post("trial-done", {"answer": "no"}, date=LAST_NIGHT)).text
    assert not TrialAnswer.objects.exists()


@pytest.mark.parametrize("data", [{}, {"answer": "maybe"}])
def test_an_answer_that_is_none_is_not_stored(alice, post, data):
    make_trial(alice)
    for name in ("trial-night", "trial-done"):
        assert "Choose yes or no." in read_page(post(name, data, date=LAST_NIGHT)).text
    assert not TrialAnswer.objects.exists()


def test_today_costs_no_query_more_without_a_trial_and_stays_within_12_with_one(alice, alice_client, clock):
    make_episode(alice, started_at=NOON - ONE_DAY)

    def queries():
        alice_client.get(reverse("today"))
        with CaptureQueriesContext(connection) as taken:
            alice_client.get(reverse("today"))
        return taken

    without = queries()
    assert not [each for each in without if "tracker_trialanswer" in each["sql"]]
    assert sum("tracker_trialseal" in each["sql"] for each in without) == 1
    make_trial(alice, answers="s")
    assert len(queries()) <= 12


# Nothing tells tomorrow


def test_no_page_file_or_address_tells_a_night_that_is_ahead(alice, alice_client, clock, caplog):
    """Two trials alike but for the nights ahead: every page and file of the one is that of the other."""
    seen = []
    for sequence in ("10" + "01" * 41, "10" + "10" * 41):
        Trial.objects.all().delete()
        make_trial(alice, sequence, uid=uuid.UUID(int=7), commitment="c" * 64, answers="s")
        pages = {}
        for at in (NOON, EVENING):
            clock(at)
            for name in ("today", "check-in", "trial", "your-data", "trends", "report", "visits", "settings", "diary"):
                page = read_page(alice_client.get(reverse(name)))
                pages[at, name] = (page.text, page.links)
                assert TRIAL_SECRET not in alice_client.get(reverse(name)).content.decode()
        pages["csv"] = b"".join(alice_client.get(reverse("trials-csv")).streaming_content)
        pages["archive"] = {
            name: data for name, data in members(archive_of(alice, now=EVENING)).items() if name != "SHA256SUMS"
        }
        del pages["archive"]["diary.json"]
        pages["trials"] = [
            line for line in members(archive_of(alice))["diary.json"].decode().split("\n") if "commitment" in line
        ]
        assert sequence[2:] not in str(pages)
        seen.append({key: value for key, value in pages.items() if key != "trials"})
        assert len(pages["trials"]) == 1
        assert '"sequence": ""' in pages["trials"][0]
        assert '"secret": ""' in pages["trials"][0]
    one, other = seen
    assert {key for key in one if one[key] != other[key]} == set()
    assert "01" * 8 not in caplog.text


# Results


def helped(nights):
    """With "10": a quiet night with the habit, a spasm without, for so many nights."""
    return "qs" * (nights // 2)


def test_half_way_shows_two_rows_of_nights_and_goes_on(alice, shown, clock):
    make_trial(alice, answers="qs" * 6 + "ss" * 15)
    clock(EVENING + 41 * ONE_DAY)
    page = shown("trial")
    assert "Halfway" in page.text
    assert "No clear difference" in page.text
    assert "You had a spasm on 15 of 21 nights drawn for the habit, and on 21 of 21 drawn without it." in page.text
    assert "This is only half of the nights" in page.text
    assert len(page.values(".trial-rows .day-mark", "class")) == 42
    assert "Tonight, stretch before bed" in page.text
    assert Trial.objects.get().half_way["verdict"] == "not-clear"


def test_the_end_shows_the_difference_the_chance_and_what_was_drawn(alice, shown, clock):
    make_trial(alice, answers=helped(84))
    clock(EVENING + 83 * ONE_DAY)
    today = shown()
    trial = Trial.objects.get()
    assert "Your trial is over" in today.text
    page = shown("trial-result", uid=trial.uid)
    assert "Fewer spasms on the nights drawn for the habit" in page.text
    assert "about 0 in 30 nights drawn for the habit and about 30 in 30 drawn without it" in page.text
    assert "By chance alone this happens in 2 to 3 of 100 such trials." in page.text
    assert f"{PLAIN} {TRIAL_SECRET}" in page.text
    assert hashlib.sha256(f"{PLAIN} {TRIAL_SECRET}".encode()).hexdigest() == trial.commitment
    assert trial.commitment in page.text
    # Once it was opened, Today no longer points to it.
    assert "Your trial is over" not in shown().text
    assert "All nights are over." in shown("trial").text


def test_a_null_says_what_it_could_have_missed(alice, shown, clock):
    make_trial(alice, answers="sqqs" * 21)
    clock(EVENING + 83 * ONE_DAY)
    shown()
    text = shown("trial-result", uid=Trial.objects.get().uid).text
    assert "No clear difference" in text
    assert (
        "It may still help. Say spasms come on 1 night in 2 and a habit halves them. Say 9 mornings in 10 are answered "
        "and the draw is followed. Then about 55 to 63 of 100 trials of 84 nights show it." in text
    )


def test_a_trial_that_ended_by_itself_never_says_that_it_helps(alice, shown, clock):
    make_trial(alice, answers=helped(60))
    clock(EVENING + 50 * ONE_DAY)
    assert "Fewer spasms on the nights" in shown("trial").text
    make_episode(alice, started_at=EVENING + 50 * ONE_DAY, noticed=["fell-or-nearly"])
    assert "Your trial is over" in shown().text
    trial = Trial.objects.get()
    text = shown("trial-result", uid=trial.uid).text
    assert trial.ended_why == "fall"
    assert "It ended by itself, because you fell or nearly fell." in text
    assert "Fewer spasms on the nights" not in text
    assert "so it says nothing about the habit" in text
    # There was a look, half way.
    assert "before its first look" not in text


def test_an_entry_counts_in_a_stopped_trial_as_today_said_it_would(alice, shown, post):
    trial = make_trial(alice, answers="q")
    make_episode(alice, started_at=NOON - 10 * HOUR)
    today = shown().text
    assert "so this night counts as one with a spasm" in today
    assert "You said you had no spasm last night." in today
    post("trial-stop")
    text = shown("trial-result", uid=trial.uid).text
    assert "a spasm on 1 of 1 answered nights drawn for the habit" in text
    assert "On 1 night you answered No, but an entry began that night, so it counts as a spasm night." in text


def test_an_entry_of_someone_who_was_up_leaves_the_answer_as_it_is(alice, shown, post):
    trial = make_trial(alice, answers="q")
    make_episode(alice, started_at=NOON - 10 * HOUR, at_onset="walking")
    assert "counts as one with a spasm" not in shown().text
    post("trial-stop")
    text = shown("trial-result", uid=trial.uid).text
    assert "a spasm on 0 of 1 answered nights drawn for the habit" in text
    assert "you answered No" not in text


def test_one_morning_is_one(alice, shown):
    make_trial(alice, answers="q")
    assert "You answered on 1 morning." in shown("trial").text


def test_stopping_reveals_what_was_drawn_and_keeps_it_in_the_list(alice, shown, post):
    trial = make_trial(alice, answers="s")
    page = read_page(post("trial-stop"))
    assert "You stopped it." in page.text
    assert f"{PLAIN} {TRIAL_SECRET}" in page.text
    assert not TrialSeal.objects.exists()
    assert reverse("trial-result", args=[trial.uid]) in shown("trial").links
    assert "No trial is running." in read_page(post("trial-stop")).text


def test_a_trial_whose_nights_are_all_over_cannot_be_stopped_early(alice, shown, post, clock):
    """Its page was still open when the last morning passed, and Stop was pressed there."""
    trial = make_trial(alice, answers="sq" * 42, first_on=TODAY - 84 * ONE_DAY)
    clock(EVENING)
    text = read_page(post("trial-stop")).text
    trial.refresh_from_db()
    assert trial.ended_why == ALL_NIGHTS_OVER
    assert trial.at_end
    assert "You stopped it." not in text
    assert "so it says nothing about the habit" not in text


def test_a_trial_restored_while_it_ran_says_that_it_ended(alice, shown):
    trial = make_trial(alice, answers="s")
    TrialSeal.objects.all().delete()
    text = shown("trial-result", uid=trial.uid).text
    assert "It ended when this diary was restored from a file." in text
    assert "The file you restored from didn’t include the draw." in text


def test_the_address_of_a_running_trial_leads_to_its_page(alice, alice_client, clock):
    trial = make_trial(alice)
    response = alice_client.get(reverse("trial-result", args=[trial.uid]))
    assert response.url == reverse("trial")


def test_the_file_has_a_line_for_each_night_that_was_told(alice, alice_client, clock):
    make_trial(alice, answers="s-q")
    # An entry of the night that was answered with no.
    make_episode(alice, started_at=NOON + 2 * ONE_DAY - 10 * HOUR)
    text = b"".join(alice_client.get(reverse("trials-csv")).streaming_content).decode()
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [(row["night"], row["arm"], row["spasm"], row["entry"]) for row in rows] == [
        ("1", "with", "yes", "no"),
        ("3", "with", "no", "yes"),
    ]
    assert rows[0]["date"] == str(LAST_NIGHT)


def test_where_no_range_is_told_nothing_is_said_of_it(alice, shown, clock):
    make_trial(alice, answers="q" * 84)
    clock(EVENING + 83 * ONE_DAY)
    shown()
    text = shown("trial-result", uid=Trial.objects.get().uid).text
    assert "Too few nights to tell" in text
    assert "range misses" not in text


@pytest.mark.parametrize(
    ("ended_why", "words"),
    [
        (BY_MORE_SPASMS, "More on nights drawn for the habit."),
        (BY_PERSON, "More on nights drawn for the habit."),
        (BY_FALL, "No result."),
    ],
)
def test_the_doctor_reads_what_the_person_reads_of_one_that_ended_half_way(alice, ended_why, words):
    nights = [TrialNight(True, True, None), TrialNight(False, False, None)] * 21
    half_way = trial_result(nights, HALF_WAY_LOOK).as_data()
    make_trial(alice, half_way=half_way, ended_at=EVENING, ended_why=ended_why)
    period = Period(TODAY - 90 * ONE_DAY, TODAY)
    chosen = ReportChoice(parts=frozenset(), sections=frozenset({TRIALS_PART}))
    report = doctors_page(person_by_now(alice), chosen, period, period.before(), EVENING)
    assert words in str(report)
