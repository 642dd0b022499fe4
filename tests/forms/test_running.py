"""It began at ...: which instant that was, across midnight, changes of the clocks, and days."""

import datetime as dt
from types import SimpleNamespace

import pytest

from tests.factories import NOON
from tracker.forms.running import StartCorrectionForm, client_instant

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


@pytest.mark.parametrize(
    ("told", "meant"),
    [
        (-dt.timedelta(days=6), -dt.timedelta(days=6)),
        (-dt.timedelta(days=8), dt.timedelta(0)),
        (dt.timedelta(minutes=1), dt.timedelta(0)),
        (dt.timedelta(hours=1), dt.timedelta(0)),
    ],
)
def test_a_tap_keeps_the_time_of_its_device_for_a_week_and_never_lies_ahead(told, meant):
    assert client_instant((NOON + told).isoformat(), NOON) == NOON + meant
