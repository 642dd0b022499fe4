"""The entries and days that a card rests on: by key, of their owner alone, newest first, a page at a time."""

import datetime as dt

from tests.factories import NOON, make_episode
from tracker.selectors import guidance
from tracker.selectors.guidance import days_without_entry, entries_behind

DAY = dt.timedelta(days=1)


def entries(owner, count):
    """Keys, the earliest entry first."""
    return [make_episode(owner, started_at=NOON - n * DAY).pk for n in reversed(range(count))]


def test_the_newest_first_and_only_these(alice):
    keys = entries(alice, 4)
    assert [line.day.day for line in entries_behind(alice, keys[:3], 1)] == [9, 8, 7]


def test_another_persons_keys_find_nothing(alice, bob):
    assert entries_behind(alice, entries(bob, 2), 1) == []


def test_a_page_at_a_time(alice, monkeypatch):
    monkeypatch.setattr(guidance, "ENTRIES_A_PAGE", 2)
    keys = entries(alice, 5)
    pages = [[line.day.day for line in entries_behind(alice, keys, page)] for page in (1, 2, 3, 4)]
    assert pages == [[10, 9], [8, 7], [6], []]


def test_days_that_count_without_an_entry(alice, bob, monkeypatch):
    monkeypatch.setattr(guidance, "_KEYS_A_STATEMENT", 1)
    today = NOON.date()
    keys = entries(alice, 2)
    entries(bob, 5)
    ordinals = [today.toordinal() - n for n in range(4)]
    assert days_without_entry(alice, ordinals, keys) == [today - 2 * DAY, today - 3 * DAY]
