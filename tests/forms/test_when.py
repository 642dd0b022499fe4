"""When it was: the hours that come twice, entries that go along to another place, line breaks of a browser."""

import datetime as dt
from dataclasses import replace

import pytest

from tests.factories import NOON
from tests.forms.test_episode import STORED, as_posted, errors_for, form_for, record_for

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
