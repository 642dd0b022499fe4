"""It began at ...: which instant that was, across midnight, changes of the clocks, and days."""

import datetime as dt
from types import SimpleNamespace

import pytest

from tests.factories import NOON
from tracker.forms.running import (
    BY_OUR_CLOCK,
    LONG_AGO_OK,
    StartCorrectionForm,
    asks_when,
    client_instant,
    clock_off,
    pressed_at,
    with_our_clock,
)

BERLIN = "Europe/Berlin"


def utc(text):
    return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC)


def began(at, now, started, zone=BERLIN):
    form = StartCorrectionForm(
        {"at": at}, now=utc(now), episode=SimpleNamespace(started_at=utc(started), time_zone=zone)
    )
    return form.cleaned_data["started_at"] if form.is_valid() else [error.code for error in form.errors["at"].as_data()]


@pytest.mark.parametrize(
    ("at", "now", "started", "meant"),
    [
        pytest.param("12:00", "2026-06-10 10:10", "2026-06-10 10:08", "2026-06-10 10:00", id="the same day"),
        pytest.param("23:45", "2026-06-10 22:10", "2026-06-10 22:05", "2026-06-10 21:45", id="before midnight"),
        pytest.param("02:10", "2025-10-26 01:20", "2025-10-26 01:15", "2025-10-26 01:10", id="second of two"),
        pytest.param("02:30", "2025-10-26 01:20", "2025-10-26 01:15", "2025-10-26 00:30", id="only the first so far"),
        pytest.param("01:50", "2025-10-26 01:20", "2025-10-26 01:15", "2025-10-25 23:50", id="before clocks went back"),
        pytest.param(
            "01:50", "2026-03-29 01:10", "2026-03-29 01:05", "2026-03-29 00:50", id="before they went forward"
        ),
        pytest.param("02:30", "2026-03-29 00:10", "2026-03-29 00:05", "2026-03-28 01:30", id="the night before"),
        pytest.param("23:30", "2026-06-12 22:30", "2026-06-10 21:50", "2026-06-10 21:30", id="running for days"),
        pytest.param("00:10", "2026-06-12 22:30", "2026-06-10 21:50", "2026-06-10 22:10", id="later, running for days"),
        pytest.param("22:00", "2026-06-10 20:10", "2026-06-10 06:00", "2026-06-10 20:00", id="much later than the tap"),
    ],
)
def test_it_is_the_time_that_was_meant(at, now, started, meant):
    assert began(at, now, started) == utc(meant)


def test_a_time_that_the_clocks_skipped_an_hour_ago_is_said():
    assert began("02:30", "2026-03-29 01:30", "2026-03-29 01:20") == ["nonexistent"]


def test_the_clocks_are_those_of_the_entry():
    assert began("19:00", "2026-06-10 10:10", "2026-06-10 10:08", "Asia/Tokyo") == utc("2026-06-10 10:00")


SECOND, MINUTE, HOUR, DAY = (
    dt.timedelta(seconds=1),
    dt.timedelta(minutes=1),
    dt.timedelta(hours=1),
    dt.timedelta(days=1),
)


@pytest.mark.parametrize("off", [dt.timedelta(0), -DAY, DAY, 3 * HOUR, -400 * DAY, MINUTE])
@pytest.mark.parametrize("waited", [dt.timedelta(0), 20 * MINUTE, 6 * DAY, 8 * DAY, 90 * DAY, 400 * DAY])
def test_a_tap_has_its_time_by_our_clock_whatever_the_device_says(off, waited):
    sent_at = NOON + off
    assert client_instant((sent_at - waited).isoformat(), sent_at.isoformat(), NOON) == NOON - waited


@pytest.mark.parametrize(
    ("told", "meant"),
    [
        (-4 * MINUTE, -4 * MINUTE),
        (MINUTE, 0 * MINUTE),
        (-6 * MINUTE, 0 * MINUTE),
        (-DAY, 0 * MINUTE),
        (DAY, 0 * MINUTE),
    ],
)
def test_a_device_that_tells_only_the_tap_is_believed_if_its_clock_is_about_ours(told, meant):
    assert client_instant((NOON + told).isoformat(), "", NOON) == NOON + meant


@pytest.mark.parametrize(("tapped", "sent"), [("", ""), ("soon", "now"), ("2026-06-10T12:00", "")])
def test_without_a_time_it_is_now(tapped, sent):
    assert client_instant(tapped, sent, NOON) == NOON


@pytest.mark.parametrize("waited", [-HOUR, 51 * 366 * DAY])
def test_a_wait_that_cannot_be_is_none(waited):
    assert client_instant((NOON - waited).isoformat(), NOON.isoformat(), NOON) == NOON


@pytest.mark.parametrize(
    ("off", "said"), [(4 * MINUTE, 0 * MINUTE), (-4 * MINUTE, 0 * MINUTE), (HOUR, HOUR), (-DAY, -DAY)]
)
def test_a_clock_that_is_off_is_noticed(off, said):
    assert clock_off((NOON + off).isoformat(), NOON) == said
    assert clock_off("soon", NOON) == dt.timedelta(0)


def test_a_form_that_was_handed_back_keeps_the_time_of_its_tap():
    """Pressed 20 minutes before it was sent, by a clock 3 h ahead; sent again an hour later."""
    fields = [("uid", "x"), ("ended_at", (NOON + 3 * HOUR - 20 * MINUTE).isoformat()), ("note", "")]
    held = with_our_clock([*fields, ("sent_at", (NOON + 3 * HOUR).isoformat())], NOON)
    assert [name for name, _value in held] == ["uid", "note", "ended_at", BY_OUR_CLOCK]
    assert pressed_at(dict(held), "ended_at", NOON + HOUR) == NOON - 20 * MINUTE
    assert with_our_clock(held, NOON + HOUR) == held


@pytest.mark.parametrize("fields", [[("note", "a")], [("started_at", ""), ("sent_at", "")], [("started_at", "2026")]])
def test_a_form_without_the_time_of_a_tap_is_handed_back_as_it_is(fields):
    assert with_our_clock(fields, NOON) == fields


@pytest.mark.parametrize(("waited", "asks"), [(90 * DAY, False), (90 * DAY + SECOND, True)])
def test_what_was_pressed_more_than_90_days_ago_is_asked_about_once(waited, asks):
    assert asks_when({}, NOON - waited, NOON) == asks
    assert not asks_when({LONG_AGO_OK: "1"}, NOON - waited, NOON)
