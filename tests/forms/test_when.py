"""When it was: the hours that come twice, entries that go along to another place, line breaks of a browser."""

import datetime as dt
from dataclasses import replace

import pytest
from django import forms
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.factories import NOON
from tests.forms.test_episode import STORED, as_posted, errors_for, form_for, record_for
from tracker.days import offset_seconds, wall_clock, zone_names
from tracker.forms.datetimes import clean_date, clean_instant, clean_not_in_future, likely_year

TWICE = {"started": "at", "started_on": "2025-10-26", "time_zone": "Europe/Berlin"}
"""The night in which the clocks of Berlin went back from 3:00 to 2:00, at 01:00 UTC."""


def utc(hour, minute, day=26):
    return dt.datetime(2025, 10, day, hour, minute, tzinfo=dt.UTC)


def test_an_end_that_comes_twice_asks_which_one():
    said = TWICE | {"started_time": "01:50", "duration": "until", "ended_time": "02:10"}
    assert errors_for(**said) == {"ended_fold": ["ambiguous"]}


@pytest.mark.parametrize(("ended_fold", "ended_at"), [("0", utc(0, 10)), ("1", utc(1, 10))])
def test_an_end_that_comes_twice_can_be_told_apart(ended_fold, ended_at):
    said = TWICE | {"started_time": "01:50", "duration": "until", "ended_time": "02:10", "ended_fold": ended_fold}
    assert record_for(**said).ended_at == ended_at


def test_from_the_first_time_into_the_second():
    said = TWICE | {"started_time": "02:50", "fold": "0", "duration": "until", "ended_time": "02:10"}
    record = record_for(**said)
    assert (record.started_at, record.ended_at) == (utc(0, 50), utc(1, 10))


def test_an_end_of_which_only_the_second_time_comes_after_the_start_is_not_asked_about():
    said = TWICE | {"started_time": "02:05", "fold": "1", "duration": "until", "ended_time": "02:10"}
    assert record_for(**said).ended_at == utc(1, 10)


def test_a_start_is_not_asked_about_before_its_hour_has_come_twice():
    form = form_for(now=utc(0, 20), **TWICE, started_time="02:10")
    assert form.is_valid(), form.errors
    assert form.record().started_at == utc(0, 10)


def errors_of(**typed):
    form = form_for(**typed)
    assert not form.is_valid()
    return {name: list(errors) for name, errors in form.errors.items()}


@pytest.mark.parametrize(("day", "likely"), [("1926-06-09", "2026"), ("1926-06-11", "2025"), ("1975-06-09", "2026")])
def test_a_year_that_was_mistyped_is_asked_about(day, likely):
    said = errors_of(started="at", started_on=day, started_time="10:00")
    assert said == {"started_on": [f"{day[:4]} is a long time ago. Did you mean {likely}?"]}


def test_the_year_of_an_end_is_asked_about_too():
    said = errors_of(
        started="at", started_on="2026-06-09", started_time="10:00", **UNTIL_TWENTY_PAST, ended_on="1926-06-09"
    )
    assert set(said) == {"ended_on"}


def test_a_year_that_a_file_brought_in_is_not_asked_about():
    stored = replace(STORED, started_at=dt.datetime(1926, 6, 9, 10, tzinfo=dt.UTC), time_zone="UTC")
    sent = {"started": "at", "started_on": "1926-06-09", "started_time": "10:00", "time_zone": "UTC"}
    form = form_for(stored, **sent, duration="as-it-is", note="more")
    assert form.is_valid(), form.errors


UNTIL_TWENTY_PAST = {"duration": "until", "ended_time": "00:20"}


@pytest.mark.parametrize(
    ("started", "ended", "minutes"), [("23:50", "00:20", 30), ("22:10", "03:05", 295), ("12:30", "00:20", 710)]
)
def test_an_end_after_midnight_needs_no_day(started, ended, minutes):
    record = record_for(started="at", started_on="2026-06-08", started_time=started, duration="until", ended_time=ended)
    assert record.ended_at - record.started_at == dt.timedelta(minutes=minutes)


def test_an_end_after_midnight_when_clocks_skip_midnight():
    # Beirut, 27 March 2022: after 23:59 came 1:00.
    sent = {"started": "at", "started_on": "2022-03-26", "started_time": "23:50", "time_zone": "Asia/Beirut"}
    record = record_for(**sent, duration="until", ended_time="01:10")
    assert record.ended_at - record.started_at == dt.timedelta(minutes=20)
    assert errors_for(**sent, **UNTIL_TWENTY_PAST) == {"ended_time": ["nonexistent"]}


def test_an_end_shortly_before_the_start_is_a_mistake_and_not_the_next_day():
    sent = {"started": "at", "started_on": "2026-06-08", "started_time": "10:30"}
    assert errors_for(**sent, duration="until", ended_time="10:20") == {"ended_time": ["end-before-start"]}


@pytest.mark.parametrize(
    ("zone_name", "day", "time", "words"),
    [
        (
            *("Europe/Berlin", "2026-03-29", "02:30"),
            "The clocks went forward then, so 02:30 did not exist. Did you mean 03:30?",
        ),
        (
            *("Pacific/Apia", "2011-12-30", "10:00"),
            "The clocks skipped 10:00 on 30 December 2011. Did you mean 10:00 on 31 December 2011?",
        ),
        (
            *("America/Nuuk", "2024-03-30", "23:30"),
            "The clocks skipped 23:30 on 30 March 2024. Did you mean 00:30 on 31 March 2024?",
        ),
        (
            *("Pacific/Kwajalein", "1993-08-21", "12:00"),
            "The clocks skipped 12:00 on 21 August 1993. Did you mean 12:00 on 22 August 1993?",
        ),
    ],
)
def test_a_time_that_did_not_exist_comes_with_the_day_of_the_one_that_did(zone_name, day, time, words):
    sent = {"started": "at", "started_on": day, "started_time": time, "time_zone": zone_name}
    assert errors_of(**sent) == {"started_time": [words]}


@given(st.sampled_from(sorted(zone_names())), st.integers(0, 19))
@settings(max_examples=15, deadline=None)
def test_what_is_proposed_instead_of_a_skipped_time_exists_and_is_told_apart(zone_name, turn):
    """Over every clock change forward of a zone between 2005 and 2015, one of them drawn."""
    hours = [dt.datetime(2005, 1, 1, tzinfo=dt.UTC) + n * dt.timedelta(hours=12) for n in range(10 * 730)]
    ahead = [offset_seconds(at, zone_name) for at in hours]
    changes = [(at, b - a) for at, a, b in zip(hours[1:], ahead, ahead[1:], strict=False) if b > a]
    if not changes:
        return
    at, forward = changes[turn % len(changes)]
    before = wall_clock(at - dt.timedelta(hours=12), zone_name).replace(second=0)
    for minutes in range(0, 14 * 60 + forward // 60, 10):
        wall = before + dt.timedelta(minutes=minutes)
        try:
            clean_instant(wall.date(), wall.time(), zone_name, "0")
        except forms.ValidationError as error:
            words = error.messages[0]
            assert wall.strftime("%H:%M") in words
            proposed = error.params["forward"]
            if proposed == wall.strftime("%H:%M") or error.params.get("next_day"):
                assert error.params["day"] != error.params["next_day"]


MEASURED = replace(STORED, started_at=NOON, ended_at=NOON + dt.timedelta(minutes=5))


@pytest.mark.parametrize("zone_name", ["Europe/London", "Europe/Helsinki"])
def test_on_the_clocks_of_another_place_it_lasted_as_long(zone_name):
    form = form_for(
        MEASURED,
        now=NOON + dt.timedelta(days=1),
        started="at",
        started_on="2026-06-10",
        started_time="12:00",
        duration="as-it-is",
        time_zone=zone_name,
    )
    assert form.is_valid(), form.errors
    record = form.record()
    assert record.started_at != MEASURED.started_at
    assert record.ended_at - record.started_at == dt.timedelta(minutes=5)


def test_the_same_instant_on_the_clocks_of_another_place_keeps_its_end():
    form = form_for(
        MEASURED,
        now=NOON + dt.timedelta(days=1),
        started="at",
        started_on="2026-06-10",
        started_time="11:00",
        duration="as-it-is",
        time_zone="Europe/London",
    )
    assert form.is_valid(), form.errors
    assert (form.record().started_at, form.record().ended_at) == (MEASURED.started_at, MEASURED.ended_at)


def test_line_breaks_as_a_browser_sends_them_are_no_change():
    stored = replace(STORED, note="one\ntwo\n")
    form = form_for(stored, note="one\r\ntwo\r\n", duration="as-it-is", started="at", **_start_of(stored))
    assert form.is_valid(), form.errors
    assert form.record().note == "one\ntwo\n"


def test_a_changed_note_has_line_breaks_of_one_character():
    stored = replace(STORED, note="one\ntwo")
    form = form_for(stored, note="one\r\ntwo\r\nthree", duration="as-it-is", started="at", **_start_of(stored))
    assert form.is_valid(), form.errors
    assert form.record().note == "one\ntwo\nthree"


def _start_of(stored):
    return {"started_on": "2025-10-26", "started_time": "02:30:15"}


EVERYTHING = {
    "started": "at",
    "started_on": "2025-10-26",
    "started_time": "02:40",
    "fold": "1",
    "time_zone": "Europe/Vienna",
    "regions": ["calf:both", "other", "band-around", "tail:left", "knee"],
    "regions_other_text": "left eyebrow =1+1 \u202eשלום 🦵🏽",
    "intensity": "11",
    "duration": "until",
    "ended_on": "2025-10-26",
    "ended_time": "02:50",
    "ended_fold": "1",
    "kind": "cramp",
    "count": "many",
    "at_onset": "asleep",
    "woke": "no",
    "suspected_factors": ["stress", "none"],
    "own_factor": "<b>moon</b>",
    "relief": ["heat", "medication-1", "medication-2", "new", "nothing"],
    "relief_during_heat": "worse",
    "relief_after_heat": "used",
    "relief_text_medication-1": "ibuprofen 400; 2:1",
    "relief_after_medication-1": "slightly",
    "relief_text_medication-2": "é" * 200,
    "relief_text_new": "humming & singing",
    "relief_during_new": "greatly",
    "also_noticed": ["weakness", "none"],
    "impact": "some",
    "soreness": "longer",
    "note": "{{ 7 }}\r\n</textarea><script>alert(1)</script>" + "x" * 30_000,
    "private": "on",
}


def test_a_form_with_errors_keeps_every_word():
    form = form_for(**EVERYTHING)
    assert not form.is_valid()
    sent, lost = as_posted(form), []
    for name, said in EVERYTHING.items():
        # No number of the scale is an 11: a browser cannot send it in the first place.
        if name != "intensity" and sorted(sent.get(name, [])) != sorted(said if isinstance(said, list) else [said]):
            lost.append(name)
    assert lost == []


@pytest.mark.parametrize("ahead", [0, 1, 120])
def test_a_clock_that_runs_a_little_ahead_means_now(ahead):
    assert clean_not_in_future(NOON + dt.timedelta(seconds=ahead), NOON) == NOON


def test_a_clock_that_runs_further_ahead_is_asked_about():
    with pytest.raises(forms.ValidationError) as refused:
        clean_not_in_future(NOON + dt.timedelta(seconds=121), NOON)
    assert refused.value.code == "future"


def test_what_is_over_stays_as_it_was():
    assert clean_not_in_future(NOON - dt.timedelta(seconds=1), NOON) == NOON - dt.timedelta(seconds=1)


@pytest.mark.parametrize(("year", "is_asked_about"), [(1975, True), (1976, False), (2036, False), (2037, True)])
def test_years_within_fifty_before_and_ten_after_are_taken(year, is_asked_about):
    day = dt.date(year, 6, 9)
    if not is_asked_about:
        assert clean_date(day, NOON.date()) == day
        return
    with pytest.raises(forms.ValidationError) as refused:
        clean_date(day, NOON.date())
    assert refused.value.code == "year"


@pytest.mark.parametrize(("day", "likely"), [(9, 2026), (10, 2026), (11, 2025)])
def test_the_year_that_was_meant_is_the_one_in_which_that_day_came_last(day, likely):
    assert likely_year(dt.date(1926, 6, day), NOON.date()) == likely


@pytest.mark.parametrize(("started", "minutes"), [("12:20", 720), ("12:21", 719)])
def test_an_end_up_to_twelve_hours_later_needs_no_day(started, minutes):
    sent = {"started": "at", "started_on": "2026-06-08", "started_time": started}
    record = record_for(**sent, **UNTIL_TWENTY_PAST)
    assert record.ended_at - record.started_at == dt.timedelta(minutes=minutes)


def test_an_end_more_than_twelve_hours_later_needs_its_day():
    sent = {"started": "at", "started_on": "2026-06-08", "started_time": "12:19"}
    assert errors_for(**sent, **UNTIL_TWENTY_PAST) == {"ended_time": ["end-before-start"]}


@pytest.mark.parametrize(("duration", "ended_at"), [("1200", NOON - dt.timedelta(minutes=40)), ("3600", NOON)])
def test_what_began_an_hour_ago_may_have_ended_this_very_second(duration, ended_at):
    assert record_for(started="60", duration=duration).ended_at == ended_at
