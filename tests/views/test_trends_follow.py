"""A change changes exactly the charts that it must: cached ones follow, the others stay as they were.

What the looks at factors keep and what they follow is in tests/services.test_evidence.py.
"""

import datetime as dt
from dataclasses import replace

import pytest
from django.utils import timezone

from tests.factories import ZONE, make_day, make_episode
from tracker.models import DayFactor, Episode
from tracker.pages.trends_sections import ON_TRENDS
from tracker.selectors.person import person_of
from tracker.services import check_in, days, episodes, pauses, preferences
from tracker.services.episode_rows import record_of

TODAY = dt.date(2026, 6, 10)
DAY = dt.timedelta(days=1)
NOW = dt.datetime(2026, 6, 10, 10, tzinfo=dt.UTC)
"""12:00 in Berlin."""


def instant(days_ago: int, hour: int) -> dt.datetime:
    """UTC, two hours behind the clocks of Berlin."""
    return dt.datetime.combine(TODAY - days_ago * DAY, dt.time(hour), tzinfo=dt.UTC)


@pytest.fixture
def alice_client(alice_client, monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOW)
    return alice_client


@pytest.fixture
def diary(alice):
    """Ten weeks, an entry every other day, check-ins in between; one entry of this morning at 4:30 in Berlin."""
    person = person_of(alice)
    check_in.set_factors(person, ["stress"], {}, TODAY - 70 * DAY)
    for n in range(1, 71):
        date = TODAY - n * DAY
        day = make_day(alice, date, "none" if n % 2 else "listed", answered_at=instant(n, 19))
        DayFactor.objects.create(day=day, code="stress", is_yes=n % 3 == 0, first_answered_at=instant(n, 19))
        if n % 2 == 0:
            use = {"code": "heat", "moment": "after", "effect": "slightly"}
            start = instant(n, 14)
            make_episode(alice, started_at=start, ended_at=start + DAY / 48, factors=["stress"], relief=[use])
    start = dt.datetime(2026, 6, 10, 2, 30, tzinfo=dt.UTC)
    return make_episode(alice, started_at=start, ended_at=start + DAY / 48, factors=["stress"])


def drawn(client) -> dict[str, str]:
    """The table behind every chart, as the page gets it: what the chart shows, with all its numbers."""
    parts = {}
    for chart in ON_TRENDS:
        for what in (f"/trends/{chart}/?window=30", f"/trends/{chart}/table/?window=30"):
            response = client.get(what, headers={"HX-Request": "true"})
            assert response.status_code == 200
            parts[chart] = parts.get(chart, "") + response.content.decode()
    return parts


def edit(person, row):
    episodes.amend_episode(person, row, lambda record: replace(record, intensity=9), now=NOW)


def move(person, row):
    regions = tuple(replace(mark, region="calf", side="right") for mark in record_of(row).regions)
    episodes.amend_episode(person, row, lambda record: replace(record, regions=regions), now=NOW)


CHANGES = {
    "a rating": (edit, {"intensity", "duration", "hours", "calendar", "comparison"}),
    "a side": (move, {"body"}),
    "a deleted entry": (
        lambda person, row: episodes.delete_episode(person, row, now=NOW),
        set(ON_TRENDS) - {"relief"},
    ),
    "a pause": (
        lambda person, row: pauses.add_pause(person.owner, TODAY - DAY, TODAY - DAY),
        {"weekly", "calendar", "hours", "comparison"},
    ),
    "an answer taken back": (
        lambda person, row: days.withdraw_check_in(person, TODAY - DAY, now=NOW),
        {"weekly", "calendar", "hours", "comparison", "factors"},
    ),
    "the hour at which a day starts": (
        lambda person, row: preferences.set_day_start(person.owner, 6, TODAY),
        # This morning's entry goes to the evening before; where days begin, a row of the hours does.
        {"weekly", "calendar", "intensity", "duration", "hours", "comparison"},
    ),
    "the bedtime": (lambda person, row: preferences.set_deadline(person, dt.time(20), TODAY - 60 * DAY), {"factors"}),
    "what is asked": (lambda person, row: check_in.set_factors(person, ["alcohol"], {}, TODAY), {"factors"}),
    "the zone at home": (
        lambda person, row: preferences.save_preferences(
            person.owner, time_zone="Europe/Paris", theme="system", text_size="normal"
        ),
        set(),
    ),
}


@pytest.mark.parametrize(("change", "expected"), CHANGES.values(), ids=CHANGES)
def test_a_change_reaches_the_charts_it_must_and_no_others(alice_client, alice, diary, change, expected):
    before = drawn(alice_client)
    change(person_of(alice), Episode.objects.get(pk=diary.pk))
    after = drawn(alice_client)
    assert {chart for chart in ON_TRENDS if before[chart] != after[chart]} == expected


def test_an_earlier_day_keeps_the_hour_at_which_it_began(alice_client, alice, diary):
    night = make_episode(alice, started_at=instant(3, 3), time_zone=ZONE)
    preferences.set_day_start(alice, 6, TODAY)
    assert Episode.objects.get(pk=night.pk).day == TODAY - 3 * DAY
    assert Episode.objects.get(pk=diary.pk).day == TODAY - DAY


def test_what_somebody_else_writes_changes_nothing(alice_client, alice, bob, diary):
    before = drawn(alice_client)
    make_episode(bob, started_at=instant(1, 10), intensity=10)
    preferences.renew_data_version(bob)
    assert drawn(alice_client) == before
