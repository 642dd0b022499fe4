"""Pauses never share a day, end today, and can be taken away."""

import datetime as dt

import pytest

from tracker.models import Pause
from tracker.services import pauses as service

TODAY = dt.date(2026, 6, 10)
DAY = dt.timedelta(days=1)


def test_a_pause_is_stored(alice):
    service.add_pause(alice, TODAY, TODAY + 3 * DAY, "holiday")
    pause = Pause.objects.get()
    assert (pause.owner, pause.from_on, pause.to_on, pause.reason) == (alice, TODAY, TODAY + 3 * DAY, "holiday")


@pytest.mark.parametrize(("first", "last"), [(-2, 0), (0, 1), (2, 2), (3, None), (-5, None), (-5, 9)])
def test_pauses_that_share_a_day_are_refused(alice, first, last):
    there = service.add_pause(alice, TODAY, TODAY + 3 * DAY)
    with pytest.raises(service.PauseOverlapError) as caught:
        service.add_pause(alice, TODAY + first * DAY, None if last is None else TODAY + last * DAY)
    assert caught.value.pause == there


@pytest.mark.parametrize(("first", "last"), [(-2, -1), (4, None), (4, 4)])
def test_pauses_may_touch(alice, bob, first, last):
    service.add_pause(alice, TODAY, TODAY + 3 * DAY)
    service.add_pause(bob, TODAY - 9 * DAY, None)
    service.add_pause(alice, TODAY + first * DAY, None if last is None else TODAY + last * DAY)
    assert Pause.objects.filter(owner=alice).count() == 2


def test_nothing_new_fits_after_a_pause_that_goes_on(alice):
    service.add_pause(alice, TODAY, None)
    with pytest.raises(service.PauseOverlapError):
        service.add_pause(alice, TODAY + 90 * DAY, TODAY + 91 * DAY)


def test_who_is_back_today_was_away_until_yesterday(alice):
    pause = service.add_pause(alice, TODAY - 3 * DAY, None)
    assert service.end_pause(alice, pause, TODAY)
    assert Pause.objects.get().to_on == TODAY - DAY


def test_a_pause_that_began_today_is_undone(alice):
    pause = service.add_pause(alice, TODAY, None)
    service.end_pause(alice, pause, TODAY)
    assert not Pause.objects.exists()


def test_a_pause_that_is_over_keeps_its_end(alice):
    pause = service.add_pause(alice, TODAY - 9 * DAY, TODAY - 5 * DAY)
    assert not service.end_pause(alice, pause, TODAY)
    assert Pause.objects.get().to_on == TODAY - 5 * DAY


def test_a_pause_can_be_removed(alice):
    service.remove_pause(alice, service.add_pause(alice, TODAY, None))
    assert not Pause.objects.exists()


def test_nobody_ends_or_removes_the_pause_of_somebody_else(alice, bob):
    for first in (TODAY - 3 * DAY, TODAY):
        pause = service.add_pause(alice, first, None)
        assert not service.end_pause(bob, pause, TODAY)
        service.remove_pause(bob, pause)
        assert Pause.objects.get().to_on is None
        pause.delete()
