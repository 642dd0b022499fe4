"""Trends since the last visit: a window of its own once there is one, and marks that follow what is written."""

import datetime as dt
import uuid

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.factories import NOON, make_day, make_episode, make_profile_item, make_visit
from tests.html import Element, read_page
from tracker.services.visits import VisitPlan, save_visit

NOON_UTC = dt.datetime(2026, 6, 10, 10, tzinfo=dt.UTC)
TODAY = dt.date(2026, 6, 10)
DAY = dt.timedelta(days=1)


@pytest.fixture(autouse=True)
def clock(monkeypatch):
    monkeypatch.setattr(timezone, "now", lambda: NOON_UTC)


@pytest.fixture
def log(alice):
    """A hundred days, each answered, every third with an entry."""
    for n in range(100):
        day = TODAY - n * DAY
        make_day(alice, day)
        if n % 3 == 0:
            make_episode(alice, uid=uuid.uuid4(), started_at=NOON_UTC - n * DAY)


def opened(client, name, *args, **query) -> Element:
    response = client.get(reverse(name, args=args), query)
    assert response.status_code == 200
    return read_page(response)


def text_of(client, name, *args, **query) -> str:
    return opened(client, name, *args, **query).text


def offers_the_visit(client) -> bool:
    """Whether the chooser of days offers those since the last visit."""
    return opened(client, "trends").has("a[href*='window=visit']")


def test_without_a_visit_that_is_over_there_is_no_such_window(alice, alice_client, log):
    make_visit(alice, TODAY)
    assert not offers_the_visit(alice_client)
    text = text_of(alice_client, "trends", window="visit")
    assert "We don’t know that period." in text


def test_with_one_the_window_is_offered_by_its_date(alice, alice_client, log):
    make_visit(alice, dt.date(2026, 5, 1))
    make_visit(alice, dt.date(2026, 3, 12))
    assert offers_the_visit(alice_client)
    text = text_of(alice_client, "trends", window="visit")
    assert "Since your visit on 1 May" in text
    assert "1 May to 10 June 2026" in text


def test_a_visit_of_another_year_says_the_year(alice, alice_client, log):
    make_visit(alice, dt.date(2025, 5, 1))
    assert "Since your visit on 1 May 2025" in text_of(alice_client, "trends")


def test_the_comparison_is_with_as_many_days_before_the_visit(alice, alice_client, log):
    make_visit(alice, TODAY - 29 * DAY)
    part = opened(alice_client, "trends-table", "comparison", window="visit")
    assert "12 May to 10 June 2026" in part.text
    (days,) = [row for row in part.rows if row[0] == "Spasm days"]
    assert days[1:3] == ("10 of 30", "10 of 30")


def test_another_persons_visit_opens_no_window(bob, alice_client, log):
    make_visit(bob, TODAY - 20 * DAY)
    assert not offers_the_visit(alice_client)


@pytest.mark.parametrize("chart", ["weekly", "intensity"])
def test_charts_are_marked_as_soon_as_a_visit_is_written(alice, alice_client, log, chart):
    assert "Dr. Kim" not in text_of(alice_client, "trends-chart", chart)
    save_visit(alice, uuid.uuid4(), VisitPlan(on=TODAY - 20 * DAY, with_whom="Dr. Kim"), now=NOON)
    assert "Dr. Kim" in text_of(alice_client, "trends-chart", chart)
    assert "21 May: Visit: Dr. Kim" in text_of(alice_client, "trends-table", chart)


def test_a_filter_leaves_the_marks_where_they_are(alice, alice_client, log):
    make_profile_item(alice, "medication", text="Baclofen", from_on=TODAY - 20 * DAY)
    assert "Baclofen started" in text_of(alice_client, "trends-table", "weekly", region="calf")
