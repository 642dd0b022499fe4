"""Which entries overlap: spans, moments, and what still runs."""

import datetime as dt
import uuid

import pytest

from tests.factories import NOON, make_episode
from tracker.models import Episode


def after(minutes):
    return NOON + dt.timedelta(minutes=minutes)


@pytest.mark.parametrize(
    ("start", "end", "overlaps"),
    [
        (-10, -1, False),
        (-10, 0, False),
        (-10, 1, True),
        (5, 6, True),
        (9, 20, True),
        (10, 20, False),
        (5, None, True),
        (20, None, False),
    ],
)
def test_a_span_overlaps_with_what_shares_time(alice, start, end, overlaps):
    make_episode(alice, started_at=NOON, ended_at=after(10))
    found = Episode.objects.of(alice).overlapping(after(start), end if end is None else after(end))
    assert found.exists() is overlaps


@pytest.mark.parametrize(
    ("start", "end", "overlaps"),
    [(-10, -1, False), (-10, 0, False), (-10, 1, True), (0, 5, True), (1, 5, False), (0, None, True), (1, None, False)],
)
def test_without_an_end_it_is_a_moment(alice, start, end, overlaps):
    make_episode(alice, started_at=NOON)
    found = Episode.objects.of(alice).overlapping(after(start), end if end is None else after(end))
    assert found.exists() is overlaps


@pytest.mark.parametrize(
    ("start", "end", "overlaps"), [(-10, -1, False), (-10, 1, True), (5, 6, True), (5, None, True), (0, None, True)]
)
def test_what_runs_overlaps_with_all_that_follows(alice, start, end, overlaps):
    make_episode(alice, started_at=NOON, duration_basis="ongoing", uid=uuid.uuid4())
    found = Episode.objects.of(alice).overlapping(after(start), end if end is None else after(end))
    assert found.exists() is overlaps
