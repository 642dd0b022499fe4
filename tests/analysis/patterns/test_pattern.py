"""Which entries and days a pattern may count."""

import datetime as dt

import pytest

from tests.analysis.patterns.logs import TODAY, ago, log
from tracker.analysis.patterns.pattern import window


@pytest.mark.parametrize(("kind", "counts"), [("twitch", 0), ("spasm", 1), ("jerk", 1), ("not-sure", 1), ("", 1)])
def test_only_what_is_known_to_be_a_twitch_stays_out(kind, counts):
    days = window(log(ago(1, kind=kind)), TODAY, 28)
    assert (days.has_entry.sum(), days.has_spasm.sum()) == (1, counts)


def test_today_is_the_last_day():
    days = window(log(ago(28), ago(27), ago(0)), TODAY, 28)
    assert days.has_entry.tolist() == [False, True, True]


def test_a_day_with_twitches_alone_is_answered_and_no_spasm_day():
    coverage, is_spasm = window(log(ago(0, kind="twitch")), TODAY, 28).spasm_days()
    assert (coverage.answered, is_spasm.sum()) == (1, 0)


def test_a_filtered_diary_is_refused():
    with pytest.raises(ValueError, match="the whole diary"):
        window(log(ago(1), is_filtered=True), TODAY, 28)


def test_days_that_are_not_loaded_are_refused():
    with pytest.raises(ValueError, match="not within the days that are loaded"):
        window(log(ago(1)), TODAY, 91)
    with pytest.raises(ValueError, match="not within the days that are loaded"):
        window(log(ago(1)), TODAY + dt.timedelta(1), 28)
